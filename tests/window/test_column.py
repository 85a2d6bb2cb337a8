"""A column whose parts will not come to rest stays a column."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from poolviz.window.side_panel import Column

_FAR = 60  # calls inside each other, after which nobody would expect an end


class Restless(QWidget):
    """Wants to be high, then low, then high again, each time it is given another size."""

    high = False

    def __init__(self) -> None:
        super().__init__()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        return 500 if self.high else 100

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.high = not self.high
        self.updateGeometry()


class Watched(Column):
    """Counts how many of its calls are inside each other, and ends it where the stack would be full."""

    nested = deepest = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.nested += 1
        self.deepest = max(self.deepest, self.nested)
        try:
            return self.nested == _FAR or super().eventFilter(watched, event)
        finally:
            self.nested -= 1


def test_a_bar_does_not_come_and_go_without_end(qtbot: QtBot) -> None:
    inner = QWidget()
    restless = Restless()
    column = QVBoxLayout(inner)
    column.addWidget(restless)
    column.addStretch(1)
    scrolled = Watched(inner)
    qtbot.addWidget(scrolled)
    scrolled.resize(200, 300)
    scrolled.show()
    QApplication.processEvents()
    restless.updateGeometry()
    QApplication.processEvents()
    assert 1 < scrolled.deepest < _FAR
