"""On a low stage with large letters the boards of Undo pooling can still be seen, and no word is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from poolviz.frame import words
from poolviz.frame.languages import languages, speak
from poolviz.maps.presets import by_id
from poolviz.session.session import Session
from poolviz.views.fonts import Weight, text_width
from poolviz.views.formula import FormulaLine
from poolviz.views.headings import Headings
from poolviz.views.stage import Stage
from poolviz.views.words import Words
from tests.views.conftest import Shown

LOW = 900, 326  # what 1024 × 700 pixels leave of it with letters of 200 %
DOUBLE = 26.0


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use(str)


def crowded(show: Shown, session: Session, look: str) -> Stage:
    session.show_scene("unpool")
    session.open_map(by_id("photograph").make())
    session.change(look=look)
    stage = show(width=LOW[0], height=LOW[1])
    stage.set_text_size(DOUBLE)
    QApplication.processEvents()
    return stage


@pytest.mark.parametrize(("look", "least"), [("both", 80.0), ("back", 60.0), ("label", 80.0)])
def test_boards_are_large_enough_to_be_seen(show: Shown, session: Session, look: str, least: float) -> None:
    stage = crowded(show, session, look)
    for grid in stage._scenery.grids.values():
        assert grid.extent().width() >= least
        assert grid.extent().bottom() <= stage._canvas.viewport().height()


@pytest.mark.parametrize("look", ["both", "back", "label"])
@pytest.mark.parametrize("language", languages())
def test_no_title_and_no_line_is_cut(show: Shown, session: Session, language: str, look: str) -> None:
    speak(language)
    scenery = crowded(show, session, look)._scenery
    headings, lines = scenery._headings, scenery._words
    assert isinstance(headings, Headings)
    assert isinstance(lines, Words)
    assert headings._headings
    for heading in headings._headings:
        assert text_width(heading.title, heading.size, Weight.DemiBold) <= heading.room, heading.title
    assert any(placed.line.text for placed in lines._lines)
    for placed in lines._lines:
        assert text_width(placed.line.text, placed.size) <= placed.room + 1, placed.line.text
        assert placed.size >= 8.0, placed.line.text


def test_words_are_all_in_their_usual_size_where_there_is_room(show: Shown, session: Session) -> None:
    session.show_scene("unpool")
    stage = show(width=1300, height=640)
    for heading in stage._scenery._headings._headings:
        assert heading.size == pytest.approx(1.12 * 13.0)
    assert any("% of the range" in placed.line.text for placed in stage._scenery._words._lines)


def test_the_line_of_the_formula_is_left_to_boards_where_there_never_is_one(
    show: Shown, session: Session
) -> None:
    stage = show()
    line = stage.findChild(FormulaLine)
    assert line is not None
    heights = []
    for scene in ("slide", "unpool", "shift", "slide"):
        session.show_scene(scene)
        QApplication.processEvents()
        heights.append((line.isVisible(), stage._canvas.height()))
    assert [seen for seen, _ in heights] == [True, False, False, True]
    assert heights[1][1] > heights[0][1] == heights[3][1]
