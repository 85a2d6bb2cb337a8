"""Keep as A, Wiggle and Same output, as a session does them."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.keeping import kept_name
from poolviz.frame.model import Cell
from poolviz.session.session import Session
from tests.session.conftest import Listener, now


def text(session: Session) -> str:
    return now(session).frame.caption.text


# Keep as A


def test_a_stays_while_anything_changes_and_is_let_go(session: Session) -> None:
    listener = Listener(session)
    session.keep()
    assert listener.taken() == 1
    assert now(session).undo_label == ""
    session.change(mode="average")
    session.seek(3)
    shown = now(session).frame
    assert [shown.board("kept_output").value(*cell) for cell in ((0, 0), (1, 1))] == [6, 4]
    assert shown.board("kept_output").below[-1].text == "max 2×2, stride 2"
    assert shown.board("output").below[-1].text == "4 of 4 differ from A"
    session.paste("1 2; 3 4")
    assert now(session).frame.board("kept_output").value(0, 0) == 6
    session.keep()
    assert now(session).kept is None
    assert not now(session).frame.has("kept_output")


def test_a_is_seen_in_the_other_pass_and_in_other_scenes(session: Session) -> None:
    session.keep()
    session.change(ties="last", window=3, stride=1)
    session.change(backward=True)
    a = now(session).frame.board("kept_gradient")
    assert a.plane.read(slice(None), slice(None)).sum() == 1 + 2 + 3 + 4
    session.show_scene("compare")
    names = [board.name for board in now(session).frame.boards]
    assert {kept_name(name) for name in ("max", "average", "convolution")} <= set(names)
    session.show_scene("shift")
    assert not any(board.name.startswith("kept_") for board in now(session).frame.boards)


def test_a_is_compared_once_a_result(session: Session) -> None:
    session.keep()
    session.change(window=3, stride=1)
    one = now(session).frame.board("kept_output").plane
    session.step_by(1)
    assert now(session).frame.board("kept_output").plane is one


def test_pointing_at_a_shows_the_same_window_of_b(session: Session) -> None:
    session.keep()
    session.change(mode="average")
    session.hover(Cell("kept_output", 1, 1))
    assert now(session).frame.formula_text == "(1 + 0 + 3 + 4) / 4 = 2"
    assert text(session).startswith("(1, 1): A has 4, B has 2.")
    session.change(window=4)
    session.hover(Cell("kept_output", 1, 1))  # B has no such cell
    assert now(session).frame.formula_text.endswith("= 3.125"), "the step's own window"


def test_a_cell_of_a_that_is_pointed_at_goes_with_it(session: Session) -> None:
    session.keep()
    session.pin(Cell("kept_output", 0, 0))
    session.show_scene("shift")
    assert (now(session).focus, now(session).pinned) == (None, False)


def test_pointer_and_cursor_leave_a_when_it_is_let_go(session: Session) -> None:
    session.keep()
    session.pin(Cell("kept_output", 0, 0))
    session.move_cursor(0, 0)
    while (cursor := now(session).cursor) is not None and cursor.cell.board != "kept_output":
        session.change_board(1)
    session.keep()
    state = now(session)
    assert (state.focus, state.pinned) == (None, False)
    assert state.cursor is not None
    assert state.cursor.cell.board == "input"
    session.wiggle(1)


def test_where_there_is_no_result_nothing_is_kept(session: Session) -> None:
    session.show_scene("shift")
    session.keep()
    assert now(session).kept is None
    notice = now(session).notice
    assert notice is not None
    assert notice.text == "There is no result on the stage that could be kept."


def test_the_answer_is_not_told_by_a_ring(session: Session) -> None:
    session.keep()
    session.change(mode="average")
    session.ask()
    session.step_by(1)
    assert not now(session).frame.roles("output", 0, 1) & {"changed"}
    session.step_by(1)
    assert "changed" in now(session).frame.roles("output", 0, 1)


# Wiggle


def test_a_wiggle_tells_what_moves_and_is_one_step_of_undo(session: Session) -> None:
    cell = Cell("input", 1, 1)
    for _ in range(3):
        session.wiggle(1, cell)
    assert now(session).document.map.value(0, 1, 1) == 6.3
    assert text(session).startswith("Cell (1, 1) +0.3: output (0, 0) +0.3, others 0.")
    assert now(session).undo_label == "wiggle (1, 1)"
    session.undo()
    assert now(session).document.map.values.dtype == np.int64
    assert now(session).undo_label == ""
    assert now(session).wiggle is None


def test_back_at_the_start_and_escape_leave_the_number_as_it_was(session: Session) -> None:
    before = now(session).document
    session.wiggle(2, Cell("input", 0, 0))
    session.wiggle(-2, Cell("input", 0, 0))
    assert now(session).document is before
    session.wiggle(-1, Cell("input", 0, 0))
    session.take_back()
    assert now(session).document is before
    listener = Listener(session)
    session.take_back()
    session.wiggle(0)
    assert listener.taken() == 0


def test_past_the_maximum_the_route_switches(session: Session) -> None:
    cell = Cell("input", 1, 2)  # 7 beside 8
    session.wiggle(9, cell)
    assert text(session) == "Cell (1, 2) +0.9: no output moves, so its gradient is 0."
    session.wiggle(4, cell)
    assert "output (0, 1) +0.3, others 0. The route has switched: (1, 2) wins output (0, 1)" in text(session)
    session.wiggle(-13, cell)
    assert now(session).wiggle is None


def test_the_last_winner_leaves(session: Session) -> None:
    session.paste("5 5; 1 1")
    session.wiggle(-1, Cell("input", 0, 0))
    assert text(session) == (
        "Cell (0, 0) −0.1: no output moves. The route has switched: (0, 1) wins output (0, 0) now."
    )


def test_it_goes_on_in_the_other_pass_and_ends_with_the_step(session: Session) -> None:
    cell = Cell("input", 1, 3)
    session.wiggle(1, cell)
    session.change(backward=True)
    assert text(session).endswith("So L moves by +0.2: +0.1 × +2, as ∂L/∂input says.")
    session.wiggle(1, cell)
    assert text(session).startswith("Cell (1, 3) +0.2")
    session.step_by(1)
    assert now(session).wiggle is None
    assert now(session).document.map.value(0, 1, 3) == 8.2, "the number stays, and undo takes it back"


def test_another_cell_is_another_wiggle(session: Session) -> None:
    session.wiggle(1, Cell("input", 0, 0))
    session.wiggle(1, Cell("input", 1, 1))
    session.undo()
    assert now(session).document.map.value(0, 0, 0) == 1.1
    session.undo()
    assert now(session).document.map.value(0, 0, 0) == 1


def test_pointing_at_another_cell_asks_about_that_one(session: Session) -> None:
    session.wiggle(1, Cell("input", 1, 1))
    session.hover(Cell("input", 3, 3))
    assert now(session).frame.caption.lead == "Cell (3, 3) = 4"
    assert "changed" in now(session).frame.roles("output", 0, 0)
    session.hover(Cell("input", 1, 1))
    assert now(session).frame.caption.lead == "Wiggle"


def test_without_a_cell_it_is_the_one_pointed_at_or_the_winner(session: Session) -> None:
    session.seek(3)
    session.wiggle(1)
    assert now(session).document.map.value(0, 3, 3) == 4.1
    session.pin(Cell("input", 0, 0))
    session.wiggle(1)
    assert now(session).document.map.value(0, 0, 0) == 1.1
    session.unpin()
    session.edit_at(Cell("input", 0, 1))
    session.wiggle(1)
    assert now(session).document.map.value(0, 0, 1) == 1.1
    assert now(session).editing is None
    session.change(mode="average")
    session.seek(1)
    session.wiggle(1)
    assert now(session).document.map.value(0, 0, 2) == 2.1


def test_where_no_window_is_shown_no_cell_is_meant(session: Session) -> None:
    session.show_scene("shift")
    listener = Listener(session)
    session.wiggle(1)
    assert listener.taken() == 0


def test_an_output_has_no_number_of_its_own_to_wiggle(session: Session) -> None:
    session.pin(Cell("output", 0, 0))
    session.wiggle(1, Cell("output", 0, 0))
    assert now(session).undo_label == ""


@pytest.mark.parametrize("number", ["nan", "inf", "1e300"])
def test_a_number_that_cannot_be_moved_says_so(session: Session, number: str) -> None:
    session.paste(f"{number} 1; 2 3")
    session.dismiss()
    session.wiggle(1, Cell("input", 0, 0))
    notice = now(session).notice
    assert notice is not None
    assert notice.text.startswith("+0.1 makes no difference to cell (0, 0)")


def test_the_upstream_gradient_moves_by_tenths(session: Session) -> None:
    session.change(backward=True)
    session.wiggle(1, Cell("upstream", 0, 0))
    session.wiggle(1, Cell("upstream", 0, 0))
    assert now(session).document.upstream.values((2, 2))[0, 0] == pytest.approx(1.2)
    assert now(session).wiggle is None


def test_a_map_of_bytes_goes_by_ones(session: Session) -> None:
    session.choose_preset("photograph")
    before = now(session).document.map.value(0, 0, 0)
    session.wiggle(1, Cell("magnifier", 0, 0))
    after = now(session).document.map
    assert after.dtype == np.uint8
    assert after.value(0, 0, 0) == before + 1
    assert text(session).startswith("Cell (0, 0) +1: ")


def test_a_veiled_answer_is_not_told_by_a_wiggle(session: Session) -> None:
    session.ask()
    session.step_by(1)
    session.wiggle(1, Cell("input", 1, 3))
    assert text(session) == "What comes out of this window?"
    session.step_by(1)
    assert now(session).frame.caption.lead == "Wiggle"


def test_compare_tells_all_three(session: Session) -> None:
    session.show_scene("compare")
    session.wiggle(1, Cell("input", 1, 1))
    told = "Max (0, 0) +0.1, Average (0, 0) +0.025, Strided convolution (0, 0) +0.025"
    assert told in text(session)
    session.change(backward=True)
    assert text(session).startswith("Cell (1, 1) +0.1")


def test_shift_tells_its_methods(session: Session) -> None:
    session.show_scene("shift")
    session.wiggle(1, Cell("input", 1, 1))
    assert text(session).startswith("Cell (1, 1) +0.1: Max (0, 0) +0.1")


def test_channels_tells_the_channel(session: Session) -> None:
    session.paste("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]")
    session.show_scene("channels")
    session.wiggle(1, Cell("input1", 1, 1))
    assert now(session).frame.board("output1").value(0, 0) == 8.1
