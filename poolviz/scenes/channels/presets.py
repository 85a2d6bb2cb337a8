"""Maps with many channels to try the scene on, when the open one has a single channel."""

from __future__ import annotations

from dataclasses import replace

from poolviz.core import PoolSpec
from poolviz.frame.words import say
from poolviz.maps.filters import EIGHT, feature_maps
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.document import Document

FILTERS = "try_filters"
COLOURS = "try_colours"
NOISE = "try_noise"


def with_preset(document: Document, action: str) -> tuple[Document, str]:
    """The document with such a map, and what the undo menu calls it.

    The pooling is kept if it fits the map, else 2 × 2 with stride 2 takes its place.

    Raises:
        KeyError: there is no such map.
    """
    make, title = {
        FILTERS: (_filtered, say("filters of a photograph")),
        COLOURS: (by_id("colours").make, say("colour picture")),
        NOISE: (by_id("noise").make, say("noise")),
    }[action]
    map_ = make()
    try:
        spec = document.spec
        spec.output_size(map_.size)
    except ValueError:
        spec = PoolSpec(document.spec.mode, ties=document.spec.ties)
    return replace(document, map=map_, spec=spec, channel=0), title


def _filtered() -> Map:
    """One filter of each kind: as many channels as stand in a row."""
    return feature_maps(by_id("photograph").make(), EIGHT)
