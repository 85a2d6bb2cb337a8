"""How numbers become colours: rows under the map, folded away until they are wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QIcon

from poolviz.frame.words import say
from poolviz.model.controls import ChoiceControl, Control, FloatControl, ToggleControl
from poolviz.model.display_controls import display_controls
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.window.choice_rows import ChoiceRow, ToggleRow
from poolviz.window.folded_rows import FoldedRows
from poolviz.window.number_rows import IntRow

Row = ChoiceRow | ToggleRow | IntRow


class DisplayRows(FoldedRows):
    """The controls of colours; what means nothing now is hidden."""

    def __init__(self, session: Session, icon: Callable[[str], QIcon]) -> None:
        super().__init__(say("Colours and range"), icon)
        self._shown: tuple[object, ...] = ()
        self._rows: dict[str, Row] = {}
        for control in display_controls(session.state.document):
            row = self._rows[control.field] = self._made(control, session)
            self._inner.addWidget(row)

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
        super().retint()
        for row in self._rows.values():
            if isinstance(row, ChoiceRow):
                row.retint()

    def _made(self, control: Control, session: Session) -> Row:
        if isinstance(control, ChoiceControl):
            return ChoiceRow(control, session, self._icon)
        if isinstance(control, ToggleControl):
            return ToggleRow(control, session)
        assert isinstance(control, FloatControl), "there are no others for colours"
        row = IntRow(control, session)
        row.left.connect(self.left)
        return row
