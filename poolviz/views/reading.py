"""The numbers of a chart under the pointer, on a small card beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

_AWAY = 14  # pixels from the pointer

Read = Callable[[QPointF], str]


class Reading(QLabel):
    """A card that follows the pointer over charts; it is in nobody's way, for the pointer goes through."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._point: QPointF | None = None
        self.setObjectName("reading")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, event: QEvent, read: Read) -> None:
        """Go where the pointer goes, and go away with it."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._point = event.position()
        elif event.type() == QEvent.Type.Leave:
            self._point = None
        else:
            return
        self.show_words(read)

    def show_words(self, read: Read) -> None:
        """Show what is read under the pointer now; hide where there is nothing to read."""
        words = read(self._point) if self._point is not None else ""
        if not words or self._point is None:
            self.hide()
            return
        if words != self.text():
            self.setText(words)
        self.adjustSize()
        x, y = round(self._point.x()) + _AWAY, round(self._point.y()) + _AWAY
        if x + self.width() > self._canvas.width():
            x -= self.width() + 2 * _AWAY
        if y + self.height() > self._canvas.height():
            y -= self.height() + 2 * _AWAY
        self.move(max(x, 0), max(y, 0))
        self.show()
        self.raise_()
