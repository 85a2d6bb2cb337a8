"""The bar under the stage: first, back, play, forward, a slider, the place in words, the speed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
)

from poolviz.frame.numbers import plain
from poolviz.frame.words import say
from poolviz.session.session import Session
from poolviz.session.state import SPEEDS, State
from poolviz.window.action_button import ActionButton
from poolviz.window.action_set import ActionSet

# A bar of fewer letters leaves the slider no room beside a long place in one line.
_WRAPS_BELOW, _WRAPS_FROM = 55, 22
_MARGIN, _LOW_MARGIN = 10, 5  # above and below; the smaller one with letters that may take two lines


class Scrubber(QSlider):
    """A slider that jumps to where it is pressed."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("scrubber")
        self.setAccessibleName(say("Place"))
        self.setToolTip(say("Which window is shown"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the stage

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle to the pointer first; dragging then goes on as usual."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderPosition(self._value_at(event.position().x()))
        super().mousePressEvent(event)

    def _value_at(self, x: float) -> int:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        room = self.width() - handle.width()
        return QStyle.sliderValueFromPosition(
            self.minimum(), self.maximum(), round(x - handle.width() / 2), max(room, 1)
        )


class Transport(QFrame):
    """Where playback stands, and how to move it."""

    def __init__(self, session: Session, actions: ActionSet, icon: Callable[[str], QIcon]) -> None:
        """``icon`` gives icons that are drawn on the accent colour."""
        super().__init__()
        self.setObjectName("transport")
        self._session = session
        self._shown: tuple[object, ...] = ()
        self._icon = icon
        self._play = _play_button(actions["play"])
        self._buttons = {name: _button(actions.in_sight(name)) for name in ("first", "previous", "next")}
        self._scrubber = Scrubber()
        self._scrubber.valueChanged.connect(session.seek)
        self._text = 0
        self._place = QLabel()
        self._place.setObjectName("place")
        self._speed = self._speed_button()
        self._ask = _ask_button(actions["ask"])
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, _MARGIN, 16, _MARGIN)
        row.setSpacing(12)
        for button in (self._buttons["first"], self._buttons["previous"], self._play, self._buttons["next"]):
            row.addWidget(button)
        row.addWidget(self._scrubber, 1)
        row.addWidget(self._place)
        row.addWidget(self._speed)
        row.addWidget(self._ask)

    def set_text_size(self, text: int) -> None:
        """Buttons grow with the letters."""
        # Twice the letters need no button twice as large.
        side = 20 + text
        margin = _MARGIN if text < _WRAPS_FROM else _LOW_MARGIN
        self._row.setContentsMargins(16, margin, 16, margin)
        for button in self._buttons.values():
            button.setIconSize(QSize(*[round(side * 0.5)] * 2))
            button.setFixedSize(round(side * 1.12), side)
        self._play.setIconSize(QSize(*[round(side * 0.62)] * 2))
        self._play.setFixedSize(round(side * 1.26), round(side * 1.2))
        self._text = text
        self._set_place_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The place in words takes two lines only where there is no room for one."""
        super().resizeEvent(event)
        if self._place.wordWrap() != self._is_narrow:
            self._set_place_anew()

    @property
    def _is_narrow(self) -> bool:
        return self._text >= _WRAPS_FROM and self.width() < _WRAPS_BELOW * self._text

    def _set_place_anew(self) -> None:
        self._place.setMinimumWidth(0)
        self._place.setWordWrap(self._is_narrow)
        self._shown = ()
        self.show_state(self._session.state)

    def show_state(self, state: State) -> None:
        """Show the step, the place in words, and the speed."""
        now = (state.timeline, state.step, state.frame.place, state.speed, state.playing)
        if now == self._shown:
            return
        self._shown = now
        with QSignalBlocker(self._scrubber):
            self._scrubber.setRange(0, state.timeline.length - 1)
            self._scrubber.setPageStep(max(state.timeline.beat, 1))
            self._scrubber.setValue(state.step)
        self._place.setText(state.frame.place)
        # The words must not push the slider to and fro while it plays: their room only grows.
        self._place.setMinimumWidth(max(self._place.minimumWidth(), self._wanted_width()))
        self._speed.setText(_times(state.speed))
        name = "pause" if state.playing else "play"
        self._play.setIcon(self._icon(name))
        self._play.setAccessibleName(say("Pause") if state.playing else say("Play"))

    def _wanted_width(self) -> int:
        """Room for the place in words: in one line, or in two where letters are large."""
        if not self._place.wordWrap():
            return self._place.sizeHint().width()
        letters, words = self._place.fontMetrics(), self._place.text().split()
        # The longer line of two, wherever these part best: a third one would make the bar higher.
        halves = ((" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words) + 1))
        lines = (max(map(letters.horizontalAdvance, both)) for both in halves)
        return min(lines, default=0) + letters.height() + letters.averageCharWidth()  # around them

    def _speed_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("speed")
        button.setAccessibleName(say("Speed"))
        button.setToolTip(say("How fast it plays  (< or [ slower, > or ] faster)"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        group = QActionGroup(menu)
        for speed in SPEEDS:
            choice = menu.addAction(_times(speed))
            choice.setCheckable(True)
            choice.setData(speed)
            group.addAction(choice)
        menu.aboutToShow.connect(self._tick_speed)
        menu.triggered.connect(lambda choice: self._session.set_speed(choice.data()))
        button.setMenu(menu)
        return button

    def _tick_speed(self) -> None:
        for choice in self._speed.menu().actions():
            choice.setChecked(choice.data() == self._session.state.speed)


def _button(action: QAction) -> QToolButton:
    button = ActionButton(action)
    button.setObjectName(action.objectName())
    button.setAccessibleName(action.text())
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoRepeat(action.autoRepeat())
    return button


def _play_button(action: QAction) -> QToolButton:
    """The large one. It has an icon of its own, because its ground has another colour than a menu's."""
    button = QToolButton()
    button.setObjectName("play")
    button.setToolTip(action.toolTip())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(action.trigger)
    return button


def _ask_button(action: QAction) -> QToolButton:
    """In words, with its key: it stays pressed while the room is asked."""
    button = ActionButton(action)
    button.setObjectName("ask")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def name() -> None:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setText(f"{action.text()}  {key}".rstrip())

    action.changed.connect(name)  # the button takes over the bare text whenever the action changes
    name()
    button.setAccessibleName(action.text())
    return button


def _times(speed: float) -> str:
    return f"{plain(speed)}×"
