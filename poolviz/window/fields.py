"""A field to type a number into: it keeps what was typed, also when that cannot be."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from poolviz.frame.words import say

_LONGEST = 7  # times its height a field may be wide; a longer text scrolls inside
_CLICK = 120  # what Qt calls one click of a wheel


class _Arrow(QAbstractButton):
    """One of the two small triangles of a field."""

    def __init__(self, field: NumberField, *, up: bool) -> None:
        super().__init__(field)
        self._up = up
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoRepeat(True)
        self.setAutoRepeatInterval(80)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(say("One more") if up else say("One less"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled triangle in the quiet colour, darker under the pointer."""
        role = QPalette.ColorRole.WindowText if self.underMouse() else QPalette.ColorRole.PlaceholderText
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        colour = self.palette().color(group, role if self.isEnabled() else QPalette.ColorRole.WindowText)
        side = self.width() * 0.46
        middle = QPointF(self.width() / 2, self.height() / 2)
        tip = -side / 2 if self._up else side / 2
        corners = [QPointF(0, tip), QPointF(side * 0.6, -tip), QPointF(-side * 0.6, -tip)]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
        painter.end()


class NumberField(QLineEdit):
    """Text with two arrows. It neither clamps nor corrects: it says what was typed and shows the answer.

    ``typed`` comes once for every text that a person finished, ``stepped`` with the arrows and the wheel,
    ``left`` when Enter or Escape says that the person has done with it. Qt's own spin boxes will not do:
    they put their last good value back over what was typed.
    """

    typed = Signal(str)
    stepped = Signal(int)
    given_up = Signal()
    left = Signal()

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._can_step = (True, True)
        self._turned = 0
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._arrows = (_Arrow(self, up=True), _Arrow(self, up=False))
        for arrow, by in zip(self._arrows, (1, -1), strict=True):
            arrow.clicked.connect(lambda _=False, by=by: self.step(by))
        self.editingFinished.connect(self._finish)

    @property
    def refused(self) -> bool:
        """Whether what stands in it was refused."""
        return bool(self.property("refused"))

    def show_text(self, text: str, *, refused: bool = False, down: bool = True, up: bool = True) -> None:
        """Show a value, or what was refused; ``down`` and ``up`` say which arrows make sense."""
        self._can_step = (down, up)
        self._arrows[0].setEnabled(up)
        self._arrows[1].setEnabled(down)
        # A person who is typing is not disturbed by a state that has nothing new to say here.
        if text != self._shown or refused != self.refused:
            self._shown = text
            self.setText(text)
            self.updateGeometry()
        if refused != self.refused:
            self.setProperty("refused", refused)
            self.style().unpolish(self)
            self.style().polish(self)

    def step(self, by: int) -> None:
        """One more or one less, from what stands in the field."""
        self._finish()
        if self._can_step[by > 0]:
            self.stepped.emit(by)
            self.selectAll()

    def sizeHint(self) -> QSize:
        """Room for two numbers of two digits, or for what stands here if that is longer, and the arrows."""
        letters = self.fontMetrics()
        longest = max(letters.horizontalAdvance(text) for text in ("00 × 00", self._shown))
        width = (
            min(longest, letters.height() * _LONGEST)
            + 2 * self._arrow_width()
            + round(1.7 * letters.height())
        )
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """No narrower than that: numbers must be readable."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The arrows stand side by side at the right end."""
        super().resizeEvent(event)
        width = self._arrow_width()
        for place, arrow in enumerate(self._arrows):
            left = self.width() - (2 - place) * width - 4
            arrow.setGeometry(left, 3, width, self.height() - 6)
        self.setTextMargins(0, 0, 2 * width, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter has done with the field, Escape gives up what was typed, the arrow keys step."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.setText(self._shown)
                self.given_up.emit()
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._finish()
                if not self.refused:
                    self.left.emit()
            case Qt.Key.Key_Up:
                self.step(1)
            case Qt.Key.Key_Down:
                self.step(-1)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only the field that has the focus turns: a wheel that passes by scrolls the panel."""
        if not self.hasFocus():
            event.ignore()
            return
        self._turned += event.angleDelta().y()
        clicks = int(self._turned / _CLICK)
        self._turned -= clicks * _CLICK
        if clicks:
            self.step(clicks)
        event.accept()

    def _arrow_width(self) -> int:
        return round(self.fontMetrics().height() * 0.8)

    def _finish(self) -> None:
        """Say once what was typed; what stands here afterwards is the answer to it."""
        text = self.text().strip()
        if text != self._shown:
            self.typed.emit(text)
            self.setText(self._shown)
