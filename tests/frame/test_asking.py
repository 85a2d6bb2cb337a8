"""Ask the room: nothing in a veiled picture tells the answer."""

from __future__ import annotations

import numpy as np

from poolviz.frame.asking import veiled
from poolviz.frame.magnifier import magnified
from poolviz.frame.model import Asking, Block, Board, Cell, Frame, Line, Mark, Run, Scale
from poolviz.frame.plane import ArrayPlane

ANSWER = Cell("output", 4, 5)
LINES = (
    Line((Run("max(1, 2)"), Run(" ≈ "), Run("2", ANSWER, "winner")), "large"),
    Line((Run("0 parameters"),), "small"),
)


def board(name: str, **also: tuple[Line, ...]) -> Board:
    return Board(name, name, "", ArrayPlane(np.arange(100).reshape(10, 10)), Scale(0, 99), **also)  # type: ignore[arg-type]


def asked(*boards: Board, whole: bool = False) -> Frame:
    names = (tuple(one.name for one in boards),)
    return veiled(Frame(boards, names, asking=Asking((ANSWER,), "What?", whole_formula=whole)))


def test_words_beside_and_below_keep_their_answer_to_themselves() -> None:
    shown = asked(board("output", beside=LINES, below=LINES)).board("output")
    for lines in (shown.beside, shown.below):
        assert [line.text for line in lines] == ["max(1, 2) = ?", "0 parameters"]
        assert [line.size for line in lines] == ["large", "small"]


def test_where_the_whole_formula_would_tell_nothing_is_left_of_the_words() -> None:
    shown = asked(board("output", beside=LINES), board("input", beside=LINES[1:]), whole=True)
    assert [line.text for line in shown.board("output").beside] == ["?", ""]
    assert [line.text for line in shown.board("input").beside] == ["0 parameters"]


def test_a_magnifier_asks_what_its_board_asks() -> None:
    whole = board("output")
    near, far = magnified(whole, "near", Block(4, 4, 2, 2)), magnified(whole, "far", Block(0, 0, 2, 2))
    shown = asked(whole, near, far)
    assert shown.board("output").asked == ((4, 5),)
    assert shown.board("near").asked == ((4 - near.origin[0], 5 - near.origin[1]),)
    assert shown.board("near").value(1, 2) is None
    assert shown.board("far").asked == ()


def test_of_a_board_that_is_asked_as_a_whole_nothing_is_left() -> None:
    told = Mark("output", "wrong", Block(0, 0, 1, 1)), Mark("input", "wrong", Block(0, 0, 1, 1))
    boards = board("input", below=LINES), board("output", beside=LINES, below=LINES)
    frame = Frame(boards, (("input", "output"),), told, asking=Asking((), "What?", boards=("output",)))
    shown = veiled(frame)
    hidden = shown.board("output")
    assert (hidden.shown, hidden.value(3, 3), hidden.detail) == (0, None, "?")
    assert [[line.text for line in lines] for lines in (hidden.beside, hidden.below)] == [["?", ""]] * 2
    assert shown.board("input").value(0, 3) == 3
    assert [mark.board for mark in shown.marks] == ["input"]
