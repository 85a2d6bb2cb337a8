"""The program on a real X screen: started as a person starts it, driven by keys and mouse."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QGuiApplication, QImage

from poolviz.views.theme import LIGHT
from tests.smoke.program import Program, hand, until

pytestmark = [pytest.mark.smoke, pytest.mark.timeout(180)]

_LARGEST = LIGHT.ramps["values"][-1][1]  # the colour of the largest value of a map
_POSITIVE = LIGHT.ramps["gradient"][-1][1]  # and of the largest gradient
_BLUE = LIGHT.accent

Start = Callable[..., Program]


@pytest.fixture
def start(qapp: QGuiApplication, tmp_path: Path) -> Iterator[Start]:
    """Start the program, as often as wanted; none of them outlives the test."""
    assert qapp.platformName() == "xcb", "a screen is needed: xvfb-run with QT_QPA_PLATFORM=xcb"
    assert shutil.which("xdotool"), "xdotool is needed"
    running: list[Program] = []

    def begin(*arguments: str) -> Program:
        running.append(Program.start(tmp_path, *arguments))
        return running[-1]

    yield begin
    for program in running:
        program.end()


def _where(picture: QImage, colour: str) -> NDArray[np.intp]:
    """Every pixel of exactly a colour, as rows of (y, x)."""
    data = np.frombuffer(picture.constBits(), np.uint32).reshape(
        picture.height(), picture.bytesPerLine() // 4
    )
    return np.argwhere((data[:, : picture.width()] & 0xFFFFFF) == QColor(colour).rgb() & 0xFFFFFF)


def _played(program: Program) -> int:
    """How many pixels of the slider are filled: the longest blue row in the bar under the stage."""
    picture = program.picture()
    found = _where(picture, _BLUE)
    rows = found[found[:, 0] > picture.height() * 0.85, 0]
    return int(np.bincount(rows).max()) if len(rows) else 0


def _largest_cell(program: Program) -> tuple[QPoint, int]:
    """The middle of the rightmost cell with the largest value of the input, and how wide a cell is."""
    picture = program.picture()
    found = _where(picture, _LARGEST)
    inside = found[found[:, 1] < picture.width() // 2]
    (top, left), (bottom, right) = inside.min(axis=0), inside.max(axis=0)
    place = program.place
    middle = QPoint(place.x() + int(left + right) // 2, place.y() + int(top + bottom) // 2)
    return middle, int(right - left) + 1


def test_it_starts_on_the_worked_example_and_leaves_without_a_word(start: Start) -> None:
    program = start("--fresh")
    assert program.title == "Worked example — poolviz"
    until(lambda: len(_where(program.picture(), _LARGEST)) > 1000, "the cell with the 8")
    assert program.quit() == (0, "", "")


def test_it_plays(start: Start) -> None:
    program = start("--fresh")
    until(lambda: len(_where(program.picture(), _LARGEST)) > 1000, "the board")
    at_first = _played(program)
    program.press("bracketright", "bracketright", "space")
    until(lambda: _played(program) > at_first + 700, "the slider at its end")
    program.press("Home")
    until(lambda: _played(program) <= at_first + 5, "the slider at its start")
    program.press("Right")
    until(lambda: at_first + 100 < _played(program) < at_first + 700, "the second window")
    assert program.quit() == (0, "", "")


def test_gradients_flow_backward(start: Start) -> None:
    program = start("--fresh")
    until(lambda: len(_where(program.picture(), _LARGEST)) > 1000, "the board")
    assert len(_where(program.picture(), _POSITIVE)) == 0
    program.press("g")
    until(lambda: len(_where(program.picture(), _POSITIVE)) > 200, "the largest gradient upstream")
    upstream = len(_where(program.picture(), _POSITIVE))
    program.press("End")
    until(lambda: len(_where(program.picture(), _POSITIVE)) > 1.5 * upstream, "the same at the winner")
    assert program.quit() == (0, "", "")


def test_a_brush_draws_and_the_stroke_is_taken_back_as_one(start: Start) -> None:
    program = start("--fresh")
    until(lambda: len(_where(program.picture(), _LARGEST)) > 1000, "the cell with the 8")
    middle, width = _largest_cell(program)
    # The lowest row has no mark on it, and the brush draws a 9, the largest value from then on.
    begin = middle + QPoint(0, 2 * width)
    program.press("d")
    program.drag(begin, begin - QPoint(2 * width, 0))
    hand("mousemove", 5, 5)
    until(lambda: len(_where(program.picture(), _LARGEST)) > 2 * width * width, "three cells with a 9")
    program.press("ctrl+z")
    until(lambda: len(_where(program.picture(), _LARGEST)) < 1.5 * width * width, "only the 8 again")
    assert program.quit() == (0, "", "")


def test_it_can_be_made_small_and_large_again(start: Start) -> None:
    program = start("--fresh")
    until(lambda: len(_where(program.picture(), _LARGEST)) > 1000, "the board")
    for width, height in ((1024, 700), (1500, 850)):
        hand("windowsize", program.window, width, height)
        until(lambda: (program.place.width(), program.place.height()) == (width, height), "the new size")  # noqa: B023
        until(lambda: len(_where(program.picture(), _LARGEST)) > 500, "the board in it")
    assert program.quit() == (0, "", "")


def test_a_file_and_a_matrix_open_from_the_command_line(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "ramp.npy"
    np.save(path, np.arange(36.0).reshape(6, 6))
    program = start("--fresh", str(path))
    until(lambda: program.title.startswith("ramp"), "the file's name over the window")
    assert program.quit() == (0, "", "")
    program = start("--fresh", "1 1 2 4; 5 6 7 8")
    until(lambda: program.title != "Worked example — poolviz", "the matrix")
    assert program.quit() == (0, "", "")


def test_full_screen_and_back(start: Start) -> None:
    program = start("--fresh")
    before = program.place.size()
    program.press("F11")
    screen = QGuiApplication.primaryScreen().size()
    until(lambda: program.place.size() == screen, "the whole screen")
    program.press("F11")
    until(lambda: program.place.size() == before, "the window again")
    assert program.quit() == (0, "", "")


def test_what_was_chosen_is_there_after_the_next_start(start: Start) -> None:
    program = start()
    program.press("ctrl+shift+d")
    until(lambda: len(_where(program.picture(), LIGHT.panel)) < 20_000, "the dark theme")
    assert program.quit() == (0, "", "")
    program = start()
    until(lambda: len(_where(program.picture(), LIGHT.panel)) < 20_000, "the dark theme again")
    assert program.quit() == (0, "", "")
    program = start("--fresh")
    until(lambda: len(_where(program.picture(), LIGHT.panel)) > 100_000, "the light theme")
    assert program.quit() == (0, "", "")
