"""All controls that stand on the stage: which ones there are, where they stand, what a press does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from poolviz.model.controls import ActionControl, ChoiceControl, Control
from poolviz.session.session import Session
from poolviz.views.choices import Choices, OnStage
from poolviz.views.grid import Grid
from poolviz.views.headings import middle_of_chips

# The board name of controls that belong above the whole stage.
_ABOVE_ALL = "stage"
# In multiples of the text size: around what stands above the stage, and between two controls.
_MARGIN, _SPACE = 0.8, 0.9


class Chooser:
    """Keeps the buttons on the stage in step with the controls that have a place there."""

    def __init__(self, bar: QWidget, canvas: QWidget, session: Session) -> None:
        self._bar = bar
        self._canvas = canvas
        self._session = session
        self._text = self._bar_text = 13.0
        self._choices: dict[str, Choices] = {}
        self._row = QHBoxLayout(bar)
        self._row.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_controls(self, controls: tuple[Control, ...]) -> None:
        """Show the controls that belong to a board or to the whole stage."""
        wanted = {c.field: c for c in controls if isinstance(c, ChoiceControl | ActionControl) and c.board}
        for field in list(self._choices):
            if field not in wanted or not self._choices[field].suits(wanted[field]):
                gone = self._choices.pop(field)
                gone.hide()
                gone.deleteLater()
        for field, control in wanted.items():
            if field in self._choices:
                self._choices[field].show_control(control)
            else:
                self._choices[field] = self._made(control)
        self._bar.setVisible(any(c.control.board == _ABOVE_ALL for c in self._choices.values()))

    def set_text_size(self, text: float, on_canvas: float) -> None:
        """Use another height of ordinary text, in pixels; that on the canvas may be less."""
        self._text = on_canvas
        margin = round(_MARGIN * text)
        self._row.setContentsMargins(margin, margin, margin, 0)
        self._row.setSpacing(round(_SPACE * text))
        self._bar_text = text
        for choices in self._choices.values():
            self._set_size(choices)

    def widths(self) -> dict[str, float]:
        """How wide the chips above each board are."""
        found: dict[str, float] = defaultdict(float)
        for choices in self._choices.values():
            name = choices.control.board
            if name != _ABOVE_ALL:
                between = _SPACE * self._text if found[name] else 0.0
                found[name] += between + choices.sizeHint().width()
        return dict(found)

    def stand(self, grids: Mapping[str, Grid]) -> list[QRectF]:
        """Put chips between the headings and the boards; what they take of the canvas."""
        taken = []
        lefts: dict[str, float] = defaultdict(float)
        for choices in self._choices.values():
            name = choices.control.board
            grid = grids.get(name)
            choices.setVisible(grid is not None or name == _ABOVE_ALL)
            if grid is not None:
                board = grid.extent()
                middle = middle_of_chips(board.top(), self._text)
                left = max(board.left(), lefts[name])
                area = choices.stand(left, middle, float(self._canvas.width()))
                lefts[name] = area.right() + _SPACE * self._text
                taken.append(area)
        return taken

    def _made(self, control: OnStage) -> Choices:
        are_chips = control.board != _ABOVE_ALL
        choices = Choices(control, self._pressed, are_chips, self._canvas if are_chips else self._bar)
        self._set_size(choices)
        if not are_chips:
            self._row.addWidget(choices)
        choices.show()
        return choices

    def _set_size(self, choices: Choices) -> None:
        choices.set_text_size(self._bar_text if choices.control.board == _ABOVE_ALL else self._text)

    def _pressed(self, control: OnStage, value: object) -> None:
        if isinstance(control, ActionControl):
            self._session.act(control.field)
        else:
            self._session.change(**{control.field: value})
