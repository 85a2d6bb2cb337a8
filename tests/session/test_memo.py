from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.core import PoolSpec, pool, pool_backward
from poolviz.maps.map import Map
from poolviz.model.derived import Derivation, Written
from poolviz.model.task import Task
from poolviz.model.upstream import Upstream
from poolviz.session.haste import TakesLongError, in_haste
from poolviz.session.memo import Memo


def a_map(side: int = 4) -> Map:
    return Map.from_array(np.arange(side * side, dtype=float).reshape(side, side))


def test_the_same_question_gets_the_same_answer() -> None:
    memo, map_, upstream = Memo(), a_map(), Upstream()
    assert memo.pooled(map_, 0, PoolSpec()) is memo.pooled(map_, 0, PoolSpec())
    gradient = memo.gradient_map(map_, 0, PoolSpec(), upstream)
    assert gradient is memo.gradient_map(map_, 0, PoolSpec(), upstream)
    assert memo.pooled(map_, 0, PoolSpec()) is not memo.pooled(map_, 0, PoolSpec(window=4))
    assert memo.pooled(map_, 0, PoolSpec()) is not memo.pooled(a_map(), 0, PoolSpec())


def test_answers_are_right() -> None:
    memo, map_ = Memo(), a_map()
    assert memo.pooled(map_, 0, PoolSpec()).values.tolist() == [[5, 7], [13, 15]]
    gradient = memo.gradient(map_, 0, PoolSpec(), Upstream("ones"))
    assert gradient.tolist() == [[0, 0, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0], [0, 1, 0, 1]]
    assert not gradient.flags.writeable


def test_the_oldest_answers_are_forgotten_first() -> None:
    map_, specs = a_map(), [PoolSpec(), PoolSpec(window=3), PoolSpec(window=4)]
    memo = Memo(limit=100)  # two answers of 2 × 2 doubles do not fit beside each other with their winners
    first = memo.pooled(map_, 0, specs[0])
    memo.pooled(map_, 0, specs[1])
    memo.pooled(map_, 0, specs[2])
    assert memo.pooled(map_, 0, specs[0]) is first
    small = Memo(limit=1)
    first = small.pooled(map_, 0, specs[0])
    small.pooled(map_, 0, specs[1])
    small.pooled(map_, 0, specs[2])
    assert small.pooled(map_, 0, specs[0]) is not first


def test_an_answer_and_its_gradient_are_kept_however_much_they_hold() -> None:
    memo, map_, upstream = Memo(limit=1), a_map(), Upstream()
    pooled = memo.pooled(map_, 0, PoolSpec())
    gradient = memo.gradient_map(map_, 0, PoolSpec(), upstream)
    assert memo.pooled(map_, 0, PoolSpec()) is pooled
    assert memo.gradient_map(map_, 0, PoolSpec(), upstream) is gradient


def test_in_haste_only_small_sheets_are_worked_out_as_a_whole() -> None:
    memo, map_, upstream = Memo(), a_map(), Upstream()
    cells = map_.size[0] * map_.size[1]
    whole = Derivation(lambda: np.zeros((2, 2)), lambda region: Written(0, 0, np.zeros((1, 1))))
    asked = (
        lambda: memo.pooled(map_, 0, PoolSpec()),
        lambda: memo.gradient_map(map_, 0, PoolSpec(), upstream),
        lambda: memo.derived(map_, 0, "derived", whole),
    )
    for ask in asked:
        with in_haste(cells - 1), pytest.raises(TakesLongError):
            ask()
    answers = []
    for ask in asked:
        with in_haste(cells):
            answers.append(ask())
    with in_haste(0):  # they are known now
        assert [ask() for ask in asked] == answers
    with in_haste(9):  # an edit is patched into them: windows that see it reach one cell beyond it
        edited = map_.edited(0, 0, 0, np.array([[9.0]]))
        assert memo.pooled(edited, 0, PoolSpec()).value(0, 0) == 9


