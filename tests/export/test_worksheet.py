"""Worksheets read back from their PDF: the questions are there, blanks are blank, and the key is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from poolviz.exercises import LEVELS, Answers, Exercise, Level, Wishes, kinds
from poolviz.export.blocks import question_of
from poolviz.export.pages import Placed, pages_of
from poolviz.export.plan import Paper, Plan
from poolviz.export.worksheet import key_beside, worksheet, write_worksheet
from poolviz.files.errors import FileError
from poolviz.frame.cells import Cell
from tests.export.paper import Read, read

ALL = tuple(kinds())


def number(text: str) -> float:
    return float(text.replace("−", "-").replace("+", ""))


def typed_on(page: Read, placed: Placed) -> dict[Cell, str]:
    """What stands in every blank of an exercise."""
    blanks = set(placed.block.exercise.blanks)
    return {
        cell: page.in_cell(placed, grid, cell)
        for grid in placed.block.grids
        for cell in blanks
        if cell.board == grid.sheet.name
    }


def answers_on(page: Read, placed: Placed) -> Answers:
    """The answers that a key gives to an exercise, as a person reads them."""
    exercise = placed.block.exercise
    if exercise.asked == "type":
        return {cell: number(text) for cell, text in typed_on(page, placed).items()}
    line = page.inside(placed.x, placed.y + placed.block.height - 9, 400, 12)
    pairs = line.removeprefix("Answer: ").strip("()").split(") (")
    board = exercise.blanks[0].board
    return {Cell(board, *map(int, pair.split(", "))): 1.0 for pair in pairs if pair != "none"}


SHEETS: list[tuple[Level, Paper]] = [*((level, "A4") for level in LEVELS), ("padded", "Letter")]


@pytest.mark.parametrize(("level", "paper"), SHEETS)
def test_the_key_answers_every_exercise_rightly_and_the_sheet_none(
    qtbot: QtBot, level: Level, paper: Paper
) -> None:
    plan = Plan(kinds=ALL, count=2 * len(ALL), level=level, paper=paper)
    sheet, key = (read(pdf) for pdf in worksheet(plan))
    pages = pages_of(plan.exercises(), paper)
    assert len(sheet) == len(key) == len(pages)
    for place, page in enumerate(pages):
        for placed in page:
            exercise = placed.block.exercise
            assert exercise.check(answers_on(key[place], placed)).all_right, exercise.prompt
            if exercise.asked == "type":
                assert set(typed_on(sheet[place], placed).values()) == {""}
            assert "Answer" not in sheet[place].words
            for read_page in (sheet[place], key[place]):
                check_given(read_page, placed)


def check_given(page: Read, placed: Placed) -> None:
    """The numbers that are given stand in their cells, and a question mark in those that are asked about."""
    for grid in placed.block.grids:
        sheet = grid.sheet
        rows, columns = sheet.size
        if sheet.values is not None:
            for row in range(rows):
                for column in range(columns):
                    text = page.in_cell(placed, grid, Cell(sheet.name, row, column))
                    assert number(text) == pytest.approx(float(sheet.values[row, column]), abs=1e-3)
        for mark in placed.block.exercise.marks:
            if mark.board == sheet.name:
                asked = {
                    (row, column)
                    for row in range(rows)
                    for column in range(columns)
                    if page.in_cell(placed, grid, Cell(sheet.name, row, column)) == "?"
                }
                assert asked == {(r, c) for r in range(rows) for c in range(columns) if mark.covers(r, c)}


def test_every_question_is_asked_in_full_and_in_order(qtbot: QtBot) -> None:
    plan = Plan(kinds=ALL, count=len(ALL))
    for pdf in worksheet(plan):
        words = " ".join(page.words for page in read(pdf))
        place = 0
        for count, exercise in enumerate(plan.exercises(), 1):
            place = words.index(f"{count}. {question_of(exercise)}", place)


def test_every_page_says_seed_level_wishes_and_its_number(qtbot: QtBot) -> None:
    plan = Plan(seed=7, count=14, level="odd", wishes=Wishes(unique_maxima=True, whole_means=True))
    sheet, key = (read(pdf) for pdf in worksheet(plan))
    assert len(sheet) > 1
    for pages, title in ((sheet, "Pooling: worksheet"), (key, "Pooling: key")):
        for place, page in enumerate(pages, 1):
            assert title in page.words
            assert "Seed 7 · Odd sizes · unique maxima · whole means" in page.words
            assert f"Page {place} of {len(pages)}" in page.words
            assert ("Name" in page.words) == ("Date" in page.words) == (pages is sheet)


def test_paper_has_its_size(qtbot: QtBot) -> None:
    for paper, size in (("A4", (595, 842)), ("Letter", (612, 792))):
        for pdf in worksheet(Plan(paper=paper, count=1)):  # type: ignore[arg-type]
            assert [(round(page.width), round(page.height)) for page in read(pdf)] == [size]


def test_both_are_written_side_by_side(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    assert write_worksheet(Plan(count=1), path) == (path, tmp_path / "sheet-key.pdf")
    assert "Pooling: worksheet" in read(path.read_bytes())[0].words
    assert "Pooling: key" in read(key_beside(path).read_bytes())[0].words


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet-key.pdf"])
def test_neither_is_written_over_unless_wished(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(FileError, match=name):
        write_worksheet(Plan(count=1), tmp_path / "sheet.pdf")
    assert (tmp_path / name).read_text() == "mine"
    assert len(list(tmp_path.iterdir())) <= 2
    write_worksheet(Plan(count=1), tmp_path / "sheet.pdf", replacing=True)
    assert (tmp_path / name).read_bytes().startswith(b"%PDF")


def test_the_exercises_are_those_of_the_seed(qtbot: QtBot) -> None:
    first, again, other = (Plan(seed=seed, kinds=ALL).exercises() for seed in (1, 1, 2))

    def asked(exercises: tuple[Exercise, ...]) -> list[object]:
        return [(one.prompt, one.solution()) for one in exercises]

    assert asked(first) == asked(again)
    assert asked(first) != asked(other)
