"""Shift shown to a test."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.document import Document
from poolviz.scenes.shift import SCENE
from poolviz.scenes.shift.parameters import FURTHEST, ShiftParameters
from poolviz.session.memo import Memo


def document(values: object, spec: dict[str, Any] | None = None, **own: Any) -> Document:  # noqa: ANN401
    """A document on plain numbers; window 2, stride 2 unless told; ``own`` are parameters of Shift."""
    given = PoolSpec(**{"window": 2, "stride": 2, **(spec or {})})
    parameters = MappingProxyType({"shift": ShiftParameters(**own)})
    return Document(Map.from_array(np.array(values)), given, scene="shift", parameters=parameters)


def started(action: str, **own: Any) -> Document:  # noqa: ANN401 - as document
    """A document after one of the starts; the start's own edge holds unless another is asked for."""
    at_rest = Document(by_id("worked-example").make(), PoolSpec(window=2, stride=2), scene="shift")
    found, _ = SCENE.act(at_rest, action, Memo())
    edge = found.parameters["shift"].edge  # type: ignore[attr-defined]
    parameters = MappingProxyType({"shift": ShiftParameters(**{"edge": edge, **own})})
    return Document(found.map, found.spec, scene="shift", parameters=parameters)


def frame(shown: Document, across: int = 0, focus: Cell | None = None, compute: Memo | None = None) -> Frame:
    return SCENE.timeline(shown, compute or Memo()).frame(across + FURTHEST, focus)


def numbers(shown: Frame, board: str) -> list[list[float]]:
    found: list[list[float]] = shown.board(board).plane.read(slice(None), slice(None)).tolist()
    return found


def words_under(shown: Frame, board: str) -> list[str]:
    return [line.text for line in shown.board(board).below]


def facts(shown: Frame) -> dict[str, str]:
    return {fact.label: fact.value for fact in shown.facts}