@pytest.mark.parametrize(
    ("spec", "two_cells"),
    [
        (PoolSpec(), 30),  # 5 × 6 cells: windows that see the two send to one cell around them, as others do
        (PoolSpec("average"), 12),  # 3 × 4 cells
        (PoolSpec("lp", p=3), 6 * 30),
        (PoolSpec(ties="split"), 22 * 30),
        (PoolSpec("average", window=3, stride=1), 5 * 6),
    ],
)
def test_an_edit_counts_as_much_as_it_touches(spec: PoolSpec, two_cells: int) -> None:
    memo, map_, upstream = Memo(), a_map(20), Upstream()
    cells = map_.size[0] * map_.size[1]
    way = Derivation(lambda: np.zeros((2, 2)), lambda region: Written(0, 0, np.zeros((1, 1))))
    asked: tuple[Callable[[Map], object], ...] = (
        lambda edited: memo.pooled(edited, 0, spec),
        lambda edited: memo.derived(edited, 0, "derived", way),
    )
    if spec.mode != "average":  # its gradient stays as it is
        asked += (lambda edited: memo.gradient_map(edited, 0, spec, upstream),)
    for ask in asked:
        ask(map_)
        anew = map_.edited(0, 0, 0, np.zeros(map_.size))
        with in_haste(cells - 1), pytest.raises(TakesLongError):
            ask(anew)
        some = map_.edited(0, 0, 0, np.zeros((1, 2)))
        with in_haste(1), pytest.raises(TakesLongError):
            ask(some)
        if ask is asked[0 if spec.mode == "average" else -1]:  # it costs most
            with in_haste(two_cells - 1), pytest.raises(TakesLongError):
                ask(some)
        with in_haste(two_cells):
            ask(some)


def test_the_gradient_of_an_average_outlasts_every_edit() -> None:
    memo, map_, upstream = Memo(), a_map(), Upstream()
    before = memo.gradient_map(map_, 0, PoolSpec("average"), upstream)
    with in_haste(0):
        edited = map_.edited(0, 0, 0, np.zeros(map_.size))
        assert memo.gradient_map(edited, 0, PoolSpec("average"), upstream) is before


def test_powers_and_shared_gradients_count_several_times() -> None:
    memo, map_ = Memo(), a_map()
    cells = map_.size[0] * map_.size[1]
    with in_haste(2 * cells), pytest.raises(TakesLongError):
        memo.pooled(map_, 0, PoolSpec("lp", p=3))
    with in_haste(2 * cells), pytest.raises(TakesLongError):
        memo.gradient_map(map_, 0, PoolSpec(window=4, stride=1, ties="split"), Upstream())
    with in_haste(cells):
        memo.pooled(map_, 0, PoolSpec(window=4, stride=1, ties="split"))


def test_an_output_larger_than_its_map_counts_as_large() -> None:
    memo, map_, spec = Memo(), a_map(), PoolSpec(adaptive=(30, 40))
    for ask in (lambda: memo.pooled(map_, 0, spec), lambda: memo.gradient_map(map_, 0, spec, Upstream())):
        with in_haste(1199), pytest.raises(TakesLongError):
            ask()
    with in_haste(1200):
        assert memo.pooled(map_, 0, spec).values.shape == (30, 40)


def test_it_keeps_no_map_alive_by_itself() -> None:
    memo, map_ = Memo(limit=1), a_map()
    gone = weakref.ref(map_)
    memo.pooled(map_, 0, PoolSpec())
    memo.pooled(a_map(), 0, PoolSpec())
    memo.pooled(a_map(), 0, PoolSpec())  # pushes the first answer out
    del map_
    gc.collect()
    assert gone() is None


SPECS = [
    PoolSpec(),
    PoolSpec(window=3, stride=1, padding=1),
    PoolSpec(mode="average", window=3, stride=2, padding=1),
    PoolSpec(mode="lp", window=2, stride=1),
    PoolSpec(window="global"),
    PoolSpec(window=2, stride=3),
    PoolSpec(adaptive=3),
]


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(SPECS),
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 8), st.integers(-9, 9) | st.floats(-2, 2)), max_size=6
    ),
    st.data(),
)
def test_an_edit_is_answered_as_if_all_was_worked_out_anew(
    spec: PoolSpec, edits: list[tuple[int, int, float]], data: st.DataObject
) -> None:
    memo, upstream = Memo(), Upstream("random", seed=1)
    versions = [Map.from_array(np.random.default_rng(0).integers(-5, 6, (7, 9)))]
    for row, column, value in edits:
        versions.append(versions[-1].edited(0, row, column, value))
    for _ in range(len(versions) + 2):  # forwards and back again, as undo does
        map_ = data.draw(st.sampled_from(versions))
        answer, whole = memo.pooled(map_, 0, spec), pool(map_.values[0], spec)
        assert np.array_equal(answer.values, whole.values)
        assert answer.values.dtype == whole.values.dtype
        if spec.mode == "max":
            assert np.array_equal(answer.winners, whole.winners)
            assert answer.winner(0, 0) == whole.winners[0, 0]
        gradient = memo.gradient(map_, 0, spec, upstream)
        given_upstream = upstream.values(spec.output_size((7, 9)))
        assert np.allclose(gradient, pool_backward(given_upstream, map_.values[0], spec), atol=1e-12)


