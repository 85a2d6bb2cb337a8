"""Large letters around the stage leave it its room: what stands over and under it does not grow for ever."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from poolviz.frame import words
from poolviz.frame.languages import languages
from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import TEXT_SIZES
from tests.window.test_words_fit import a_window, closed


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use(str)


def least_cell(window: MainWindow) -> float:
    places = window.stage._arrangement.seen().places
    return min(place.cell_width for place in places.values())


@pytest.mark.parametrize("language", languages())
def test_the_cells_of_an_exercise_can_be_typed_into(qapp: QApplication, language: str) -> None:
    window = a_window(language, TEXT_SIZES[-1])
    window.session.show_scene("recall")
    qapp.processEvents()
    assert least_cell(window) > 40
    closed(window)


def test_what_stands_aside_stands_beside_the_buttons_where_there_is_room(qapp: QApplication) -> None:
    window = a_window("en", TEXT_SIZES[-1])
    window.session.show_scene("recall")
    head = window.stage._head

    def is_beside() -> bool:
        for _ in range(3):
            qapp.processEvents()
        return bool(head._aside.geometry().bottom() > head.bar.geometry().top())

    assert is_beside()
    window.resize(860, 700)
    window.toggle_panel("map")
    assert not is_beside()
    closed(window)


# In these cells numbers of several figures can be read; beside an open panel at least those of one.
@pytest.mark.parametrize(
    ("opened", "backward", "least"),
    [(False, False, 27), (False, True, 26), (True, False, 17), (True, True, 24)],
)
@pytest.mark.parametrize("language", languages())
def test_the_boards_of_compare_can_be_read(
    qapp: QApplication, language: str, opened: bool, backward: bool, least: float
) -> None:
    window = a_window(language, TEXT_SIZES[-1])
    window.session.show_scene("compare")
    window.session.change(backward=backward)
    window.session.seek(1)  # the caption is longer than at the start
    if opened:
        window.toggle_panel("map")
    for _ in range(3):
        qapp.processEvents()
    assert least_cell(window) >= least
    canvas = window.stage._canvas.viewport().rect()
    for grid in window.stage._scenery.grids.values():
        assert canvas.contains(grid.extent().toAlignedRect())
    closed(window)


@pytest.mark.parametrize("language", languages())
def test_half_of_a_low_window_is_left_to_the_stage(qapp: QApplication, language: str) -> None:
    window = a_window(language, TEXT_SIZES[-1])
    window.session.show_scene("compare")
    for backward in (False, True):
        window.session.change(backward=backward)
        qapp.processEvents()
        assert window.stage.height() >= 0.55 * window.height()
    caption = window.findChild(QLabel, "captionText")
    assert caption is not None
    assert 1.5 * 14 < caption.font().pixelSize() < window.appearance.text
    window.resize(1600, 900)
    assert caption.font().pixelSize() == window.appearance.text
    closed(window)


def test_a_hint_stays_away_where_it_would_cost_the_stage_a_line(qapp: QApplication) -> None:
    window = a_window("en", TEXT_SIZES[-1])
    window.session.seek(1)
    window.session.show_scene("compare")
    qapp.processEvents()
    hint = window.findChild(QLabel, "hint")
    assert hint is not None
    assert hint.text()
    assert not hint.isVisible()
    window.resize(2600, 700)
    qapp.processEvents()
    assert hint.isVisible()
    window.resize(1024, 700)
    window.change_text_size(0)
    qapp.processEvents()
    assert hint.isVisible(), "usual letters leave it its room"
    closed(window)


def test_buttons_of_a_low_stage_follow_its_letters_at_every_size(qapp: QApplication) -> None:
    window = a_window("en", TEXT_SIZES[0])
    window.resize(1024, 640)
    window.session.show_scene("recall")
    for _ in TEXT_SIZES:
        window.change_text_size(1)
        qapp.processEvents()
        button = window.stage.findChildren(QPushButton)[0]
        assert button.font().pixelSize() == window.appearance.stage_text(640)
    closed(window)


@pytest.mark.parametrize("language", languages())
def test_the_place_in_words_never_takes_a_third_line(qapp: QApplication, language: str) -> None:
    window = a_window(language, TEXT_SIZES[-1])
    place = window.findChild(QLabel, "place")
    assert place is not None
    for scene in window.session.scenes:
        window.session.show_scene(scene)
        for step in range(min(window.session.state.timeline.length, 8)):
            window.session.seek(step)
            qapp.processEvents()
            assert place.heightForWidth(place.width()) <= 2.1 * place.fontMetrics().height(), place.text()
    closed(window)


def test_letters_on_the_stage_grow_with_the_window(qapp: QApplication) -> None:
    window = a_window("en", TEXT_SIZES[-1])
    window.resize(1600, 900)
    for scene in ("slide", "channels", "shift"):
        window.session.show_scene(scene)
        qapp.processEvents()
        assert window.stage._arrangement.text >= 1.75 * 14
    closed(window)


@pytest.mark.parametrize(("size", "least"), [((1024, 700), 11.5), ((1600, 900), 16.7)])
@pytest.mark.parametrize("language", languages())
def test_the_table_of_stack_has_all_its_rows_in_letters_as_large_as_they_allow(
    qapp: QApplication, language: str, size: tuple[int, int], least: float
) -> None:
    window = a_window(language, TEXT_SIZES[-1])
    window.resize(*size)
    window.session.show_scene("stack")
    for _ in range(3):
        qapp.processEvents()
    plan = window.stage._scenery.plans["layers"]
    assert plan.count == len(plan.table.rows) > 6
    assert plan.scale >= least
    said = {placed.line.text for placed in window.stage._scenery._lines}
    assert len(said) >= 11, "what a cell sees, and the names of the maps"
    closed(window)
