"""Compare in a session: controls, actions, edits and undo."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.model.controls import ActionControl, ChoiceControl, ToggleControl
from poolviz.model.scene import Gesture, parameters_of
from poolviz.scenes.compare import SCENE
from poolviz.scenes.compare.parameters import CompareParameters
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.session import Session, new_session
from tests.scenes.compare.comparing import document


@pytest.fixture
def session() -> Session:
    made = new_session(Jobs(inline=True))
    made.show_scene("compare")
    return made


def own(session: Session) -> CompareParameters:
    parameters = parameters_of(SCENE, session.state.document)
    assert isinstance(parameters, CompareParameters)
    return parameters


def control(session: Session, field: str) -> Any:  # noqa: ANN401 - any control
    return next((found for found in session.state.controls if found.field == field), None)


def kernel(session: Session) -> list[list[float]]:
    board = session.state.frame.board("kernel")
    values: list[list[float]] = board.part(0, 0, *board.shape).tolist()
    return values


def test_one_detection_and_one_noisy_pixel_are_one_press_away(session: Session) -> None:
    session.change(window=3, stride=1)
    session.act("one_detection")
    state = session.state
    assert state.title == "One detection"
    assert [state.frame.board(row).value(0, 0) for row in ("max", "average")] == [9, 2.25]
    session.act("one_noisy_pixel")
    board = session.state.frame.board("input")
    assert board.part(0, 0, 2, 2).tolist() == [[2, 2], [2, 9]]
    session.seek(3)
    assert session.state.frame.board("max").part(0, 0, 2, 2).tolist() == [[9, 3], [3, 4]]
    assert session.state.undo_label == "one noisy pixel"
    session.undo()
    session.undo()
    assert session.state.title == "Worked example"
    assert session.state.document.spec.stride == (1, 1) or session.state.document.spec.stride == 1


def test_no_other_action_is_known() -> None:
    with pytest.raises(KeyError):
        SCENE.act(document(), "two_detections", Memo())


def test_chips_choose_the_kernel(session: Session) -> None:
    chips = control(session, "kernel")
    assert isinstance(chips, ChoiceControl)
    assert chips.board == "convolution"
    for option in chips.options:
        session.change(kernel=option.value)
        assert control(session, "kernel").value == option.value
    assert kernel(session) == [[0.25, 0.25], [0.25, 0.25]]  # own numbers begin uniform


def test_fitting_makes_the_kernel_one_s_own_undoably(session: Session) -> None:
    session.act("fit")
    assert own(session).kernel == "own"
    assert session.state.undo_label == "fit max"
    session.seek(3)
    answers = session.state.frame.board("convolution").part(0, 0, 2, 2)
    np.testing.assert_allclose(answers, [[6, 8], [3, 4]])
    session.undo()
    assert own(session).kernel == "uniform"


def test_a_fit_that_cannot_be_says_why_and_changes_nothing(session: Session) -> None:
    session.paste("nan 1\n2 3")
    before = session.state.document
    session.act("fit")
    assert session.state.document is before
    assert session.state.notice is not None
    assert "nothing to fit" in session.state.notice.text


def test_a_kernel_that_is_too_large_to_fit_is_not_offered_for_it(session: Session) -> None:
    session.choose_preset("random")
    session.resize(16, 16)
    assert control(session, "fit").enabled
    session.change(window=13)
    assert not control(session, "fit").enabled
    assert "up to 144 cells" in control(session, "fit").tip


def test_weights_are_typed_wheeled_and_drawn(session: Session) -> None:
    session.edit_at(Cell("kernel", 0, 1))
    assert session.type_number("-2")
    assert kernel(session) == [[0.25, -2], [0.25, 0.25]]
    assert own(session).kernel == "own"
    session.gesture(Gesture("nudge", Cell("kernel", 1, 1), 1))
    assert kernel(session)[1][1] == 0.5
    session.gesture(Gesture("draw", Cell("kernel", 1, 1), 3, start=Cell("kernel", 1, 0)))
    assert kernel(session) == [[0.25, -2], [3, 3]]
    session.undo()
    session.undo()
    session.undo()
    assert own(session).kernel == "uniform"


def test_an_edit_that_changes_nothing_is_no_undo_step(session: Session) -> None:
    session.gesture(Gesture("set", Cell("kernel", 0, 0), 0.25))
    session.gesture(Gesture("set", Cell("max", 0, 0), 5))
    assert session.state.undo_label == ""


def test_input_and_upstream_are_edited_as_in_every_scene(session: Session) -> None:
    session.gesture(Gesture("set", Cell("input", 0, 0), 50))
    assert session.state.frame.board("max").value(0, 0) == 50
    session.change(backward=True)
    session.gesture(Gesture("nudge", Cell("upstream", 0, 0), 2))
    assert session.state.frame.board("max_gradient").value(0, 0) == 3


def test_typing_a_weight_that_is_no_number_shows_in_the_answers(session: Session) -> None:
    session.gesture(Gesture("set", Cell("kernel", 0, 0), float("nan")))
    assert np.isnan(session.state.frame.board("convolution").part(0, 0, 1, 1)).all()


def test_the_last_row_cannot_be_switched_off(session: Session) -> None:
    session.change(with_max=False)
    session.change(with_convolution=False)
    session.change(with_average=False)
    assert session.state.refused["with_average"].sentence.startswith("One of the three must stay")
    assert session.state.frame.arrangement == (("input", "average"),)


def test_controls_follow_what_makes_sense(session: Session) -> None:
    assert isinstance(control(session, "with_max"), ToggleControl)
    assert control(session, "upstream") is None
    assert isinstance(control(session, "one_detection"), ActionControl)
    session.change(backward=True)
    assert not control(session, "differences").enabled
    assert control(session, "kernel").board == ""
    assert control(session, "fit") is control(session, "one_detection") is None
    assert control(session, "upstream").board == "upstream"
    session.change(with_convolution=False)
    assert control(session, "kernel") is control(session, "bias") is None
    assert control(session, "mode") is None


def test_a_convolution_that_rests_has_no_controls(session: Session) -> None:
    session.change(fixed_output=True)
    assert control(session, "kernel") is None
    assert not session.state.frame.has("convolution")
    session.change(fixed_output=False)
    assert control(session, "kernel") is not None


def test_the_kernel_follows_the_window(session: Session) -> None:
    session.change(kernel="across", bias=0.5)
    session.change(window=(2, 3))
    assert kernel(session) == [[-1, 0, 1], [-1, 0, 1]]
    assert session.state.frame.board("kernel").detail == "bias 0.5"
    session.change(whole_map=True)
    assert session.state.frame.board("kernel").shape == (4, 4)


def test_the_pass_is_no_undo_step(session: Session) -> None:
    session.change(backward=True)
    assert session.state.undo_label == ""
    session.change(differences=True)
    assert session.state.undo_label == "differences on"
