"""The rows of the table that come from the scenes: one for every scene that was found, by number."""

from __future__ import annotations

from collections.abc import Callable

from poolviz import scenes
from poolviz.model.scene import Scene, discover
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


def _show(scene: Scene) -> Callable[[Desk], object]:
    return lambda desk: desk.session.show_scene(scene.id)


def _is_shown(scene: Scene) -> Callable[[Desk], bool]:
    return lambda desk: desk.session.state.document.scene == scene.id
