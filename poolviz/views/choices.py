"""Choices that stand on the stage itself: chips above a board, and joined buttons at the top."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QWidget

from poolviz.model.controls import ActionControl, ChoiceControl
from poolviz.views.fonts import Weight, text_width
from poolviz.views.style import chip_lengths

_SPACE = 0.45  # between chips, in multiples of the text size
_LEAST_SEGMENT = 10.5
# Letters, padding and height of a chip, as in the style sheet, and its border in pixels.
_LETTERS, _PADDING, _HEIGHT, _BORDER = 0.9, 0.7, 1.7, 1
_LEAST_PADDING = 1.0  # pixels around letters that had to become smaller
_SMALL = 'QPushButton[chip="true"] {{ font-size: {letters}px; }}'
_TIGHT = 'QPushButton[chip="true"], QPushButton[chip="true"]:focus { padding: 0px; }'

OnStage = ChoiceControl | ActionControl


class Choices(QWidget):
    """One control as buttons in a row: the options of a choice, or an action; a press calls once.

    The pressed option is what the state says: the state may refuse a choice.
    """

    def __init__(
        self, control: OnStage, press: Callable[[OnStage, object], None], are_chips: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._press = press
        self._control = control
        self._are_chips = are_chips
        self._text = 13.0
        self._is_tight = False
        self._small = 0  # pixels of letters that had to give way; 0 if they are as large as they should be
        self._row = None if are_chips else QHBoxLayout(self)
        if self._row is not None:
            self._row.setContentsMargins(0, 0, 0, 0)
            self._row.setSpacing(0)
        self.setAccessibleName(control.label)
        self._buttons = [self._made(place) for place in range(len(_values(control)))]
        self.show_control(control)

    @property
    def control(self) -> OnStage:
        """What is shown."""
        return self._control

    def buttons(self) -> list[QAbstractButton]:
        """The buttons in the order of the options."""
        return list(self._buttons)

    def suits(self, control: OnStage) -> bool:
        """Whether these buttons can show another version of the control."""
        own = self._control
        return (type(control), control.field, control.board) == (type(own), own.field, own.board) and (
            _labels(control) == _labels(own)
        )

    def show_control(self, control: OnStage) -> None:
        """Press the button of the control's value."""
        self._control = control
        for value, button in zip(_values(control), self._buttons, strict=True):
            button.setEnabled(control.enabled)
            button.setChecked(isinstance(control, ChoiceControl) and value == control.value)

    def set_text_size(self, text: float) -> None:
        """Keep distances in proportion to the text."""
        self._text = text
        if self._are_chips:
            self._is_tight, self._small = False, 0
            self.setStyleSheet(chip_lengths(text))
        if not self._are_chips and len(self._buttons) > 1:
            for button in self._buttons:
                button.setMinimumWidth(round(_LEAST_SEGMENT * text))

    def width_of_all(self) -> float:
        """How wide the chips are; the same whichever is pressed, so that nothing moves."""
        widths = self._widths(_PADDING * self._text)
        return sum(widths) + _SPACE * self._text * (len(widths) - 1)

    @property
    def height_of_all(self) -> int:
        """How high each of the chips is."""
        return round(_HEIGHT * self._text) + 2 * _BORDER

    def letters_at(self, share: float) -> float:
        """The share of their size that letters may have: with little around them they may be too wide yet."""
        letters = self._widths(_LEAST_PADDING)
        spaces = _SPACE * self._text * share * (len(letters) - 1)
        return min(1.0, (share * self.width_of_all() - spaces) / sum(letters))

    def stand(self, left: float, middle: float, share: float, scale: float) -> QRectF:
        """Stand with the left end at ``left`` and centred at height ``middle``; what the chips take.

        Where there is too little room they get a ``share`` of the width that they would like to have, and
        give up what is around their letters; these become smaller by ``scale``.
        """
        height, x = self.height_of_all, 0.0
        space, wide = _SPACE * self._text * share, share * self.width_of_all()
        self._set_tight(share < 1.0, scale)
        letters = [own * scale for own in self._widths(0.0)]
        padding = (wide - space * (len(letters) - 1) - sum(letters)) / len(letters)
        for button, own in zip(self._buttons, letters, strict=True):
            button.setGeometry(round(x), 0, round(own + padding), height)
            x += own + padding + space
        self.setGeometry(round(left), round(middle - height / 2), math.ceil(wide) + 1, height)
        return QRectF(self.geometry())

    def _widths(self, padding: float) -> list[float]:
        size = _LETTERS * self._text
        return [
            math.ceil(text_width(label, size, Weight.DemiBold) + 2 * padding + 2 * _BORDER)
            for label in _labels(self._control)
        ]

    def _set_tight(self, is_tight: bool, scale: float) -> None:
        letters = math.floor(_LETTERS * self._text * scale) if scale < 1.0 else 0
        if (is_tight, letters) != (self._is_tight, self._small):
            self._is_tight, self._small = is_tight, letters
            small = _SMALL.format(letters=max(letters, 1)) if letters else ""
            self.setStyleSheet(chip_lengths(self._text) + (_TIGHT if is_tight else "") + small)

    def _made(self, place: int) -> QPushButton:
        control, label = self._control, _labels(self._control)[place]
        button = QPushButton(label, self)
        is_choice = isinstance(control, ChoiceControl)
        tip = control.options[place].tip if isinstance(control, ChoiceControl) else control.tip
        button.setCheckable(is_choice)
        button.setToolTip(tip)
        button.setAccessibleName(f"{control.label}: {label}" if is_choice and control.label else label)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _=False, at=place: self._clicked(at))
        if self._are_chips:
            button.setProperty("chip", True)
        elif is_choice:
            last = len(_labels(control)) - 1
            button.setProperty("segment", "first" if place == 0 else "last" if place == last else "middle")
        if self._row is not None:
            self._row.addWidget(button)
        return button

    def _clicked(self, place: int) -> None:
        control = self._control
        value = _values(control)[place]
        if not isinstance(control, ChoiceControl) or value != control.value:
            self._press(control, value)
        self.show_control(self._control)


def _values(control: OnStage) -> tuple[object, ...]:
    return (
        tuple(option.value for option in control.options) if isinstance(control, ChoiceControl) else (None,)
    )


def _labels(control: OnStage) -> tuple[str, ...]:
    if isinstance(control, ChoiceControl):
        return tuple(option.label for option in control.options)
    return (control.label,)
