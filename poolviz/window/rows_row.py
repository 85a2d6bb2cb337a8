"""A list of rows as a control: rows are added, removed, moved and edited, and each change is one call."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from poolviz.frame.words import say
from poolviz.model.controls import Control, RowsControl
from poolviz.model.rows import Entries, RowEntry, RowKind, inserted, moved, removed, unlike, with_number
from poolviz.session.session import Session
from poolviz.session.state import Refusal
from poolviz.window.field_row import FieldRow, Refused
from poolviz.window.number_rows import no_whole_number
from poolviz.window.rows_list import RowsList
from poolviz.window.typed import read_number, written


class RowsRow(QWidget):
    """The rows, buttons that change them, and the numbers of the chosen row.

    What was refused stays in the list as it was typed, with the sentence under it.
    """

    left = Signal()

    def __init__(self, control: RowsControl, session: Session) -> None:
        super().__init__()
        self._control = control
        self._session = session
        self._rows: Entries = ()
        self._place = 0
        self._edited = ""
        self._fields: list[FieldRow] = []
        self._refused = Refused()
        self.list = RowsList(control.label, control.tip, self)
        self.list.currentRowChanged.connect(self._choose)
        self.list.wants_move.connect(self._move)
        self.list.wants_removal.connect(self._remove)
        self.list.wants_another.connect(self._another)
        self.list.given_up.connect(self._give_up)
        self.list.left.connect(self.left)
        self._rest = self._menu()
        self._lay_out()

    def show_control(self, control: Control, refusal: Refusal | None) -> None:
        """Show the rows, or what was made of them and refused."""
        assert isinstance(control, RowsControl)
        self._control = control
        typed = None if refusal is None else refusal.typed
        self._rows = typed if isinstance(typed, tuple) else control.value
        self._place = min(max(self._place, 0), len(self._rows) - 1)
        self.list.show_rows(self._names(), self._place)
        self._show_fields()
        self._refused.show_sentence("" if refusal is None else refusal.sentence)

    def _names(self) -> list[str]:
        """What the rows are called; one that was refused says so, since the stack does not have it."""
        refused = unlike(self._rows, self._control.value)
        names = (
            self._control.kind_of(place, self._rows).name_of(row) for place, row in enumerate(self._rows)
        )
        return [
            say("refused: {row}", row=name) if place in refused else name for place, name in enumerate(names)
        ]

    # -- what a person does ----------------------------------------------------------------------------

    def _choose(self, place: int) -> None:
        self._place = place
        self._show_fields()

    def _add(self, kind: RowKind) -> None:
        place = self._place + 1
        self._send(inserted(self._rows, place, RowEntry(kind.id, kind.start)), place)

    def _another(self) -> None:
        kinds = self._control.kinds
        self._add(self._control.kind_of(self._place, self._rows) if self._rows else kinds[0])

    def _remove(self) -> None:
        if self._rows:
            self._send(removed(self._rows, self._place), self._place)

    def _move(self, by: int) -> None:
        if 0 <= self._place + by < len(self._rows):
            self._send(moved(self._rows, self._place, by), self._place + by)

    def _typed(self, setting: int, text: str) -> None:
        number = read_number(text)
        rows = with_number(self._rows, self._place, setting, text if number is None else number)
        if number is None:
            self._session.refuse(self._control.field, rows, no_whole_number(text))
        else:
            self._send(rows, self._place)

    def _step(self, setting: int, by: int) -> None:
        number = self._rows[self._place].numbers[setting]
        if not isinstance(number, str):
            self._send(with_number(self._rows, self._place, setting, number + by), self._place)

    def _give_up(self) -> None:
        self._session.give_up(self._control.field)

    def _send(self, rows: Entries, place: int) -> None:
        self._place = place
        self._session.change(**{self._control.field: rows})

    # -- the numbers of the chosen row -----------------------------------------------------------------

    def _show_fields(self) -> None:
        kind = self._control.kind_of(self._place, self._rows) if self._rows else None
        if (kind.id if kind else "") != self._edited:
            self._build_fields(kind)
        if kind is None:
            return
        good = self._control.value
        entry = self._rows[self._place]
        same = len(good) == len(self._rows) and good[self._place].kind == entry.kind
        for number, setting, field in zip(entry.numbers, kind.settings, self._fields, strict=True):
            index = kind.settings.index(setting)
            is_refused = same and good[self._place].numbers[index] != number
            down = isinstance(number, str) or number > setting.low
            up = isinstance(number, str) or number < setting.high
            field.field.show_text(written(number), refused=is_refused, down=down, up=up)

    def _build_fields(self, kind: RowKind | None) -> None:
        for gone in self._fields:
            gone.hide()
            gone.deleteLater()
        self._edited = kind.id if kind else ""
        self._fields = []
        for index, setting in enumerate(kind.settings if kind else ()):
            field = FieldRow(
                setting.label,
                setting.tip,
                typed=lambda text, index=index: self._typed(index, text),  # type: ignore[misc]
                stepped=lambda by, index=index: self._step(index, by),  # type: ignore[misc]
                given_up=self._give_up,
            )
            field.left.connect(self.left)
            self._fields.append(field)
            self._numbers.addWidget(field)
            field.show()

    # -- its parts ---------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        title = QLabel(self._control.label)
        title.setToolTip(self._control.tip)
        title.setBuddy(self.list)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        for text, name, run in (
            ("↑", say("Move this row up (Alt+↑)"), lambda: self._move(-1)),
            ("↓", say("Move this row down (Alt+↓)"), lambda: self._move(1)),
            ("✕", say("Remove this row (Delete)"), self._remove),
        ):
            head.addWidget(self._button(text, name, run))
        adding = QHBoxLayout()
        adding.setContentsMargins(0, 0, 0, 0)
        adding.setSpacing(5)
        for kind in self._control.kinds:
            if not kind.rare:
                add = self._button(f"+ {kind.label}", kind.tip, lambda kind=kind: self._add(kind))  # type: ignore[misc]
                adding.addWidget(add)
        adding.addWidget(self._rest)
        self._numbers = QVBoxLayout()
        self._numbers.setContentsMargins(0, 0, 0, 0)
        parts = QVBoxLayout(self)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(6)
        parts.addLayout(head)
        parts.addWidget(self.list)
        parts.addWidget(self._refused)
        parts.addLayout(self._numbers)
        parts.addLayout(adding)

    def _button(self, text: str, name: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName("rowButton")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: run())
        return button

    def _menu(self) -> QPushButton:
        """Everything else that can be added."""
        button = self._button("…", say("Add another kind of row"), lambda: None)
        rare = [kind for kind in self._control.kinds if kind.rare]
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for kind in rare:
            action = menu.addAction(kind.label)
            action.setToolTip(kind.tip)
            action.triggered.connect(lambda _=False, kind=kind: self._add(kind))
        button.setMenu(menu)
        button.setVisible(bool(rare))
        return button
