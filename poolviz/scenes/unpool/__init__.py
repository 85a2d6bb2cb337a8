"""Undo pooling: several pools down, several ways back up, and what that means for a label a pixel."""

from poolviz.scenes.unpool.scene import UndoPooling

SCENE = UndoPooling()
