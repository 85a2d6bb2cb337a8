"""One bar says what just happened; what went wrong comes before it, and goes when it was read."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from poolviz.session.state import Notice
from poolviz.window.main_window import MainWindow
from tests.window.conftest import Spy, part


def test_it_welcomes_and_then_tells_the_steps(window: MainWindow) -> None:
    caption = window.parts.caption
    assert caption.text == "Start: Press Space to slide. Click a number and type your own. G: backward."
    window.session.step_by(1)
    said = window.session.state.frame.caption
    assert caption.text == f"{said.lead}: {said.text}"
    assert caption.hint == "Click a number and type your own. G: backward."
    window.session.seek(3)
    assert caption.hint == "Now send a gradient back: G"
    window.session.change(backward=True)
    assert "G" not in caption.hint


def test_a_warning_is_told_by_word_and_sign_and_can_be_closed(window: MainWindow, spy: Spy) -> None:
    close = part(window.parts.caption, QToolButton, "dismiss")
    assert not close.isVisible()
    window.session.paste("one two")
    notice = window.session.state.notice
    assert notice is not None
    assert notice.kind == "warning"
    assert window.parts.caption.text == f"Warning: {notice.text}"
    signs = [
        label
        for label in window.parts.caption.findChildren(QLabel)
        if label.isVisible() and _has_picture(label)
    ]
    assert len(signs) == 1
    spy.clear()
    close.click()
    assert spy.calls == ["dismiss"]
    assert not window.parts.caption.text.startswith("Warning")
    assert not close.isVisible()


def _has_picture(label: QLabel) -> bool:
    return not label.pixmap().isNull()


def test_a_note_is_no_warning(window: MainWindow) -> None:
    window.session.notify(Notice("The picture was made smaller."))
    assert window.parts.caption.text == "Note: The picture was made smaller."
    assert not any(
        _has_picture(label) and label.isVisible() for label in window.parts.caption.findChildren(QLabel)
    )


def test_signs_in_a_text_are_no_markup(window: MainWindow) -> None:
    window.session.notify(Notice("<b>a & b</b>"))
    assert window.parts.caption.text == "Note: <b>a & b</b>"
    shown = part(window.parts.caption, QLabel, "captionText").text()
    assert "&lt;b&gt;a &amp; b" in shown


def test_long_sentences_wrap_and_are_not_cut_off(qtbot: QtBot, window: MainWindow) -> None:
    window.session.notify(Notice("A sentence that goes on and on. " * 12, "warning"))
    window.resize(1024, 700)
    text = part(window.parts.caption, QLabel, "captionText")
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()))
    assert text.height() > 2 * text.fontMetrics().height()


def test_the_groups_of_a_number_stay_together(window: MainWindow) -> None:
    window.session.choose_preset("photograph")
    window.session.show_scene("compare")
    window.session.change(window=(64, 64), backward=True)
    caption = window.parts.caption
    assert "4\u202f096" in caption.text
    shown = part(caption, QLabel, "captionText").text()
    assert "4\u00a0096" in shown  # rich text would break the line at a narrow space
    assert "\u202f" not in shown
