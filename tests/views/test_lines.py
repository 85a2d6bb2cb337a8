"""Words stand where they belong, as large as they can be, clear of boards and of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poolviz.frame.model import Cell, Frame, Line, Run
from poolviz.session.session import Session
from poolviz.views.choices import Choices
from poolviz.views.fonts import text_width
from poolviz.views.headings import SIZE
from poolviz.views.stage import Stage
from poolviz.views.theme import DARK, LIGHT, Theme
from poolviz.views.words import LETTERS, Placed, _pieces
from tests.views.by_hand import columns_and_bars, figures_and_curves, formula_and_rows, quiet
from tests.views.conftest import Shown
from tests.views.frames import board, frame_of, picture, state_of

SIZES = [(1060, 716), (950, 510), (1475, 500), (700, 420)]


def shown(show: Shown, frame: Frame, theme: Theme = LIGHT, text: int = 13, **size: int) -> Stage:
    stage = show(theme, **size)
    stage.set_text_size(text)
    stage.show_state(state_of(frame))
    QApplication.processEvents()
    return stage


# Headings


def heading_areas(stage: Stage) -> list[QRectF]:
    return [QRectF(h.x, h.y - 10, h.room, 10) for h in stage._scenery._headings._headings]


@pytest.mark.parametrize("size", [(1060, 716), (900, 170), (700, 420), (1475, 370)], ids=str)
@pytest.mark.parametrize("text", [13, 20, 28])
def test_headings_stay_clear_of_each_other_and_of_chips(
    show: Shown, session: Session, size: tuple[int, int], text: int
) -> None:
    session.choose_preset("one-peak")
    session.change(backward=True, window=3, stride=1)
    stage = show(width=size[0], height=size[1])
    stage.set_text_size(text)
    QApplication.processEvents()
    areas = heading_areas(stage)
    canvas = stage._canvas.viewport()
    chips = [QRectF(c.geometry()) for c in canvas.findChildren(Choices) if c.isVisible()]
    assert len(chips) == 1
    assert len(areas) == 4
    for one, other in combinations([*areas, *chips], 2):
        assert not one.intersects(other)


def test_boards_stay_apart_on_a_low_stage(show: Shown, session: Session) -> None:
    session.choose_preset("one-peak")
    session.change(backward=True, window=3, stride=1)
    stage = show(width=1000, height=330)
    extents = [grid.extent() for grid in stage._scenery.grids.values()]
    assert len({extent.left() for extent in extents}) == 4, "all in one row"
    for one, other in combinations(extents, 2):
        assert not one.intersects(other)
    assert all(grid.cell > 14 for grid in stage._scenery.grids.values())


def test_a_heading_is_shortened_rather_than_run_into_its_neighbour(show: Shown) -> None:
    long = replace(board(), detail="a very long detail " * 6)
    stage = shown(show, frame_of(long, board("output")), width=600)
    first, second = stage._scenery._headings._headings
    assert text_width(long.detail, 13 * SIZE) > first.room
    assert first.x + first.room < second.x


# Lines


def test_lines_stand_beside_and_below_their_board(show: Shown) -> None:
    beside = (Line((Run("max("), Run("8", role="winner"), Run(") = 8"))), Line((Run("quiet", quiet=True),)))
    below = (Line((Run("0.25"),), "large"), Line((Run("relative change"),), "small"))
    stage = shown(show, frame_of(board(beside=beside, below=below), board("output", [[6, 8], [3, 4]])))
    placed = stage._scenery._words._lines
    area, other = (stage._scenery.grids[name].extent() for name in ("input", "output"))
    assert [line.line for line in placed] == [*beside, *below]
    for line in placed[:2]:
        assert area.right() < line.x < other.left()
        assert area.top() < line.y < area.bottom()
    for line in placed[2:]:
        assert line.x == area.left()
        assert line.y > area.bottom()
    assert placed[2].size > placed[3].size
    image, foot = picture(stage), int(placed[0].y)
    colours = {image.pixelColor(x, y).name() for x in range(1060) for y in range(foot - 10, foot)}
    assert LIGHT.winner in colours


def test_long_lines_shrink_to_the_room_there_is(show: Shown) -> None:
    line = Line((Run("a rather long sentence about what this board shows and why " * 2),))
    stage = shown(show, frame_of(board(below=(line,)), board("output", [[6, 8], [3, 4]])), width=700)
    (placed,) = stage._scenery._words._lines
    assert placed.x + placed.room <= 700
    assert placed.size < 13 * SIZE


def test_a_line_that_changes_leaves_no_trace(show: Shown) -> None:
    first = board(below=(Line((Run("123456"),)),))
    second = replace(first, below=(Line((Run("7"),)),))
    stage = shown(show, frame_of(first))
    stage.show_state(state_of(frame_of(second)))
    QApplication.processEvents()
    assert picture(stage) == picture(shown(show, frame_of(second)))


def placed(stage: Stage) -> tuple[Placed, ...]:
    return stage._scenery._words._lines


def written(line: Placed) -> QRectF:
    """Where a line's letters are."""
    wide = sum(wide for _, _, wide in _pieces(line))
    return QRectF(line.x, line.y - line.size, wide, 1.2 * line.size)


