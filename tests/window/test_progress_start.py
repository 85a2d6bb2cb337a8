"""Progress at the program's start: kept in the person's own folder, and never in the way of the start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from poolviz.files.progress import read_progress, write_progress
from poolviz.model.progress import NO_PROGRESS

ROOT = Path(__file__).parents[2]
_START = """
import sys
import poolviz.app as app
from poolviz.model.progress import Outcome

def closed(*_):
    session = opened[0]
    print(session.state.notice.text if session.state.notice else "-")
    print(session.state.progress.total())
    if "answer" in sys.argv:
        session._record.count(Outcome("values", True, 1))
    return 0

opened = []
made = app.new_session
app.new_session = lambda: opened.append(made()) or opened[0]
app.QApplication.exec = closed
sys.exit(app.run(None, fresh="fresh" in sys.argv, debug=False))
"""


def start(home: Path, *words: str) -> list[str]:
    """Start the program and leave it at once; what it told, and how many were answered and right."""
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    told = subprocess.run(
        [sys.executable, "-c", _START, *words],
        env={**os.environ, **places, "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.splitlines()


def kept(home: Path) -> Path:
    return home / "data" / "poolviz" / "poolviz" / "progress.json"


def test_a_broken_file_costs_the_progress_and_not_the_start(tmp_path: Path) -> None:
    kept(tmp_path).parent.mkdir(parents=True)
    kept(tmp_path).write_text("{")
    notice, total = start(tmp_path, "answer")
    assert "progress-1.json" in notice
    assert total == "(0, 0)"
    assert kept(tmp_path).with_name("progress-1.json").read_text() == "{"
    assert read_progress(kept(tmp_path)).total() == (1, 1), "counted anew, and remembered"


def test_a_fresh_start_neither_reads_nor_writes_it(tmp_path: Path) -> None:
    write_progress(kept(tmp_path), NO_PROGRESS.answered("size", right=True))
    assert start(tmp_path, "fresh", "answer") == ["-", "(0, 0)"]
    assert read_progress(kept(tmp_path)).total() == (1, 1)
