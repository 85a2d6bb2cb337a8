"""The heads: least squares by another way, the best cut by trying all, and never the label itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell
from poolviz.maps.filters import feature_maps
from poolviz.maps.map import Map
from poolviz.model.task import StoppedError, Task
from poolviz.scenes.unpool import answers as answers_module
from poolviz.scenes.unpool import heads
from poolviz.scenes.unpool.answers import Answers, enlarge
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from tests import reference
from tests.scenes.unpool.showing_unpool import Array, answers, document
from tests.session.conftest import until_shown

RANDOM = np.random.default_rng(5)
PICTURE = RANDOM.normal(size=(12, 16)).cumsum(axis=0).cumsum(axis=1)
SPEC = PoolSpec(window=2, stride=2)


def standardised(maps: Array) -> Array:
    """Each map less its mean, over its size, by the book."""
    flat = maps.reshape(len(maps), -1).astype(np.float64)
    return np.array([(row - row.mean()) / row.std() if row.std() > 1e-9 else row * 0 for row in flat])


def fine_by_hand() -> Array:
    span = PICTURE.max() - PICTURE.min()
    plane = ((PICTURE - PICTURE.min()) / span).astype(np.float32)
    return standardised(np.concatenate([plane[None], feature_maps(Map.from_array(plane)).values]))


def by_rows(design: Array, target: Array, price: float) -> Array:
    """Least squares with a price on weights, as more rows of the same problem."""
    rows = np.vstack([design.T, np.sqrt(price) * np.eye(len(design))])
    wanted = np.concatenate([target - target.mean(), np.zeros(len(design))])
    weights = np.linalg.lstsq(rows, wanted, rcond=None)[0]
    score: Array = weights @ design + target.mean()
    return score


def test_the_fine_maps_are_the_picture_and_what_the_filters_find() -> None:
    found = heads.fine_maps(PICTURE, Task())
    assert found.size == (12, 16)
    np.testing.assert_allclose(found.values, fine_by_hand(), atol=2e-3)
    np.testing.assert_allclose(
        found.gram, found.values.astype(np.float64) @ found.values.T, rtol=1e-6, atol=1e-3
    )


def test_the_coarse_maps_are_pooled_and_looked_at_from_further_off() -> None:
    fine = heads.fine_maps(PICTURE, Task())
    coarse = heads.coarse_maps(fine, SPEC, 1, Task())
    assert coarse.size == (6, 8)
    pooled = [reference.pool(maps.reshape(12, 16), SPEC)[0] for maps in fine.values[:3]]
    np.testing.assert_allclose(coarse.values[:3], standardised(np.array(pooled)), atol=1e-5)
    around = PoolSpec("average", window=3, stride=1, padding=1, count_include_pad=False)
    wider = [reference.pool(maps, around)[0] for maps in pooled]
    count = len(fine.values)
    np.testing.assert_allclose(coarse.values[count : count + 3], standardised(np.array(wider)), atol=1e-5)
    assert len(coarse.values) == count * len(heads.AROUND)


def test_the_fit_is_that_of_least_squares() -> None:
    coarse = heads.coarse_maps(heads.fine_maps(PICTURE, Task()), SPEC, 1, Task())
    label = (RANDOM.random((6, 8)) > 0.6).astype(np.uint8)
    price = 1e-5 * coarse.values.shape[1]
    live = np.trace(coarse.gram) / len(coarse.gram)
    expected = by_rows(coarse.values, label.ravel().astype(float), price * live / coarse.values.shape[1])
    found = heads.fit(coarse, label)
    np.testing.assert_allclose(found.score.ravel(), expected, atol=1e-6)


def test_the_fit_with_skip_is_that_of_least_squares_on_score_and_maps() -> None:
    fine = heads.fine_maps(PICTURE, Task())
    label = (np.median(PICTURE) < PICTURE).astype(np.uint8)
    coarse = RANDOM.normal(size=(3, 4))
    enlarged = enlarge(coarse, ((12, 16), (6, 8), (3, 4)), 0)
    found = heads.fit_with_skip(heads.Fit(enlarged, np.inf), fine, label)
    design = np.vstack([standardised(enlarged[None]), fine.values.astype(np.float64)])
    price = 1e-5 * np.trace(design @ design.T) / len(design)
    target = label.ravel().astype(float)
    expected = by_rows(design, target, price) - target.mean()
    np.testing.assert_allclose(found.score.ravel(), expected, atol=2e-3)


def test_a_skip_that_helps_nothing_is_left_unused() -> None:
    fine = heads.fine_maps(np.zeros((8, 8)), Task())  # a level picture: no map says anything
    label = np.zeros((8, 8), np.uint8)
    label[:4] = 1
    score = label + 0.0
    found = heads.fit_with_skip(heads.Fit(score, 0.5), fine, label)
    assert np.array_equal(found.answer, label)
    told = heads.fit_with_skip(heads.Fit(score, 0.0), fine, label)  # a better cut is found
    assert np.array_equal(told.answer, label)


def wrong_at(score: Array, label: Array, cut: float) -> int:
    return int(((score >= cut) != label).sum())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=1, max_size=12))
def test_no_cut_is_better(pairs: list[tuple[int, bool]]) -> None:
    score, label = np.array([float(s) for s, _ in pairs]), np.array([mark for _, mark in pairs])
    found = heads.best_cut(score, label)
    tried = [*score, np.inf]
    assert wrong_at(score, label, found) == min(wrong_at(score, label, cut) for cut in tried)


def test_the_label_of_a_pixel_is_not_seen() -> None:
    """Where all pixels look alike, heads say the same of all, whatever the label says."""
    shown = answers(document(np.ones((8, 8)), rounds=1, label="drawn", drawn=_chess()))
    for name in ("coarse", "skip"):
        said = shown.said(name)
        assert said is not None
        assert len(np.unique(said)) == 1
        assert shown.measured[name].wrong == 32
    assert shown.measured["never"].wrong == 0


def _chess() -> Map:
    return Map.from_array((np.add.outer(np.arange(8), np.arange(8)) % 2).astype(np.uint8))


def test_a_skip_brings_borders_back_that_the_picture_has() -> None:
    shown = answers(document("photograph", rounds=3))
    coarse, skip = shown.measured["coarse"], shown.measured["skip"]
    assert skip.wrong < 0.6 * coarse.wrong
    assert skip.iou > coarse.iou
    assert shown.measured["never"].wrong == 0


@pytest.mark.parametrize(
    "values", [[[np.nan, np.inf], [-np.inf, 1.0]], [[np.nan]], [[np.inf, -np.inf]], [[1e308, -1e308]]]
)
def test_what_is_no_number_does_not_spoil_the_heads(values: object) -> None:
    found = heads.fine_maps(np.array(values), Task())
    assert np.isfinite(found.values).all()
    assert np.isfinite(found.gram).all()


def test_work_that_nobody_wants_stops() -> None:
    task = Task()
    task.stop()
    with pytest.raises(StoppedError):
        heads.fine_maps(PICTURE, task)
    fine = heads.fine_maps(PICTURE, Task())
    with pytest.raises(StoppedError):
        heads.coarse_maps(fine, SPEC, 1, task)


@pytest.mark.parametrize("spec", [{"stride": 1}, {"window": 3, "stride": 1, "padding": 1}])
def test_maps_that_are_not_kept_give_the_same_answers(
    spec: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = answers(document(PICTURE, spec, rounds=2))
    expected = {name: kept.said(name) for name in ("coarse", "skip")}
    monkeypatch.setattr(answers_module, "_MOST_COARSE", 10)
    let_go = answers(document(PICTURE, spec, rounds=2))
    for name, said in expected.items():
        assert said is not None
        np.testing.assert_array_equal(let_go.said(name), said)


def test_a_label_that_was_drawn_on_is_fitted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers_module, "_MOST_COARSE", 10)
    one = answers(document(PICTURE, {"stride": 1}, threshold=-6.0))
    other = Answers(replace(one.view, parameters=replace(one.view.parameters, threshold=-12.0)))
    before, after = one.said("coarse"), other.said("coarse")
    assert before is not None
    assert after is not None
    assert not np.array_equal(before, after)


def comes_to_rest(session: Session) -> None:
    """Nothing is worked out any more, and nothing is missing."""
    until_shown(session)
    said = "".join(line.text for board in session.state.frame.boards for line in board.below)
    assert "IoU" in said
    assert "fitted" not in said


@pytest.fixture
def narrow() -> Iterator[Session]:
    """A session on a map of 60 × 60 cells with room in the memo for a few feature maps."""
    session = new_session(Jobs())
    session._memo._limit = 6_000_000
    session.open_map(Map.from_array(RANDOM.normal(size=(60, 60)), "picture"))
    session.show_scene("unpool")
    yield session
    session.close()


def test_it_comes_to_rest_where_all_coarse_maps_would_not_fit_into_the_memo(
    narrow: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_module, "_MOST_COARSE", 1000)  # those of 59 × 59 cells would not
    for change in ({"stride": 1}, {"window": 3}, {"window": 2, "stride": 2}):
        narrow.change(**change)
        comes_to_rest(narrow)


def test_it_comes_to_rest_where_the_maps_of_two_pictures_do_not_fit_into_the_memo(narrow: Session) -> None:
    narrow.change(rounds=1)  # 30 × 30 coarse cells: 5 MB with the fine ones
    comes_to_rest(narrow)
    for column in range(3):
        narrow.wiggle(1, Cell("input", 1, column))
        comes_to_rest(narrow)


@pytest.mark.parametrize("spec", [{"stride": 1}, {"window": 3, "stride": 1}])
def test_a_large_map_with_small_steps_comes_to_rest(spec: dict[str, int]) -> None:
    session = new_session(Jobs())
    session.open_map(Map.from_array(RANDOM.random((256, 256)), "picture"))
    session.show_scene("unpool")
    session.change(**spec)
    comes_to_rest(session)
    session.close()
