"""The frames of Stack: one layer after the other, and what a cell of it can see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from poolviz.frame.model import Cell, Frame
from poolviz.frame.speech import Asking, Caption
from poolviz.frame.tables import Table
from poolviz.frame.words import say
from poolviz.scenes.stack import boards, captions, facts
from poolviz.scenes.stack.boards import INPUT, LENS
from poolviz.scenes.stack.lens import with_lens
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
        target = self._target(current, focus)
        crops = self._crops(target, current)
        marks = boards.marks(view, target)
        pointed = focus is not None and focus.board != INPUT and self._pointed(current, focus) is not None
        caption = captions.pointed(view, target) if pointed else captions.caption(view, current)
        frame = Frame(
            boards=(
                boards.picture_board(view),
                *(boards.crop_board(view, slot, crop) for slot, crop in enumerate(crops)),
                *(boards.map_board(view, level, current) for level in range(len(view.stack.levels))),
            ),
            tables=(replace(self._table, chosen=step),),
            arrangement=boards.arrangement(view),
            marks=marks,
            links=boards.links(view, marks),
            formula=captions.sentence(view, current),
            typeset=facts.formulas(view, current),
            facts_title=say("This stack"),
            facts=facts.facts(view, current),
            caption=caption,
            place=self._place(step),
            asking=_asking(view, current, crops),
        )
        if view.stack.levels:
            frame = with_lens(frame, view, target, self._resting(current), focus)
        return frame if view.refined is not None else _first_look(frame, view)

    def _place(self, step: int) -> str:
        if step == 0:
            return say("the picture")
        return say("layer {number} of {total}", number=step, total=self.length - 1)

    def _target(self, current: int, focus: Cell | None) -> Target:
        """The cell that is asked what it sees: the one pointed at, else one about the picture's point."""
        found = None if focus is None else self._pointed(current, focus)
        return found or self._resting(current)

    def _resting(self, current: int) -> Target:
        """The cell that is asked while nothing is pointed at."""
        own = self.view.parameters
        return self.view.nearest(current, (own.row, own.column))

    def _pointed(self, current: int, focus: Cell) -> Target | None:
        if focus.board == INPUT:
            return self.view.nearest(current, (focus.row, focus.column))
        for level in range(current + 1):
            if focus.board == boards.map_name(level):
                return Target(level, focus.row, focus.column)
        return None

    def _crops(self, target: Target, current: int) -> tuple[Target, ...]:
        """What one cell of several levels sees, all about the same point of the picture."""
        view = self.view
        if not view.stack.levels:
            return ()
        level = target.level if target.level != PICTURE else current
        point = view.middle(target)
        return tuple(
            target if target.level == chosen else view.nearest(chosen, point)
            for chosen in boards.cropped(view, level)
        )


def _asking(view: View, current: int, crops: tuple[Target, ...]) -> Asking | None:
    """How much the layer sees: the table, the field on the picture, and what is cut out of it would tell."""
    if current == PICTURE:
        return None
    later = (boards.crop_name(slot) for slot, crop in enumerate(crops) if crop.level >= current)
    name = short_name(view.stack.levels[current])
    question = say("How much does one cell of {layer} see, and how far on does the next one?", layer=name)
    return Asking((), question, whole_formula=True, closed=(LENS, *later), unmarked=(INPUT,))


def _first_look(frame: Frame, view: View) -> Frame:
    """The frame while its maps are refined, or where they were given up: it says so in words."""
    text = frame.caption.text
    if view.is_alone:
        text = say("{caption} A first look: one channel alone.", caption=text)
    else:
        text = say("{caption} A first look: one channel alone, all eight are on their way.", caption=text)
    return replace(frame, caption=Caption(frame.caption.lead, text))
