"""How a map is dragged over the stage: one call for every cell that it moves, none for less."""

from __future__ import annotations

from typing import Any

from poolviz.model.scene import Movable
from poolviz.session.reader import Reader


class Mover(Reader):
    """The half of a session that moves the map, where the scene on show lets it be moved."""

    def move_map(self, down: int, across: int) -> None:
        """Lay the map so many cells from its place, or as far as it goes; playing pauses.

        Where it lies is looking, as the step is: undo brings nothing of it back.
        """
        scene, state = self.scene, self.state
        if not isinstance(scene, Movable):
            return
        document, step = scene.moved(state.document, down, across)
        playback = self._playback.sought(step, state.timeline.length)
        if document is state.document and playback == self._playback:
            return
        let_go: dict[str, Any] = {"focus": None, "pinned": False, "editing": None}
        if document is state.document:
            self._playback = playback
            self._publish(**let_go, veiled=False)
        else:
            self._send(self._built(document, playback=playback, **let_go, veiled=False))

    def move_map_by(self, down: int, across: int) -> None:
        """Move the map on by so many cells."""
        moved = self.state.frame.moved
        if moved is not None:
            self.move_map(moved[0] + down, moved[1] + across)
