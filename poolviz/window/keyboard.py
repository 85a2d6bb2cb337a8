"""Who owns a key: the thing that has the focus, or the stage."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QTabBar,
    QTextEdit,
)

from poolviz.window.actions import ACTIONS

_KEEPS_ALL = (
    QLineEdit,
    QComboBox,
    QTabBar,
    QTextEdit,
    QAbstractItemView,
)
_STAGE_KEYS = frozenset(QKeySequence(key).toString() for row in ACTIONS if row.on_stage for key in row.keys)
_PRESS = frozenset({"Space"})
_MOVES = frozenset({"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"})


def is_kept(event: QKeyEvent, *, editing: bool) -> bool:
    """Whether a key of the stage belongs to what has the focus now, so that its shortcut must rest.

    Text fields and lists keep all of them, a slider those that move it, a button keeps Space; a cell that is
    being edited keeps all of them as well.
    """
    key = QKeySequence(event.keyCombination()).toString()
    plain = QKeySequence(event.keyCombination().key()).toString()
    if key not in _STAGE_KEYS and plain not in _STAGE_KEYS:
        return False
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return False
    focus = QApplication.focusWidget()
    if isinstance(focus, _KEEPS_ALL) or (editing and focus is not None):
        return True
    if isinstance(focus, QAbstractSlider):
        return plain in _MOVES
    return isinstance(focus, QAbstractButton) and key in _PRESS
