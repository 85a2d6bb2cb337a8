"""Painting keeps what it borrows: no reference is lost or gathered, step after step."""

from __future__ import annotations

import gc
import sys

import pytest
from PySide6.QtWidgets import QApplication

from poolviz.session.session import Session
from tests.views.conftest import Shown

REPAINTS = 200


@pytest.mark.parametrize("preset", ["worked-example", "photograph"])
def test_repaints_lose_no_references(show: Shown, session: Session, preset: str) -> None:
    """Some builds of Qt for Python drop a reference to None at every paint, until the process aborts."""
    session.choose_preset(preset)
    stage = show()
    canvas = stage._canvas.viewport()
    session.seek(1)
    QApplication.processEvents()
    gc.collect()  # what other tests left behind must not go while this one counts
    before = sys.getrefcount(None)
    for repaint in range(REPAINTS):
        session.seek(repaint % 4)
        canvas.update()
        QApplication.processEvents()
    # Python 3.12 made None immortal; its count no longer moves.
    assert before - sys.getrefcount(None) < 100


def test_items_go_with_their_boards(show: Shown, session: Session) -> None:
    stage = show()
    before = len(stage._canvas.scene().items())
    for _ in range(20):
        session.change(backward=True)
        session.change(backward=False)
        QApplication.processEvents()
    assert len(stage._canvas.scene().items()) == before
