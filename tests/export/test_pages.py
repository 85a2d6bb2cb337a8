"""Pages: everything inside the margins, nothing over anything else, no exercise torn apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from poolviz.exercises import LEVELS, Level, kinds, make
from poolviz.export.blocks import INDENT, LINE, TEXT, block, fits_beside, question_of
from poolviz.export.lettering import Weight, broken, width_of
from poolviz.export.pages import FOOTER, HEADER, MARGIN, SIZES, Placed, pages_of
from poolviz.export.plan import MOST, PAPERS, Paper, Plan

ALL = tuple(kinds())
_ROUND = 0.01


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 99_999),
    wanted=st.lists(st.sampled_from(ALL), min_size=1, max_size=4, unique=True),
    count=st.integers(1, 14),
    level=st.sampled_from(LEVELS),
    paper=st.sampled_from(PAPERS),
)
def test_everything_has_its_place(
    qtbot: QtBot, seed: int, wanted: list[str], count: int, level: Level, paper: Paper
) -> None:
    exercises = Plan(seed, tuple(wanted), count, level, paper=paper).exercises()
    pages = pages_of(exercises, paper)
    numbered = [placed for page in pages for placed in page]
    assert [placed.number for placed in numbered] == list(range(1, count + 1))
    assert [placed.block.exercise for placed in numbered] == list(exercises)
    for page in pages:
        assert page, "no page is empty"
        for placed in page:
            check_inside(placed, paper)
        for first, second in pairwise(page):
            assert apart(first, second)


def check_inside(placed: Placed, paper: Paper) -> None:
    width, height = SIZES[paper]
    left, top, right, bottom = extent(placed)
    assert left >= MARGIN - _ROUND
    assert right <= width - MARGIN + _ROUND
    assert top >= MARGIN + HEADER - _ROUND
    assert bottom <= height - MARGIN - FOOTER + _ROUND


def extent(placed: Placed) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything that an exercise draws."""
    rights = [placed.x + INDENT + width_of(line, TEXT) for line in placed.block.question]
    bottoms = [placed.y + LINE * len(placed.block.question), placed.y + placed.block.height]
    for grid in placed.block.grids:
        (rows, columns), rim = grid.sheet.size, grid.sheet.rim
        rights.append(placed.x + grid.x + (columns + rim.right) * grid.cell_width)
        bottoms.append(placed.y + grid.y + (rows + rim.bottom) * grid.cell_height)
    return placed.x, placed.y, max(rights), max(bottoms)


def apart(first: Placed, second: Placed) -> bool:
    """Whether the second begins under the first, or beside it."""
    _, _, right, bottom = extent(first)
    return second.y >= bottom + LINE / 2 or second.x >= right


def test_two_narrow_exercises_stand_beside_each_other(qtbot: QtBot) -> None:
    (page,) = pages_of(Plan(kinds=("size",), count=3).exercises(), "A4")
    assert page[0].y == page[1].y
    assert page[0].x < page[1].x
    assert page[2].y > page[1].y
    assert page[2].x == page[0].x


def test_what_only_shows_how_it_comes_about_is_left_out(qtbot: QtBot) -> None:
    exercise = make("size", "even", 1)
    assert any(sheet.aside for sheet in exercise.sheets)
    assert [grid.sheet.name for grid in block(exercise, 500).grids] == ["height", "width"]


def test_four_fields_in_a_narrow_column_are_two_and_two(qtbot: QtBot) -> None:
    exercise = make("shape", "even", 1)
    assert fits_beside(exercise, 230)
    tops = [grid.y for grid in block(exercise, 230).grids]
    assert tops == sorted(tops)
    assert [tops.count(top) for top in sorted(set(tops))] == [2, 2]


def test_grids_that_do_not_fit_beside_each_other_stand_below(qtbot: QtBot) -> None:
    exercise = next(
        one for one in (make("route", "overlap", seed) for seed in range(50)) if one.sheets[0].size[1] >= 5
    )
    assert not fits_beside(exercise, 240)
    grids = block(exercise, 240).grids
    assert len({grid.y for grid in grids}) > 1


def test_pictures_are_picked_with_a_ring(qtbot: QtBot) -> None:
    assert question_of(make("winner", "even", 1)).endswith("Draw a ring around it.")
    assert question_of(make("shift", "even", 1)).endswith("Draw a ring around each of them.")
    values = make("values", "even", 1)
    assert question_of(values) == values.prompt


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["max", "pooling,", "3", "×", "2", "a-rather-long-word"]), max_size=30))
def test_lines_are_as_long_as_they_may_be_and_lose_nothing(qtbot: QtBot, words: list[str]) -> None:
    lines = broken(" ".join(words), TEXT, 90)
    assert " ".join(lines).split() == words
    for line in lines:
        assert width_of(line, TEXT) <= 90 or " " not in line.replace(" × ", "×")


def test_a_size_stays_on_its_line(qtbot: QtBot) -> None:
    for room in range(20, 200, 7):
        lines = broken("conv 3 × 3 → pool 2 × 2, stride 2, on 12 × 20.", TEXT, room)
        assert not any(line.startswith("×") or line.endswith("×") for line in lines)


def test_bold_letters_are_wider(qtbot: QtBot) -> None:
    assert width_of("Max pooling", TEXT, Weight.Bold) > width_of("Max pooling", TEXT)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"kinds": ()}, "at least one"),
        ({"kinds": ("values", "guess")}, "guess"),
        ({"count": 0}, "0"),
        ({"count": MOST + 1}, str(MOST + 1)),
        ({"seed": -1}, "-1"),
        ({"seed": 100_000}, "100000"),
        ({"level": "hard"}, "hard"),
        ({"paper": "A3"}, "A3"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_sentence(wrong: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word) as refused:
        Plan(**wrong)  # type: ignore[arg-type]
    assert str(refused.value).endswith(".")
