"""The files that were opened last: a menu that a key opens as well, and what is told about those gone."""

from __future__ import annotations

from pathlib import Path, PurePath

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from poolviz.frame.words import say
from poolviz.session.session import Session
from poolviz.session.state import Notice, State
from poolviz.window.incoming import Incoming
from poolviz.window.preferences import Preferences


class Recents:
    """Remembers what was opened, and opens it again."""

    def __init__(self, session: Session, preferences: Preferences, incoming: Incoming) -> None:
        self._session = session
        self._preferences = preferences
        self._incoming = incoming
        self._seen: object = None

    def show_state(self, state: State) -> None:
        """Put a file that has just been opened at the top."""
        if state.opened is self._seen:
            return
        self._seen = state.opened
        if state.opened is not None:
            path = str(Path(state.opened.path).absolute())
            self._preferences.recents = (path, *(p for p in self._preferences.recents if p != path))

    def fill(self, menu: QMenu) -> None:
        """List the files, the last one first; a digit chooses one."""
        menu.clear()
        for number, path in enumerate(self._preferences.recents, start=1):
            place = PurePath(path)
            label = f"{place.name} — {_shortened(place.parent)}".replace("&", "&&")
            action = menu.addAction(f"&{number}  {label}")
            action.setToolTip(path)
            action.triggered.connect(lambda _=False, path=path: self.open(path))
        if menu.isEmpty():
            menu.addAction(say("Nothing was opened yet")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(say("Forget these files")).triggered.connect(self.forget)

    def pop_up(self, over: QWidget) -> QMenu:
        """Show the menu under the window's bar, with its first file chosen."""
        menu = QMenu(over)
        menu.setAccessibleName(say("Open recent"))
        menu.setToolTipsVisible(True)
        self.fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(over.mapToGlobal(QPoint(16, 40)))
        return menu

    def open(self, path: str) -> None:
        """Open a file of the list; one that is gone is told, and taken off."""
        if Path(path).is_file():
            self._incoming.open(path)
            return
        self._preferences.recents = tuple(p for p in self._preferences.recents if p != path)
        sentence = say(
            "“{name}” is not in {folder} any more; it was taken off the list.",
            name=PurePath(path).name,
            folder=str(PurePath(path).parent),
        )
        self._session.notify(Notice(sentence, "warning"))

    def forget(self) -> None:
        """Empty the list."""
        self._preferences.recents = ()


def _shortened(folder: PurePath) -> str:
    """A folder by its last two parts: the middle of a long path says little.

    >>> _shortened(PurePath("/courses/networks/lectures/week 3"))
    '…/lectures/week 3'
    """
    parts = folder.parts
    return str(folder) if len(parts) < 4 else "…/" + "/".join(parts[-2:])
