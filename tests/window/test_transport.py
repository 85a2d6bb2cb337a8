"""The bar under the stage shows where playback stands and moves it, one call a wish."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLayout, QSlider, QToolButton

from poolviz.session.state import SPEEDS
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Spy, move, part


def _slider(window: MainWindow) -> QSlider:
    slider = part(window.parts.transport, QSlider)
    assert isinstance(slider, QSlider)
    return slider


def _click(window: MainWindow, name: str) -> None:
    button = part(window.parts.transport, QAbstractButton, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_buttons(window: MainWindow, spy: Spy) -> None:
    _click(window, "next")
    _click(window, "next")
    assert window.session.state.step == 2
    _click(window, "previous")
    assert window.session.state.step == 1
    _click(window, "first")
    assert window.session.state.step == 0
    played = []
    for _ in range(2):
        _click(window, "play")
        played.append(window.session.state.playing)
    assert played == [True, False]
    assert spy.calls == ["step_by", "step_by", "step_by", "seek", "play_pause", "play_pause"]


def test_play_says_what_it_would_do(window: MainWindow) -> None:
    play = part(window.parts.transport, QToolButton, "play")
    assert play.accessibleName() == "Play"
    window.session.play_pause()
    assert play.accessibleName() == "Pause"


def test_the_slider_follows_without_calling(window: MainWindow, spy: Spy) -> None:
    window.session.seek(3)
    assert spy.calls == ["seek"]
    slider = _slider(window)
    assert (slider.minimum(), slider.maximum(), slider.value()) == (0, 3, 3)
    window.session.choose_preset("photograph")
    assert slider.maximum() == 112 * 112 - 1
    assert slider.value() == 0
    assert spy.calls == ["seek", "choose_preset"]


def test_a_press_on_the_slider_goes_there(window: MainWindow, spy: Spy) -> None:
    slider = _slider(window)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 3, slider.height() // 2))
    assert window.session.state.step == 3
    assert spy.calls == ["seek"]
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 3, slider.height() // 2))
    assert window.session.state.step == 1


def test_dragging_scrubs(window: MainWindow) -> None:
    slider = _slider(window)
    middle = slider.height() // 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(4, middle))
    steps = []
    for x in range(4, slider.width() - 3, 40):
        move(slider, QPoint(x, middle), Qt.MouseButton.LeftButton)
        steps.append(window.session.state.step)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 3, middle))
    assert sorted(set(steps)) == [0, 1, 2, 3]
    assert steps == sorted(steps)


def test_the_place_in_words(window: MainWindow) -> None:
    place = part(window.parts.transport, QLabel, "place")
    assert place.text() == "window 1 of 4"
    window.session.step_by(1)
    assert place.text() == "window 2 of 4"


def test_the_words_never_push_the_slider_while_it_plays(window: MainWindow) -> None:
    window.session.choose_preset("ramp")
    window.session.seek(15)
    layout = part(window.parts.transport, QLayout)
    layout.activate()
    width = _slider(window).width()
    for step in range(16):
        window.session.seek(step)
        layout.activate()
        assert _slider(window).width() == width


def test_every_speed_can_be_chosen(window: MainWindow, spy: Spy) -> None:
    button = part(window.parts.transport, QToolButton, "speed")
    choices = button.menu().actions()
    assert [choice.data() for choice in choices] == list(SPEEDS)
    choices[-1].trigger()
    assert spy.calls == ["set_speed"]
    assert button.text() == "32×"
    button.menu().aboutToShow.emit()
    assert [choice.isChecked() for choice in choices] == [speed == 32.0 for speed in SPEEDS]
