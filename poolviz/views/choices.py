"""Choices that stand on the stage itself: chips above a board, and the passes at the top."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QWidget

from poolviz.model.controls import ChoiceControl

_SPACE = 0.45  # between chips, in multiples of the text size


class Choices(QWidget):
    """The options of one control as buttons in a row; a press calls ``choose`` once.

    The pressed one is what the state says: the state may refuse a choice.
    """

    def __init__(
        self,
        control: ChoiceControl,
        choose: Callable[[str, object], None],
        are_chips: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._choose = choose
        self._control = control
        self._are_chips = are_chips
        self._buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setAccessibleName(control.label)
        for place, option in enumerate(control.options):
            button = QPushButton(option.label, self)
            button.setCheckable(True)
            button.setToolTip(option.tip)
            button.setAccessibleName(f"{control.label}: {option.label}" if control.label else option.label)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor if are_chips else Qt.CursorShape.ArrowCursor)
            self._dress(button, place)
            button.clicked.connect(lambda _=False, at=place: self._clicked(at))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.show_control(control)

    @property
    def control(self) -> ChoiceControl:
        """What is shown."""
        return self._control

    def buttons(self) -> list[QAbstractButton]:
        """The buttons in the order of the options."""
        return list(self._buttons)

    def suits(self, control: ChoiceControl) -> bool:
        """Whether these buttons can show another version of the control."""
        return (control.field, control.board, control.options) == (
            self._control.field,
            self._control.board,
            self._control.options,
        )

    def show_control(self, control: ChoiceControl) -> None:
        """Press the button of the control's value."""
        self._control = control
        for option, button in zip(control.options, self._buttons, strict=True):
            button.setChecked(option.value == control.value)

    def set_text_size(self, text: float) -> None:
        """Keep distances in proportion to the text."""
        self._row.setSpacing(round(_SPACE * text) if self._are_chips else 0)
        if not self._are_chips:
            for button in self._buttons:
                button.setMinimumWidth(round(10.5 * text))

    def stand(self, left: float, middle: float, width: float) -> QRectF:
        """Stand with the left end at ``left`` and centred at height ``middle``, inside 0 to ``width``."""
        size = self.sizeHint()
        x = max(min(left, width - size.width()), 0.0)
        self.setGeometry(round(x), round(middle - size.height() / 2), size.width(), size.height())
        return QRectF(self.geometry())

    def _dress(self, button: QPushButton, place: int) -> None:
        if self._are_chips:
            button.setProperty("chip", True)
            return
        last = len(self._control.options) - 1
        button.setProperty("segment", "first" if place == 0 else "last" if place == last else "middle")

    def _clicked(self, place: int) -> None:
        value = self._control.options[place].value
        if value != self._control.value:
            self._choose(self._control.field, value)
        self.show_control(self._control)
