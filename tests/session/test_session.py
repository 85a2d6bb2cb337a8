from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.model.controls import ActionControl
from poolviz.model.scene import Gesture
from poolviz.session.session import Session
from tests.session.conftest import Listener, now


def test_it_opens_on_the_worked_example_with_its_first_window_answered(session: Session) -> None:
    state = session.state
    assert state.title == "Worked example"
    assert state.frame.formula_text == "max(1, 1, 5, 6) = 6"
    assert state.frame.place == "window 1 of 4"
    assert (state.undo_label, state.redo_label, state.unsaved) == ("", "", False)


def test_a_changed_field_is_one_undo_step_with_a_title(session: Session) -> None:
    session.change(window=(3, 3))
    assert now(session).document.spec.window == (3, 3)
    assert now(session).undo_label == "window 3 × 3"
    assert now(session).unsaved
    session.undo()
    assert now(session).document.spec.window == 2
    assert now(session).redo_label == "window 3 × 3"
    session.redo()
    assert now(session).document.spec.window == (3, 3)


def test_the_same_field_again_joins_the_step_and_another_does_not(session: Session) -> None:
    session.change(window=3)
    session.change(window=4)
    session.change(stride=1)
    session.undo()
    assert now(session).document.spec.window == 4
    session.undo()
    assert now(session).document.spec.window == 2
    session.undo()  # nothing left: nothing happens


def test_a_refused_value_stays_typed_and_the_stage_keeps_its_picture(session: Session) -> None:
    before = session.state
    session.change(window=9)
    refused = now(session).refused["window"]
    assert refused.typed == 9
    assert "window of 9" in refused.sentence
    assert now(session).document is before.document
    assert now(session).frame is before.frame
    assert now(session).undo_label == ""


def test_the_next_change_tries_refused_values_too(session: Session) -> None:
    session.change(padding=2)
    assert "padding" in now(session).refused  # a window of 2 takes a padding of 1 at most
    session.change(window=3)
    assert not now(session).refused
    assert (now(session).document.spec.window, now(session).document.spec.padding) == (3, 2)


def test_a_change_goes_through_alone_while_another_stays_refused(session: Session) -> None:
    session.change(window=9)
    session.change(stride=1)
    assert now(session).document.spec.stride == 1
    assert now(session).refused["window"].typed == 9
    session.change(window=3)
    assert not now(session).refused


def test_refusals_can_be_given_up(session: Session) -> None:
    session.change(window=9)
    session.change(dilation=0)
    session.give_up("window")
    assert set(now(session).refused) == {"dilation"}
    session.give_up()
    assert not now(session).refused
    listener = Listener(session)
    session.give_up()
    assert listener.taken() == 0


def test_the_pass_is_no_undo_step_but_undo_shows_where_the_edit_was(session: Session) -> None:
    session.change(backward=True)
    assert now(session).undo_label == ""
    assert now(session).frame.has("gradient")
    session.gesture(Gesture("set", Cell("upstream", 0, 0), 5))
    session.change(backward=False)
    session.undo()
    assert now(session).frame.has("gradient")
    assert now(session).frame.board("upstream").value(0, 0) == 1


def test_an_unknown_field_is_a_programmer_s_mistake(session: Session) -> None:
    with pytest.raises(KeyError):
        session.change(colour="red")


def test_the_whole_map_and_back(session: Session) -> None:
    session.change(whole_map=True)
    assert now(session).frame.formula_text.endswith("= 8")
    assert now(session).frame.place == "window 1 of 1"
    assert now(session).undo_label == "whole map on"
    session.change(whole_map=False)
    assert now(session).frame.place == "window 1 of 4"


def test_a_rule_for_padding_takes_the_place_of_numbers(session: Session) -> None:
    session.change(padding_rule="same", stride=1)
    assert now(session).document.output_size == (4, 4)
    session.change(padding_rule="numbers")
    assert now(session).document.spec.padding == 0


def test_typing_into_a_cell(session: Session) -> None:
    session.edit_at(Cell("input", 0, 1))
    assert now(session).editing == Cell("input", 0, 1)
    assert session.type_number("7,5")
    assert now(session).document.map.value(0, 0, 1) == 7.5
    assert now(session).frame.formula_text == "max(1, 7.5, 5, 6) = 7.5"
    assert not session.type_number("seven")
    assert now(session).notice is not None
    assert now(session).document.map.value(0, 0, 1) == 7.5
    session.edit_at(None)
    assert not session.type_number("3")


@pytest.mark.parametrize("text", ["1e309", "−1e400", "9" * 350])
def test_a_number_beyond_all_others_does_not_become_infinite(session: Session, text: str) -> None:
    session.edit_at(Cell("input", 0, 1))
    assert not session.type_number(text)
    notice = now(session).notice
    assert notice is not None
    assert "too large for a number" in notice.text
    assert now(session).document.map.value(0, 0, 1) == 1
    assert session.type_number("inf")
    assert now(session).document.map.value(0, 0, 1) == np.inf


def test_only_boards_that_can_be_changed_take_what_is_typed(session: Session) -> None:
    session.edit_at(Cell("output", 0, 0))
    assert now(session).editing is None
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
    assert now(session).document.map.values[0, 0].tolist() == [9, 9, 9, 4]
    session.undo()
    assert now(session).document.map.values[0, 0].tolist() == [1, 1, 2, 4]


def test_nudging_counts_from_what_stands_there(session: Session) -> None:
    session.change(backward=True)
    session.gesture(Gesture("nudge", Cell("upstream", 0, 1), -1))
    session.gesture(Gesture("nudge", Cell("upstream", 0, 1), -1))
    assert now(session).frame.board("upstream").value(0, 1) == 0
    session.gesture(Gesture("nudge", Cell("input", 0, 0), 1))
    assert now(session).document.map.value(0, 0, 0) == 2


def test_the_upstream_gradient_takes_patterns(session: Session) -> None:
    session.change(backward=True)
    session.seek(2)
    session.change(upstream="only")
    assert now(session).frame.board("upstream").part(0, 0, 2, 2).tolist() == [[0, 0], [1, 0]]
    session.change(upstream="random")
    first = now(session).document.upstream.values((2, 2))
    session.change(upstream="random")
    assert now(session).document.upstream.values((2, 2)).tolist() != first.tolist()


def test_a_fixed_output_size_and_back(session: Session) -> None:
    session.change(fixed_output=True)
    assert now(session).document.spec.adaptive == (2, 2)
    session.change(adaptive=(3, 3))
    assert now(session).document.output_size == (3, 3)
    session.change(whole_map=True)
    assert now(session).document.output_size == (1, 1)
    session.change(fixed_output=True)
    assert now(session).document.spec.adaptive == (1, 1)
    session.change(fixed_output=False)
    assert now(session).document.output_size == (2, 2)


def test_an_own_divisor_and_back(session: Session) -> None:
    session.change(mode="average", own_divisor=True)
    assert now(session).document.spec.divisor_override == 4
    session.change(divisor_override=2)
    assert now(session).frame.formula_text == "(1 + 1 + 5 + 6) / 2 = 6.5"
    session.change(own_divisor=False)
    assert now(session).document.spec.divisor_override is None


def test_every_control_on_offer_can_be_set_to_what_it_shows(session: Session) -> None:
    for mode in ("max", "average", "lp"):
        session.change(mode=mode, fixed_output=True)
        session.change(own_divisor=mode == "average")
        for control in now(session).controls:
            if not isinstance(control, ActionControl):
                session.change(**{control.field: control.value})
                assert not now(session).refused, control
