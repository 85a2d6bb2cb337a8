"""Where playback stands when a scene is opened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

from poolviz.core import PoolSpec
from poolviz.frame.model import Board, Caption, Frame
from poolviz.maps.presets import by_id
from poolviz.model.controls import Control
from poolviz.model.document import Document
from poolviz.model.scene import Compute, Timeline
from poolviz.scenes.slide import SCENE as SLIDE
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session


@dataclass(frozen=True)
class Nothing:
    """No parameters."""


class Middle:
    """A scene of nine steps that opens on the fifth."""

    id, title, order, tip = "middle", "Middle", 2, ""

    def parameters(self) -> Nothing:
        return Nothing()

    def controls(self, document: Document) -> tuple[Control, ...]:
        return ()

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        plane = document.map.plane(0)
        board = Board("input", "Input", "", plane, document.scale)

        def frame(step: int, focus: object) -> Frame:
            return Frame((board,), (("input",),), caption=Caption("", "Here."), place=f"step {step}")

        return Timeline(9, frame, lambda cell: None, start=4)


def session(scene: str) -> Session:
    document = replace(Document(by_id("worked-example").make(), PoolSpec(window=2, stride=2)), scene=scene)
    return Session(MappingProxyType({"slide": SLIDE, "middle": Middle()}), document, Jobs())


def test_a_session_opens_on_the_step_that_its_scene_starts_with() -> None:
    opened = session("middle")
    assert (opened.state.step, opened.state.frame.place) == (4, "step 4")
    opened.step_by(1)
    assert opened.state.step == 5
    opened.close()


def test_a_scene_that_is_opened_later_begins_at_its_start_and_not_where_the_last_one_stood() -> None:
    opened = session("slide")
    opened.seek(3)
    opened.show_scene("middle")
    assert (opened.state.step, opened.state.frame.place) == (4, "step 4")
    opened.seek(7)
    opened.show_scene("slide")
    assert opened.state.step == 0
    opened.close()


def test_a_change_in_the_same_scene_leaves_the_step() -> None:
    opened = session("middle")
    opened.seek(7)
    opened.change(window=1)
    assert opened.state.step == 7
    opened.close()
