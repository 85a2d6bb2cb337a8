"""The frames of the forward pass: one window on all channels in step, then one number a channel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from poolviz.frame.charts import Series
from poolviz.frame.magnifier import magnified, magnified_marks, shows
from poolviz.frame.model import (
    Asking,
    Block,
    Board,
    Cell,
    Chart,
    Fact,
    Frame,
    Line,
    Link,
    Mark,
    Run,
)
from poolviz.frame.numbers import plain
from poolviz.frame.words import say
from poolviz.model.early import with_early
from poolviz.model.grid import Position
from poolviz.model.marks import window_marks, winner_marks
from poolviz.model.scene import BY_ROWS
from poolviz.scenes.channels import answers, captions, facts
from poolviz.scenes.channels.boards import (
    COMPOSED,
    COMPOSITE,
    MAGNIFIER,
    READINGS,
    channel_of,
    composite_boards,
    input_board,
    input_name,
    mosaic_boards,
    output_board,
    output_name,
    places,
    ring,
)
from poolviz.scenes.channels.view import View

_LENS = 0.8  # height of the magnifier, in heights of an input


@dataclass(frozen=True, eq=False)
class Forward:
    """Makes the frames of one document."""

    view: View

    @property
    def length(self) -> int:
        """A step a window, and one for the numbers that the classifier reads."""
        return self.view.geometry.windows + 1

    def frame(self, step: int, focus: Cell | None) -> Frame:
        """The picture of one step; an answer under the pointer shows its own window instead."""
        view, windows = self.view, self.view.geometry.windows
        pointed = pointed_window(view, focus)
        index = step if pointed is None else pointed
        is_last = index == windows
        output = divmod(min(index, windows - 1), view.geometry.output[1])
        frame = Frame(
            boards=self._boards(step, index, output),
            arrangement=places(view, view.is_large),
            charts=self._charts(step),
            marks=(*ring(view), *(() if is_last else self._marks(output))),
            links=(link(view),) if view.in_a_row else (),
            formula=tuple(answers.reading(view) if is_last else answers.answer(view, output)),
            facts_title=say("Channels"),
            facts=self._facts,
            caption=captions.reading(view) if is_last else captions.forward(view, output, focus),
            place=say("one number a channel") if is_last else view.windows(view.chosen).place(index),
            asking=None if is_last else self._asking(output),
            results=(output_name(view.chosen),),
            outputs=tuple(map(output_name, view.boards)),
        )
        return self._with_magnifier(frame, output, focus) if view.is_large else frame

    @cached_property
    def _facts(self) -> tuple[Fact, ...]:
        return facts.layer(self.view)

    @cached_property
    def _inputs(self) -> tuple[Board, ...]:
        """The same at every step, with the thumbnails of many channels."""
        view = self.view
        inputs = tuple(input_board(view, channel) for channel in view.boards)
        return inputs if view.in_a_row else (*mosaic_boards(view), *inputs)

    def _boards(self, step: int, index: int, output: Position) -> tuple[Board, ...]:
        view = self.view
        shown = None if view.geometry.windows > BY_ROWS else step + 1
        outputs = (output_board(view, channel, shown) for channel in view.boards)
        if view.channels == 1 and self._is_read(step):
            outputs = (replace(board, below=(self._one_number,)) for board in outputs)
        if shown is not None and index > step:
            outputs = (with_early(board, output) for board in outputs)
        return (*self._inputs, *outputs, *self._together)

    @cached_property
    def _together(self) -> tuple[Board, ...]:
        return composite_boards(self.view)

    def _is_read(self, step: int) -> bool:
        """Whether the classifier's numbers are out: after the last window, on large maps always."""
        return step >= self.view.geometry.windows or self.view.geometry.windows > BY_ROWS

    def _charts(self, step: int) -> tuple[Chart, ...]:
        if self.view.channels == 1:
            return ()
        if self._is_read(step):
            return (self._chart,)
        so_far = tuple(map(float, self.view.readings_so_far[step]))
        return (chart(self.view, so_far, say("1 × 1 × {count} · so far", count=self.view.channels)),)

    @cached_property
    def _one_number(self) -> Line:
        """What a classifier would read of a single channel."""
        number = Run(plain(self.view.readings[0]), None, "winner")
        return Line((Run(f"{self._chart.title} ", quiet=True), number))

    @cached_property
    def _chart(self) -> Chart:
        detail = say(
            "1 × 1 × {count} · one number a channel, what a classifier reads", count=self.view.channels
        )
        return chart(self.view, self.view.readings, detail)

    def _marks(self, output: Position) -> tuple[Mark, ...]:
        view = self.view
        found: list[Mark] = []
        for channel in view.boards:
            name = input_name(channel)
            found += window_marks(view.windows(channel), name, *output)
            if channel == view.chosen or not view.is_large:
                found += winner_marks(view.windows(channel), name, view.winner(channel, output), ())
            found.append(Mark(output_name(channel), "window", Block(*output)))
        if view.is_composed:
            found += window_marks(view.windows(view.chosen), COMPOSITE, *output)
            found.append(Mark(COMPOSED, "window", Block(*output)))
        return tuple(found)

    def _asking(self, output: Position) -> Asking:
        cells = tuple(Cell(output_name(channel), *output) for channel in self.view.boards)
        return Asking(cells, say("What comes out of this window, channel by channel?"))

    def _with_magnifier(self, frame: Frame, output: Position, focus: Cell | None) -> Frame:
        """The frame with the chosen channel's window enlarged, or where the pointer is on its input."""
        view = self.view
        source = frame.board(input_name(view.chosen))
        around = view.windows(view.chosen).block(*output)
        board = magnified(source, MAGNIFIER, around, 0)
        words = say("this window, channel {number}", number=view.chosen + 1)
        result: tuple[Run, ...] = (Run(_operation(view)), *tuple(answers.answer(view, output))[-2:])
        if focus is not None and focus.board == source.name and not shows(board, focus):
            board = magnified(source, MAGNIFIER, around._replace(row=focus.row, column=focus.column), 0)
            words, result = say("at the pointer, channel {number}", number=view.chosen + 1), ()
        which = Run(say("channel {number}", number=view.chosen + 1), quiet=True)
        told = Line((Run(words, quiet=True),), short=(which,))
        side = _LENS * min(source.shape) / max(board.shape)
        board = replace(
            board,
            title="",
            detail="",
            heading_lines=0,
            cell_rows=side,
            cell_columns=side,
            below=(),
            beside=(told, *((Line(result),) if result else ())),
        )
        moved = magnified_marks(tuple(m for m in frame.marks if m.role != "chosen"), board)
        return replace(frame, boards=(*frame.boards, board), marks=(*frame.marks, *moved))


