"""Choices that stand on the stage itself: chips above a board, and joined buttons at the top."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QWidget

from poolviz.frame.room import HEADING
from poolviz.model.controls import ActionControl, ChoiceControl
from poolviz.views.fonts import Weight, text_width
from poolviz.views.style import chip_lengths

_SPACE = 0.45  # between chips, in multiples of the text size
_LEAST_SEGMENT, _AROUND = 10.5, 2.0
# Letters, padding and height of a chip, as in the style sheet, and its border in pixels.
_LETTERS, _PADDING, _HEIGHT, _BORDER = 0.9, 0.7, 1.7, 1
_LEAST_PADDING = 1.0  # pixels around letters that had to become smaller
_SMALL = 'QPushButton[chip="true"] {{ font-size: {letters}px; }}'
_NARROW = (
    "QPushButton, QPushButton:focus "
    "{{ padding-left: {padding}px; padding-right: {padding}px; font-size: {letters}px; }}"
)
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
        """Keep distances in proportion to the text; chips only."""
        self._text = text
        self._is_tight, self._small = False, 0
        self.setStyleSheet(chip_lengths(text))

    def fit(self, text: float, room: float) -> None:
        """Use a height of text, and in less room than buttons at the top would like smaller letters."""
        self._text = text
        letters = [text_width(label, text, Weight.DemiBold) for label in _labels(self._control)]
        least = _LEAST_SEGMENT * text if len(letters) > 1 else 0.0
        is_narrow = sum(max(own + _AROUND * text, least) for own in letters) > room
        for button in self._buttons:
            button.setMinimumWidth(0 if is_narrow else round(least))
        around = 2 * (_LEAST_PADDING + _BORDER) * len(letters)
        share = min((room - around) / max(sum(letters), 1.0), 1.0)
        padding = (room - share * sum(letters)) / (2 * len(letters)) - 2 * _BORDER
        narrow = _NARROW.format(letters=max(math.floor(share * text), 1), padding=max(math.floor(padding), 0))
        sheet = narrow if is_narrow else ""
        if sheet != self.styleSheet():  # a new one takes Qt some time
            self.setStyleSheet(sheet)

    def width_of_all(self, lines: int = 1) -> float:
        """How wide the chips are in one line or two; the same whichever is pressed, so that nothing moves."""
        space = _SPACE * self._text
        return max(_across(line, space) for line in _broken(self._widths(_PADDING * self._text), lines))

    @property
    def height_of_all(self) -> int:
        """How high each of the chips is."""
        return round(_HEIGHT * self._text) + 2 * _BORDER

    def letters_at(self, share: float, lines: int = 1) -> float:
        """The share of their size that letters may have: with little around them they may be too wide yet."""
        space, wide = _SPACE * self._text * share, share * self.width_of_all(lines)
        broken = _broken(self._widths(_LEAST_PADDING), lines)
        return min(1.0, *((wide - space * (len(line) - 1)) / sum(line) for line in broken))

    def stand(self, left: float, middle: float, share: float, scale: float, lines: int = 1) -> QRectF:
        """Stand with the left end at ``left``, the last line centred at ``middle``; what the chips take.

        Where there is too little room they get a ``share`` of the width that they would like to have, and
        give up what is around their letters; these become smaller by ``scale``.
        """
        height, pitch = self.height_of_all, HEADING * self._text
        space, wide = _SPACE * self._text * share, share * self.width_of_all(lines)
        self._set_tight(share < 1.0, scale)
        buttons = iter(self._buttons)
        broken = _broken([own * scale for own in self._widths(0.0)], lines)
        for place, line in enumerate(broken):
            padding, x = (wide - _across(line, space)) / len(line), 0.0
            for own in line:
                next(buttons).setGeometry(round(x), round(place * pitch), round(own + padding), height)
                x += own + padding + space
        above = (len(broken) - 1) * pitch
        top, tall = round(middle - height / 2 - above), round(above) + height
        self.setGeometry(round(left), top, math.ceil(wide) + 1, tall)
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


def _broken(widths: list[float], lines: int) -> list[list[float]]:
    """The widths of chips in their lines: in two, so that the wider one is as narrow as can be.

    >>> _broken([30, 30, 70, 40], 2)
    [[30, 30], [70, 40]]
    >>> _broken([30], 2)
    [[30]]
    """
    if lines == 1 or len(widths) == 1:
        return [widths]
    cuts = range(1, len(widths))
    cut = min(cuts, key=lambda at: max(_across(widths[:at], 0.0), _across(widths[at:], 0.0)))
    return [widths[:cut], widths[cut:]]


def _across(widths: list[float], space: float) -> float:
    """How wide a line of chips is."""
    return sum(widths) + space * (len(widths) - 1)


def _values(control: OnStage) -> tuple[object, ...]:
    return (
        tuple(option.value for option in control.options) if isinstance(control, ChoiceControl) else (None,)
    )


def _labels(control: OnStage) -> tuple[str, ...]:
    if isinstance(control, ChoiceControl):
        return tuple(option.label for option in control.options)
    return (control.label,)
