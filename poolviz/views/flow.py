"""A layout that puts widgets side by side, centred, and goes on in another row where they do not fit."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Rows of widgets, each as large as it would like to be; its height follows from its width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one back; None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high all rows are at a width."""
        around = self._around()
        rows = self._rows(width - around.left() - around.right())
        high = sum(_height(row) for row in rows) + self.spacing() * max(len(rows) - 1, 0)
        return high + around.top() + around.bottom()

    def sizeHint(self) -> QSize:
        """All in one row."""
        around = self._around()
        shown = self._shown()
        wide = _width(shown, self.spacing()) + around.left() + around.right()
        return QSize(wide, _height(shown) + around.top() + around.bottom())

    def minimumSize(self) -> QSize:
        """The widest in a row of its own."""
        around = self._around()
        sizes = [item.minimumSize() for item in self._shown()]
        wide = max((size.width() for size in sizes), default=0)
        high = max((size.height() for size in sizes), default=0)
        return QSize(wide + around.left() + around.right(), high + around.top() + around.bottom())

    def setGeometry(self, area: QRect) -> None:
        """Put the widgets into their rows."""
        super().setGeometry(area)
        inside = area.marginsRemoved(self._around())
        top = inside.top()
        for row in self._rows(inside.width()):
            left = inside.left() + max((inside.width() - _width(row, self.spacing())) // 2, 0)
            for item in row:
                size = item.sizeHint().boundedTo(QSize(inside.width(), item.sizeHint().height()))
                item.setGeometry(QRect(QPoint(left, top + (_height(row) - size.height()) // 2), size))
                left += size.width() + self.spacing()
            top += _height(row) + self.spacing()

    def _around(self) -> QMargins:
        return self.contentsMargins()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        for item in self._shown():
            if rows and _width([*rows[-1], item], self.spacing()) <= width:
                rows[-1].append(item)
            else:
                rows.append([item])
        return rows


def _width(row: list[QLayoutItem], spacing: int) -> int:
    return sum(item.sizeHint().width() for item in row) + spacing * max(len(row) - 1, 0)


def _height(row: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in row), default=0)