def pointed_window(view: View, focus: Cell | None) -> int | None:
    """Which window answers a cell of an output; None for other boards."""
    channel = None if focus is None else channel_of(focus.board, "output")
    if focus is None or channel is None:
        return None
    return view.windows(view.chosen).index(focus.row, focus.column)


def link(view: View) -> Link:
    """From the chosen channel's input to its own output."""
    before, after = (Block(0, 0, *size) for size in (view.document.map.size, view.geometry.output))
    return Link(input_name(view.chosen), before, output_name(view.chosen), after, "winner")


def chart(view: View, numbers: tuple[float, ...], detail: str) -> Chart:
    """One bar a channel, under its boards."""
    is_average = view.parameters.reading == "average"
    title = say("Global average") if is_average else say("Global maximum")
    return Chart(
        READINGS,
        title,
        detail,
        "bars",
        (Series(title, numbers),),
        tuple("" if view.in_a_row else str(c + 1) for c in range(view.channels)),
        *bounds(view),
        chosen=view.chosen,
        chooses=True,
    )


def bounds(view: View) -> tuple[float, float]:
    """The same range at every step: it holds 0 and whatever the readings come to."""
    numbers = np.array(view.readings)
    if view.geometry.windows <= BY_ROWS:
        numbers = view.readings_so_far
    numbers = numbers[np.isfinite(numbers)]
    low, high = float(numbers.min(initial=0.0)), float(numbers.max(initial=0.0))
    return low, high if high > low else low + 1.0


def _operation(view: View) -> str:
    """What makes one number of a window, in a word."""
    if view.mixes:
        return say("mixture")
    mode = view.document.spec.mode
    if mode == "lp":
        return say("power sum")
    return say("max") if mode == "max" else say("average")
