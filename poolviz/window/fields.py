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
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QSizePolicy,
    QWidget,
)

from poolviz.frame.words import say


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


class NumberField(QAbstractSpinBox):
    """Text with two arrows. It neither clamps nor corrects: it says what was typed and shows the answer.

    ``typed`` comes once for every text that a person finished, ``stepped`` with the arrows and the wheel,
    ``left`` when Enter or Escape says that the person has done with it.
    """

    typed = Signal(str)
    stepped = Signal(int)
    given_up = Signal()
    left = Signal()

    def __init__(self, name: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self._can_step = (True, True)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        # A wheel that passes by on its way down the panel must not turn numbers.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._arrows = (_Arrow(self, up=True), _Arrow(self, up=False))
        for arrow, by in zip(self._arrows, (1, -1), strict=True):
            arrow.clicked.connect(lambda _=False, by=by: self.stepBy(by))
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
        self._shown = text
        if self.lineEdit().text() != text:
            self.lineEdit().setText(text)
        if refused != self.refused:
            self.setProperty("refused", refused)
            self.style().unpolish(self)
            self.style().polish(self)

    def sizeHint(self) -> QSize:
        """Room for two numbers of two digits and the arrows."""
        letters = self.fontMetrics()
        width = letters.horizontalAdvance("00 × 00") + 2 * self._arrow_width() + letters.height()
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
        self.lineEdit().setTextMargins(0, 0, 2 * width, 0)

    def stepBy(self, steps: int) -> None:
        """Qt's own call for arrows, arrow keys and wheel."""
        self._finish()
        self.stepped.emit(steps)
        self.selectAll()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Qt asks which arrows to grey out."""
        down, up = self._can_step
        flag = QAbstractSpinBox.StepEnabledFlag.StepNone
        if down:
            flag |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        if up:
            flag |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        return flag

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Everything may be typed; whether it can be is said afterwards, in words."""
        return QValidator.State.Acceptable, text, position

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter has done with the field, Escape gives up what was typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.lineEdit().setText(self._shown)
            self.given_up.emit()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
            if not self.refused:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only the field that has the focus turns with the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _arrow_width(self) -> int:
        return round(self.fontMetrics().height() * 0.8)

    def _finish(self) -> None:
        text = self.lineEdit().text().strip()
        if text != self._shown:
            # Remembered first, so that leaving the field afterwards does not send the same text again.
            self._shown = text
            self.typed.emit(text)
