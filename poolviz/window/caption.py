"""The cream bar at the bottom: one sentence that says what just happened, or what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from poolviz.frame.model import Caption
from poolviz.frame.words import say
from poolviz.session.session import Session
from poolviz.session.state import Notice, State
from poolviz.window.hints import Hints
from poolviz.window.rich import rich
from poolviz.window.working import WorkingBar

_MARGIN, _LINE = 10, 1  # above and below the words, and over all of it
_SIDE, _SPACE = 16, 12  # at both ends, and between the words and the hint
_LARGE = 20  # letters of so many pixels leave a hint beside a long caption no room
_LETTERS = "QLabel {{ font-size: {text}px; }}"
_HINT = 0.36  # the largest part of the width that a hint may take


class CaptionBar(QFrame):
    """Notices come before the caption; the first steps stand beside it until they were tried."""

    def __init__(self, session: Session, icon: Callable[[str], QIcon], stop: QAction) -> None:
        """``stop`` ends what is worked on."""
        super().__init__()
        self.setObjectName("caption")
        self._icon = icon
        self._hints = Hints()
        self._before: State | None = None
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setObjectName("captionText")
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._hint = QLabel()
        self._hint.setObjectName("hint")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._working = WorkingBar(stop)
        self._close = QToolButton()
        self._close.setObjectName("dismiss")
        self._close.setAccessibleName(say("Close this message"))
        self._close.setToolTip(say("Close this message (Esc)"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(session.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, _MARGIN, _SIDE, _MARGIN)
        row.setSpacing(_SPACE)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._hint)
        row.addWidget(self._working)
        row.addWidget(self._close)

    @property
    def text(self) -> str:
        """What is said, without its looks: for a screen reader and for tests."""
        return self._text.accessibleName()

    @property
    def hint(self) -> str:
        """What is suggested beside it."""
        return self._hint.text()

    def show_state(self, state: State) -> None:
        """Show what there is to say about a state."""
        self._hints = self._hints.after(self._before, state)
        self._before = state
        self._working.show_state(state)
        if state.notice is not None:
            self._show_notice(state.notice)
        elif state.busy:
            self._say(Caption(say("Working"), state.busy), "")
        else:
            welcome = self._hints.first_line(state)
            self._say(welcome or state.frame.caption, self._hints.next_hint(state))

    def set_text_size(self, text: int) -> None:
        """Use letters of so many pixels."""
        letters = _LETTERS.format(text=text)
        if letters != self.styleSheet():
            self.setStyleSheet(letters)
            self.retint()

    def retint(self) -> None:
        """Draw the icons anew: the theme has changed."""
        self._text.ensurePolished()
        self._hint.ensurePolished()
        self._fit_hint()
        side = self._text.fontMetrics().height()
        self._close.setIcon(self._icon("close"))
        self._close.setIconSize(QSize(side, side))
        # As high as with its button: a message must not move the stage above it.
        self.setMinimumHeight(self._close.sizeHint().height() + 2 * _MARGIN + _LINE)
        self._sign.setPixmap(self._icon("warning").pixmap(round(side * 1.2)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint may take its own length, but leaves the caption the larger part."""
        super().resizeEvent(event)
        self._fit_hint()

    def _fit_hint(self) -> None:
        letters = self._hint.fontMetrics()
        wide = min(letters.horizontalAdvance(self._hint.text()) + 8, round(self.width() * _HINT))
        self._hint.setFixedWidth(wide)
        costs = self._text.font().pixelSize() >= _LARGE and self._costs_a_line(wide)
        self._hint.setVisible(bool(self._hint.text()) and not costs)

    def _costs_a_line(self, hint: int) -> bool:
        """Whether the caption takes more lines beside a hint of so many pixels: the stage needs the room."""
        room = self.width() - 2 * _SIDE
        return self._text.heightForWidth(room - hint - _SPACE) > self._text.heightForWidth(room)

    def _show_notice(self, notice: Notice) -> None:
        warning = notice.kind == "warning"
        self._say(
            Caption(say("Warning") if warning else say("Note"), notice.text), "", notice=True, warning=warning
        )
        self._text.setToolTip(notice.detail)

    def _say(self, caption: Caption, hint: str, *, notice: bool = False, warning: bool = False) -> None:
        plain = f"{caption.lead}: {caption.text}" if caption.lead else caption.text
        if plain != self.text:
            self._text.setText(f"<b>{rich(caption.lead)}</b>&nbsp;&nbsp; {rich(caption.text)}")
            self._text.setAccessibleName(plain)
            self._text.setToolTip("")
        self._hint.setText(hint)
        self._fit_hint()
        for part, shown in ((self._sign, warning), (self._close, notice)):
            if part.isHidden() == shown:
                part.setVisible(shown)
