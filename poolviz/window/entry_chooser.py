"""The question which array of a file is meant: a list of all of them, with shape and type."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from poolviz.files.entries import Entry
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.session.session import Session
from poolviz.session.state import Choosing, State
from poolviz.window.field_row import Refused

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WIDTH, _HEIGHT = 40, 26  # of the dialog, in multiples of the text's height


class EntryModel(QAbstractTableModel):
    """The arrays of a file, one a row; those that cannot be opened are there, greyed."""

    def __init__(self, entries: tuple[Entry, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = entries
        self._titles = (say("Name"), say("Shape"), say("Type"))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """As many rows as arrays."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Name, shape and type."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The titles of the columns."""
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._titles[section] if is_title else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """All can be looked at; the dialog says of some that they cannot be opened."""
        return super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = 0) -> object:
        """What stands in a cell, and what a screen reader says of it."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (entry.name, self._shape(entry), entry.dtype)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.problem or entry.name
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return entry.problem or f"{self._shape(entry)} {entry.dtype}".strip()
        if role == Qt.ItemDataRole.ForegroundRole and entry.problem:
            return QApplication.palette().brush(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        return None

    @staticmethod
    def _shape(entry: Entry) -> str:
        return times(entry.shape) if entry.shape or entry.problem else say("single number")


class EntryDialog(QDialog):
    """Lists what a file holds; Enter or a double click opens one of it, Esc none."""

    chosen = Signal(object)
    """The name of an array, or None."""

    def __init__(self, choice: Choosing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Choose an array"))
        self._model = EntryModel(choice.entries, self)
        question = QLabel(
            say(
                "“{name}” holds {count} arrays. Which one shall be opened?",
                name=PurePath(choice.path).name,
                count=len(choice.entries),
            )
        )
        question.setWordWrap(True)
        self.list = self._listed(question.text())
        self._reason = Refused()
        self._buttons = self._buttons_below()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(14)
        for part in (question, self.list, self._reason, self._buttons):
            column.addWidget(part)
        self.list.selectionModel().currentRowChanged.connect(self._look_at)
        first = next(row for row, entry in enumerate(choice.entries) if not entry.problem)
        self.list.selectionModel().setCurrentIndex(
            self._model.index(first, 0),
            QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
        )
        self._take_size()
        self.list.setFocus()

    def accept(self) -> None:
        """Open what is selected."""
        entry = self._model.entries[self.list.currentIndex().row()]
        if not entry.problem:
            self.chosen.emit(entry.name)

    def reject(self) -> None:
        """Open nothing."""
        self.chosen.emit(None)

    def _look_at(self, index: QModelIndex) -> None:
        """Say why the array under the cursor cannot be opened, if it cannot."""
        problem = self._model.entries[index.row()].problem
        self._reason.show_sentence(problem)
        self._buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(not problem)

    def _listed(self, name: str) -> QTreeView:
        view = QTreeView()
        view.setObjectName("entries")
        view.setAccessibleName(name)
        view.setModel(self._model)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)  # a file may hold thousands
        view.setAllColumnsShowFocus(True)
        view.header().setSectionsMovable(False)
        view.header().setStretchLastSection(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.doubleClicked.connect(self.accept)
        return view

    def _buttons_below(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Open | standard.Cancel)
        for button in buttons.buttons():
            button.setIcon(QIcon())
        buttons.button(standard.Open).setText(say("Open"))
        buttons.button(standard.Open).setProperty("primary", True)
        buttons.button(standard.Open).setDefault(True)
        buttons.button(standard.Cancel).setText(say("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _take_size(self) -> None:
        text, room = self.fontMetrics().height(), self.screen().availableSize()
        width = min(_WIDTH * text, room.width() - 40)
        self.resize(width, min(_HEIGHT * text, room.height() - 80))
        header = self.list.header()
        header.setStretchLastSection(False)  # or the last would count as wide as there was room
        for column in (1, 2):
            self.list.resizeColumnToContents(column)
        rest = sum(header.sectionSize(column) for column in (1, 2))
        header.resizeSection(0, max(width - rest - 6 * text, 8 * text))
        header.setStretchLastSection(True)


class EntryChooser:
    """Asks while the session has a choice to offer."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._session = session
        self._parent = parent
        self._shown: Choosing | None = None
        self._dialog: EntryDialog | None = None

    def show_state(self, state: State) -> None:
        """Open the dialog, or close it once the question is answered."""
        if state.choice is self._shown:
            return
        self._shown = state.choice
        if self._dialog is not None:
            self._dialog.done(0)
            self._dialog = None
        if state.choice is not None:
            self._dialog = EntryDialog(state.choice, self._parent)
            self._dialog.chosen.connect(self._session.choose_entry)
            self._dialog.open()
