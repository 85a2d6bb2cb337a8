"""Maps as a teacher wishes them: what was wished for holds, counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.core import PoolSpec
from poolviz.exercises import LEVELS, Exercise, Level, Wishes, make
from poolviz.exercises.chance import Chance
from poolviz.exercises.filling import filled, has_tie
from poolviz.frame.plane import Array
from tests import reference

KINDS = ("values", "winner", "route")
CASES = [(kind, level) for kind in KINDS for level in LEVELS]


def map_of(exercise: Exercise) -> tuple[Array, PoolSpec]:
    """The map of an exercise and how it is pooled."""
    assert exercise.spec is not None
    values = exercise.sheets[0].values
    assert values is not None
    return values, exercise.spec


def largest_of(x: Array, spec: PoolSpec) -> list[int]:
    """How often each window holds its largest number."""
    size = (x.shape[0], x.shape[1])
    windows = [[x[cell] for cell in window.cells] for window in reference.windows(spec, size)]
    return [numbers.count(max(numbers)) for numbers in windows if numbers]


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_maxima_are_unique(kind: str, level: Level) -> None:
    for seed in range(6):
        assert set(largest_of(*map_of(make(kind, level, seed, 0, Wishes(unique_maxima=True))))) == {1}


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_there_are_ties(kind: str, level: Level) -> None:
    for seed in range(6):
        exercise = make(kind, level, seed, 0, Wishes(ties=True))
        assert max(largest_of(*map_of(exercise))) > 1
        if exercise.spec is not None and exercise.spec.mode == "max" and kind != "values":
            assert "qual cells" in exercise.prompt, "the rule must be told"


@pytest.mark.parametrize("level", LEVELS)
def test_means_are_whole(level: Level) -> None:
    for seed in range(6):
        x, spec = map_of(make("values", level, seed, 0, Wishes(whole_means=True)))
        mean = PoolSpec(**{**vars(spec), "mode": "average"})
        values = reference.pool(x, mean)[0]
        assert np.allclose(values, np.round(values))


@pytest.mark.parametrize("kind", [*KINDS, "size", "shape", "field", "shift"])
@pytest.mark.parametrize("level", LEVELS)
def test_sizes_are_odd(kind: str, level: Level) -> None:
    for seed in range(6):
        exercise = make(kind, level, seed, 0, Wishes(odd_sizes=True))
        size = exercise.task.given.size if kind == "shape" else exercise.sheets[0].size  # type: ignore[attr-defined]
        assert all(side % 2 for side in size)


def test_wishes_that_exclude_each_other_get_a_sentence() -> None:
    with pytest.raises(ValueError, match="exclude each other"):
        Wishes(unique_maxima=True, ties=True)


def test_what_no_map_can_grant_gets_a_sentence() -> None:
    with pytest.raises(ValueError, match="No map of this size"):
        filled(Chance("1"), PoolSpec(), (4, 4), (5, 5), Wishes(unique_maxima=True))
    with pytest.raises(ValueError, match="No map of this size"):
        filled(Chance("1"), PoolSpec(window=1), (4, 4), (0, 9), Wishes(ties=True))
    with pytest.raises(ValueError, match="No map of this size"):
        filled(Chance("1"), PoolSpec(window=5), (5, 5), (1, 3), Wishes(whole_means=True, unique_maxima=True))


def test_a_window_without_cells_has_no_tie() -> None:
    assert not has_tie(np.array([[3]]), PoolSpec(window=2, dilation=3, padding=2))


def test_chance_is_the_same_everywhere() -> None:
    chance = Chance("20461")
    assert [chance.between(1, 6) for _ in range(6)] == [2, 2, 1, 5, 6, 3]
    assert [chance.happens(0), chance.happens(100)] == [False, True]
