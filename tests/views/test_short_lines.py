"""Lines that would be too small to be read become short, together with all in their row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF

from poolviz.frame.asking import veiled
from poolviz.frame.model import Asking, Cell, Frame, Line, Run
from poolviz.views.lettering import Lettering
from tests.views.frames import board

pytestmark = pytest.mark.usefixtures("qapp")  # letters are measured

STAGE = QRectF(0, 0, 400, 300)


def line(text: str, short: str = "") -> Line:
    return Line((Run(text),), "small", (Run(short),) if short else ())


def written(wide: float, *lines: Line) -> list[tuple[str, float]]:
    """What is written under boards that stand in a row, so many pixels apart, and in which size."""
    boards = tuple(
        replace(board(), name=f"b{place}", below=(one,), heading_lines=0) for place, one in enumerate(lines)
    )
    frame = Frame(boards, (tuple(one.name for one in boards),))
    areas = {one.name: QRectF(10 + wide * place, 20, 20, 20) for place, one in enumerate(boards)}
    placed = Lettering(frame, areas, STAGE, STAGE, 13.0, ()).lines()
    return [(one.line.text, one.size) for one in placed]


def test_with_room_enough_all_words_are_written() -> None:
    assert written(120, line("conv 10", "10"), line("pool 5", "11")) == [("conv 10", 11), ("pool 5", 11)]


def test_all_lines_of_a_row_become_short_where_one_has_too_little_room() -> None:
    told = written(30, line("conv 10", "10"), line("FC", "11"), line("no"))
    assert [text for text, _ in told] == ["10", "11", "no"]
    assert {size for _, size in told} == {11.0}


def test_lines_under_neighbouring_boards_are_seen_to_be_apart() -> None:
    for wide in range(60, 130, 7):
        boards = tuple(
            replace(board(), name=f"b{place}", below=(line("100 % of active kept", "100 % kept"),))
            for place in range(2)
        )
        areas = {one.name: QRectF(10 + wide * place, 40, 20, 20) for place, one in enumerate(boards)}
        frame = Frame(boards, (tuple(one.name for one in boards),))
        first, second = Lettering(frame, areas, STAGE, STAGE, 13.0, ()).lines()
        assert second.x - (first.x + first.room) >= 10.0


def test_rows_under_each_other_keep_to_the_same_words() -> None:
    words = ("a", "b", "c", "a much longer line", "d", "e")
    boards = tuple(
        replace(board(), name=f"b{place}", below=(line(one, str(place)),), heading_lines=0)
        for place, one in enumerate(words)
    )
    frame = Frame(boards, (("b0", "b1", "b2"), ("b3", "b4", "")))
    spots = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (5, 4)]
    areas = {
        f"b{place}": QRectF(10 + 40 * column, 20 + 45 * row, 20, 20)
        for place, (row, column) in enumerate(spots)
    }
    placed = Lettering(frame, areas, STAGE, STAGE, 13.0, ()).lines()
    assert [one.line.text for one in placed] == ["0", "1", "2", "3", "4", "e"]


def test_lines_without_short_words_are_written_smaller_as_before() -> None:
    (text, size), _ = written(40, line("conv 10"), line("FC"))
    assert text == "conv 10"
    assert size < 11


def test_short_words_do_not_tell_an_answer() -> None:
    one = replace(board(), below=(line("conv 3: 22", "22"),))
    asked = Asking((Cell(one.name, 0, 0),), "?", whole_formula=True)
    hidden = veiled(Frame((one,), ((one.name,),), asking=asked)).boards[0].below[0]
    assert (hidden.text, hidden.short) == ("?", ())
