"""Every card leads to a scene that shows what it says, in one undoable call."""

from __future__ import annotations

import pytest

from poolviz.frame.model import Frame
from poolviz.model.cards import Card, cards
from poolviz.model.example import Example
from poolviz.session.session import Session
from tests.session.conftest import Listener, now

CARDS = {card.id: card for card in cards()}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS.keys())
def test_a_card_leads_to_its_scene_and_undo_leads_back(session: Session, card: Card) -> None:
    session.paste("1 2 3; 4 5 6; 7 8 9")
    session.change(window=3)
    session.seek(2)
    before, listener = now(session).document, Listener(session)
    session.show_example(card.example)
    assert listener.taken() == 1
    state = now(session)
    assert state.document.scene == card.example.scene_of(session.scenes)
    assert (state.notice, dict(state.refused), state.playing) == (None, {}, False)
    assert state.document is not before
    session.undo()
    assert now(session).document is before
    session.redo()
    assert now(session).document.scene == state.document.scene


def shown(session: Session, card: str) -> Frame:
    session.show_example(CARDS[card].example)
    return now(session).frame


def numbers(frame: Frame, board: str) -> list[list[float]]:
    found = frame.board(board)
    return [list(row) for row in found.part(0, 0, *found.shape).tolist()]


def test_pooling_by_hand_is_shown_on_the_very_map(session: Session) -> None:
    frame = shown(session, "by-hand")
    rows = [[int(n) for n in line.split()] for line in CARDS["by-hand"].question.splitlines()[:4]]
    assert numbers(frame, "input") == rows


def test_the_lone_pixel_has_moved_by_one_and_its_maximum_has_not(session: Session) -> None:
    shown(session, "shift")
    state = now(session)
    moved = state.timeline.frame(state.step, None)
    at_rest = state.timeline.frame(state.step - 1, None)
    assert state.step - 1 == state.timeline.start
    names = [board.name for board in moved.boards]
    changed = [name for name in names if numbers(moved, name) != numbers(at_rest, name)]
    assert changed
    assert not any(name.startswith("max") for name in changed)


def test_the_gradient_is_shown_backward(session: Session) -> None:
    frame = shown(session, "gradient")
    assert {board.name for board in frame.boards} >= {"input", "output", "upstream", "gradient"}


def test_one_detection_leaves_the_average_thin(session: Session) -> None:
    frame = shown(session, "max")
    assert 2.25 in {number for board in frame.boards for row in numbers(frame, board.name) for number in row}


def test_channels_keep_their_number(session: Session) -> None:
    shown(session, "shape")
    assert now(session).document.map.channels == 8


def test_an_example_may_set_fields_and_begin_anywhere(session: Session) -> None:
    session.show_example(Example(("slide",), "one-peak", settings={"window": 3, "stride": 1}, step=4))
    state = now(session)
    assert state.document.spec.window == 3
    assert state.step == 4


def test_a_step_beyond_the_end_is_the_last_one(session: Session) -> None:
    session.show_example(Example(("slide",), "worked-example", step=99))
    assert now(session).step == now(session).timeline.length - 1
