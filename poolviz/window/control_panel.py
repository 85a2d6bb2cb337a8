"""The right panel: the scene's controls, made from data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QVBoxLayout, QWidget

from poolviz.frame.words import inside
from poolviz.model.controls import (
    ChoiceControl,
    Control,
    FloatControl,
    IntControl,
    PairControl,
    RowsControl,
    ToggleControl,
)
from poolviz.session.session import Session
from poolviz.session.state import State
from poolviz.window.choice_rows import ActionRow, ChoiceRow, ToggleRow
from poolviz.window.fold_button import FoldButton
from poolviz.window.number_rows import IntRow, PairRow
from poolviz.window.rows_row import RowsRow

Icons = Callable[[str], QIcon]
_GAP = 14

Shape = tuple[object, ...]
_Row = TypeVar("_Row", IntRow, PairRow, RowsRow)
AnyRow = IntRow | PairRow | ChoiceRow | ToggleRow | ActionRow | RowsRow


class ControlPanel(QWidget):
    """Every control of the scene; built anew only when the scene offers others."""

    done = Signal()

    def __init__(self, session: Session, icon: Icons) -> None:
        super().__init__()
        self._session = session
        self._icon = icon
        self._rows: dict[Shape, AnyRow] = {}
        self._shown: tuple[object, object] = (None, None)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self._fold = FoldButton(self)
        self._fold.toggled.connect(self._unfold)
        self._folded = QWidget(self)
        self._inner = QVBoxLayout(self._folded)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(_GAP)
        self._folded.hide()

    def show_state(self, state: State) -> None:
        """Show what can be set, and what was refused."""
        if self._shown == (state.controls, state.refused):
            return
        self._shown = (state.controls, state.refused)
        controls = [control for control in state.controls if not getattr(control, "board", "")]
        if [_shape(control) for control in controls] != list(self._rows):
            self._build(controls)
        for control, row in zip(controls, self._rows.values(), strict=True):
            refusal = state.refused.get(control.field)
            row.show_control(control, refusal)
            row.setEnabled(control.enabled)
            if refusal is not None and control.folded:
                self._fold.setChecked(True)  # a sentence that nobody sees helps nobody

    def retint(self) -> None:
        """Draw the icons anew: the theme has changed."""
        self._fold.setIcon(self._icon("chevron-down" if self._fold.isChecked() else "chevron-right"))
        for row in self._rows.values():
            if isinstance(row, PairRow | ChoiceRow):
                row.retint()

    def _unfold(self, opened: bool) -> None:
        self._folded.setVisible(opened)
        self.retint()

    def _build(self, controls: list[Control]) -> None:
        """Put the rows in order. Those that stay are kept, with the focus and the text that is in them."""
        before, self._rows = self._rows, {}
        for column in (self._column, self._inner):
            while column.takeAt(0) is not None:
                pass
        for control in controls:
            shape = _shape(control)
            row = self._rows[shape] = before.pop(shape) if shape in before else self._made(control)
            if control.folded and not self._inner.count():
                self._column.addWidget(self._fold)
                self._column.addWidget(self._folded)
            (self._inner if control.folded else self._column).addWidget(row)
            row.show()
        for gone in before.values():
            gone.hide()
            gone.deleteLater()
        labels = [control.label for control in controls if control.folded]
        self._fold.setVisible(bool(labels))
        self._fold.show_words(" · ".join(labels[:1] + [inside(label) for label in labels[1:]]))
        self.retint()

    def _made(self, control: Control) -> AnyRow:
        session = self._session
        if isinstance(control, IntControl | FloatControl):
            return self._leading_back(IntRow(control, session))
        if isinstance(control, PairControl):
            return self._leading_back(PairRow(control, session, self._icon))
        if isinstance(control, ChoiceControl):
            return ChoiceRow(control, session, self._icon)
        if isinstance(control, ToggleControl):
            return ToggleRow(control, session)
        if isinstance(control, RowsControl):
            return self._leading_back(RowsRow(control, session))
        return ActionRow(control, session)

    def _leading_back(self, row: _Row) -> _Row:
        """Enter and Escape in a field lead back to the stage."""
        row.left.connect(self.done)
        return row


def _shape(control: Control) -> Shape:
    """What a row is built from; its value is not part of that."""
    options = control.options if isinstance(control, ChoiceControl) else ()
    return type(control), control.field, control.label, control.folded, options
