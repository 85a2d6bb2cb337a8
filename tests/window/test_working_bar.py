"""What is worked on beside the program is told without moving anything."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QProgressBar, QToolButton

from poolviz.session.patience import Work
from poolviz.window.main_window import MainWindow
from tests.window.conftest import part


def test_the_stage_stays_as_it_is_while_work_comes_and_goes(window: MainWindow) -> None:
    caption, sizes, seen = window.parts.caption, list[QSize](), list[bool]()
    for work in (None, Work("comparing all shifts", None), Work("comparing all shifts", 40), None):
        caption.show_state(replace(window.session.state, work=work))
        QApplication.processEvents()
        sizes.append(window.stage.size())
        seen.append(
            part(caption, QProgressBar).isVisible() and part(caption, QToolButton, "stopWork").isVisible()
        )
    assert seen == [False, True, True, False]
    assert len(set(map(QSize.toTuple, sizes))) == 1
