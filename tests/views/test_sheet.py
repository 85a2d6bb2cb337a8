"""A part of a board reads as its cells do, and nothing that changed is overlooked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.frame.model import Board, Notes, Patch, Scale
from poolviz.frame.plane import ArrayPlane
from poolviz.views.sheet import Part, cells_of, changed, clip, differing, read, rows_between
from tests.views.frames import board

ROWS, COLUMNS = 4, 5
WHOLE: Part = (0, 0, ROWS, COLUMNS)
PLANES = [ArrayPlane(np.arange(20.0).reshape(4, 5)), ArrayPlane(np.arange(20.0).reshape(4, 5) % 7)]
NOTES = [Notes(ArrayPlane(np.arange(20).reshape(4, 5)), "position", 5), None]

patches = st.builds(
    Patch,
    row=st.integers(-1, 3),
    column=st.integers(-1, 4),
    values=st.tuples(st.integers(1, 2), st.integers(1, 3), st.integers(-5, 5)).map(
        lambda made: np.full(made[:2], float(made[2]))
    ),
)
boards = st.builds(
    lambda plane, shown, hidden, patch, asked: Board(
        "input", "", "", plane, Scale(0, 20), shown=shown, hidden=hidden, patch=patch, asked=asked
    ),
    st.sampled_from(PLANES),
    st.none() | st.integers(-1, 22),
    st.sampled_from(["pending", "zero"]),
    st.none() | patches,
    st.sampled_from([(), ((1, 1),), ((1, 1), (2, 4))]),
)
parts = st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(1, 4), st.integers(1, 5)).map(
    lambda part: clip(part, (ROWS, COLUMNS))
)


def look(shown: Board, cell: tuple[int, int]) -> object:
    """What a cell shows: a number, nothing, or a question mark."""
    return "?" if cell in shown.asked else shown.value(*cell)


@given(boards, parts)
def test_a_part_reads_as_its_cells_do(shown: Board, part: Part) -> None:
    sheet = read(shown, part)
    for row, column in cells_of(part):
        at = row - part[0], column - part[1]
        is_pending = sheet.pending is not None and bool(sheet.pending[at])
        assert (None if is_pending else sheet.values[at]) == shown.value(row, column)


@given(boards, boards)
def test_every_cell_that_differs_lies_in_a_part_that_is_named(before: Board, after: Board) -> None:
    after = replace(after, hidden=before.hidden)
    found = changed(before, after)
    assert found is not None
    named = {cell for part in found for cell in cells_of(part)}
    differs = {cell for cell in cells_of(WHOLE) if look(before, cell) != look(after, cell)}
    assert differs <= named
    assert set(differing(before, after, WHOLE)) == differs


def test_the_same_board_differs_nowhere() -> None:
    one = board()
    assert changed(one, one) == []
    assert changed(one, replace(one, title="Other words")) == []


@pytest.mark.parametrize(
    "change",
    [{"scale": Scale(0, 1)}, {"numbers": "signed"}, {"hidden": "zero"}, {"notes": NOTES[0]}],
    ids=str,
)
def test_another_look_changes_everything(change: dict[str, object]) -> None:
    one = board(values=np.zeros((4, 5)))
    assert changed(one, replace(one, **change)) is None  # type: ignore[arg-type]


def test_other_notes_are_seen() -> None:
    other = Notes(ArrayPlane(np.arange(20).reshape(4, 5)[::-1].copy()), "position", 5)
    before = board(values=np.zeros((4, 5)), notes=NOTES[0])
    after = replace(before, notes=other)
    assert changed(before, after) == [WHOLE]
    assert len(differing(before, after, WHOLE)) == 20


def test_nan_does_not_differ_from_nan() -> None:
    one, other = board(values=[[np.nan, 1.0]]), board(values=[[np.nan, 2.0]])
    assert differing(one, other, (0, 0, 1, 2)) == [(0, 1)]


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 7))
def test_rows_between_are_exactly_the_cells_between(first: int, end: int, width: int) -> None:
    parts = rows_between(first, end, width)
    cells = [row * width + column for part in parts for row, column in cells_of(part)]
    assert cells == list(range(first, end))
    assert len(parts) <= 3


def test_clip_leaves_nothing_of_a_part_beside_the_board() -> None:
    assert clip((6, 0, 2, 2), (4, 4))[2] == 0
