"""A scene shown to a test: a document by plain words, and the frame of one step."""

from __future__ import annotations

from typing import Any

import numpy as np

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.document import Document
from poolviz.model.scene import Timeline
from poolviz.model.upstream import Upstream
from poolviz.scenes.slide import SCENE
from poolviz.scenes.slide.view import SlideParameters
from poolviz.session.memo import Memo


def document(
    values: object = "worked-example",
    *,
    upstream: Upstream | None = None,
    parameters: SlideParameters | None = None,
    **spec: Any,  # noqa: ANN401 - fields of PoolSpec
) -> Document:
    """A document on a preset or on plain numbers; window 2, stride 2 unless told."""
    map_ = by_id(values).make() if isinstance(values, str) else Map.from_array(np.array(values))
    return Document(
        map_,
        PoolSpec(**{"window": 2, "stride": 2, **spec}),
        upstream or Upstream(),
        parameters={"slide": parameters or SlideParameters()},
    )


def timeline(shown: Document) -> Timeline:
    return SCENE.timeline(shown, Memo())


def frame(shown: Document, step: int = 0, focus: Cell | None = None) -> Frame:
    return timeline(shown).frame(step, focus)


def backward(values: object = "worked-example", **also: Any) -> Document:  # noqa: ANN401 - as document
    return document(values, parameters=SlideParameters(backward=True), **also)


def facts(shown: Frame) -> dict[str, str]:
    return {fact.label: fact.value for fact in shown.facts}
