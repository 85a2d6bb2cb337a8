"""The label: by a threshold or drawn, pooled with the map, edited and undone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.model.scene import Gesture
from poolviz.scenes.unpool import SCENE
from poolviz.scenes.unpool.labels import Measured
from poolviz.scenes.unpool.parameters import UnpoolParameters
from poolviz.session.memo import Memo
from tests import reference
from tests.scenes.unpool.showing_unpool import answers, document, facts, frame, notes, numbers, session

ROWS = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
ONES = [[0, 0, 0, 0], [1, 1, 1, 1], [0, 0, 0, 0], [0, 0, 0, 0]]


def own(shown: Document) -> UnpoolParameters:
    parameters = shown.parameters["unpool"]
    assert isinstance(parameters, UnpoolParameters)
    return parameters


def drawn(shown: Document, *cells: tuple[int, int], value: float = 1) -> Document:
    for row, column in cells:
        shown = SCENE.edit(shown, Gesture("set", Cell("label", row, column), value))
    return shown


def test_by_itself_the_label_is_what_lies_above_the_middle() -> None:
    shown = frame(document(ROWS))
    assert numbers(shown, "label") == ONES
    assert shown.board("label").detail == "above 4"
    assert numbers(frame(document(ROWS, threshold=6.5)), "label")[1] == [0, 0, 1, 1]
    assert numbers(frame(document([[np.nan, 1.0], [2.0, np.inf]])), "label") == [[0, 0], [1, 1]]
    assert numbers(frame(document([[np.nan]], {"window": 1})), "label") == [[0]]


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.uint8])
@pytest.mark.parametrize(("threshold", "above"), [(-1e300, 1), (1e300, 0)])
def test_a_threshold_beyond_all_numbers_of_the_map_is_no_fault(
    dtype: type, threshold: float, above: int
) -> None:
    shown = frame(document(np.array(ROWS, dtype), threshold=threshold))
    assert numbers(shown, "label") == [[above] * 4] * 4


def test_drawing_goes_on_from_the_threshold() -> None:
    shown = drawn(document(ROWS), (0, 0))
    assert own(shown).label == "drawn"
    assert numbers(frame(shown), "label") == [[1, 0, 0, 0], *ONES[1:]]
    assert frame(shown).board("label").detail == "drawn"
    assert "Drawn label" in facts(frame(shown))
    assert numbers(frame(drawn(shown, (1, 0), value=0)), "label")[1] == [0, 1, 1, 1]
    assert drawn(shown, (0, 0)) is shown


def test_any_number_above_nought_draws_and_the_rest_wipes_out() -> None:
    shown = document(ROWS)
    for value, expected in ((9, 1), (0.25, 1), (0, 0), (-3, 0)):
        assert numbers(frame(drawn(shown, (0, 0), value=value)), "label")[0][0] == expected
    nudged = SCENE.edit(shown, Gesture("nudge", Cell("label", 1, 0), -1))
    assert numbers(frame(nudged), "label")[1][0] == 0


def test_a_stroke_covers_what_the_brush_covers() -> None:
    gesture = Gesture("draw", Cell("label", 2, 3), 9, start=Cell("label", 2, 1), size=1)
    after = SCENE.edit(document(ROWS), gesture)
    assert numbers(frame(after), "label")[2] == [0, 1, 1, 1]
    twice = SCENE.edit(after, Gesture("draw", Cell("label", 2, 2), 1, size=3, shape="blob"))
    assert set(np.unique(numbers(frame(twice), "label"))) <= {0, 1}


def test_wiping_leaves_an_empty_label_to_draw_on() -> None:
    after, title = SCENE.act(document(ROWS), "wipe", Memo())
    assert title == "wipe the label"
    with pytest.raises(KeyError):
        SCENE.act(document(ROWS), "polish", Memo())
    assert not np.any(numbers(frame(after), "label"))
    assert answers(after).measured["coarse"] == Measured(0, 1.0)


def test_a_label_of_another_size_is_cropped_or_filled_and_that_is_said() -> None:
    mask = Map.from_array(np.ones((2, 6), np.uint8))
    shown = frame(document(ROWS, label="drawn", drawn=mask))
    assert numbers(shown, "label") == [[1] * 4, [1] * 4, [0] * 4, [0] * 4]
    assert any("another size" in note for note in notes(shown))
    after = drawn(document(ROWS, label="drawn", drawn=mask), (3, 3))
    assert own(after).drawn is not None
    assert own(after).drawn.size == (4, 4)  # type: ignore[union-attr]


def shares_by_hand(label: np.ndarray, spec: PoolSpec, rounds: int) -> np.ndarray:
    shares = label.astype(np.float64)
    for _ in range(rounds):
        shares, _ = reference.pool(shares, spec)
    return shares


@settings(max_examples=25, deadline=None)
@given(
    cells=st.lists(st.booleans(), min_size=35, max_size=35),
    window=st.sampled_from([2, 3]),
    rounds=st.sampled_from([1, 2]),
)
def test_labels_are_pooled_by_majority_or_by_max(cells: list[bool], window: int, rounds: int) -> None:
    label = np.array(cells, np.uint8).reshape(5, 7)
    spec: dict[str, Any] = {"window": window, "stride": 2, "padding": 1}
    mask = Map.from_array(label)
    shown = document(label + 0.5, spec, label="drawn", drawn=mask, rounds=rounds)
    mean = PoolSpec(**spec, mode="average", count_include_pad=False)
    by_hand = shares_by_hand(label, mean, rounds) >= 0.5 - 1e-9
    assert np.array_equal(answers(shown).pooled[-1], by_hand)
    grown = document(label + 0.5, spec, label="drawn", drawn=mask, rounds=rounds, pooled_by="max")
    biggest = shares_by_hand(label, PoolSpec(**spec), rounds) > 0
    assert np.array_equal(answers(grown).pooled[-1], biggest)


def test_max_makes_the_foreground_grow() -> None:
    shown = document(ROWS, pooled_by="max", rounds=1)
    assert facts(frame(shown))["Foreground, label pooled"] == "25 % → 50 %"
    assert facts(frame(shown))["Max"] == "makes the foreground grow"
    assert "Max" not in facts(frame(document(ROWS, rounds=1)))
    # The head learns from the grown label, and so its answer has grown, too.
    assert np.sum(numbers(frame(shown), "coarse")) > np.sum(numbers(frame(shown), "label"))


@pytest.mark.parametrize(
    ("said", "label", "expected"),
    [
        ([[1, 0]], [[0, 1]], (2, 0.0)),
        ([[1, 1]], [[1, 1]], (0, 1.0)),
        ([[0, 0]], [[0, 0]], (0, 1.0)),
        ([[1, 1, 1, 0]], [[1, 1, 0, 1]], (2, 0.5)),
    ],
)
def test_wrong_pixels_and_overlap(said: Any, label: Any, expected: tuple[int, float]) -> None:  # noqa: ANN401
    assert Measured.of(np.array(said), np.array(label)) == Measured(*expected)


def test_a_stroke_is_one_undo_step_and_settings_are_too() -> None:
    found = session(ROWS)
    before = numbers(found.state.frame, "label")
    for column in (0, 1, 2):
        found.gesture(Gesture("draw", Cell("label", 3, column), 9, start=Cell("label", 3, column)))
    found.end_stroke()
    assert numbers(found.state.frame, "label")[3] == [1, 1, 1, 0]
    found.undo()
    assert numbers(found.state.frame, "label") == before
    found.redo()
    assert numbers(found.state.frame, "label")[3] == [1, 1, 1, 0]
    found.change(label="threshold")
    assert numbers(found.state.frame, "label") == before
    found.undo()
    assert numbers(found.state.frame, "label")[3] == [1, 1, 1, 0]


def test_the_drawn_label_stays_when_only_the_map_changes() -> None:
    found = session(ROWS)
    found.gesture(Gesture("set", Cell("label", 0, 0), 1))
    found.gesture(Gesture("set", Cell("input", 3, 3), 99))
    assert numbers(found.state.frame, "label") == [[1, 0, 0, 0], *ONES[1:]]


def test_the_label_costs_undo_no_more_than_it_holds() -> None:
    shown = drawn(document(ROWS), (0, 0))
    assert shown.maps == (shown.map, own(shown).drawn)
