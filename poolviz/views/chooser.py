"""All choices of the stage: which ones there are, where they stand, what a press does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from poolviz.model.controls import ChoiceControl, Control
from poolviz.views.choices import Choices
from poolviz.views.grid import Grid
from poolviz.views.headings import middle_of_chips

# The board name of controls that belong above the whole stage.
_ABOVE_ALL = "stage"
_MARGIN = 0.8  # around the passes, in multiples of the text size


class Chooser:
    """Keeps the buttons on the stage in step with the controls that have a place there."""

    def __init__(self, bar: QWidget, canvas: QWidget, choose: Callable[[str, object], None]) -> None:
        self._bar = bar
        self._canvas = canvas
        self._choose = choose
        self._text = 13.0
        self._choices: dict[str, Choices] = {}
        self._row = QHBoxLayout(bar)

    def show_controls(self, controls: tuple[Control, ...]) -> None:
        """Show the controls that belong to a board or to the whole stage."""
        wanted = {c.field: c for c in controls if isinstance(c, ChoiceControl) and c.board}
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

    def set_text_size(self, text: float) -> None:
        """Use another height of ordinary text, in pixels."""
        self._text = text
        margin = round(_MARGIN * text)
        self._row.setContentsMargins(margin, margin, margin, 0)
        for choices in self._choices.values():
            choices.set_text_size(text)

    def stand(self, grids: Mapping[str, Grid]) -> list[QRectF]:
        """Put chips between the headings and the boards; what they take of the canvas."""
        taken = []
        for choices in self._choices.values():
            grid = grids.get(choices.control.board)
            if grid is not None:
                board = grid.extent()
                middle = middle_of_chips(board.top(), self._text)
                taken.append(choices.stand(board.left(), middle, float(self._canvas.width())))
        return taken

    def _made(self, control: ChoiceControl) -> Choices:
        are_chips = control.board != _ABOVE_ALL
        choices = Choices(control, self._choose, are_chips, self._canvas if are_chips else self._bar)
        choices.set_text_size(self._text)
        if not are_chips:
            self._row.addWidget(choices, 0, Qt.AlignmentFlag.AlignHCenter)
        choices.show()
        return choices
