"""A small sheet to type one number of the scene into, for when its panel is hidden or far away."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QWidget

from poolviz.frame.words import say
from poolviz.model.controls import IntControl
from poolviz.session.session import Session
from poolviz.window.commands import control
from poolviz.window.sheets import Sheet


def ask_number(parent: QWidget, session: Session, field: str) -> Sheet | None:
    """Open a sheet for a control with a whole number; None if the scene has no such control now.

    Enter takes the number. What cannot be stays typed, and the sentence that says why stands under it.
    """
    found = control(session.state, field)
    if not isinstance(found, IntControl):
        return None
    sheet = Sheet(found.label, parent)
    sheet.setObjectName("numberSheet")
    tip, refusal = QLabel(found.tip), QLabel()
    refusal.setObjectName("refusal")
    line = QLineEdit(str(found.value))
    line.setAccessibleName(found.label)
    line.setToolTip(found.tip)
    line.setProperty("large", True)
    line.selectAll()

    def take() -> None:
        text = line.text().strip()
        if not text.lstrip("−-+").isdecimal():
            refusal.setText(say("{label} takes a whole number.", label=found.label))
            return
        session.change(**{field: int(text.replace("−", "-"))})
        refused = session.state.refused.get(field)
        refusal.setText("" if refused is None else refused.sentence)
        if refused is None:
            sheet.accept()

    line.returnPressed.connect(take)
    sheet.rejected.connect(lambda: session.give_up(field))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    for button in buttons.buttons():
        button.setIcon(QIcon())
    buttons.accepted.connect(take)
    buttons.rejected.connect(sheet.reject)
    for widget in (tip, line, refusal, buttons):
        sheet.column.addWidget(widget)
    sheet.open()
    line.setFocus()
    return sheet
