from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.model.scene import Gesture
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.session.state import Notice, State


@pytest.fixture
def session() -> Session:
    return new_session(Jobs(inline=True))


class Listener:
    def __init__(self, session: Session) -> None:
        self.states: list[State] = []
        session.subscribe(self.states.append)

    def taken(self) -> int:
        count = len(self.states)
        self.states.clear()
        return count


def test_it_opens_on_the_worked_example_with_its_first_window_answered(session: Session) -> None:
    state = session.state
    assert state.title == "Worked example"
    assert state.frame.formula_text == "max(1, 1, 5, 6) = 6"
    assert state.frame.place == "window 1 of 4"
    assert (state.undo_label, state.redo_label, state.unsaved) == ("", "", False)


def test_a_changed_field_is_one_undo_step_with_a_title(session: Session) -> None:
    session.change(window=(3, 3))
    assert session.state.document.spec.window == (3, 3)
    assert session.state.undo_label == "window 3 × 3"
    assert session.state.unsaved
    session.undo()
    assert session.state.document.spec.window == 2
    assert session.state.redo_label == "window 3 × 3"
    session.redo()
    assert session.state.document.spec.window == (3, 3)


def test_the_same_field_again_joins_the_step_and_another_does_not(session: Session) -> None:
    session.change(window=3)
    session.change(window=4)
    session.change(stride=1)
    session.undo()
    assert session.state.document.spec.window == 4
    session.undo()
    assert session.state.document.spec.window == 2
    session.undo()  # nothing left: nothing happens


def test_a_refused_value_stays_typed_and_the_stage_keeps_its_picture(session: Session) -> None:
    before = session.state
    session.change(window=9)
    refused = session.state.refused["window"]
    assert refused.typed == 9
    assert "window of 9" in refused.sentence
    assert session.state.document is before.document
    assert session.state.frame is before.frame
    assert session.state.undo_label == ""


def test_the_next_change_tries_refused_values_too(session: Session) -> None:
    session.change(padding=2)
    assert "padding" in session.state.refused  # a window of 2 takes a padding of 1 at most
    session.change(window=3)
    assert not session.state.refused
    assert (session.state.document.spec.window, session.state.document.spec.padding) == (3, 2)


def test_a_change_goes_through_alone_while_another_stays_refused(session: Session) -> None:
    session.change(window=9)
    session.change(stride=1)
    assert session.state.document.spec.stride == 1
    assert session.state.refused["window"].typed == 9
    session.change(window=3)
    assert not session.state.refused


def test_refusals_can_be_given_up(session: Session) -> None:
    session.change(window=9)
    session.change(dilation=0)
    session.give_up("window")
    assert set(session.state.refused) == {"dilation"}
    session.give_up()
    assert not session.state.refused
    listener = Listener(session)
    session.give_up()
    assert listener.taken() == 0


def test_the_pass_is_no_undo_step_but_undo_shows_where_the_edit_was(session: Session) -> None:
    session.change(backward=True)
    assert session.state.undo_label == ""
    assert session.state.frame.has("gradient")
    session.gesture(Gesture("set", Cell("upstream", 0, 0), 5))
    session.change(backward=False)
    session.undo()
    assert session.state.frame.has("gradient")
    assert session.state.frame.board("upstream").value(0, 0) == 1


def test_an_unknown_field_is_a_programmer_s_mistake(session: Session) -> None:
    with pytest.raises(KeyError):
        session.change(colour="red")


def test_the_whole_map_and_back(session: Session) -> None:
    session.change(whole_map=True)
    assert session.state.frame.formula_text.endswith("= 8")
    assert session.state.frame.place == "window 1 of 1"
    assert session.state.undo_label == "whole map on"
    session.change(whole_map=False)
    assert session.state.frame.place == "window 1 of 4"


def test_a_rule_for_padding_takes_the_place_of_numbers(session: Session) -> None:
    session.change(padding_rule="same", stride=1)
    assert session.state.document.output_size == (4, 4)
    session.change(padding_rule="numbers")
    assert session.state.document.spec.padding == 0


def test_another_map_keeps_the_settings_and_answers_window_one(session: Session) -> None:
    session.change(stride=1)
    session.seek(3)
    session.pin(Cell("input", 3, 3))
    session.paste("9 8\n7 6")
    assert session.state.document.map.size == (2, 2)
    assert session.state.document.spec.stride == 1
    assert (session.state.step, session.state.focus, session.state.pinned) == (0, None, False)
    assert session.state.undo_label == "paste"
    session.undo()
    assert session.state.title == "Worked example"


