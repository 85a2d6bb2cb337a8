"""Mistakes that have a name: each can be met, and is told by that name."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.core import Convolution, Pooling, PoolSpec, Volume
from poolviz.exercises import LEVELS, Answers, Exercise, Task, kinds, make, shift
from poolviz.exercises.field import FieldTask
from poolviz.exercises.route import RouteTask
from poolviz.exercises.shaping import ShapeTask
from poolviz.exercises.shift import Move, ShiftTask
from poolviz.exercises.size import SizeTask
from poolviz.exercises.values import ValuesTask
from poolviz.exercises.winner import WinnerTask
from poolviz.frame.model import Cell
from tests.exercises.by_hand import fields, on_board

WORKED = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])
_SEEDS = 120


def judged(task: Task, answers: Answers) -> list[str]:
    """The names of the mistakes that an answer is taken for."""
    return [mistake.id for mistake in Exercise("any", "even", 0, 0, task).check(answers).mistakes]


@pytest.mark.parametrize("kind", kinds())
def test_every_named_mistake_is_reachable_and_named(kind: str) -> None:
    """Who makes one throughout is told so, unless another gives the very same answer. There are no others."""
    met: set[str] = set()
    told_first: set[str] = set()
    for seed in range(_SEEDS):
        exercise = make(kind, LEVELS[seed % len(LEVELS)], seed)
        solution = full(exercise, exercise.solution())
        made = [(one.id, full(exercise, answers)) for one, answers in exercise.task.mistaken()]
        met |= {name for name, _ in made}
        for answers in [answers for _, answers in made if answers != solution]:
            given = {cell: number for cell, number in answers.items() if exercise.asked == "type" or number}
            alike = {name for name, others in made if others == answers}
            found = [one.id for one in exercise.check(given).mistakes]
            assert found, (exercise.prompt, answers)
            assert found[0] in alike, (exercise.prompt, answers)
            told_first.add(found[0])
    assert met == told_first == set(kinds()[kind].mistakes)


def full(exercise: Exercise, answers: Answers) -> Answers:
    """The answer with what is not in it: nothing was typed or picked there."""
    return {cell: answers.get(cell, 0.0) for cell in exercise.blanks}


# The seven of the lecture, worked out by hand.


def test_mean_for_max() -> None:
    task = ValuesTask(WORKED, PoolSpec())
    assert judged(task, on_board("answer", np.array([[3.25, 5.25], [2, 2]]))) == ["mean for max"]
    one_cell = on_board("answer", np.array([[6, 8], [2, 4]]))
    assert judged(task, one_cell)[0] == "mean for max"


def test_stride_ignored() -> None:
    task = ValuesTask(WORKED, PoolSpec())
    assert judged(task, on_board("answer", np.array([[6, 7], [6, 7]]))) == ["stride ignored"]
    size = SizeTask((9, 7), PoolSpec(window=3, stride=2))
    assert judged(size, fields(("height", "width"), (7, 5))) == ["stride ignored"]
    winner = WinnerTask(WORKED, PoolSpec(), (1, 1))
    assert judged(winner, {Cell("input", 1, 2): 1.0})[0] == "stride ignored"


def test_padding_counted() -> None:
    below = ValuesTask(np.array([[-1, -2], [-3, -4]]), PoolSpec(padding=1))
    assert judged(below, on_board("answer", np.zeros((2, 2)))) == ["padding counted"]
    mean = ValuesTask(np.full((2, 2), 4), PoolSpec(mode="average", padding=1, count_include_pad=False))
    assert judged(mean, on_board("answer", np.ones((2, 2)))) == ["padding counted"]


def test_floor_for_ceil_and_the_other_way_round() -> None:
    up = SizeTask((6, 8), PoolSpec(window=3, stride=2, ceil_mode=True))
    assert judged(up, fields(("height", "width"), (2, 3)))[0] == "floor for ceil"
    down = SizeTask((5, 7), PoolSpec())
    assert judged(down, fields(("height", "width"), (3, 4))) == ["ceil for floor"]


def test_overlap_not_added_and_gradient_split() -> None:
    x = np.array([[1, 2, 3], [2, 4, 2], [5, 6, 7]])
    task = RouteTask(x, PoolSpec(stride=1), np.array([[1.0, 2.0], [4.0, 5.0]]))
    latest = on_board("answer", np.array([[0, 0, 0], [0, 2, 0], [0, 4, 5]]))
    earliest = on_board("answer", np.array([[0, 0, 0], [0, 1, 0], [0, 4, 5]]))
    assert judged(task, latest) == ["overlap not added"]
    assert judged(task, earliest) == ["overlap not added"]
    halves = np.array([[0.25, 0.75, 0.5], [1.25, 3, 1.75], [1, 2.25, 1.25]])
    assert judged(task, on_board("answer", halves)) == ["gradient split for max"]


def test_jump_taken_for_field() -> None:
    task = FieldTask((Convolution(1, 3), Pooling(PoolSpec(stride=2))), 16)
    assert judged(task, fields(("field", "jump"), (2, 2))) == ["jump taken for field"]
    assert judged(task, fields(("field", "jump"), (4, 4))) == ["field taken for jump"]
    assert judged(task, fields(("field", "jump"), (6, 2))) == ["field doubled by a pool"]


def test_a_pool_that_learns_and_channels_that_are_pooled() -> None:
    task = ShapeTask(Pooling(PoolSpec()), Volume(64, (56, 56)))
    shape = ("height", "width", "channels", "parameters")
    assert judged(task, fields(shape, (28, 28, 64, 4))) == ["a pool that learns"]
    assert judged(task, fields(shape, (28, 28, 32, 0))) == ["channels pooled"]


def test_a_shift_that_changes_everything_or_nothing() -> None:
    inside = ShiftTask(np.array([[9, 0, 0, 0], [0, 0, 0, 0]]), PoolSpec(), Move(0, 1))
    assert inside.solution() == {}
    assert judged(inside, dict.fromkeys(inside.blanks, 1.0))[0] == "everything changes"
    across = ShiftTask(np.array([[0, 9, 0, 0], [0, 0, 0, 0]]), PoolSpec(), Move(0, 1))
    assert across.solution() == dict.fromkeys(across.blanks, 1.0)
    assert judged(across, {})[0] == "nothing changes"


# What is no mistake with a name


def test_a_wrong_number_that_nothing_explains_is_only_wrong() -> None:
    exercise = make("values", "even", 20461)
    solution = dict(exercise.solution())
    verdict = exercise.check({**solution, exercise.blanks[0]: 1234.0})
    assert verdict.wrong == (exercise.blanks[0],)
    assert verdict.mistakes == ()


def test_a_mistake_must_explain_something_that_is_wrong() -> None:
    """Where the mistake agrees with what is right, it is not told: the wrong cell must fit it."""
    task = ValuesTask(np.array([[3, 3, 1, 2], [3, 3, 0, 9]]), PoolSpec())
    wrong_elsewhere = on_board("answer", np.array([[3, 8]]))
    assert judged(task, wrong_elsewhere) == []


def test_empty_blanks_are_wrong_but_no_mistake() -> None:
    exercise = make("values", "even", 1)
    verdict = exercise.check({})
    assert not verdict.all_right
    assert verdict.wrong == exercise.blanks
    assert verdict.mistakes == ()
    assert not exercise.is_complete({})


def test_an_empty_cell_counts_as_nothing_where_the_prompt_says_so() -> None:
    exercise = make("route", "even", 2)
    some = {cell: number for cell, number in exercise.solution().items() if number}
    assert exercise.is_complete({})
    assert exercise.check(some).all_right
    assert "zeros may stay empty" in exercise.prompt


@pytest.mark.parametrize(
    ("given", "is_right"), [(3.33, True), (3.333, True), (3.3, False), (10 / 3, True), (float("nan"), False)]
)
def test_two_decimals_are_enough(given: float, is_right: bool) -> None:
    task = ValuesTask(np.array([[5, 5, 0]]), PoolSpec(mode="average", window=(1, 3)))
    assert "two decimals" in task.prompt
    verdict = Exercise("values", "even", 0, 0, task).check({Cell("answer", 0, 0): given})
    assert verdict.all_right == is_right


@pytest.mark.parametrize(("given", "is_right"), [(0.125, True), (0.13, True), (0.12, True), (0.1, False)])
def test_whoever_rounds_as_the_prompt_says_is_right(given: float, is_right: bool) -> None:
    task = ValuesTask(np.array([[1, 0, 0, 0, 0, 0, 0, 0]]), PoolSpec(mode="average", window=(1, 8)))
    assert "two decimals" in task.prompt
    verdict = Exercise("values", "even", 0, 0, task).check({Cell("answer", 0, 0): given})
    assert verdict.all_right == is_right


def test_a_pick_is_taken_for_a_mistake_only_as_a_whole() -> None:
    exercise = make("shift", "overlap", 4)
    two = dict.fromkeys(exercise.blanks[:2], 1.0)
    names = {mistake.id for mistake in exercise.check(two).mistakes}
    assert "everything changes" not in names
    assert "nothing changes" not in names
    assert exercise.is_complete({})


def test_a_mistake_by_which_no_window_would_fit_is_not_made() -> None:
    spec = PoolSpec(window=3, padding=1)
    size, shape = SizeTask((2, 2), spec), ShapeTask(Pooling(spec), Volume(1, (2, 2)))
    for task in (size, shape):
        assert "padding forgotten" not in {mistake.id for mistake, _ in task.mistaken()}


def test_one_window_over_the_whole_map_has_no_stride_to_ignore() -> None:
    task = ValuesTask(WORKED, PoolSpec(window="global"))
    assert {mistake.id for mistake, _ in task.mistaken()} == {"mean for max"}


def test_a_window_that_sees_no_cell_is_told_as_such() -> None:
    task = ValuesTask(np.array([[3.0]]), PoolSpec(mode="average", window=2, dilation=3, padding=2))
    assert "row –, column –" in task.hint(task.blanks[0]).sentence


def test_a_map_that_nothing_changes_is_asked_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shift, "_detections", lambda chance, size: np.zeros(size, np.int64))
    exercise = make("shift", "even", 1)
    assert exercise.solution() == {}
    assert exercise.check({}).all_right
