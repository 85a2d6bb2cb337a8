"""Ask the room: every next step is a question first, and the next press answers it."""

from __future__ import annotations

import pytest

from poolviz.frame.asking import veiled
from poolviz.frame.model import Cell, Frame
from poolviz.session.session import Session
from tests.session.conftest import Listener, now


def test_a_step_is_asked_and_the_next_press_answers_it(session: Session) -> None:
    session.ask()
    assert now(session).asking
    assert now(session).frame.formula_text == "max(1, 1, 5, 6) = 6"  # this one is answered already
    session.step_by(1)
    shown = now(session).frame
    assert now(session).step == 1
    assert shown.formula_text == "max(2, 4, 7, 8) = ?"
    assert shown.board("output").value(0, 1) is None
    assert not list(shown.marked("input", "winner"))
    assert not shown.links
    assert [run.text for run in shown.formula if run.role == "winner"] == ["?"]
    assert shown.caption.text == "What comes out of this window?"
    assert shown.caption.lead == "Your turn"
    session.step_by(1)
    assert now(session).step == 1
    assert now(session).frame.formula_text == "max(2, 4, 7, 8) = 8"
    session.step_by(1)
    assert now(session).step == 2
    assert now(session).frame.formula_text.endswith("?")


def test_the_backward_pass_does_not_say_where_the_gradient_goes(session: Session) -> None:
    session.change(backward=True)
    session.ask()
    session.step_by(1)
    shown = now(session).frame
    assert shown.formula_text == "?"
    assert shown.board("gradient").value(1, 3) is None
    assert shown.board("gradient").value(0, 2) is None  # all of the window, not only the winner
    assert shown.board("output").notes is None
    assert "Routed so far" not in [fact.label for fact in shown.facts]
    assert shown.caption.text == "Where does +2 go, and how much of it?"


def test_a_rounded_answer_is_not_told_by_its_sign(session: Session) -> None:
    session.paste("1 0 0\n0 0 0\n0 0 0")
    session.change(mode="average", window=1, stride=1)
    session.change(window=3)
    session.ask()
    shown = veiled(now(session).frame)
    assert shown.formula_text == "(1 + 0 + 0 + 0 + 0 + 0 + 0 + 0 + 0) / 9 = ?"


def test_going_back_leaving_and_playing_show_the_answer(session: Session) -> None:
    session.ask()
    session.step_by(1)
    session.step_by(-1)
    assert not now(session).veiled
    session.step_by(1)
    assert now(session).veiled
    session.ask()
    assert (now(session).asking, now(session).veiled) == (False, False)
    session.ask()
    session.step_by(1)
    session.play_pause()
    assert not now(session).veiled


def test_time_and_speed_do_not_give_it_away(session: Session) -> None:
    session.ask()
    session.step_by(1)
    listener = Listener(session)
    session.advance(5.0)
    assert listener.taken() == 0
    session.faster()
    assert now(session).veiled
    session.hover(Cell("output", 0, 0))
    assert now(session).frame.formula_text.endswith("?")
    session.change(window=(1, 2))
    assert now(session).veiled
    assert now(session).frame.formula_text.endswith("?")


def test_at_the_end_nothing_is_asked_again(session: Session) -> None:
    session.ask()
    session.seek(3)
    session.step_by(1)
    assert not now(session).veiled


def test_a_frame_that_asks_nothing_stays_as_it_is() -> None:
    frame = Frame((), ())
    assert veiled(frame) is frame


@pytest.mark.parametrize("row", [0, 1])
def test_other_cells_keep_their_numbers(session: Session, row: int) -> None:
    session.seek(1)
    shown = veiled(now(session).frame)
    assert shown.board("input").value(row, 0) == now(session).frame.board("input").value(row, 0)


def test_where_nothing_is_asked_every_press_goes_on(session: Session) -> None:
    session.ask()
    session.show_scene("shift")
    assert not now(session).timeline.asks
    before = now(session).step
    session.step_by(1)
    session.step_by(1)
    assert (now(session).step, now(session).veiled) == (before + 2, False)
