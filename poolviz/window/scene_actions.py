"""The rows of the table that come from the scenes: one for every scene that was found, by number."""

from __future__ import annotations

from collections.abc import Callable

from poolviz import scenes
from poolviz.model.controls import IntControl
from poolviz.model.scene import Keyed, Scene, discover
from poolviz.window.commands import control
from poolviz.window.row import Desk, Row


def scene_rows() -> tuple[Row, ...]:
    """Ctrl+1, Ctrl+2, … in the order of the tabs."""
    found = discover(scenes).values()
    return tuple(
        Row(
            f"scene_{scene.id}",
            scene.title,
            "View",
            (f"Ctrl+{number}",),
            scene.tip,
            _show(scene),
            group="scenes",
            checked=_is_shown(scene),
        )
        for number, scene in enumerate(found, start=1)
    )


def scene_key_rows() -> tuple[Row, ...]:
    """The keys that scenes have of their own."""
    return tuple(
        Row(
            f"{scene.id}.{key.action}",
            key.title,
            "Play",
            key.keys,
            key.tip,
            _do(key.action),
            group=scene.id,
            on_stage=True,
            enabled=_can(scene.id, key.action),
            scene=scene.id,
        )
        for scene in discover(scenes).values()
        if isinstance(scene, Keyed)
        for key in scene.keys
    )


def _do(action: str) -> Callable[[Desk], object]:
    """Do an action, or let the number that it names be typed."""

    def run(desk: Desk) -> None:
        if isinstance(control(desk.session.state, action), IntControl):
            desk.ask_number(action)
        else:
            desk.session.act(action)

    return run


def _can(scene_id: str, action: str) -> Callable[[Desk], bool]:
    def enabled(desk: Desk) -> bool:
        scene, document = desk.session.scene, desk.session.state.document
        return document.scene == scene_id and isinstance(scene, Keyed) and scene.can(document, action)

    return enabled


def _show(scene: Scene) -> Callable[[Desk], object]:
    def run(desk: Desk) -> None:
        desk.session.show_scene(scene.id)
        desk.stage.setFocus()  # the keys of the new scene, wherever one was in the old one

    return run


def _is_shown(scene: Scene) -> Callable[[Desk], bool]:
    return lambda desk: desk.session.state.document.scene == scene.id
