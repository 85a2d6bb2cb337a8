"""Started as a program of its own: opens a window and says when it was first painted, then quits.

``python starting.py poolviz`` opens poolviz, ``python starting.py bare`` a window with one pyqtgraph view.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstPaint(QObject):
    """Waits for the first paint, lets it finish, and ends the program."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            # Queued: it is carried out when everything that waits to be painted has been.
            application = QApplication.instance()
            assert application is not None
            QMetaObject.invokeMethod(application, "quit", Qt.ConnectionType.QueuedConnection)
        return False


def open_bare() -> object:
    """A bare window: PySide6, pyqtgraph, one picture of 4 × 4."""
    import numpy as np
    import pyqtgraph as pg

    window, view = QMainWindow(), pg.GraphicsLayoutWidget()
    view.addViewBox().addItem(pg.ImageItem(np.eye(4)))
    window.setCentralWidget(view)
    window.resize(1600, 900)
    window.show()
    return window


def run_bare(watch: Callable[[QApplication], None]) -> None:
    """The bare window until its first paint."""
    application = QApplication([])
    watch(application)
    window = open_bare()
    application.exec()
    del window


def run_poolviz(watch: Callable[[QApplication], None]) -> None:
    """Poolviz as the command line starts it, until its first paint."""
    from poolviz import app

    made = app._application

    def watched() -> QApplication:
        application = made()
        watch(application)
        return application

    app._application = watched
    app.run(None, fresh=True, debug=False)


if __name__ == "__main__":
    paint = FirstPaint()
    run = run_poolviz if sys.argv[1] == "poolviz" else run_bare
    run(lambda application: application.installEventFilter(paint))
    sys.stdout.write(f"{time.time()}\n")
