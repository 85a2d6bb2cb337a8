"""The dialog for a worksheet: what is asked, how many, how hard, and on which paper."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from poolviz.exercises import LEVELS, Wishes, kinds, level_name
from poolviz.export.plan import LARGEST_SEED, MOST, PAPERS, Plan
from poolviz.frame.words import say
from poolviz.model.controls import Option
from poolviz.session.state import Refusal
from poolviz.window.field_row import FieldRow, Refused
from poolviz.window.segments import Segments
from poolviz.window.tick_box import TickBox
from poolviz.window.typed import read_number, written

_WIDTH = 34  # in multiples of the text's height
_COLUMNS = 2
_MARGIN, _EDGE = 40, 24  # pixels: around the dialog, and at both of its sides


class WorksheetDialog(QDialog):
    """Makes a plan; what cannot be is told under the fields, and nothing is written until it can."""

    planned = Signal(object)
    """The plan that was accepted."""

    def __init__(self, plan: Plan, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Worksheet"))
        self._plan = plan  # what is ticked stands in the boxes only, for it may exclude each other
        self._refused = Refused()
        self._kinds = {kind.id: TickBox(kind.title) for kind in kinds().values()}
        self._wishes = {name: TickBox(title) for name, title in _wish_titles().items()}
        self._count = self._number("count", say("Exercises"), say("How many, from 1 to {most}", most=MOST))
        self._seed = self._number("seed", say("Seed"), say("The same seed gives the same exercises again"))
        self._level = self._levels(listed=False)
        if self._level.sizeHint().width() > self._room:
            self._level = self._levels(listed=True)
        self._paper = Segments(say("Paper"), [Option(paper, paper) for paper in PAPERS], self._choose_paper)
        self._buttons = self._buttons_below()
        self._arrange()
        for box in (*self._kinds.values(), *self._wishes.values()):
            box.setAccessibleName(box.text())
            box.setChecked(box in self._ticked(plan))
            box.clicked.connect(self._judge)
        self._show_plan()

    def accept(self) -> None:
        """Hand the plan over, if its exercises can be made."""
        try:
            plan = self._chosen()
            plan.exercises()
        except ValueError as error:
            self._refused.show_sentence(str(error))
            return
        self.planned.emit(plan)
        super().accept()

    def _chosen(self) -> Plan:
        """The plan with everything that is ticked."""
        ticked = {name: box.isChecked() for name, box in self._wishes.items()}
        wanted = tuple(kind for kind, box in self._kinds.items() if box.isChecked())
        return replace(self._plan, kinds=wanted, wishes=Wishes(**ticked))

    def _ticked(self, plan: Plan) -> list[TickBox]:
        """The boxes of everything that a plan asks for."""
        wished = [box for name, box in self._wishes.items() if getattr(plan.wishes, name)]
        return [*wished, *(box for kind, box in self._kinds.items() if kind in plan.kinds)]

    def _judge(self) -> None:
        """Say at once what excludes each other."""
        try:
            self._chosen()
        except ValueError as error:
            self._refused.show_sentence(str(error))
        else:
            self._refused.show_sentence("")

    # -- the parts ---------------------------------------------------------------------------------

    def _number(self, field: str, label: str, tip: str) -> FieldRow:
        row = FieldRow(
            label,
            tip,
            typed=lambda text: self._type(field, text),
            stepped=lambda by: self._set(field, getattr(self._plan, field) + by),
            given_up=self._show_plan,
        )
        row.field.setObjectName(field)
        return row

    @property
    def _room(self) -> int:
        """How wide a part may be, in pixels: the screen without margins and a scroll bar."""
        return self.screen().availableSize().width() - 3 * _MARGIN - 2 * _EDGE

    def _levels(self, *, listed: bool) -> Segments:
        options = [Option(level, level_name(level)) for level in LEVELS]
        return Segments(say("Difficulty"), options, self._choose_level, listed=listed)

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(_EDGE, 20, _EDGE, 12)
        column.setSpacing(10)
        for part in (
            _heading(say("What is asked")),
            _grid(list(self._kinds.values()), self._room),
            self._count,
            self._seed,
            _heading(say("Difficulty")),
            self._level,
            _heading(say("The numbers")),
            _grid(list(self._wishes.values()), self._room),
            _heading(say("Paper")),
            self._paper,
        ):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        below = QVBoxLayout()
        below.setContentsMargins(_EDGE, 0, _EDGE, 16)
        below.addWidget(self._refused)
        below.addWidget(self._buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll, 1)
        whole.addLayout(below)
        text, room = self.fontMetrics().height(), self.screen().availableSize()
        hint = inside.sizeHint().height() + self._buttons.sizeHint().height() + 4 * text
        width = max(_WIDTH * text, inside.sizeHint().width() + scroll.verticalScrollBar().sizeHint().width())
        self.resize(min(width, room.width() - _MARGIN), min(hint, room.height() - 80))

    def _buttons_below(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        for button in buttons.buttons():
            button.setIcon(QIcon())
        save = buttons.button(standard.Save)
        save.setText(say("Save as PDF…"))
        save.setProperty("primary", True)
        save.setDefault(True)
        buttons.button(standard.Cancel).setText(say("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    # -- what is chosen ----------------------------------------------------------------------------

    def _show_plan(self) -> None:
        """Show the numbers and what was chosen of a few things."""
        plan = self._plan
        self._count.show_text(written(plan.count), down=plan.count > 1, up=plan.count < MOST)
        self._seed.show_text(written(plan.seed), down=plan.seed > 0, up=plan.seed < LARGEST_SEED)
        self._level.show_value(plan.level)
        self._paper.show_value(plan.paper)

    def _type(self, field: str, text: str) -> None:
        number = read_number(text)
        if isinstance(number, int):
            self._set(field, number)
        else:
            self._refuse(field, text, say("“{text}” is no whole number.", text=text))

    def _set(self, field: str, number: int) -> None:
        try:
            self._plan = replace(self._plan, **{field: number})  # type: ignore[arg-type]
        except ValueError as error:
            self._refuse(field, written(number), str(error))
            return
        self._show_plan()

    def _refuse(self, field: str, typed: str, sentence: str) -> None:
        row = self._count if field == "count" else self._seed
        row.show_text(typed, Refusal(typed, sentence))

    def _choose_level(self, level: object) -> None:
        self._plan = replace(self._plan, level=level)  # type: ignore[arg-type]
        self._show_plan()

    def _choose_paper(self, paper: object) -> None:
        self._plan = replace(self._plan, paper=paper)  # type: ignore[arg-type]
        self._show_plan()


def _wish_titles() -> dict[str, str]:
    return {
        "unique_maxima": say("Unique maxima"),
        "ties": say("Ties"),
        "whole_means": say("Whole means"),
        "odd_sizes": say("Odd height and width"),
    }


def _heading(text: str) -> QLabel:
    label = QLabel(text.upper())
    label.setProperty("heading", True)
    return label


def _grid(boxes: list[TickBox], room: int) -> QWidget:
    """Ticks in two columns, read row by row; in one, where there is no room for two."""
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(4)
    columns = _COLUMNS if _COLUMNS * max(box.sizeHint().width() for box in boxes) <= room else 1
    for place, box in enumerate(boxes):
        grid.addWidget(box, place // columns, place % columns)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return held
