"""Adding a scene adds one file: a tiny one is dropped into an empty folder and found, checked and shown."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from poolviz import scenes
from poolviz.frame.model import Cell
from poolviz.maps.presets import by_id
from poolviz.model.document import Document
from poolviz.model.scene import Gesture, Scene, collect, discover
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session
from tests.scenes.checks import check_scene

TINY = """
from dataclasses import dataclass, field

from poolviz.frame.model import Board, Caption, Frame
from poolviz.model.controls import ToggleControl
from poolviz.model.scene import Timeline, parameters_of


@dataclass(frozen=True)
class Parameters:
    loud: bool = field(default=False, metadata={"view": True})


class Tiny:
    id, title, order, tip = "tiny", "Tiny", 9, "One board and nothing else"

    def parameters(self):
        return Parameters()

    def controls(self, document):
        return (ToggleControl("loud", "Loud", parameters_of(self, document).loud),)

    def timeline(self, document, compute):
        plane = document.map.plane(0)
        board = Board("input", "Input", "", plane, document.scale)
        frame = Frame((board,), (("input",),), caption=Caption("", "Hello."), place="here")
        return Timeline(1, lambda step, focus: frame, lambda cell: None)


SCENE = Tiny()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    package = tmp_path / "few_scenes"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "tiny.py").write_text(TINY)
    (package / "helper.py").write_text("NOTHING = 'a module without a scene is passed over'\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("few_scenes")
    for name in [name for name in sys.modules if name.startswith("few_scenes")]:
        del sys.modules[name]


def test_a_scene_in_a_folder_is_found_and_keeps_the_contract(folder: ModuleType) -> None:
    found = discover(folder)
    assert list(found) == ["tiny"]
    check_scene(found["tiny"])


def test_it_works_in_a_session_beside_the_others(folder: ModuleType) -> None:
    both = {**discover(scenes), **discover(folder)}
    session = Session(both, Document(by_id("worked-example").make()), Jobs(inline=True))
    session.show_scene("tiny")
    assert session.state.frame.place == "here"
    assert session.state.undo_label == ""  # changing scene is no undo step
    session.change(loud=True)
    session.act("anything")  # it offers no actions, and nothing happens
    session.gesture(Gesture("set", Cell("input", 0, 0), 9))  # nor can it be edited
    assert session.state.undo_label == ""
    shown = session.state
    session.show_scene("tiny")
    assert session.state is shown
    session.show_scene("slide")
    session.change(window=3)
    session.show_scene("tiny")
    session.undo()
    assert session.state.document.scene == "slide"  # undoing an edit shows its scene


@pytest.mark.parametrize("scene", discover(scenes).values(), ids=lambda scene: scene.id)
def test_every_scene_keeps_the_contract(scene: Scene) -> None:
    check_scene(scene)


def test_what_is_no_scene_is_told() -> None:
    with pytest.raises(TypeError, match="is not a scene"):
        collect([object()])


def test_scenes_come_in_their_order(folder: ModuleType) -> None:
    tiny = discover(folder)["tiny"]
    slide = discover(scenes)["slide"]
    assert list(collect([tiny, slide])) == ["slide", "tiny"]
