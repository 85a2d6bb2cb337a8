"""Chips above one board keep off the title of the next: on no stage do they cover or shrink it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication, QPushButton

from poolviz.frame import words
from poolviz.frame.languages import languages, speak
from poolviz.maps.map import Map
from poolviz.session.session import Session
from poolviz.views.fonts import Weight, text_width
from poolviz.views.headings import SIZE, Heading
from poolviz.views.stage import Stage
from poolviz.views.style import stylesheet
from poolviz.views.theme import LIGHT
from tests.views.conftest import Shown

# What windows from 1200 × 700 to 1600 × 900 pixels leave of it.
STAGES = [(742, 529), (828, 577), (862, 643), (902, 669), (1062, 709), (662, 509)]
TEXT = 14


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use(str)


def compared(show: Shown, session: Session, language: str) -> Stage:
    speak(language)
    session.show_scene("compare")
    stage = show()
    stage.setStyleSheet(stylesheet(LIGHT, TEXT))
    stage.set_text_size(TEXT)
    return stage


def resized(stage: Stage, size: tuple[int, int]) -> None:
    stage.resize(*size)
    for _ in range(3):
        QApplication.processEvents()


def letters(heading: Heading) -> QRectF:
    """Where the letters of a title stand."""
    wide = text_width(heading.title, heading.size, Weight.DemiBold)
    return QRectF(heading.x, heading.y - 0.75 * heading.size, wide, heading.size)


@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize("side", [2, 3])
@pytest.mark.parametrize("language", languages())
def test_no_chip_lies_on_a_title_or_on_a_board(
    show: Shown, session: Session, language: str, side: int, backward: bool
) -> None:
    stage = compared(show, session, language)
    session.change(window=(side, side), backward=backward)
    for size in STAGES:
        resized(stage, size)
        grids, titles = stage._scenery.grids, stage._scenery._headings._headings
        assert len(titles) >= 5
        for choices in stage._chooser._choices.values():
            if choices.control.board != "stage":
                chips = QRectF(choices.geometry())
                on = [title.title for title in titles if letters(title).intersects(chips)]
                on += [name for name, grid in grids.items() if grid.extent().intersects(chips)]
                assert on == [], (size, choices.control.field)
                assert chips.left() >= 0
                assert chips.right() <= stage._canvas.width() + 1


def test_chips_in_a_row_have_letters_of_one_size(show: Shown, session: Session) -> None:
    stage = compared(show, session, "de")
    for size in STAGES:
        resized(stage, size)
        chips = [button for button in stage.findChildren(QPushButton) if button.property("chip")]
        assert len(chips) == 6
        assert len({chip.font().pixelSize() for chip in chips}) == 1, size


@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize("language", languages())
def test_titles_keep_their_size_while_the_window_is_dragged(
    show: Shown, session: Session, language: str, backward: bool
) -> None:
    stage = compared(show, session, language)
    session.change(backward=backward)
    for wide in range(742, 902, 7):
        resized(stage, (wide, round(0.74 * wide)))
        for title in stage._scenery._headings._headings:
            assert title.size == pytest.approx(SIZE * stage._arrangement.text), (wide, title.title)
            assert text_width(title.title, title.size, Weight.DemiBold) <= title.room, (wide, title.title)


@pytest.mark.parametrize("size", STAGES, ids=str)
def test_formulas_of_wide_windows_are_read_and_their_answers_seen(
    show: Shown, session: Session, size: tuple[int, int]
) -> None:
    session.open_map(Map.from_array(np.arange(360000).reshape(600, 600) % 251))
    session.change(window=(200, 200), stride=(200, 200))
    stage = compared(show, session, "en")
    resized(stage, size)
    for row in ("max", "average", "convolution"):
        assert stage._scenery.grids[row].extent().width() >= 24
    for placed in stage._scenery._lines:
        assert placed.size >= 11.0, placed.line.text
