"""What goes out: worksheets, cards and progress, each into a file that a person names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from poolviz.exercises import LEVELS
from poolviz.export.plan import LARGEST_SEED, Plan
from poolviz.export.worksheet import write_worksheet
from poolviz.files.errors import FileError
from poolviz.frame.words import say
from poolviz.model.scene import parameters_of
from poolviz.session.session import Session
from poolviz.session.state import Notice
from poolviz.window.preferences import Preferences
from poolviz.window.worksheet_dialog import WorksheetDialog


class Outgoing:
    """Asks where to, and lets the session write and tell."""

    def __init__(self, session: Session, preferences: Preferences, parent: QWidget) -> None:
        self._session = session
        self._preferences = preferences
        self._parent = parent
        self._plan = Plan(kinds=("values", "size", "route"))

    def worksheet(self) -> WorksheetDialog:
        """Ask what a worksheet is to hold, then where it goes. A scene that has a seed gives it."""
        dialog = WorksheetDialog(self._as_practised(), self._parent)
        dialog.planned.connect(self._save_worksheet)
        dialog.open()
        return dialog

    def cards(self) -> None:
        """Ask where the cards go."""
        self._ask(say("Save cards for Anki"), "poolviz-cards.txt", self._session.export_cards)

    def progress(self) -> None:
        """Ask where the progress goes."""
        self._ask(say("Save progress"), "poolviz-progress.json", self._session.export_progress)

    def forget(self) -> QMessageBox:
        """Ask whether the progress shall begin anew."""
        asked, right = self._session.state.progress.total()
        question = QMessageBox(self._parent)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setWindowTitle(say("Forget progress"))
        question.setText(
            say(
                "Forget your progress? Exercises answered: {asked}, right: {right}.",
                asked=asked,
                right=right,
            )
        )
        question.setInformativeText(
            say("Counting begins anew. The file with what there is stays beside it under another name.")
        )
        forget = question.addButton(say("Forget"), QMessageBox.ButtonRole.DestructiveRole)
        keep = question.addButton(say("Keep"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        forget.clicked.connect(self._session.forget_progress)
        question.open()
        return question

    def _as_practised(self) -> Plan:
        """The plan of last time, with the seed and the level that are practised now."""
        session, plan = self._session, self._plan
        own = parameters_of(session.scene, session.state.document)
        seed, level = getattr(own, "seed", plan.seed), getattr(own, "level", plan.level)
        if not (isinstance(seed, int) and 0 <= seed <= LARGEST_SEED and level in LEVELS):
            return plan
        return Plan(seed, plan.kinds, plan.count, level, plan.wishes, plan.paper)

    def _save_worksheet(self, plan: Plan) -> None:
        self._plan = plan
        name = f"worksheet-{plan.seed}.pdf"
        self._ask(say("Save worksheet"), name, lambda path: self._write(plan, path))

    def _write(self, plan: Plan, path: Path) -> None:
        # The dialog has asked about the worksheet itself; of its key nobody has spoken.
        replacing = path.exists()

        def done(written: tuple[Path, Path]) -> None:
            sheet, key = written
            text = say(
                "“{sheet}” and its key “{key}” are in {folder}.",
                sheet=sheet.name,
                key=key.name,
                folder=sheet.parent,
            )
            self._session.notify(Notice(text))

        self._session.run(
            say("Printing {name}…", name=path.name),
            lambda _: write_worksheet(plan, path, replacing=replacing),
            done,
            self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, FileError):
            raise error
        self._session.notify(Notice(error.sentence, "warning", error.detail))

    def _ask(self, title: str, name: str, save: Callable[[Path], None]) -> None:
        """Ask for a file to write; its folder is remembered as that of files that are opened."""
        dialog = QFileDialog(self._parent, title, self._preferences.folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(path: str) -> None:
            self._preferences.folder = QFileInfo(path).absolutePath()
            save(Path(path))

        dialog.fileSelected.connect(chosen)
        dialog.open()
