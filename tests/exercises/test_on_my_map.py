"""Exercises about the map that is open, with its own pooling."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec
from poolviz.core.spec import Mode
from poolviz.exercises import Opened, kinds, make_on
from poolviz.frame.model import Cell
from poolviz.frame.plane import Array
from tests import strategies
from tests.exercises.by_hand import solved

WORKED = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])
LARGE = np.arange(90 * 70, dtype=np.float64).reshape(90, 70) / 7 % 3 - 1
SPECS = (
    PoolSpec(),
    PoolSpec(window=3, stride=2, padding=1),
    PoolSpec(mode="average", window=3, stride=2, padding="same", count_include_pad=False),
    PoolSpec(mode="average", window=2, stride=2, padding=((1, 0), (0, 1)), divisor_override=4),
    PoolSpec(window=2, stride=1, dilation=2, ceil_mode=True, ties="last"),
    PoolSpec(window=2, ties="column"),
)


@pytest.mark.parametrize("spec", SPECS)
@pytest.mark.parametrize("x", [WORKED, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("kind", kinds())
def test_any_kind_asks_about_the_open_map(kind: str, x: Array, spec: PoolSpec) -> None:
    if kind == "winner" and spec.mode != "max":
        return
    for number in range(3):
        exercise = make_on(kind, Opened(x, spec, 64), 7, number)
        assert exercise.prompt
        if kind == "field":
            assert exercise.check(exercise.solution()).all_right
            continue
        assert exercise.spec == spec
        assert "stride" in exercise.prompt
        if kind == "shape":  # PyTorch's "same" and odd sides are the core's own matter
            assert exercise.check(exercise.solution()).all_right
        else:
            assert exercise.check(solved(exercise)).all_right
        for blank in exercise.blanks[:4]:
            assert all(showing.sentence for showing in (exercise.hint(blank), *exercise.replay(blank)))


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        (SPECS[1], "Max pooling, 3 × 3, stride 2, padding 1. "),
        (SPECS[2], "Average pooling, 3 × 3, stride 2, padding “same”, its zeros not counted. "),
        (SPECS[3], "stride 2, padding 1 above, 0 below, 0 left, 1 right, divided by 4. "),
        (SPECS[4], "Max pooling, 2 × 2, stride 1, dilation 2, ceil mode. "),
        (PoolSpec(window="global"), "Max pooling, the whole map. "),
        (PoolSpec(adaptive=(2, 1)), "Max pooling, adaptive to 2 × 1. "),
        (PoolSpec(window=(2, 1), padding="valid"), "Max pooling, 2 × 1, stride 2 × 1. "),
    ],
)
def test_a_prompt_tells_everything_that_decides_the_answer(spec: PoolSpec, told: str) -> None:
    assert told in make_on("values", Opened(WORKED, spec), 1).prompt


def test_the_map_itself_is_asked_about() -> None:
    exercise = make_on("values", Opened(WORKED, PoolSpec()), 1)
    assert np.array_equal(exercise.sheets[0].values, WORKED)  # type: ignore[arg-type]
    assert exercise.sheets[0].detail == "4 × 4"


def test_of_a_large_map_a_part_is_asked_that_is_told() -> None:
    first, second = (make_on("values", Opened(LARGE, PoolSpec()), 1, n).sheets[0] for n in (0, 1))
    assert first.size == (6, 6)
    assert first.detail.startswith("rows ")
    assert first.detail.endswith(" of your map")
    assert first.detail != second.detail
    assert first.values is not None
    rows, columns = (
        part.split()[1].split("–") for part in first.detail.removesuffix(" of your map").split(", ")
    )
    part = LARGE[int(rows[0]) : int(rows[1]) + 1, int(columns[0]) : int(columns[1]) + 1]
    assert np.allclose(first.values, np.round(part, 2))


@pytest.mark.parametrize(
    ("kind", "x", "spec", "sentence"),
    [
        ("values", WORKED, PoolSpec(mode="lp"), "power sum"),
        ("route", LARGE, PoolSpec(window="global"), "grow with the map"),
        ("shift", LARGE, PoolSpec(adaptive=2), "grow with the map"),
        ("values", LARGE, PoolSpec(window=20), "too large to be worked out by hand"),
        ("route", WORKED, PoolSpec(adaptive=(3, 999)), "3 × 999 is too large to be worked out by hand"),
        ("values", np.full((20, 20), np.nan), PoolSpec(), "not finite"),
        ("values", np.array([[np.nan, 1.0], [2.0, 3.0]]), PoolSpec(), "not finite"),
        ("winner", WORKED, PoolSpec(mode="average"), "Only max has winners"),
        ("winner", np.array([[1]]), PoolSpec(window=2, dilation=3, padding=2), "no winner"),
        ("size", WORKED, PoolSpec(adaptive=2), "given the output's size"),
        ("shape", WORKED, PoolSpec(adaptive=2), "given the output's size"),
        ("field", WORKED, PoolSpec(window="global"), "square"),
        ("field", WORKED, PoolSpec(window=(2, 1)), "square"),
        ("field", np.array([[1, 2], [3, 4]]), PoolSpec(window=2, stride=9, padding=1), ""),
        ("field", np.array([[1]]), PoolSpec(window=3), "too small"),
        ("nonsense", WORKED, PoolSpec(), "is no kind"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(kind: str, x: Array, spec: PoolSpec, sentence: str) -> None:
    if not sentence:
        assert make_on(kind, Opened(x, spec), 1).check({}).all_right is False
        return
    with pytest.raises(ValueError, match=sentence):
        make_on(kind, Opened(x, spec), 1)


def test_equals_that_share_are_asked_as_one_winner() -> None:
    exercise = make_on("winner", Opened(np.full((4, 4), 2), PoolSpec(ties="split")), 3)
    assert "first in reading order" in exercise.prompt
    assert exercise.check(solved(exercise)).all_right


def test_the_whole_map_is_a_window_too() -> None:
    exercise = make_on("size", Opened(WORKED, PoolSpec(window="global")), 3)
    assert sorted(exercise.solution().values()) == [1, 1]
    assert exercise.replay(exercise.blanks[0])[-1].formula
    shape = make_on("shape", Opened(WORKED, PoolSpec(mode="average", window="global"), 8), 3)
    assert [shape.solution()[blank] for blank in shape.blanks] == [1, 1, 8, 0]
    assert any(mistake.id == "a pool that learns" for mistake, _ in shape.task.mistaken())


HARD = (
    PoolSpec(window=3, stride=9, dilation=4, ceil_mode=True),  # with a stride of 1 no window fits
    PoolSpec(window=(2, 3), stride=(3, 2), padding=(3, 2), dilation=(4, 2)),  # too deep without gaps
    PoolSpec(mode="average", window=4, stride=7, padding=5, dilation=3, ceil_mode=True),
)


@pytest.mark.parametrize("spec", HARD)
@pytest.mark.parametrize("kind", kinds())
def test_mistakes_that_fit_no_window_are_left_out(kind: str, spec: PoolSpec) -> None:
    if kind == "winner" and spec.mode != "max":
        return
    _checked(kind, np.arange(16).reshape(4, 4) % 5, spec)


EXTREME = [0.0, -0.0, 0.29, -1.7e308, 1.7e308, 1e16, 5e-324]


@pytest.mark.parametrize(("mode", "answer"), [("max", -np.inf), ("average", 0.0)])
def test_a_window_that_sees_padding_alone_is_asked_about(mode: Mode, answer: float) -> None:
    spec = PoolSpec(mode, window=2, dilation=3, padding=2, count_include_pad=False)
    exercise = make_on("values", Opened(np.array([[4.0]]), spec), 1)
    assert "two decimals" not in exercise.prompt
    assert exercise.check({Cell("answer", 0, 0): answer}).all_right
    assert not exercise.check({Cell("answer", 0, 0): 1.0}).all_right
    shift = make_on("shift", Opened(np.array([[4.0]]), spec), 1)
    assert shift.solution() == {}  # −∞ stays what it is


def test_numbers_that_nobody_rounds_are_asked_as_they_are() -> None:
    exercise = make_on("values", Opened(np.full((2, 2), 1.7e308), PoolSpec()), 1)
    assert exercise.sheets[0].values is not None
    assert (exercise.sheets[0].values == 1.7e308).all()
    assert exercise.check({Cell("answer", 0, 0): 1.7e308}).all_right


@given(st.data(), strategies.fitting(mode="max") | strategies.fitting(mode="average"))
@settings(deadline=None, max_examples=200)
def test_any_wrong_answer_is_judged(data: st.DataObject, case: tuple[PoolSpec, tuple[int, int]]) -> None:
    spec, size = case
    few = np.array(data.draw(st.sampled_from([[0, 1, 2, 3], EXTREME])))
    x = np.random.default_rng(data.draw(st.integers(0, 99))).choice(few, size)
    for kind in kinds():
        _checked(kind, x, spec)


def _checked(kind: str, x: Array, spec: PoolSpec) -> None:
    try:
        exercise = make_on(kind, Opened(x, spec, 3), 5)
    except ValueError:  # it says why this map is not asked about
        return
    assert exercise.prompt
    solution = exercise.solution()
    assert exercise.check(solution).all_right
    for blank in exercise.blanks[:3]:
        assert all(showing.sentence for showing in (exercise.hint(blank), *exercise.replay(blank)))
    if exercise.asked == "type":
        wrong = dict.fromkeys(exercise.blanks, 0.123)
    else:
        wrong = {blank: 1.0 for blank in exercise.blanks if not solution.get(blank)}
    assert not (wrong and exercise.check(wrong).all_right)
