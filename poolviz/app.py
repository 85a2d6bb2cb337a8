"""The program's start: one application, one session, one window."""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths, qVersion
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from poolviz import __version__
from poolviz.assets import read_bytes
from poolviz.files.entries import split_entry
from poolviz.session.session import Session, new_session
from poolviz.window.appearance import Appearance
from poolviz.window.faults import Faults
from poolviz.window.language import begin_to_speak
from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import Preferences

_LOG = logging.getLogger("poolviz")


def run(source: str | None, *, fresh: bool, debug: bool) -> int:
    """Open the window and stay until it is closed.

    Args:
        source: a file, or a matrix as text; None for the worked example.
        fresh: ignore what was saved, and save nothing.
        debug: tell on standard error what happens inside.

    Returns:
        The exit code: 0 after a normal end.
    """
    application = _application()
    faults = Faults(debug=debug)
    _LOG.debug("poolviz %s, Python %s, Qt %s", __version__, sys.version.split()[0], qVersion())
    preferences = Preferences(fresh=fresh)
    begin_to_speak(preferences.language, application)  # before anything is said
    session = new_session()
    try:
        appearance = Appearance(preferences)
        appearance.dress()
        session.set_speed(preferences.speed)
        window = MainWindow(session, preferences, appearance)
        faults.show_over(window)
        if source is not None:
            open_source(session, source)
        if not fresh:
            session.keep_progress(progress_path())
        window.show()
        return application.exec()
    finally:
        session.close()
        faults.close()


def open_source(session: Session, source: str) -> None:
    """Open what was named on the command line: a file, or numbers.

    What is neither becomes a notice, and the worked example stays: a name that nothing is called, such as
    "cat.png", is told as a missing file.
    """
    # An empty name would mean the folder that one is in.
    is_file = bool(source.strip()) and _is_file(source)
    if is_file or _NAME.fullmatch(source):
        session.open_path(source)
    else:
        session.paste(source)


def progress_path() -> Path:
    """Where it is remembered how exercises were answered: in the folder for this person's data."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return Path(folder or ".") / "progress.json"


# A folder or an ending with a letter in it, and no blank: nobody writes numbers so.
_NAME = re.compile(r"\S*[/\\]\S*|\S+\.[A-Za-z]\w*(::\S+)?")


def _is_file(source: str) -> bool:
    try:
        return Path(split_entry(source)[0]).exists()
    except (OSError, ValueError):
        return False  # too long for a name, or with signs that no name has: a matrix, then


def _application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setOrganizationName("poolviz")
    application.setApplicationName("poolviz")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("poolviz")
    application.setStyle("Fusion")
    picture = QPixmap()
    picture.loadFromData(read_bytes("icons/poolviz.svg"), "SVG")
    application.setWindowIcon(QIcon(picture))
    return application
