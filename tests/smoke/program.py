"""The program as a person meets it: a process of its own, a window on a screen, a keyboard and a mouse."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QImage

_PATIENCE = 30.0  # seconds; a shared machine may be slow


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(f"waited {_PATIENCE:.0f} s in vain: {what}")


def hand(*arguments: object) -> str:
    """What xdotool answers; it presses keys and moves the mouse of the X server."""
    told = subprocess.run(
        ["xdotool", *map(str, arguments)], capture_output=True, text=True, timeout=_PATIENCE, check=False
    )
    return told.stdout.strip()


@dataclass
class Program:
    """A running poolviz."""

    process: subprocess.Popen[str]
    window: str = ""

    @classmethod
    def start(cls, home: Path, *arguments: str) -> Program:
        """Start it with settings of its own, and wait for its window."""
        places = {
            name: str(home / name.lower())
            for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "poolviz", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **places},
        )
        program = cls(process)
        until(program._has_window, "a window")
        program.focus()
        return program

    def focus(self) -> None:
        """Bring the window to the front, with or without a window manager."""
        hand("windowactivate", self.window)
        hand("windowfocus", self.window)
        time.sleep(0.3)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            hand("key", "--clearmodifiers", key)

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press the left button, move, and let go."""
        hand("mousemove", start.x(), start.y(), "mousedown", 1)
        for part in range(1, 6):
            at = start + (end - start) * part / 5
            hand("mousemove", at.x(), at.y())
        hand("mouseup", 1)

    @property
    def title(self) -> str:
        """What stands over the window."""
        return hand("getwindowname", self.window)

    @property
    def place(self) -> QRect:
        """Where the window is on the screen."""
        lines = hand("getwindowgeometry", "--shell", self.window).splitlines()
        numbers = {name: int(value) for name, _, value in (line.partition("=") for line in lines)}
        return QRect(numbers["X"], numbers["Y"], numbers["WIDTH"], numbers["HEIGHT"])

    def picture(self) -> QImage:
        """What is seen of the window."""
        place = self.place
        screen = QGuiApplication.primaryScreen()
        grabbed = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height())
        return grabbed.toImage().convertToFormat(QImage.Format.Format_RGB32)

    def quit(self) -> tuple[int, str, str]:
        """Leave with the key; the exit code and what was said on both outputs."""
        self.press("ctrl+q")
        said, complained = self.process.communicate(timeout=_PATIENCE)
        return self.process.returncode, said, complained

    def end(self) -> None:
        """Make sure that nothing runs on."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.communicate(timeout=_PATIENCE)

    def _has_window(self) -> bool:
        assert self.process.poll() is None, self.process.communicate()
        found = hand("search", "--onlyvisible", "--pid", self.process.pid, "--name", "poolviz")
        self.window = found.splitlines()[-1] if found else ""
        return bool(self.window)
