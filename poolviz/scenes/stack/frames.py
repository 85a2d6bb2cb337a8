"""The frames of Stack: one layer after the other, and what a cell of it can see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from poolviz.frame.model import Cell, Frame
from poolviz.frame.speech import Asking, Caption
from poolviz.frame.tables import Table
from poolviz.frame.words import say
from poolviz.scenes.stack import boards, captions, facts
from poolviz.scenes.stack.boards import INPUT
from poolviz.scenes.stack.names import short_name
from poolviz.scenes.stack.table import table
from poolviz.scenes.stack.view import PICTURE, Target, View


@dataclass(frozen=True, eq=False)
class Frames:
    """Makes the frames of one document. Step 0 is the picture, step i the i-th level."""

    view: View

    @cached_property
    def _table(self) -> Table:
        """The table, whichever of its rows is chosen."""
        return table(self.view)

    @property
    def length(self) -> int:
        """How many steps there are."""
        return len(self.view.stack.levels) + 1

    def frame(self, step: int, focus: Cell | None) -> Frame:
        """The picture of one step; a cell under the pointer shows what it sees."""
        view, current = self.view, step - 1
        levels = boards.mapped(view, current)
        target = self._target(levels, current, focus)
        crops = self._crops(target, current)
        marks = boards.marks(view, target, levels) if target is not None else ()
        pointed = focus is not None and focus.board != INPUT and target is not None
        caption = captions.pointed(view, target) if pointed and target else captions.caption(view, current)
        frame = Frame(
            boards=(
                boards.picture_board(view),
                *(boards.crop_board(view, slot, crop) for slot, crop in enumerate(crops)),
                *(boards.map_board(view, slot, level, current) for slot, level in enumerate(levels)),
            ),
            tables=(replace(self._table, chosen=step),),
            arrangement=boards.arrangement(view),
            marks=marks,
            links=boards.links(marks),
            formula=captions.sentence(view, current),
            typeset=facts.formulas(view, current),
            facts_title=say("This stack"),
            facts=facts.facts(view, current),
            caption=caption,
            place=self._place(step),
            asking=_asking(view, current, crops),
        )
        return frame if view.refined is not None else _first_look(frame)

    def _place(self, step: int) -> str:
        if step == 0:
            return say("the picture")
        return say("layer {number} of {total}", number=step, total=self.length - 1)

    def _target(self, levels: tuple[int, ...], current: int, focus: Cell | None) -> Target | None:
        """The cell that is asked what it sees: the one pointed at, else one about the picture's point."""
        if focus is not None:
            found = self._pointed(levels, current, focus)
            if found is not None:
                return found
        own = self.view.parameters
        return self.view.nearest(current, (own.row, own.column)) if current != PICTURE else None

    def _pointed(self, levels: tuple[int, ...], current: int, focus: Cell) -> Target | None:
        cell = focus.row, focus.column
        if focus.board == INPUT and current != PICTURE:
            return self.view.nearest(current, cell)
        for slot, level in enumerate(levels):
            if focus.board == boards.map_name(slot) and level <= current:
                return Target(level, *cell)
        return None

    def _crops(self, target: Target | None, current: int) -> tuple[Target, ...]:
        """What one cell of several levels sees, all about the same point of the picture."""
        view, own = self.view, self.view.parameters
        if not view.stack.levels:
            return ()
        point = view.middle(target) if target is not None else (float(own.row), float(own.column))
        chosen = boards.cropped(view, target.level if target is not None else current)
        return tuple(
            target if target is not None and target.level == level else view.nearest(level, point)
            for level in chosen
        )


def _asking(view: View, current: int, crops: tuple[Target, ...]) -> Asking | None:
    """How much the layer sees; what tells it is its row of the table, and its crop."""
    if current == PICTURE:
        return None
    telling = tuple(
        Cell(boards.crop_name(slot), 0, 0) for slot, crop in enumerate(crops) if crop.level == current
    )
    name = short_name(view.stack.levels[current])
    question = say("How much does one cell of {layer} see, and how far on does the next one?", layer=name)
    return Asking(telling, question, whole_formula=True)


def _first_look(frame: Frame) -> Frame:
    """The frame while its maps are refined: it says so in words."""
    text = say(
        "{caption} A first look: one channel alone, all eight are on their way.", caption=frame.caption.text
    )
    return replace(frame, caption=Caption(frame.caption.lead, text))
