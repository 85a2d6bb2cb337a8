"""The list inside a control of rows: which row is chosen, and the keys that change rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QSizePolicy, QWidget

_ROWS_SHOWN = 6
_AROUND = 6  # pixels between the rows and their frame


class RowsList(QListWidget):
    """Up and down choose a row; with Alt they move it. Delete removes it, Insert adds one after it."""

    wants_move = Signal(int)
    wants_removal = Signal()
    wants_another = Signal()
    given_up = Signal()
    left = Signal()

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, names: Sequence[str], place: int) -> None:
        """Show rows by their names, with one of them chosen; those that stay the same are left alone."""
        with QSignalBlocker(self):
            while self.count() > len(names):
                self.takeItem(self.count() - 1)
            for row, name in enumerate(names):
                text = f"{row + 1}   {name}"
                if row == self.count():
                    self.addItem(text)
                elif self.item(row).text() != text:
                    self.item(row).setText(text)
            self.setCurrentRow(place)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its rows, up to a few; more of them scroll."""
        tall = self.sizeHintForRow(0) if self.count() else self.fontMetrics().height()
        rows = min(max(self.count(), 2), _ROWS_SHOWN)
        return QSize(super().sizeHint().width(), rows * tall + 2 * self.frameWidth() + _AROUND)

    def minimumSizeHint(self) -> QSize:
        """No lower than that, whatever stands under it."""
        return QSize(80, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that change rows are no shortcuts of the window while the list has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What changes rows is passed on; all else moves through the list."""
        is_moving = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Up if is_moving:
                self.wants_move.emit(-1)
            case Qt.Key.Key_Down if is_moving:
                self.wants_move.emit(1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.wants_removal.emit()
            case Qt.Key.Key_Insert:
                self.wants_another.emit()
            case Qt.Key.Key_Escape:
                self.given_up.emit()
                self.left.emit()
            case _:
                super().keyPressEvent(event)


def _is_own(event: QKeyEvent) -> bool:
    key = event.key()
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return key in (Qt.Key.Key_Up, Qt.Key.Key_Down)
    return key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Insert, Qt.Key.Key_Escape)
