"""What is said: captions that teach, and facts beside the stage."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from poolviz.scenes.compare.parameters import CompareParameters
from tests.scenes.compare.comparing import SIX, document, facts, frame, with_own


def caption(values: object = SIX, step: int = 0, own: dict[str, Any] | None = None, **spec: Any) -> str:  # noqa: ANN401
    return frame(document(values, own=CompareParameters(**(own or {})), **spec), step).caption.text


def test_where_each_is_used() -> None:
    assert caption(SIX, 5) == (
        "Max keeps 9: the default inside a network. Average says 4.25: used at its end, over the whole map. "
        "No single kernel is max."
    )


@pytest.mark.parametrize(
    ("values", "spec", "said"),
    [
        ([[0, 0], [0, 9]], {}, "One cell stands out: max keeps 9 whole, average dilutes it to 2.25."),
        ([[2, 2], [9, 2]], {}, "Good for a detection, bad for noise."),
        ([[3, 3, 1], [3, 3, 2]], {"stride": 1}, "Level ground: max and average agree."),
        (SIX, {"window": "global"}, "The window is the whole map: max says 9, average 2.75."),
        ([[1, 2, 3]], {"window": 1}, "Max keeps 1"),
        ([[1, 2, 3]], {"window": (1, 2), "stride": 1}, "Max keeps 2"),
    ],
)
def test_what_a_window_shows(values: object, spec: dict[str, Any], said: str) -> None:
    assert said in caption(values, **spec)


def test_a_single_window_that_leaves_cells_over_is_not_the_whole_map() -> None:
    said = caption([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    assert "window is the whole map" not in said
    assert "Max keeps 5" in said


@pytest.mark.parametrize(
    ("shown", "lead", "said"),
    [
        (("max",), "One window, one answer", "Max keeps 6, the strongest response"),
        (("average",), "One window, one answer", "Average says 3.25, the general level"),
        (("convolution",), "One window, one answer", "The kernel answers 3.25. With a stride it halves"),
        (("max", "convolution"), "One window, two answers", "Max keeps 6, the strongest response"),
        (("max", "average"), "One window, two answers", "Max keeps 6: the default"),
        (("max", "average", "convolution"), "One window, three answers", "Max keeps 6: the default"),
    ],
)
def test_only_what_is_shown_is_spoken_of(shown: tuple[str, ...], lead: str, said: str) -> None:
    off = {f"with_{row}": row in shown for row in ("max", "average", "convolution")}
    told = frame(with_own(document(SIX), **off)).caption
    assert told.lead == lead
    assert said in told.text


def test_a_real_layer_stands_beside_pooling() -> None:
    told = facts(frame(document(SIX)))
    assert told["A real 3×3 layer, 64 to 64 channels"] == "36\u202f928 parameters, pooling 0"
    assert told["Max − average, up to"] == "4.75"
    assert frame(document(SIX)).facts_title == "Side by side"


def test_rows_that_are_off_have_no_distances() -> None:
    told = facts(frame(with_own(document(SIX), with_max=False)))
    assert "Max − average, up to" not in told
    assert "Kernel off from max, on average" in told
    told = facts(frame(with_own(document(SIX), with_convolution=False)))
    assert "Kernel off from max, on average" not in told


def test_remarks_on_the_setting_are_notes() -> None:
    told = facts(frame(document(np.ones((4, 4)), window=3, padding=2)))
    assert "ONNX allows it" in told["Note"]


def test_backward_the_caption_tells_who_learns() -> None:
    shown = frame(document(SIX, own=CompareParameters(backward=True)), 5)
    assert shown.caption.text == (
        "+6 comes back: max sends it to one cell, average to 4 in equal shares, the kernel to 4 by weight, "
        "and it alone has weights to learn."
    )