@pytest.mark.parametrize("make", [formula_and_rows, figures_and_curves, columns_and_bars])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("text", [14, 28])
def test_words_stay_on_the_stage_and_off_boards_and_charts(
    show: Shown, make: Callable[[], Frame], size: tuple[int, int], text: int
) -> None:
    stage = shown(show, make(), text=text, width=size[0], height=size[1])
    whole = QRectF(stage._canvas.viewport().rect())
    boards = [grid.board() for grid in stage._scenery.grids.values()]
    charts = [item._area for item in stage._scenery._charts.values()]
    words = [written(line) for line in placed(stage)]
    for area in words:
        assert area.left() >= 0
        assert area.right() <= whole.right()
        assert not any(area.intersects(other) for other in (*boards, *charts))
    for one, other in combinations(words, 2):
        assert not one.adjusted(0, 3, 0, -3).intersects(other)


def test_words_keep_their_size_when_zooming(show: Shown) -> None:
    stage = shown(show, formula_and_rows())
    sizes = [line.size for line in placed(stage)]
    for factor in (1.5, 3.0):
        stage.zoom_by(factor)
        assert [line.size for line in placed(stage)] == sizes


def test_lines_of_a_kind_have_one_size(show: Shown) -> None:
    stage = shown(show, formula_and_rows(), width=800)
    for kind in ("large", "small"):
        assert len({line.size for line in placed(stage) if line.line.size == kind}) == 1


def test_one_long_line_does_not_make_the_others_tiny(show: Shown) -> None:
    frame = formula_and_rows()
    wordy = replace(frame.boards[1], beside=(quiet("word " * 80),))
    stage = shown(show, replace(frame, boards=(frame.boards[0], wordy, *frame.boards[2:])))
    sizes = sorted(line.size for line in placed(stage) if line.line.size == "small")
    assert sizes[0] < sizes[1] == sizes[2] >= 8


def colours_of(stage: Stage, line: Placed) -> set[str]:
    image, area = picture(stage), written(line).toAlignedRect()
    points = ((x, y) for x in range(area.left(), area.right()) for y in range(area.top(), area.bottom()))
    return {image.pixelColor(x, y).name() for x, y in points}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: str(theme.name))
def test_a_figure_stands_out_and_a_formula_reads_as_one(show: Shown, theme: Theme) -> None:
    stage = shown(show, figures_and_curves(), theme)
    figure = placed(stage)[0]
    assert {theme.accent, theme.quiet} <= colours_of(stage, figure)
    assert theme.text not in colours_of(stage, figure)
    (_, _, wide), (_, _, aside) = _pieces(figure)
    assert aside < wide * 2.4, "the quiet words after a figure are no larger than others"
    stage = shown(show, formula_and_rows(), theme)
    formula = placed(stage)[0]
    assert {theme.text, theme.winner} <= colours_of(stage, formula)
    assert theme.accent not in colours_of(stage, formula)


