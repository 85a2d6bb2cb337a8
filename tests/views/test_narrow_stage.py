"""Beside an open panel, with letters of 200 % in a window of 1024 × 700: no title and no button is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton

from poolviz.frame import words
from poolviz.frame.languages import languages, speak
from poolviz.maps.presets import by_id
from poolviz.session.session import Session
from poolviz.views.fonts import Weight, text_width
from poolviz.views.headings import SIZE
from poolviz.views.stage import Stage
from poolviz.views.style import stylesheet
from poolviz.views.theme import LIGHT
from tests.views.conftest import Shown

NARROW = 438, 432  # what the widest panel leaves of such a window
TEXT = 17  # as large as the stage of so low a window takes them
SCENES = ("slide", "compare", "channels", "shift", "stack", "unpool", "recall")
WITH_PASSES = ("slide", "compare", "channels")
LOOKS = [(scene, False) for scene in SCENES] + [(scene, True) for scene in WITH_PASSES]


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use(str)


def narrow(show: Shown, session: Session, scene: str, size: tuple[int, int] = NARROW) -> Stage:
    session.show_scene(scene)
    stage = show(width=size[0], height=size[1])
    stage.setStyleSheet(stylesheet(LIGHT, TEXT))
    stage.set_text_size(TEXT)
    for _ in range(3):
        QApplication.processEvents()
    return stage


def buttons(stage: Stage) -> list[QPushButton]:
    return [button for button in stage.findChildren(QPushButton) if button.isVisible()]


def chips(stage: Stage) -> list[QRect]:
    """Where the chips are, on the canvas."""
    canvas = stage._canvas.viewport()
    found = (button for button in buttons(stage) if button.property("chip"))
    return [QRect(chip.mapTo(canvas, QPoint(0, 0)), chip.size()) for chip in found]


@pytest.mark.parametrize(("scene", "backward"), LOOKS)
@pytest.mark.parametrize("preset", ["worked-example", "photograph"])
@pytest.mark.parametrize("language", languages())
def test_no_title_is_cut(
    show: Shown, session: Session, language: str, preset: str, scene: str, backward: bool
) -> None:
    speak(language)
    session.open_map(by_id(preset).make())
    session.show_scene(scene)
    if backward:
        session.change(backward=True)
    stage = narrow(show, session, scene)
    for heading in stage._scenery._headings._headings:
        assert heading.fits(heading.size), heading.title
        assert heading.size >= 0.65 * SIZE * stage._arrangement.text
    for name, grid in stage._scenery.grids.items():
        assert min(grid.extent().width(), grid.extent().height()) >= 10, name


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("language", languages())
def test_no_button_above_the_stage_is_cut(show: Shown, session: Session, language: str, scene: str) -> None:
    speak(language)
    stage = narrow(show, session, scene)
    for button in buttons(stage):
        if not button.property("chip"):
            letters = button.fontMetrics().horizontalAdvance(button.text())
            assert letters <= button.width(), button.text()
            assert button.fontMetrics().height() <= button.height(), button.text()
            assert stage.rect().contains(QRect(button.mapTo(stage, QPoint(0, 0)), button.size()))


def test_chips_that_crowd_a_line_take_two(show: Shown, session: Session) -> None:
    session.open_map(by_id("photograph").make())
    session.change(backward=True)
    stage = narrow(show, session, "slide")
    found = chips(stage)
    assert len({chip.top() for chip in found}) == 2
    for place, one in enumerate(found):
        assert not any(one.intersects(other) for other in found[place + 1 :])
        for grid in stage._scenery.grids.values():
            assert not grid.extent().intersects(one)
    letters = [button.font().pixelSize() for button in buttons(stage) if button.property("chip")]
    assert min(letters) >= 11
    title = next(h for h in stage._scenery._headings._headings if h.title == "∂L/∂output")
    assert title.y < min(chip.top() for chip in found)


def test_single_buttons_go_to_the_second_line_whole(show: Shown, session: Session) -> None:
    speak("de")
    stage = narrow(show, session, "shift", (360, 432))
    one, other = sorted(chips(stage), key=QRect.top)
    assert one.bottom() < other.top()
    assert one.left() == other.left()


def test_on_a_wide_stage_chips_stand_in_one_line(show: Shown, session: Session) -> None:
    session.change(backward=True)
    stage = narrow(show, session, "slide", (1060, 716))
    assert len({chip.top() for chip in chips(stage)}) == 1


def test_few_words_stand_for_a_title_only_where_it_has_no_room(show: Shown, session: Session) -> None:
    def titles(size: tuple[int, int]) -> list[str]:
        return [h.title for h in narrow(show, session, "compare", size)._scenery._headings._headings]

    session.show_scene("compare")
    session.change(backward=True)
    assert "∂L/∂input, average" in titles((1060, 716))
    few = titles((320, 432))
    assert "Average" in few
    assert "∂L/∂input, average" not in few


def test_letters_of_a_title_get_a_pixel_smaller_until_it_fits(show: Shown, session: Session) -> None:
    stage = narrow(show, session, "unpool", (640, 432))
    for heading in stage._scenery._headings._headings:
        assert text_width(heading.title, heading.size, Weight.DemiBold) <= heading.room