def test_a_window_too_large_for_a_new_map_is_not_clamped_in_silence(session: Session) -> None:
    session.change(window=4)
    session.paste("1 2\n3 4")
    assert session.state.document.output_size == (1, 1)
    assert session.state.refused["window"].typed == 4
    assert "does not fit" in session.state.refused["window"].sentence


def test_text_that_is_no_matrix_becomes_a_notice_and_changes_nothing(session: Session) -> None:
    before = session.state.document
    session.paste("hello\nworld")
    assert session.state.document is before
    notice = session.state.notice
    assert notice is not None
    assert notice.kind == "warning"
    session.dismiss()
    assert session.state.notice is None


def test_a_file_is_opened_with_its_notes(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "rows.npy"
    np.save(path, np.arange(12.0).reshape(3, 4))
    session.open_path(str(path))
    assert session.state.document.map.size == (3, 4)
    assert session.state.title == "rows.npy"
    assert session.state.busy == ""


def test_a_vanished_file_leaves_everything_and_says_so(session: Session, tmp_path: Path) -> None:
    before = session.state.document
    session.open_path(str(tmp_path / "gone.npy"))
    assert session.state.document is before
    assert session.state.notice is not None
    assert "gone.npy" in session.state.notice.text


def test_a_job_s_own_mistake_is_not_swallowed(session: Session) -> None:
    def work(_: object) -> None:
        raise ZeroDivisionError("ours")

    with pytest.raises(ZeroDivisionError, match="ours"):
        session.run("Working", work, lambda _: None, session._failed)


def test_a_job_makes_time_matter_and_comes_back_when_time_goes_by() -> None:
    session = new_session()
    listener = Listener(session)
    got: list[int] = []

    def done(result: int) -> None:
        got.append(result)
        session.notify(Notice("done"))

    session.run("Counting", lambda _: 3, done, session._failed)
    assert session.state.busy == "Counting"
    assert session.active
    listener.taken()
    while not got:
        session.advance(0.001)
    assert listener.taken() == 1
    assert session.state.busy == ""
    assert not session.active
    session.close()


def test_resizing_crops_and_fills_and_refuses_what_cannot_be(session: Session) -> None:
    session.resize(2, 5)
    assert session.state.document.map.values.tolist() == [[[1, 1, 2, 4, 0], [5, 6, 7, 8, 0]]]
    assert session.state.undo_label == "size 2 × 5"
    session.resize(0, 5)
    assert session.state.refused["size"].typed == (0, 5)
    assert session.state.document.map.size == (2, 5)


def test_typing_into_a_cell(session: Session) -> None:
    session.edit_at(Cell("input", 0, 1))
    assert session.state.editing == Cell("input", 0, 1)
    assert session.type_number("7,5")
    assert session.state.document.map.value(0, 0, 1) == 7.5
    assert session.state.frame.formula_text == "max(1, 7.5, 5, 6) = 7.5"
    assert not session.type_number("seven")
    assert session.state.notice is not None
    assert session.state.document.map.value(0, 0, 1) == 7.5
    session.edit_at(None)
    assert not session.type_number("3")


def test_only_boards_that_can_be_changed_take_what_is_typed(session: Session) -> None:
    session.edit_at(Cell("output", 0, 0))
    assert session.state.editing is None
    before = session.state
    session.gesture(Gesture("set", Cell("output", 0, 0), 3))
    assert session.state is before


def test_a_stroke_is_one_undo_step_and_the_next_another(session: Session) -> None:
    session.set_pen(tool="brush", value=9, size=1)
    for start, end in (((0, 0), (0, 1)), ((0, 1), (0, 2))):
        session.gesture(Gesture("draw", Cell("input", *end), 9, Cell("input", *start)))
    session.end_stroke()
    session.gesture(Gesture("draw", Cell("input", 3, 3), 9))
    session.undo()
    assert session.state.document.map.values[0, 0].tolist() == [9, 9, 9, 4]
    session.undo()
    assert session.state.document.map.values[0, 0].tolist() == [1, 1, 2, 4]


def test_nudging_counts_from_what_stands_there(session: Session) -> None:
    session.change(backward=True)
    session.gesture(Gesture("nudge", Cell("upstream", 0, 1), -1))
    session.gesture(Gesture("nudge", Cell("upstream", 0, 1), -1))
    assert session.state.frame.board("upstream").value(0, 1) == 0
    session.gesture(Gesture("nudge", Cell("input", 0, 0), 1))
    assert session.state.document.map.value(0, 0, 0) == 2


def test_the_upstream_gradient_takes_patterns(session: Session) -> None:
    session.change(backward=True)
    session.seek(2)
    session.change(upstream="only")
    assert session.state.frame.board("upstream").part(0, 0, 2, 2).tolist() == [[0, 0], [1, 0]]
    session.change(upstream="random")
    first = session.state.document.upstream.values((2, 2))
    session.change(upstream="random")
    assert session.state.document.upstream.values((2, 2)).tolist() != first.tolist()


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


def test_the_magnifier_stands_for_the_map(session: Session) -> None:
    session.choose_preset("photograph")
    magnifier = session.state.frame.board("magnifier")
    session.seek(56 * 112 + 56)
    magnifier = session.state.frame.board("magnifier")
    row, column = magnifier.origin
    session.hover(Cell("magnifier", 1, 1))
    assert session.state.focus == Cell("input", row + 1, column + 1)
    session.gesture(Gesture("set", Cell("magnifier", 1, 1), 3))
    assert session.state.document.map.value(0, row + 1, column + 1) == 3


def test_pool_again_makes_the_output_the_input(session: Session) -> None:
    session.act("pool_again")
    assert session.state.document.map.values.tolist() == [[[6, 8], [3, 4]]]
    assert session.state.undo_label == "pool again"
    session.act("pool_again")  # one number would be left, in which a window of 2 does not fit
    assert session.state.document.map.values.tolist() == [[[6, 8], [3, 4]]]
    assert session.state.notice is not None
    session.undo()
    assert session.state.title == "Worked example"


def test_channels(session: Session) -> None:
    session.open_map(Map.from_array(np.arange(8).reshape(2, 2, 2)))
    session.change(channel=1)
    assert session.state.frame.formula_text == "max(4, 5, 6, 7) = 7"
    assert session.state.undo_label.startswith("open")
    session.change(channel=2)
    assert "this map has 2" in session.state.refused["channel"].sentence


def test_an_ended_subscription_hears_nothing(session: Session) -> None:
    heard: list[State] = []
    end = session.subscribe(heard.append)
    end()
    session.seek(1)
    assert heard == []


WISHES = st.one_of(
    st.tuples(st.just("change"), st.fixed_dictionaries({"window": st.integers(0, 6)})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"stride": st.integers(0, 4)})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"padding": st.integers(0, 3)})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"mode": st.sampled_from(["max", "average"])})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"backward": st.booleans()})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"whole_map": st.booleans()})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"coverage": st.booleans()})),
    st.tuples(st.just("seek"), st.integers(-2, 20)),
    st.tuples(st.just("advance"), st.floats(0, 3)),
    st.tuples(st.just("paste"), st.sampled_from(["1 2\n3 4", "5", "1 2 3; 4 5 6; 7 8 9", "x"])),
    st.tuples(st.just("choose_preset"), st.sampled_from(["one-peak", "blob", "worked-example"])),
    st.tuples(st.just("hover"), st.sampled_from([None, Cell("input", 0, 0), Cell("output", 0, 0)])),
    st.tuples(st.sampled_from(["undo", "redo", "play_pause", "give_up", "dismiss", "end_stroke", "unpin"])),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WISHES, max_size=12))
def test_one_call_publishes_once_or_not_at_all(wishes: list[tuple[object, ...]]) -> None:
    session = new_session(Jobs(inline=True))
    listener = Listener(session)
    for name, *arguments in wishes:
        method = getattr(session, str(name))
        if arguments and isinstance(arguments[0], dict):
            method(**arguments[0])
        else:
            method(*arguments)
        assert listener.taken() <= 1
        state = session.state
        assert 0 <= state.step < state.timeline.length
        assert state.frame.board("output").shape == state.document.output_size


@settings(max_examples=60, deadline=None)
@given(st.lists(WISHES, max_size=10))
def test_undoing_everything_ends_at_the_start(wishes: list[tuple[object, ...]]) -> None:
    session = new_session(Jobs(inline=True))
    spec, map_ = session.state.document.spec, session.state.document.map
    for name, *arguments in wishes:
        method = getattr(session, str(name))
        if arguments and isinstance(arguments[0], dict):
            method(**arguments[0])
        else:
            method(*arguments)
    while session.state.undo_label:
        session.undo()
    assert session.state.document.spec == spec
    assert session.state.document.map is map_
