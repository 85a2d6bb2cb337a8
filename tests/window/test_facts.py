"""The facts of the frame: typeset mathematics when it is ready, plain words until then and for the ear."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from poolviz.frame.model import Fact, Typeset
from poolviz.views.theme import DARK, LIGHT
from poolviz.window.facts_card import _line
from poolviz.window.main_window import MainWindow
from poolviz.window.typesetter import FormulaLine, Typesetter
from tests.window.conftest import is_typeset, part


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("25 % → 0 %", ["25 %", "0 %"]),
        ("1.53 MiB → 98 KiB", ["1.53 MiB", "98 KiB"]),
        ("64 B → 16 B", ["64 B", "16 B"]),
        ("401\u202f408 → 100\u202f352 ¼", ["401 408", "100 352 ¼"]),
        ("3 convolutions 3 × 3 of 64 maps", ["3 × 3"]),
        ("2 px", ["2 px"]),
    ],
)
def test_a_number_and_its_unit_stay_in_one_line(value: str, kept: list[str]) -> None:
    line = _line(Fact("Memory", value))
    assert all(part.replace(" ", "\u00a0") in line for part in kept)
    assert " " in line.split("<b>", 1)[0], "between what and how much it may be broken"


def _lines(window: MainWindow) -> list[FormulaLine]:
    return [line for line in window.parts.facts.findChildren(FormulaLine) if line.isVisible()]


def _facts(window: MainWindow) -> list[str]:
    return [
        label.accessibleName()
        for label in window.parts.facts.findChildren(QLabel, "fact")
        if label.isVisible()
    ]


def test_the_facts_are_those_of_the_frame(window: MainWindow) -> None:
    session = window.session
    acts: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: session.change(window=(3, 3), stride=(1, 1)),
        lambda: session.change(backward=True),
        lambda: session.seek(3),
        lambda: session.change(backward=False),
    )
    for act in acts:
        act()
        frame = session.state.frame
        assert _facts(window) == [f"{fact.label}: {fact.value}" for fact in frame.facts]
        assert [line.accessibleName() for line in _lines(window)] == [t.plain for t in frame.typeset]
        assert part(window.parts.facts, QLabel, "heading").text() == frame.facts_title.upper()


def test_mathematics_is_typeset_after_the_first_paint(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: all(is_typeset(line) for line in _lines(window)), timeout=10_000)
    assert len(_lines(window)) >= 1


def test_every_line_of_the_scene_can_be_typeset(qtbot: QtBot, window: MainWindow) -> None:
    for change in (
        {"padding": (1, 1)},
        {"padding": "same"},
        {"padding": 0, "dilation": (2, 2)},
        {"dilation": (1, 1), "ceil_mode": True, "window": (3, 3)},
        {"whole_map": True},
        {"mode": "average"},
    ):
        window.session.change(**change)
        assert not window.session.state.refused
        qtbot.waitUntil(lambda: all(is_typeset(line) for line in _lines(window)), timeout=10_000)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_picture_has_the_colour_of_the_text(qtbot: QtBot, window: MainWindow, theme: object) -> None:
    shown = LIGHT if theme is LIGHT else DARK
    window.choose_theme("light" if shown is LIGHT else "dark")
    qtbot.waitUntil(lambda: all(is_typeset(line) for line in _lines(window)), timeout=10_000)
    picture = _lines(window)[0].grab().toImage()
    assert _nearest(picture, QColor(shown.text)) < 40


def _nearest(picture: QImage, wanted: QColor) -> int:
    """How far the nearest pixel is from a colour, over the three channels."""
    seen = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    return min(
        abs(c.red() - wanted.red()) + abs(c.green() - wanted.green()) + abs(c.blue() - wanted.blue())
        for c in map(QColor, seen)
    )


@pytest.mark.parametrize("text", [14, 28])
def test_nothing_moves_when_the_picture_of_a_formula_comes(qtbot: QtBot, text: int) -> None:
    typesetter = Typesetter()
    line = FormulaLine(typesetter)
    qtbot.addWidget(line)
    line.setStyleSheet(f"font-size: {text}px")
    line.show_line(
        Typeset(r"H' = \left\lfloor \frac{H + 2p - k}{s} \right\rfloor + 1", "⌊(H + 2p − k) / s⌋ + 1")
    )
    line.show()
    before = line.heightForWidth(40 * text), line.sizeHint().height()
    line.wake()
    qtbot.waitUntil(lambda: is_typeset(line), timeout=10_000)
    after = line.heightForWidth(40 * text), line.sizeHint().height()
    assert all(abs(one - other) <= 1 for one, other in zip(before, after, strict=True))
    typesetter.close()


def test_a_line_that_cannot_be_typeset_stays_in_words(qtbot: QtBot, window: MainWindow) -> None:
    typesetter = Typesetter()
    line = FormulaLine(typesetter)
    line.wake()
    line.show_line(Typeset(r"\frac{1", "one over"))
    typesetter.close()
    qtbot.wait(10)
    assert not is_typeset(line)
    assert line.text() == "one over"
    line.deleteLater()


def test_the_start_does_not_wait_for_ziamath() -> None:
    code = (
        "import sys, poolviz.app\n"
        "heavy = [n for n in ('ziamath', 'PIL', 'tifffile', 'safetensors') if n in sys.modules]\n"
        "print(heavy)"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert told.stdout.strip() == "[]"


def test_no_number_is_broken_at_a_narrow_space() -> None:
    assert _line(Fact("Parameters", "4\u202f097\u202f000")) == "Parameters <b>4\u00a0097\u00a0000</b>"
