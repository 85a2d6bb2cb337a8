"""Maps and settings that are seldom met: thin, huge, without numbers, with windows that fit nothing again."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.model.scene import Gesture
from poolviz.scenes.unpool import SCENE
from poolviz.scenes.unpool.parameters import UnpoolParameters
from tests.scenes.checks import check_frame
from tests.scenes.unpool.showing_unpool import (
    document,
    frame,
    notes,
    numbers,
    session,
    timeline,
    view,
    words,
)

ROWS = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
LOOKS = ("both", "back", "label")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("values", "spec"),
    [
        ([[7]], {"window": 1, "stride": 1}),
        ([[1, 5, 2, 2, 7, 0, 3]], {"window": (1, 2), "stride": (1, 2)}),
        ([[1], [5], [2]], {"window": (2, 1), "stride": 1}),
        (np.arange(15).reshape(3, 5), {"window": 2, "stride": 1, "padding": 1}),
        (np.arange(30.0).reshape(5, 6), {"adaptive": (2, 4), "stride": None}),
        (np.arange(30.0).reshape(5, 6), {"window": "global", "stride": None}),
        ([[np.nan, 1.0], [np.inf, -np.inf]], {}),
        ([[np.nan]], {"window": 1}),
        ([[1.0]], {"window": 2, "dilation": 3, "padding": 2, "stride": 1}),
        ([[-5, -6], [-7, -8]], {"padding": 1}),
        ([[True, False], [False, True]], {}),
        ([[1e308, -1e308], [0.0, 1.0]], {"mode": "average"}),
    ],
)
def test_any_map_goes_down_and_up(values: object, spec: dict[str, Any], look: str) -> None:
    line = timeline(document(values, spec, look=look))
    for step in range(line.length):
        shown = line.frame(step, None)
        check_frame(shown)
        for board in shown.boards:
            if board.name not in ("pooled", "kernel"):
                check_frame(line.frame(step, Cell(board.name, 0, 0)))


def test_only_as_many_pools_as_fit_and_that_is_said() -> None:
    shown = document(ROWS, rounds=5)
    assert view(shown).rounds == 2
    assert any("only 2 in a row fit" in note for note in notes(frame(shown)))
    assert not any("in a row fit" in note for note in notes(frame(document(ROWS))))


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ({"rounds": 0}, "0 pools in a row cannot be"),
        ({"rounds": 7}, "there are 1 to 6"),
        ({"look": "elsewhere"}, "“elsewhere” is no choice here; there are both, back, label."),
        ({"kernel": "cubic"}, "there are ones, tent, own"),
        ({"label": "guessed"}, "there are threshold, drawn"),
        ({"pooled_by": "vote"}, "there are majority, max"),
        ({"weights": ((1.0,), (1.0, 2.0))}, "The rows of a kernel must have the same length."),
        ({"threshold": math.inf}, "The threshold must be an ordinary number."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(own: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence.replace("(", r"\(")):
        UnpoolParameters(**own)


def test_more_pools_than_there_are_is_refused_by_the_control() -> None:
    found = session(ROWS)
    found.change(rounds=9)
    assert found.state.refused["rounds"].typed == 9
    assert "from 1 to 6" in found.state.refused["rounds"].sentence


def test_a_kernel_that_would_take_minutes_rests() -> None:
    x = np.arange(200.0 * 200).reshape(200, 200)
    shown = frame(document(x, {"window": 100, "stride": 1, "padding": 50}, look="back", rounds=3))
    assert not shown.has("transposed")
    assert not shown.has("kernel")
    assert shown.has("nearest")
    # 201, 202 and 203 outputs a side, each of 100 × 100 taps
    (note,) = (note for note in notes(shown) if "Transposed convolution rests" in note)
    assert not any("checkerboard" in note for note in notes(shown))  # nothing comes back that way
    assert "1\u202f224\u202f140\u202f000 products would take too long" in note
    usual = frame(document(x, {"window": 8, "stride": 1}, look="back", rounds=3))
    assert usual.has("transposed")


def test_windows_of_different_sizes_have_no_kernel() -> None:
    shown = frame(document(np.arange(35.0).reshape(5, 7), {"adaptive": (2, 3), "stride": None}, look="back"))
    assert not shown.has("transposed")
    assert not shown.has("kernel")
    assert {board.heading_lines for board in shown.boards} == {1}
    assert any("Transposed convolution rests" in note for note in notes(shown))


def test_cells_that_are_no_numbers_are_left_out_of_the_error() -> None:
    shown = frame(document([[1.0, np.nan, 3.0, 4.0], [1.0, 1.0, 2.0, 2.0]], rounds=1, look="back"))
    assert any("left out of each RMSE: 1." in note for note in notes(shown))
    # The left window is NaN, the right one gives 4: errors 1, 0, 2 and 2 are left.
    assert words(shown, "nearest")[0] == "1.5 RMSE"
    empty = frame(document([[np.nan, np.nan], [np.nan, np.nan]], look="back"))
    assert words(empty, "nearest") == ["NaN RMSE", "no ordinary numbers"]
    assert empty.caption.text == "The map holds no ordinary numbers: there is no error to tell."


LARGE = np.random.default_rng(2).integers(0, 256, (600, 90)).astype(np.uint8)


def test_a_large_map_is_thinned_out_and_that_is_said() -> None:
    shown = frame(document(LARGE, rounds=3, look="back"))
    assert shown.board("input").shape == (200, 30)
    assert np.array_equal(numbers(shown, "input"), LARGE[::3, ::3])
    assert shown.board("input").detail == "200 × 30, of 600 × 90"
    assert any("every 3rd row and column" in note for note in notes(shown))


def test_a_large_map_is_edited_where_it_is_seen() -> None:
    found = session(LARGE)
    found.gesture(Gesture("set", Cell("input", 5, 7), 255))
    assert found.state.document.map.value(0, 15, 21) == 255
    assert found.state.frame.board("input").value(5, 7) == 255
    found.gesture(Gesture("draw", Cell("input", 9, 12), 255, start=Cell("input", 9, 9), size=2))
    assert found.state.frame.board("input").part(9, 9, 1, 4).tolist() == [[255] * 4]
    found.gesture(Gesture("set", Cell("label", 0, 0), 0))
    assert found.state.frame.board("label").shape == (200, 30)


def test_a_window_that_fits_the_map_but_not_what_is_shown_of_it() -> None:
    assert timeline(document(np.zeros((600, 20)), {"window": (400, 1), "stride": 1})).length == 1
    for look in LOOKS:
        found = frame(document(np.zeros((600, 20)), {"window": (400, 1), "stride": 1}, look=look))
        assert "Not one window fits" in found.caption.text
        assert found.place == "the map itself"
        check_frame(found)


def test_one_channel_of_many_is_undone() -> None:
    values = np.stack([np.zeros((4, 4)), np.array(ROWS, float)])
    shown = frame(document(values, channel=1, rounds=1))
    assert numbers(shown, "pooled") == [[6, 8], [3, 4]]
    edited = SCENE.edit(document(values, channel=1), Gesture("set", Cell("input", 0, 0), 7))
    assert edited.map.value(1, 0, 0) == 7
    assert edited.map.value(0, 0, 0) == 0


@pytest.mark.parametrize("look", LOOKS)
def test_an_output_larger_than_any_sheet_is_not_undone(look: str) -> None:
    huge = {"adaptive": (4096, 4096), "stride": None}
    found = frame(document(ROWS, huge, look=look))
    assert timeline(document(ROWS, huge, look=look)).length == 1
    assert "larger than what can be undone" in found.caption.text
    assert any("larger than what can be undone here: 0 in a row" in note for note in notes(found))
    check_frame(found)


def test_an_output_somewhat_larger_than_the_map_is_undone() -> None:
    shown = frame(document(ROWS, {"adaptive": (8, 8), "stride": None}, rounds=1, look="back"), step=1)
    assert shown.board("pooled").shape == (8, 8)
