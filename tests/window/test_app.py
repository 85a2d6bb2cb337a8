"""The start: what a source may be, and that nothing is said on standard error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from poolviz.app import open_source
from poolviz.session.session import Session

# The real start and the real end, without waiting for a person in between.
_BRIEFLY = """
import sys
from PySide6.QtWidgets import QApplication

def briefly(*_):
    for _ in range(20):
        QApplication.processEvents()
    {meanwhile}
    QApplication.closeAllWindows()
    QApplication.processEvents()
    return 0

QApplication.exec = briefly
from poolviz.app import run
sys.exit(run({source!r}, fresh={fresh}, debug={debug}))
"""


def _start(
    home: Path, source: str | None = None, *, fresh: bool = True, debug: bool = False, meanwhile: str = "pass"
) -> subprocess.CompletedProcess[str]:
    code = _BRIEFLY.format(source=source, fresh=fresh, debug=debug, meanwhile=meanwhile)
    places = {name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **places}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment, timeout=60
    )


def _log(home: Path) -> str:
    return next((home / "XDG_DATA_HOME").rglob("poolviz.log")).read_text(encoding="utf-8")


@pytest.mark.parametrize("source", [None, "1 2; 3 4", "no such thing"])
def test_a_start_says_nothing(tmp_path: Path, source: str | None) -> None:
    told = _start(tmp_path, source)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


@pytest.mark.parametrize("source", ["", "  "])
def test_nothing_is_no_folder(session: Session, source: str) -> None:
    open_source(session, source)
    assert session.state.notice is not None
    assert session.state.notice.text == "There are no numbers in this text: it is empty."


def test_debug_tells_more(tmp_path: Path) -> None:
    told = _start(tmp_path, debug=True)
    assert told.returncode == 0
    assert "poolviz 0." in told.stderr


def test_a_fault_is_written_down_and_the_program_goes_on(tmp_path: Path) -> None:
    told = _start(tmp_path, meanwhile="sys.excepthook(ValueError, ValueError('on purpose'), None)")
    assert (told.returncode, told.stderr) == (0, "")
    assert "on purpose" in _log(tmp_path)


def test_damaged_settings_do_not_stop_the_start(tmp_path: Path) -> None:
    assert _start(tmp_path, fresh=False).returncode == 0
    saved = [path for path in (tmp_path / "XDG_CONFIG_HOME").rglob("*") if path.is_file()]
    assert saved
    for path in saved:
        path.write_bytes(b"\xff\xfe[[[%%%\n[window]\ntheme=\\x\ngeometry=@ByteArray(\\x1\\x2)\n")
    told = _start(tmp_path, fresh=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_a_fresh_start_leaves_no_settings(tmp_path: Path) -> None:
    _start(tmp_path, fresh=True)
    assert not list((tmp_path / "XDG_CONFIG_HOME").rglob("*.conf"))


def test_a_file_is_opened(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "map.npy"
    np.save(path, np.eye(3))
    open_source(session, str(path))
    assert session.state.document.map.size == (3, 3)


def test_numbers_are_a_matrix(session: Session) -> None:
    open_source(session, "1 1 2 4; 5 6 7 8")
    assert session.state.document.map.values.tolist() == [[[1, 1, 2, 4], [5, 6, 7, 8]]]


@pytest.mark.parametrize("source", ["nothing.npy", "one two", "", "x" * 5000, "a\0b", "/", "1 2; 3"])
def test_what_is_neither_becomes_a_warning_and_the_example_stays(session: Session, source: str) -> None:
    before = session.state.document
    open_source(session, source)
    notice = session.state.notice
    assert session.state.document is before
    assert notice is not None
    assert notice.kind == "warning"
    assert notice.text.endswith(".")
    assert len(notice.text) < 400


def test_a_name_of_a_file_that_is_not_there_is_told_as_such(session: Session) -> None:
    open_source(session, "pictures/cat.png")
    notice = session.state.notice
    assert notice is not None
    assert "cat.png" in notice.text


@pytest.mark.parametrize("source", ["gone.png", "folder/gone", "gone.npz::conv1"])
def test_a_name_that_nothing_is_called_is_told_as_a_missing_file(session: Session, source: str) -> None:
    open_source(session, source)
    notice = session.state.notice
    assert notice is not None
    assert "gone" in notice.text
    assert "numbers" not in notice.text


@pytest.mark.parametrize("source", ["1 2; 3 4", "0.5 1e3", "1.5;2.5"])
def test_numbers_are_no_names(session: Session, source: str) -> None:
    open_source(session, source)
    assert session.state.title == "Pasted"
