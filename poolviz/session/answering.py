"""Cells that take an answer: typed, cleared or picked; the scene is told which one is dealt with."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.model import Cell
from poolviz.model.scene import Editable, Gesture, Keyed
from poolviz.session.cursor import Cursor
from poolviz.session.remaking import Remaking


class Answering(Remaking):
    """The part of a session that hands answers to the scene. Boards with an action on Enter take them."""

    def type_number(self, text: str) -> bool:
        """Give the cell that is edited a number; nothing typed into a cell for an answer clears it."""
        cell = self.state.editing
        if cell is None or text.strip() or not self._takes_answers(cell):
            return super().type_number(text)
        self.gesture(Gesture("clear", cell, 0.0))
        return True

    def edit_at(self, cell: Cell | None) -> None:
        """Let a cell take what is typed, or leave editing; a cell for an answer is told to the scene."""
        state, scene = self.state, self.scene
        is_new = cell is not None and cell != state.editing
        if cell is None or not is_new or not isinstance(scene, Editable) or not self._takes_answers(cell):
            super().edit_at(cell)
        else:
            self._playback = replace(self._playback, playing=False)
            after = scene.edit(state.document, Gesture("at", cell, 0.0))
            cursor = None if state.cursor is None else Cursor(cell)
            self._replace(after, "", None, editing=cell, focus=None, pinned=False, cursor=cursor)

    def pick_answer(self, cell: Cell) -> None:
        """Pick a cell as an answer, or put it back."""
        self.gesture(Gesture("pick", cell, 1.0))

    def action_of(self, key: str) -> str:
        """The action of the scene's own that a key does now; empty if it does none."""
        scene, document = self.scene, self.state.document
        if not isinstance(scene, Keyed):
            return ""
        found = (one.action for one in scene.keys if key.title() in one.keys)
        return next((action for action in found if scene.can(document, action)), "")

    def _takes_answers(self, cell: Cell) -> bool:
        board = self.state.frame.board(cell.board)
        return board.editable and bool(board.on_enter)
