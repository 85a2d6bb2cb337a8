"""Channels shown to a test, and its numbers as one would work them out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.model.scene import Timeline
from poolviz.scenes.channels import SCENE
from poolviz.scenes.channels.parameters import ChannelsParameters
from poolviz.session.memo import Memo
from tests import reference

Array = NDArray[Any]

# Three channels of whole numbers, signs and a tie among them.
THREE = [
    [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]],
    [[0, -1, 3, 3], [2, 5, -4, 3], [7, 0, 0, 9], [1, 1, 6, -2]],
    [[9, 0, 0, 0], [0, 0, 0, 1], [0, 4, 0, 0], [2, 0, 0, 8]],
]


def document(
    values: object = THREE,
    *,
    own: ChannelsParameters | None = None,
    channel: int = 0,
    **spec: Any,  # noqa: ANN401 - fields of PoolSpec
) -> Document:
    """A document on a map or on plain numbers; window 2, stride 2 unless told."""
    map_ = values if isinstance(values, Map) else Map.from_array(np.array(values))
    return Document(
        map_,
        PoolSpec(**{"window": 2, "stride": 2, **spec}),
        channel=channel,
        scene="channels",
        parameters={"channels": own or ChannelsParameters()},
    )


def many(channels: int = 10, size: tuple[int, int] = (6, 8)) -> Map:
    return Map.from_array(np.random.default_rng(5).integers(-9, 10, (channels, *size)).astype(np.float64))


def timeline(shown: Document) -> Timeline:
    return SCENE.timeline(shown, Memo())


def frame(shown: Document, step: int = 0, focus: Cell | None = None) -> Frame:
    return timeline(shown).frame(step, focus)


def last(shown: Document) -> Frame:
    found = timeline(shown)
    return found.frame(found.length - 1, None)


def facts(shown: Frame) -> dict[str, str]:
    return {fact.label: fact.value.replace("\u202f", " ") for fact in shown.facts}


def numbers(shown: Frame, board: str) -> Array:
    """All numbers of a board as they stand there; NaN where there is none yet."""
    at = shown.board(board)
    rows, columns = at.shape
    values = [[at.value(r, c) for c in range(columns)] for r in range(rows)]
    return np.array([[np.nan if value is None else value for value in row] for row in values], float)


# -- by hand -------------------------------------------------------------------------------------------


def pooled_by_hand(shown: Document) -> Array:
    """Every channel pooled, one window after the other, (C, H′, W′)."""
    return np.stack([reference.pool(channel, shown.spec)[0] for channel in shown.map.values])


def mixed_by_hand(shown: Document) -> Array:
    """Half from the channel itself, half from all the others, each spread over the window, (C, H′, W′)."""
    x, size = shown.map.values, shown.map.size
    channels = len(x)
    result = np.zeros((channels, *reference.output_size(shown.spec, size)))
    for i, down in enumerate(reference.spans(shown.spec, size, 0)):
        for j, right in enumerate(reference.spans(shown.spec, size, 1)):
            taps = len(down.taps) * len(right.taps)
            for target in range(channels):
                for source in range(channels):
                    share = 0.5 if source == target else 0.5 / (channels - 1)
                    for row in down.taps:
                        for column in right.taps:
                            if 0 <= row < size[0] and 0 <= column < size[1]:
                                result[target, i, j] += share / taps * x[source, row, column]
    return result