def middles(line: Placed) -> Iterator[tuple[Run, QPoint]]:
    for run, x, wide in _pieces(line):
        yield run, QPoint(round(x + wide / 2), round(line.y - line.size / 3))


@pytest.fixture
def pointed(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[Cell | None]:
    """The cells that the session was asked to light."""
    cells: list[Cell | None] = []
    monkeypatch.setattr(session, "hover", cells.append)
    return cells


def test_a_number_of_a_line_lights_its_cell(show: Shown, pointed: list[Cell | None]) -> None:
    stage = shown(show, formula_and_rows())
    for run, point in middles(placed(stage)[0]):
        assert stage.told_at(point.toPointF()) == run.cell
        assert stage.cell_at(point.toPointF()) is None, "words cannot be pinned, typed into or drawn on"
        for step in (QPoint(0, 0), QPoint(0, 1)):
            QTest.mouseMove(stage._canvas.viewport(), point + step)
            QApplication.processEvents()
    assert pointed == [Cell("input", 3, 4), None, Cell("max", 1, 2)]


def test_words_about_a_board_that_is_not_there_light_nothing(show: Shown, pointed: list[Cell | None]) -> None:
    words = (Line((Run("7", Cell("elsewhere", 0, 0)),)),)
    stage = shown(show, frame_of(board(beside=words)))
    ((_, point),) = middles(placed(stage)[0])
    QTest.mouseMove(stage._canvas.viewport(), point)
    QApplication.processEvents()
    assert pointed == []


def test_the_numbers_of_the_lit_cell_are_underlined(show: Shown) -> None:
    frame = formula_and_rows()
    stage = shown(show, frame)
    plain = picture(stage)
    stage.show_state(state_of(replace(frame), focus=Cell("input", 3, 4)))
    QApplication.processEvents()
    lit = picture(stage)
    for line in placed(stage):
        for run, point in middles(line):
            under = point + QPoint(0, round(line.size * 0.56))
            strip = [lit.pixelColor(under + QPoint(0, dy)).name() for dy in range(-2, 3)]
            assert (LIGHT.accent in strip) == (run.cell == Cell("input", 3, 4))
    stage.show_state(state_of(replace(frame)))
    QApplication.processEvents()
    assert picture(stage) == plain


def test_longer_words_get_more_room_without_ending_the_zoom(show: Shown) -> None:
    frame = frame_of(board(beside=(Line((Run("1"),)),)), board("output"))
    stage = shown(show, frame)
    stage.zoom_by(1.5)
    longer = replace(frame.boards[0], beside=(Line((Run("a much longer line of words"),)),))
    stage.show_state(state_of(replace(frame, boards=(longer, frame.boards[1]))))
    assert stage.zoom == 1.5
    stage.fit()
    fresh = shown(show, replace(frame, boards=(longer, frame.boards[1])))
    assert placed(stage) == placed(fresh)


def test_words_of_about_the_same_length_leave_boards_where_they_are(show: Shown) -> None:
    def at(words: str) -> Frame:
        return frame_of(board(beside=(Line((Run(words),), "large"),)), board("output"))

    stage = shown(show, at("max(2, 6, 9, 0) = 9"))
    before = stage._scenery.grids
    stage.show_state(state_of(at("max(2, 16, 9, 0) = 16")))
    assert stage._scenery.grids == before


# Beside flat boards


@pytest.mark.parametrize("size", [(976, 520), (700, 700), (1060, 716)], ids=str)
def test_words_beside_flat_boards_use_the_room_that_nothing_else_needs(
    show: Shown, session: Session, size: tuple[int, int]
) -> None:
    session.paste("0 0 1 1 0 0 1 1")
    session.show_scene("compare")
    session.change(differences=True)
    stage = show(width=size[0], height=size[1])
    text = stage._arrangement.text
    sizes = {placed.line.size: placed.size for placed in stage._scenery._words._lines}
    assert sizes == {"normal": int(LETTERS["normal"] * text), "small": int(LETTERS["small"] * text)}
    chips = [QRectF(c.geometry()) for c in stage._canvas.viewport().findChildren(Choices) if c.isVisible()]
    for heading in heading_areas(stage):
        assert not any(heading.intersects(area) for area in chips)
