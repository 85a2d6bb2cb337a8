"""What every scene must keep, whatever it shows: run on each scene that is found."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass, replace

import pytest

from poolviz.frame.model import Frame
from poolviz.maps.presets import by_id
from poolviz.model.controls import ActionControl
from poolviz.model.document import Document
from poolviz.model.scene import Scene
from poolviz.session.changes import changed
from poolviz.session.memo import Memo


def check_scene(scene: Scene) -> None:
    """Frozen parameters, controls that take back what they show, and frames that hold together."""
    parameters = scene.parameters()
    assert is_dataclass(parameters)
    for field in fields(parameters):
        with pytest.raises(FrozenInstanceError):
            setattr(parameters, field.name, None)
    document = replace(Document(by_id("worked-example").make()), scene=scene.id)
    for control in scene.controls(document):
        assert control.label
        if not isinstance(control, ActionControl):
            changed(document, scene, {control.field: control.value})
    timeline = scene.timeline(document, Memo())
    assert timeline.length >= 1
    assert timeline.beat >= 1
    for step in {0, timeline.length // 2, timeline.length - 1}:
        check_frame(timeline.frame(step, None))


def check_frame(frame: Frame) -> None:
    """Every name in a frame is a board of that frame, its numbers are locked, and it says something."""
    names = [board.name for board in frame.boards]
    assert len(set(names)) == len(names)
    others = {*(chart.name for chart in frame.charts), *(table.name for table in frame.tables)}
    placed = {*names, *others}
    assert {name for row in frame.arrangement for name in row if name} == placed
    assert {mark.board for mark in frame.marks} <= set(names)
    assert {end for link in frame.links for end in (link.start_board, link.end_board)} <= set(names)
    assert {run.cell.board for run in frame.formula if run.cell} <= set(names)
    assert {board.part_of for board in frame.boards if board.part_of} <= set(names)
    for board in frame.boards:
        assert board.title
        assert not board.plane.read(slice(None), slice(None)).flags.writeable
    assert frame.caption.text
    assert frame.place
