from __future__ import annotations

from poolviz.frame.model import Cell
from poolviz.session.session import Session
from poolviz.session.state import State
from tests.session.conftest import Listener


def test_hovering_pinning_and_letting_go(session: Session) -> None:
    listener = Listener(session)
    session.hover(Cell("output", 1, 1))
    assert session.state.frame.formula_text == "max(1, 0, 3, 4) = 4"
    assert session.state.step == 0
    session.hover(Cell("output", 1, 1))
    assert listener.taken() == 1
    session.pin(Cell("output", 1, 1))
    session.hover(None)
    assert session.state.frame.formula_text == "max(1, 0, 3, 4) = 4"
    session.unpin()
    assert session.state.frame.formula_text == "max(1, 1, 5, 6) = 6"
    listener.taken()
    session.unpin()
    assert listener.taken() == 0


def test_nothing_is_hovered_while_it_plays(session: Session) -> None:
    session.play_pause()
    assert session.active
    session.hover(Cell("output", 1, 1))
    assert session.state.focus is None
    session.advance(1.0)
    assert session.state.step == 1
    session.pause()
    assert not session.active


def test_stepping_lets_a_pinned_cell_go(session: Session) -> None:
    session.pin(Cell("output", 1, 1))
    session.step_by(1)
    assert (session.state.step, session.state.pinned, session.state.focus) == (1, False, None)
    session.step_by(-5)
    assert session.state.step == 0


def test_speed(session: Session) -> None:
    session.faster()
    assert session.state.speed == 2.0
    session.faster(-1)
    session.set_speed(0.5)
    assert session.state.speed == 0.5


def test_a_cell_that_is_gone_is_no_longer_edited_or_pinned(session: Session) -> None:
    session.edit_at(Cell("input", 3, 3))
    session.resize(2, 2)
    assert session.state.editing is None
    session.undo()
    session.pin(Cell("output", 1, 1))
    session.change(whole_map=True)
    assert (session.state.focus, session.state.pinned) == (None, False)


def test_an_ended_subscription_hears_nothing(session: Session) -> None:
    heard: list[State] = []
    end = session.subscribe(heard.append)
    end()
    session.seek(1)
    assert heard == []


def test_a_word_may_point_to_a_board_that_is_not_on_the_stage(session: Session) -> None:
    session.hover(Cell("output", 0, 0))
    session.hover(Cell("gradient", 0, 0))
    assert session.state.focus is None
