"""Compare shown to a test, and its numbers as one would work them out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.document import Document
from poolviz.model.scene import Timeline
from poolviz.model.upstream import Upstream
from poolviz.scenes.compare import SCENE
from poolviz.scenes.compare.parameters import CompareParameters, kernel_of
from poolviz.scenes.compare.view import View
from poolviz.session.memo import Memo
from tests import reference

Array = NDArray[Any]

# The map of the picture: a winner in every corner of a window.
SIX = [
    [1, 1, 2, 4, 0, 3],
    [5, 6, 7, 8, 1, 1],
    [3, 2, 1, 0, 2, 6],
    [1, 2, 3, 4, 9, 0],
    [0, 1, 0, 2, 4, 4],
    [2, 0, 5, 1, 4, 4],
]
EDGES = ((-1.0, 1.0), (-2.0, 3.5))


def document(
    values: object = "worked-example",
    *,
    upstream: Upstream | None = None,
    own: CompareParameters | None = None,
    **spec: Any,  # noqa: ANN401 - fields of PoolSpec
) -> Document:
    """A document on a preset or on plain numbers; window 2, stride 2 unless told."""
    map_ = by_id(values).make() if isinstance(values, str) else Map.from_array(np.array(values))
    return Document(
        map_,
        PoolSpec(**{"window": 2, "stride": 2, **spec}),
        upstream or Upstream(),
        scene="compare",
        parameters={"compare": own or CompareParameters()},
    )


def with_own(shown: Document, **changes: Any) -> Document:  # noqa: ANN401 - fields of CompareParameters
    own = replace(shown.parameters["compare"], **changes)  # type: ignore[type-var]
    return replace(shown, parameters={"compare": own})


def timeline(shown: Document) -> Timeline:
    return SCENE.timeline(shown, Memo())


def frame(shown: Document, step: int = 0, focus: Cell | None = None) -> Frame:
    return timeline(shown).frame(step, focus)


def view(shown: Document) -> View:
    own = shown.parameters["compare"]
    assert isinstance(own, CompareParameters)
    return View(shown, own, Memo())


def facts(shown: Frame) -> dict[str, str]:
    return {fact.label: fact.value for fact in shown.facts}


def words(shown: Frame, board: str) -> list[str]:
    """What stands beside or under a board."""
    return [line.text for line in (*shown.board(board).beside, *shown.board(board).below)]


def numbers(shown: Frame, board: str) -> Array:
    """All numbers of a board as they stand there; NaN where there is none yet."""
    at = shown.board(board)
    rows, columns = at.shape
    values = [[at.value(r, c) for c in range(columns)] for r in range(rows)]
    return np.array([[np.nan if value is None else value for value in row] for row in values], float)


# -- by hand -------------------------------------------------------------------------------------------


def kernel_by_hand(shown: Document) -> tuple[Array, float]:
    own = shown.parameters["compare"]
    assert isinstance(own, CompareParameters)
    size = shown.map.size
    window = tuple(len(reference.spans(shown.spec, size, which)[0].taps) for which in (0, 1))
    return np.array(kernel_of(own, (window[0], window[1]))), own.bias


def outputs_by_hand(shown: Document) -> dict[str, Array]:
    """The three outputs, one window after the other."""
    x, size = shown.map.values[shown.channel], shown.map.size
    kernel, bias = kernel_by_hand(shown)
    slid = np.full(reference.output_size(shown.spec, size), bias)
    for i, down in enumerate(reference.spans(shown.spec, size, 0)):
        for j, right in enumerate(reference.spans(shown.spec, size, 1)):
            for a, row in enumerate(down.taps):
                for b, column in enumerate(right.taps):
                    if 0 <= row < size[0] and 0 <= column < size[1]:
                        slid[i, j] += kernel[a, b] * x[row, column]
    most, mean = (reference.pool(x, replace(shown.spec, mode=mode))[0] for mode in ("max", "average"))
    return {"max": most, "average": mean, "convolution": slid}


def gradients_by_hand(shown: Document, index: int) -> dict[str, Array]:
    """What has arrived after window ``index``: at the input by row, at the weights and at the bias."""
    x, size = shown.map.values[shown.channel].astype(float), shown.map.size
    kernel, _ = kernel_by_hand(shown)
    output = reference.output_size(shown.spec, size)
    upstream = np.array(shown.upstream.values(output))
    upstream.ravel()[index + 1 :] = 0
    slid, weights = np.zeros(size), np.zeros(kernel.shape)
    for i, down in enumerate(reference.spans(shown.spec, size, 0)):
        for j, right in enumerate(reference.spans(shown.spec, size, 1)):
            for a, row in enumerate(down.taps):
                for b, column in enumerate(right.taps):
                    if 0 <= row < size[0] and 0 <= column < size[1]:
                        slid[row, column] += upstream[i, j] * kernel[a, b]
                        weights[a, b] += upstream[i, j] * x[row, column]
    pooled = {
        f"{mode}_gradient": reference.pool_backward(upstream, x, replace(shown.spec, mode=mode))
        for mode in ("max", "average")
    }
    return {**pooled, "convolution_gradient": slid, "weights": weights, "bias": upstream.sum()}
