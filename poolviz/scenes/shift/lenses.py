"""On a large map: the same few cells of it enlarged, before and after its move."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.magnifier import magnified, magnified_marks, shows
from poolviz.frame.model import Block, Cell, Frame, Line, Mark, Run
from poolviz.frame.numbers import plain
from poolviz.frame.words import say
from poolviz.model.grid import Position
from poolviz.model.seen import seen_through
from poolviz.scenes.shift.boards import lenses_of
from poolviz.scenes.shift.view import Moment, View

_MAPS = ("input", "shifted")


def with_lenses(frame: Frame, moment: Moment, focus: Cell | None) -> Frame:
    """The frame with the window in the middle of the map enlarged, or what the pointer is on.

    Both show the same place, so that what moves is seen to move; the map can be dragged by them, too.
    """
    view = moment.view
    is_cell = focus is not None and focus.board in _MAPS
    output = (focus.row, focus.column) if focus is not None and not is_cell else _middle(view)
    around, words = seen_through(view.chain, output), _answers(moment, output)
    if focus is not None and is_cell and not shows(magnified(frame.board("input"), "lens", around), focus):
        around, words = Block(focus.row, focus.column), dict.fromkeys(_MAPS, ())
    elif focus is None or is_cell:
        frame = replace(frame, marks=(*frame.marks, *(Mark(name, "window", around) for name in _MAPS)))
    titles = {"input": say("Before"), "shifted": say("After")}
    lenses = tuple(
        replace(magnified(frame.board(name), lens, around), title=titles[name], below=words[name])
        for name, lens in lenses_of(view).items()
    )
    moved = tuple(mark for lens in lenses for mark in magnified_marks(frame.marks, lens))
    return replace(frame, boards=(*frame.boards, *lenses), marks=(*frame.marks, *moved))


def _middle(view: View) -> Position:
    rows, columns = view.chain[-1].output
    return rows // 2, columns // 2


def _answers(moment: Moment, output: Position) -> dict[str, tuple[Line, ...]]:
    """The maximum of the window before the move and after it."""
    row, column = output
    planes = {"input": moment.before("max"), "shifted": moment.after("max")}
    numbers = {
        name: plane.read(slice(row, row + 1), slice(column, column + 1))[0, 0]
        for name, plane in planes.items()
    }
    return {
        name: (Line((Run(say("max "), quiet=True), Run(plain(number))), short=(Run(plain(number)),)),)
        for name, number in numbers.items()
    }
