"""Every kind of exercise, by seed: always the same; solved right and wrong beside a slow reference."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from poolviz.exercises import LEVELS, Exercise, Level, kinds, level_name, make
from poolviz.frame.model import Cell
from tests.exercises.by_hand import solved

CASES = [(kind, level) for kind in kinds() for level in LEVELS]
FEW, MANY = 50, 1000


def of_seed(kind: str, seed: int) -> Exercise:
    """One exercise after the other, through all levels."""
    return make(kind, LEVELS[seed % len(LEVELS)], seed, seed % 7)


def test_all_kinds_are_there_in_order() -> None:
    assert list(kinds()) == ["values", "size", "winner", "route", "shape", "field", "shift"]
    assert len({kind.title for kind in kinds().values()}) == len(kinds())
    assert len({level_name(level) for level in LEVELS}) == len(LEVELS)


@pytest.mark.parametrize("kind", kinds())
def test_solved_right_and_solved_wrong(kind: str) -> None:
    for seed in range(FEW):
        check_by_hand(of_seed(kind, seed), seed)


@pytest.mark.soak
@pytest.mark.parametrize("kind", kinds())
def test_solved_right_and_solved_wrong_a_thousand_times(kind: str) -> None:
    for seed in range(MANY):
        check_by_hand(of_seed(kind, seed), seed)


def check_by_hand(exercise: Exercise, seed: int) -> None:
    """What is right by hand is right here, and one thing that is not is found."""
    right = dict(solved(exercise))
    assert exercise.prompt.endswith(("?", "."))
    assert exercise.is_complete(right), exercise.prompt
    assert exercise.check(right).all_right, exercise.prompt
    verdict = exercise.check(right)
    assert (verdict.wrong, verdict.mistakes) == ((), ())
    blank = exercise.blanks[seed % len(exercise.blanks)]
    wrong = one_wrong(exercise, right, blank)
    assert not exercise.check(wrong).all_right, exercise.prompt
    if exercise.asked != "pick":
        assert exercise.check(wrong).wrong == (blank,)
    assert {mark.board for mark in exercise.marks} <= {sheet.name for sheet in exercise.sheets}
    assert exercise.empty_is_zero == (exercise.asked != "pick" and exercise.kind in ("route", "shift"))
    for showing in (exercise.hint(blank), *exercise.replay(blank)):
        assert showing.sentence
        assert {mark.board for mark in showing.marks} <= {sheet.name for sheet in exercise.sheets}


def one_wrong(exercise: Exercise, right: dict[Cell, float], blank: Cell) -> dict[Cell, float]:
    """The answer with one blank wrong: another number, another pick, or one pick more or less."""
    if exercise.asked == "type":
        return {**right, blank: right[blank] + 1}
    if exercise.asked == "pick":
        return {next(cell for cell in exercise.blanks if cell not in right): 1.0}
    if blank in right:
        return {cell: number for cell, number in right.items() if cell != blank}
    return {**right, blank: 1.0}


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_a_seed_gives_the_same_exercise(kind: str, level: Level) -> None:
    one, other = make(kind, level, 20461, 3), make(kind, level, 20461, 3)
    assert one.prompt == other.prompt
    assert one.solution() == other.solution()
    assert [sheet.size for sheet in one.sheets] == [sheet.size for sheet in other.sheets]


@pytest.mark.parametrize("kind", kinds())
def test_seeds_and_numbers_give_other_exercises(kind: str) -> None:
    told = {
        repr((one.prompt, one.solution()))
        for one in (make(kind, "overlap", s, n) for s in (1, 2) for n in (0, 1, 2))
    }
    assert len(told) >= 4


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_blanks_lie_on_sheets_that_hold_no_answer(kind: str, level: Level) -> None:
    exercise = make(kind, level, 5)
    sheets = {sheet.name: sheet for sheet in exercise.sheets}
    assert len(sheets) == len(exercise.sheets)
    for blank in exercise.blanks:
        sheet = sheets[blank.board]
        assert 0 <= blank.row < sheet.size[0]
        assert 0 <= blank.column < sheet.size[1]
        if exercise.asked == "type":
            assert sheet.values is None
    asked = {blank.board for blank in exercise.blanks}
    assert {sheet.name for sheet in exercise.given} == sheets.keys() - asked
    assert not re.search(r"[{}]", exercise.prompt)


def test_the_answer_is_no_part_of_an_exercise() -> None:
    """Another map under the same task has another solution: nothing was kept."""
    exercise = make("values", "even", 1)
    task = exercise.task
    doubled = replace(task, x=task.x * 2 + 1)  # type: ignore[attr-defined, type-var]
    assert doubled.solution() != task.solution()


def test_what_is_no_kind_or_level_gets_a_sentence() -> None:
    with pytest.raises(ValueError, match="“nonsense” is no kind of exercise; there are values, size"):
        make("nonsense", "even", 1)
    with pytest.raises(ValueError, match="“hard” is no level; there are even, odd"):
        make("values", "hard", 1)  # type: ignore[arg-type]


def test_exercises_at_the_levels_are_as_they_say() -> None:
    for seed in range(20):
        for kind in ("values", "winner", "route", "shift"):
            even, overlap = make(kind, "even", seed).task, make(kind, "overlap", seed).task
            assert all(side % 2 == 0 for side in even.x.shape)  # type: ignore[attr-defined]
            spec = overlap.spec
            assert spec is not None
            assert spec.stride < spec.window  # type: ignore[operator]
        assert all(side % 2 for side in make("size", "odd", seed).task.size)  # type: ignore[attr-defined]
