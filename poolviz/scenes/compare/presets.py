"""Maps on which the difference between max and average is plain."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.words import inside, say
from poolviz.maps.map import Map
from poolviz.model.document import Document

ONE_DETECTION = "one_detection"
ONE_NOISY_PIXEL = "one_noisy_pixel"

_DETECTION = [[0, 0], [0, 9]]
# Smooth ground of 2, 3 and 4 with one pixel gone wrong.
_NOISE = [[2, 2, 3, 3], [2, 9, 3, 3], [3, 3, 4, 4], [3, 3, 4, 4]]


def with_preset(document: Document, name: str) -> tuple[Document, str]:
    """The document with such a map and the usual 2 × 2 windows, and what the undo menu calls it.

    Raises:
        KeyError: there is no such preset.
    """
    values, title = {
        ONE_DETECTION: (_DETECTION, say("One detection")),
        ONE_NOISY_PIXEL: (_NOISE, say("One noisy pixel")),
    }[name]
    spec = replace(
        document.spec,
        window=2,
        stride=2,
        padding=0,
        dilation=1,
        ceil_mode=False,
        adaptive=None,
        divisor_override=None,
    )
    return replace(document, map=Map.from_array(values, title), spec=spec, channel=0), inside(title)
