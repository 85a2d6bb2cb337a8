"""How numbers become colours: rows under the map, folded away until they are wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from poolviz.frame.words import say
from poolviz.model.controls import ChoiceControl, Control, FloatControl, ToggleControl
from poolviz.model.display_controls import display_controls
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.window.choice_rows import ChoiceRow, ToggleRow
from poolviz.window.fold_button import FoldButton
from poolviz.window.number_rows import IntRow

Row = ChoiceRow | ToggleRow | IntRow


class DisplayRows(QWidget):
    """A line that opens, and the controls under it; what means nothing now is hidden."""

    left = Signal()

    def __init__(self, session: Session, icon: Callable[[str], QIcon]) -> None:
        super().__init__()
        self._icon = icon
        self._shown: tuple[object, ...] = ()
        self._fold = FoldButton(self)
        self._fold.show_words(say("Colours and range"))
        self._fold.toggled.connect(self._unfold)
        self._folded = QWidget(self)
        inner = QVBoxLayout(self._folded)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        self._rows: dict[str, Row] = {}
        for control in display_controls(session.state.document):
            row = self._rows[control.field] = self._made(control, session)
            inner.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._fold)
        column.addWidget(self._folded)
        self._folded.hide()

    def show_state(self, state: State) -> None:
        """Show what is chosen, and what was refused."""
        now = (state.document.display, state.document.map, state.refused)
        if now == self._shown:
            return
        self._shown = now
        for control in display_controls(state.document):
            refusal = state.refused.get(control.field)
            row = self._rows[control.field]
            row.show_control(control, refusal)
            row.setVisible(control.enabled)
            if refusal is not None:
                self._fold.setChecked(True)  # a sentence that nobody sees helps nobody

    def retint(self) -> None:
        """Draw the icons anew: the theme has changed."""
        self._fold.setIcon(self._icon("chevron-down" if self._fold.isChecked() else "chevron-right"))
        for row in self._rows.values():
            if isinstance(row, ChoiceRow):
                row.retint()

    def _unfold(self, opened: bool) -> None:
        self._folded.setVisible(opened)
        self.retint()

    def _made(self, control: Control, session: Session) -> Row:
        if isinstance(control, ChoiceControl):
            return ChoiceRow(control, session, self._icon)
        if isinstance(control, ToggleControl):
            return ToggleRow(control, session)
        assert isinstance(control, FloatControl), "there are no others for colours"
        row = IntRow(control, session)
        row.left.connect(self.left)
        return row
