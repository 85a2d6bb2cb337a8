"""The frames of the backward pass: what each channel's one number sends back to its output."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from poolviz.core import padding_swallows
from poolviz.frame.model import Asking, Block, Board, Cell, Frame, Link, Mark, Run
from poolviz.frame.numbers import plain, signed
from poolviz.frame.plane import ArrayPlane, Plane
from poolviz.frame.scale import signed_scale
from poolviz.frame.terms import equals
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.model.grid import Grid
from poolviz.model.windows import asking_for
from poolviz.scenes.channels import captions, facts
from poolviz.scenes.channels.boards import channel_of, input_board, name_below, output_board, output_name
from poolviz.scenes.channels.routing import Routing
from poolviz.scenes.channels.view import View

_SIDE = 0.5  # of a channel's number, in heights of its output


@dataclass(frozen=True, eq=False)
class Backward:
    """Makes the frames of one document: one step a channel."""

    view: View

    @property
    def length(self) -> int:
        """A step for every channel that has boards."""
        return len(self.view.boards)

    def frame(self, step: int, focus: Cell | None) -> Frame:
        """The picture of one step; a cell under the pointer shows its own channel's moment."""
        view = self.view
        pointed = self.step_of(focus) if focus is not None else None
        index = step if pointed is None else pointed
        channel = view.boards[index]
        reached = max(step, index)
        places, is_average = range(self.length), view.parameters.reading == "average"
        rows = (
            tuple(self._input(place, reached) for place in places),
            # Which of the outputs is the largest decides; a mean takes all of them alike.
            () if is_average else tuple(output_board(view, c, None) for c in view.boards),
            tuple(self._gradient(place, reached) for place in places),
            tuple(self._number(place) for place in places),
        )
        return Frame(
            boards=tuple(board for row in rows for board in row),
            arrangement=_places(tuple(tuple(board.name for board in row) for row in rows)),
            marks=self._marks(channel),
            links=self._links(channel),
            formula=tuple(self._formula(channel)),
            facts_title=say("Gradient"),
            facts=facts.gradient(view, self._lost(reached)),
            caption=captions.backward(view, channel),
            place=say("channel {number} of {total}", number=channel + 1, total=view.channels),
            asking=self._asking(channel),
        )

    def step_of(self, cell: Cell) -> int | None:
        """Which step answers a cell; None for other boards."""
        for kind in ("arrived", "output", "gradient", "upstream"):
            channel = channel_of(cell.board, kind)
            if channel in self.view.boards:
                return self.view.boards.index(channel)
        return None

    @cached_property
    def _planes(self) -> tuple[Plane, ...]:
        return tuple(ArrayPlane(gradient) for gradient in self.view.gradients)

    def _gradient(self, place: int, reached: int) -> Board:
        view = self.view
        first = place == 0
        return Board(
            gradient_name(view.boards[place]),
            say("∂L/∂output") if first else "",
            times(view.geometry.output) if first else "",
            self._planes[place],
            view.gradient_scale,
            numbers="signed",
            shown=None if place <= reached else 0,
            hidden="zero",
        )

    @cached_property
    def _routing(self) -> Routing:
        return Routing(self.view)

    def _input(self, place: int, reached: int) -> Board:
        view = self.view
        first = place == 0
        given = input_board(view, view.boards[place])
        return Board(
            arrived_name(view.boards[place]),
            say("∂L/∂input") if first else "",
            times(view.document.map.size) if first else "",
            self._routing.reached(place, reached + 1),
            self._routing.scale,
            numbers="signed",
            # As the map has, so that windows over the edge have room.
            rim=given.rim._replace(text=""),
            overhang=given.overhang,
        )

    def _lost(self, reached: int) -> float | None:
        """What padding took of all that was sent so far; None where it takes nothing."""
        view = self.view
        if view.mixes or not padding_swallows(view.document.spec, view.geometry):
            return None
        sent = sum(view.upstream(channel) for channel in view.boards[: reached + 1])
        return sent - self._routing.arrived[reached]

    def _number(self, place: int) -> Board:
        """The gradient at one channel's number; they are 1, 2, 3, … so that each can be followed."""
        view = self.view
        channel = view.boards[place]
        side = _SIDE * min(view.geometry.output)
        given = np.full((1, 1), view.upstream(channel))
        return Board(
            upstream_name(channel),
            (say("∂L/∂average") if view.parameters.reading == "average" else say("∂L/∂max"))
            if place == 0
            else "",
            "",
            ArrayPlane(given),
            signed_scale(np.full((1, 1), view.upstream(view.boards[-1]))),
            numbers="signed",
            below=name_below(view, channel) if view.parameters.reading == "average" else (),
            cell_rows=side,
            cell_columns=side,
        )

    def _marks(self, channel: int) -> tuple[Mark, ...]:
        view = self.view
        whole = Block(0, 0, *view.geometry.output)
        marks = [Mark(upstream_name(channel), "window", Block(0, 0))]
        if view.parameters.reading == "average":
            marks.append(Mark(gradient_name(channel), "gradient", whole))
        else:
            winner = Block(*self._winner(channel))
            seen = view.windows(channel).block(int(winner.row), int(winner.column))
            marks.append(Mark(arrived_name(channel), "window", seen))
            marks += [
                Mark(name, "winner", winner, filled=True)
                for name in (output_name(channel), gradient_name(channel))
            ]
        return tuple(marks)

    def _winner(self, channel: int) -> tuple[int, int]:
        """The cell that gave a channel's maximum: where the gradient goes."""
        gradient = self.view.gradients[self.view.boards.index(channel)]
        row, column = np.unravel_index(int(gradient.argmax()), gradient.shape)
        return int(row), int(column)

    def _links(self, channel: int) -> tuple[Link, ...]:
        view, number = self.view, Block(0, 0)
        outputs, cells = (Block(0, 0, *size) for size in (view.geometry.output, view.document.map.size))
        name = gradient_name(channel)
        return (
            Link(upstream_name(channel), number, name, outputs, "gradient", directed=True),
            Link(name, outputs, arrived_name(channel), cells, "gradient", directed=True),
        )

    def _formula(self, channel: int) -> tuple[Run, ...]:
        view = self.view
        given = view.upstream(channel)
        start = Run(signed(given), Cell(upstream_name(channel), 0, 0))
        if view.parameters.reading == "max":
            end = Cell(gradient_name(channel), *self._winner(channel))
            return Run(say("to the largest: ")), start, Run(" → ", quiet=True), Run(signed(given), end)
        each = given / view.geometry.windows
        end = Cell(gradient_name(channel), 0, 0)
        return (
            start,
            Run(f" / {plain(view.geometry.windows)}{equals(each)}"),
            Run(signed(each), end, "winner"),
            Run(say(" for each of them"), quiet=True),
        )

    def _asking(self, channel: int) -> Asking:
        cells = Grid(*map(range, self.view.geometry.output))
        return asking_for((gradient_name(channel),), cells, say("What does each number of this channel get?"))


def _places(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """What was sent at the bottom, where it arrives on top; of a single channel, from right to left."""
    inputs, outputs, gradients, numbers = rows
    if len(inputs) > 1:
        return tuple(row for row in rows if row)
    below = (*inputs, *gradients, *numbers)
    return ((*inputs, *outputs, ""), below) if outputs else (below,)


def gradient_name(channel: int) -> str:
    """The name of the board that shows ∂L/∂output of a channel.

    >>> gradient_name(1)
    'gradient1'
    """
    return f"gradient{channel}"


def arrived_name(channel: int) -> str:
    """The name of the board that shows ∂L/∂input of a channel.

    >>> arrived_name(1)
    'arrived1'
    """
    return f"arrived{channel}"


def upstream_name(channel: int) -> str:
    """The name of the board that shows the gradient at a channel's one number.

    >>> upstream_name(1)
    'upstream1'
    """
    return f"upstream{channel}"