def test_an_edit_of_a_large_map_tells_a_painter_what_it_changed() -> None:
    memo, map_ = Memo(), a_map(512)
    before = memo.pooled(map_, 0, PoolSpec())
    after = memo.pooled(map_.edited(0, 100, 200, -1.0), 0, PoolSpec())
    assert after.patched
    assert after.numbers.plane(0).changes_since(before.numbers.plane(0)) in ((50, 100, 1, 1), (0, 0, 0, 0))
    assert memo.pooled(map_, 0, PoolSpec()) is before


def test_only_max_has_winners() -> None:
    answer = Memo().pooled(a_map(), 0, PoolSpec(mode="average"))
    assert answer.winner(0, 0) == -1
    with pytest.raises(ValueError, match="Only max"):
        _ = answer.winners


def doubled(map_: Map, calls: list[object]) -> Derivation:
    """Twice every number, and a list of what was worked out."""

    def whole() -> NDArray[np.float64]:
        calls.append("whole")
        twice: NDArray[np.float64] = 2 * map_.values[0]
        return twice

    def again(region: tuple[int, int, int, int]) -> Written:
        calls.append(region)
        row, column, rows, columns = region
        return Written(row, column, 2 * map_.read(0, slice(row, row + rows), slice(column, column + columns)))

    return Derivation(whole, again)


def test_what_a_scene_derives_is_worked_out_again_only_where_the_map_changed() -> None:
    memo, map_, calls = Memo(), a_map(), list[object]()
    first = memo.derived(map_, 0, "doubled", doubled(map_, calls))
    assert memo.derived(map_, 0, "doubled", doubled(map_, calls)) is first
    edited = map_.edited(0, 1, 2, [[50.0, 60.0]])
    second = memo.derived(edited, 0, "doubled", doubled(edited, calls))
    assert second.values[0].tolist() == (2 * edited.values[0]).tolist()
    assert calls == ["whole", (1, 2, 1, 2)]
    changed = second.changes_since(first)
    assert changed is not None
    assert changed.block == (1, 2, 1, 2)
    memo.derived(edited, 0, "something else", doubled(edited, calls))
    memo.derived(a_map(), 0, "doubled", doubled(a_map(), calls))
    assert calls == ["whole", (1, 2, 1, 2), "whole", "whole"]


def test_what_a_scene_derives_of_one_channel_outlives_edits_of_another() -> None:
    memo, map_, calls = Memo(), Map.from_array(np.ones((2, 4, 4))), list[object]()
    first = memo.derived(map_, 0, "doubled", doubled(map_, calls))
    edited = map_.edited(1, 0, 0, 5.0)
    assert memo.derived(edited, 0, "doubled", doubled(edited, calls)) is first
    assert calls == ["whole"]


def test_it_holds_a_limited_number_of_answers() -> None:
    memo, asked = Memo(), list[int]()
    map_ = Map.from_array([[1, 2], [3, 4]])

    def work(question: int) -> Callable[[Task], int]:
        def answer(task: Task) -> int:
            asked.append(question)
            return question

        return answer

    for question in (*range(300), 299, 0):
        assert memo.later("", map_, question, work(question)) == question
    assert asked == [*range(300), 0]  # the last one is known still, the first one is not


def test_a_small_answer_outlasts_those_that_it_was_made_from() -> None:
    memo, asked = Memo(limit=100), list[str]()
    map_ = Map.from_array([[1, 2], [3, 4]])

    def work() -> int:
        asked.append("small")
        return 5

    assert memo.kept(map_, "missing", lambda: None) is None
    for name in ("one", "two", "three", "four"):
        memo.later("", map_, name, lambda task: np.zeros(10))
        assert memo.kept(map_, "small", work) == 5
    assert asked == ["small"]
    assert memo.kept(map_.edited(0, 0, 0, 9), "small", work) == 5
    assert asked == ["small"] * 2


def test_a_derived_sheet_larger_than_its_map_counts_as_large() -> None:
    memo, map_ = Memo(), a_map()
    way = Derivation(lambda: np.zeros((30, 40)), lambda region: Written(0, 0, np.zeros((30, 40))), 1200)
    with in_haste(1199), pytest.raises(TakesLongError):
        memo.derived(map_, 0, "derived", way)
    with in_haste(1200):
        assert memo.derived(map_, 0, "derived", way).size == (30, 40)
