"""Undo pooling shown to a test."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.document import Document
from poolviz.model.scene import Timeline
from poolviz.scenes.unpool import SCENE
from poolviz.scenes.unpool.answers import Answers
from poolviz.scenes.unpool.parameters import UnpoolParameters
from poolviz.scenes.unpool.view import View
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.session import Session, new_session

Array = NDArray[Any]

LAST = 1 << 20  # a step beyond any end


def document(
    values: object = "worked-example",
    spec: dict[str, Any] | None = None,
    channel: int = 0,
    **own: Any,  # noqa: ANN401 - fields of UnpoolParameters
) -> Document:
    """A document on a preset or on plain numbers; window 2, stride 2 and two pools unless told."""
    map_ = by_id(values).make() if isinstance(values, str) else Map.from_array(np.array(values))
    given = PoolSpec(**{"window": 2, "stride": 2, **(spec or {})})
    parameters = MappingProxyType({"unpool": UnpoolParameters(**{"rounds": 2, **own})})
    return Document(map_, given, channel=channel, scene="unpool", parameters=parameters)


def timeline(shown: Document) -> Timeline:
    return SCENE.timeline(shown, Memo())


def frame(shown: Document, step: int = LAST, focus: Cell | None = None) -> Frame:
    line = timeline(shown)
    return line.frame(min(step, line.length - 1), focus)


def view(shown: Document) -> View:
    own = shown.parameters["unpool"]
    assert isinstance(own, UnpoolParameters)
    return View(shown, own, Memo())


def answers(shown: Document) -> Answers:
    return Answers(view(shown))


def numbers(shown: Frame, board: str) -> list[list[float]]:
    found: list[list[float]] = shown.board(board).plane.read(slice(None), slice(None)).tolist()
    return found


def words(shown: Frame, board: str) -> list[str]:
    """What stands under a board."""
    return [line.text for line in shown.board(board).below]


def facts(shown: Frame) -> dict[str, str]:
    return {fact.label: fact.value for fact in shown.facts if fact.label != "Note"}


def notes(shown: Frame) -> list[str]:
    return [fact.value for fact in shown.facts if fact.label == "Note"]


def session(values: object | None = None) -> Session:
    """A session on Undo pooling, with work done at once."""
    found = new_session(Jobs(inline=True))
    if values is not None:
        found.open_map(Map.from_array(np.array(values)))
    found.show_scene("unpool")
    return found
