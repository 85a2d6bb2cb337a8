"""Stack shown to a test."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.document import Document
from poolviz.model.rows import RowEntry
from poolviz.scenes.stack import SCENE
from poolviz.scenes.stack.parameters import StackParameters
from poolviz.scenes.stack.view import View
from poolviz.session.memo import Memo

RELU, POOL = RowEntry("relu"), RowEntry("pool", (2, 2, 0))


def conv(channels: int, window: int = 3, stride: int = 1, padding: int = 1) -> RowEntry:
    return RowEntry("conv", (channels, window, stride, padding))


def own(*layers: RowEntry, **more: Any) -> StackParameters:  # noqa: ANN401 - fields of the parameters
    """A stack of one's own on a small picture, unless told otherwise."""
    given = {"side": 16, "row": 7, "column": 8, **more}
    return StackParameters(preset="own", layers=layers, **given)


def document(parameters: StackParameters, values: object = "photograph") -> Document:
    """A document on a preset or on plain numbers."""
    map_ = by_id(values).make() if isinstance(values, str) else Map.from_array(np.array(values))
    return Document(map_, scene="stack", parameters=MappingProxyType({"stack": parameters}))


def frame(shown: Document, step: int, focus: Cell | None = None, memo: Memo | None = None) -> Frame:
    return SCENE.timeline(shown, memo or Memo()).frame(step, focus)


def view(parameters: StackParameters, values: object = "photograph") -> View:
    return View.of(document(parameters, values), parameters, Memo())


def column(shown: Frame, title: str) -> list[str]:
    """The entries of one column of the table, from the picture on."""
    table = shown.tables[0]
    place = next(i for i, column in enumerate(table.columns) if column.title == title)
    return ["".join(run.text for run in row.entries[place]) for row in table.rows]


def facts(shown: Frame) -> list[str]:
    return [f"{fact.label}: {fact.value}" for fact in shown.facts]


def without(parameters: StackParameters) -> StackParameters:
    return replace(parameters, shown="without")
