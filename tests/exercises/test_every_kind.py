"""Every kind of exercise, by seed: always the same, solved right, solved wrong."""

from __future__ import annotations

import pytest

from poolviz.exercises import LEVELS, Level, kinds, make

CASES = [(kind, level) for kind in kinds() for level in LEVELS]


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_a_seed_gives_the_same_exercise(kind: str, level: Level) -> None:
    one, other = make(kind, level, 20461, 3), make(kind, level, 20461, 3)
    assert one.prompt == other.prompt
    assert one.solution() == other.solution()


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_the_solution_is_right_and_complete(kind: str, level: Level) -> None:
    for seed in range(10):
        exercise = make(kind, level, seed)
        assert exercise.is_complete(exercise.solution())
        assert exercise.check(exercise.solution()).all_right
