"""What goes wrong inside the program: into one log file, into one plain dialog, and the program goes on."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QStandardPaths,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QMessageBox, QWidget

from poolviz.frame.words import say

_LOG = logging.getLogger("poolviz")
_LARGEST = 512 * 1024  # bytes of one log file
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Faults(QObject):
    """Takes over every way in which something can go wrong unseen, until :meth:`close`."""

    # A thread must not open dialogs; what it has to say is queued for the window's own thread.
    _met = Signal(str, str)

    def __init__(self, *, debug: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: QMessageBox | None = None
        self._owner: QWidget | None = None
        self.path = _log_path()
        self._handlers = _handlers(self.path, debug=debug)
        for handler in self._handlers:
            _LOG.addHandler(handler)
        _LOG.setLevel(logging.DEBUG if debug else logging.INFO)
        _LOG.propagate = False
        self._crashes = _crash_file(self.path)
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        qInstallMessageHandler(_on_qt_message)
        self._met.connect(self._show)

    def show_over(self, owner: QWidget) -> None:
        """The window over which the dialog opens."""
        self._owner = owner

    def close(self) -> None:
        """Give everything back as it was."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()
        for handler in self._handlers:
            _LOG.removeHandler(handler)
            handler.close()

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        _LOG.error("%s", details)
        self._met.emit(f"{kind.__name__}: {error}", details)

    def _on_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._on_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _show(self, summary: str, details: str) -> None:
        """One dialog at a time: what repeats sixty times a second must not open sixty of them."""
        if self._dialog is not None:
            return
        box = QMessageBox(self._owner)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(say("Something went wrong"))
        box.setText(say("Something went wrong inside poolviz. You can go on; your map is still here."))
        written = say("What happened is written down in {path}.", path=self.path) if self._handlers else ""
        box.setInformativeText(f"{summary}\n\n{written}")
        box.setDetailedText(details)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._forget)
        self._dialog = box
        box.open()

    def _forget(self) -> None:
        self._dialog = None


def _log_path() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    return Path(folder) / "poolviz.log"


def _handlers(path: Path, *, debug: bool) -> list[logging.Handler]:
    """The log file, if its folder can be written to; on the terminal as well when looking for a fault."""
    handlers: list[logging.Handler] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=1, encoding="utf-8"))
    except OSError:
        pass  # a read-only home must not stop the program
    if debug:
        handlers.append(logging.StreamHandler(sys.stderr))
    for handler in handlers:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handlers


def _crash_file(path: Path) -> IO[str] | None:
    """Where the interpreter writes if Qt or the system ends it without a word."""
    try:
        file = path.with_name("crash.log").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _LOG.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
