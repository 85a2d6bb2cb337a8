"""Answers in a session: typed, cleared, picked, checked; played when wrong, and no matter of undo."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.display_controls import DISPLAY
from poolviz.model.scene import Gesture
from poolviz.scenes.recall.parameters import RecallParameters
from poolviz.session.session import Session
from tests.session.conftest import Listener, now

FIRST, SECOND = Cell("answer", 0, 0), Cell("answer", 0, 1)


@pytest.fixture
def recall(session: Session) -> Session:
    session.show_scene("recall")
    return session


def own(session: Session) -> RecallParameters:
    parameters = now(session).document.parameters["recall"]
    assert isinstance(parameters, RecallParameters)
    return parameters


def fill(session: Session, number: float) -> None:
    """The same number in every blank."""
    rows, columns = now(session).frame.board("answer").shape
    for row in range(rows):
        for column in range(columns):
            session.gesture(Gesture("set", Cell("answer", row, column), number))


def test_a_number_is_typed_into_a_blank_and_cleared_again(recall: Session) -> None:
    listener = Listener(recall)
    recall.edit_at(FIRST)
    assert (listener.taken(), now(recall).editing, own(recall).cursor) == (1, FIRST, FIRST)
    assert recall.type_number("7")
    assert now(recall).frame.board("answer").value(0, 0) == 7
    recall.edit_at(SECOND)
    recall.edit_at(FIRST)
    assert recall.type_number("  ")
    assert now(recall).frame.board("answer").value(0, 0) is None
    assert not recall.type_number("seven")
    recall.edit_at(None)
    assert now(recall).editing is None
    assert not recall.type_number("")
    recall.edit_at(Cell("input", 0, 0))
    assert now(recall).editing is None, "what is given is not typed into"


def test_the_cell_cursor_goes_along(recall: Session) -> None:
    recall.place_cursor(FIRST)
    recall.edit_at(SECOND)
    cursor = now(recall).cursor
    assert cursor is not None
    assert cursor.cell == SECOND


def test_a_wrong_answer_is_played_at_once_and_once(recall: Session) -> None:
    fill(recall, 1)
    recall.edit_at(FIRST)
    listener = Listener(recall)
    recall.act("check")
    assert listener.taken() == 1
    state = now(recall)
    assert (state.playing, state.step, state.editing) == (True, 0, None)
    assert state.frame.caption.lead == "Look"
    recall.advance(1.0)
    assert now(recall).step == 1
    recall.set_pen(value=3)
    recall.change(**{f"{DISPLAY}colours": "viridis"})
    assert (now(recall).step, now(recall).playing) == (1, True), "the same story goes on"
    recall.act("next")
    assert (now(recall).step, now(recall).timeline.length) == (0, 1)


def test_practice_is_no_edit(recall: Session) -> None:
    fill(recall, 1)
    recall.act("check")
    recall.act("next")
    recall.change(kind="size")
    assert (now(recall).undo_label, now(recall).unsaved) == ("", False)


def test_undo_leaves_the_exercise_as_it_stands_and_brings_the_map_back(session: Session) -> None:
    before = now(session).document.map
    session.gesture(Gesture("set", Cell("input", 0, 0), 99.0))
    edited = now(session).document.map
    session.show_scene("recall")
    session.change(seed=5)
    fill(session, 2)
    session.act("check")
    session.undo()
    assert now(session).document.map is before
    assert (own(session).seed, own(session).checked) == (5, True)
    session.redo()
    assert now(session).document.map is edited
    assert own(session).checked


def test_a_change_of_the_pooling_is_an_edit_in_recall_too(recall: Session) -> None:
    recall.open_map(by_id("one-peak").make())
    assert now(recall).undo_label
    recall.undo()
    assert now(recall).document.map.name == by_id("worked-example").make().name


def test_asking_on_my_map_changes_neither_map_nor_history(recall: Session) -> None:
    before = now(recall).document
    recall.change(own_map=True)
    fill(recall, 3)
    recall.act("check")
    recall.act("next")
    after = now(recall).document
    assert (after.map, after.spec, after.upstream) == (before.map, before.spec, before.upstream)
    assert now(recall).undo_label == ""


def test_what_is_incomplete_is_told_and_stays(recall: Session) -> None:
    recall.gesture(Gesture("set", FIRST, 4.0))
    recall.act("check")
    notice = now(recall).notice
    assert notice is not None
    assert notice.text.startswith("Fill in every cell first")
    assert now(recall).frame.board("answer").value(0, 0) == 4
    fill(recall, 1)
    recall.act("check")
    assert now(recall).notice is None


@pytest.mark.parametrize(
    "go_on",
    [
        lambda session: session.gesture(Gesture("set", SECOND, 1.0)),
        lambda session: session.change(kind="size"),
        lambda session: session.show_scene("slide"),
    ],
    ids=["another answer", "another kind", "another scene"],
)
def test_what_was_incomplete_is_told_of_that_alone(recall: Session, go_on: Callable[[Session], None]) -> None:
    recall.act("check")
    assert now(recall).notice is not None
    go_on(recall)
    assert now(recall).notice is None


def test_a_seed_that_cannot_be_is_refused_with_a_sentence(recall: Session) -> None:
    recall.change(seed=100_000)
    assert "seed" in now(recall).refused
    assert own_seed(recall) == 20461


def own_seed(session: Session) -> int:
    seed = next(control for control in now(session).controls if control.field == "seed")
    return seed.value  # type: ignore[union-attr, return-value]


def test_a_pick_is_one_call(recall: Session) -> None:
    recall.change(kind="winner")
    listener = Listener(recall)
    recall.pick_answer(Cell("input", 1, 1))
    assert listener.taken() == 1
    assert "picked" in now(recall).frame.roles("input", 1, 1)


def test_keys_of_a_scene_have_a_meaning_only_where_they_do_something(session: Session) -> None:
    assert session.action_of("h") == ""
    session.show_scene("recall")
    assert [session.action_of(key) for key in ("h", "H", "n", "7", "", "Space")] == [
        "hint",
        "hint",
        *[""] * 4,
    ]
    session.change(kind="winner")
    assert session.action_of("Space") == "pick"
    session.press_space()
    assert "picked" in now(session).frame.roles("input", 0, 0)
    session.show_scene("slide")
    session.press_space()
    assert now(session).playing


def test_an_answer_counts_once(recall: Session) -> None:
    fill(recall, 1)
    recall.act("check")
    assert now(recall).progress.of("values").asked == 1
    assert not now(recall).progress.of("values").right
    assert "0 of 1" in [fact.value for fact in now(recall).frame.facts]


def test_on_a_large_map_an_answer_is_checked_at_once(recall: Session) -> None:
    recall.open_map(Map.from_array(np.arange(1_000_000.0).reshape(1000, 1000) % 7))
    recall.change(own_map=True)
    fill(recall, 1)
    listener = Listener(recall)
    recall.act("check")
    assert listener.taken() == 1
    assert own(recall).checked
