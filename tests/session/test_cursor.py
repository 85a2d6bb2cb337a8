"""The cell cursor: every tool has a twin on the keyboard, and frame and caption say where it acts."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Block, Cell, Frame
from poolviz.maps.map import Map
from poolviz.session.cursor import Cursor, first_cell, home_cell, kept, with_cursor, with_sketch
from poolviz.session.pen import Pen
from poolviz.session.session import Session
from tests.session.conftest import now


def at(session: Session) -> tuple[int, ...]:
    cursor = session.state.cursor
    assert cursor is not None
    return tuple(cursor.cell[1:])


def test_the_cursor_comes_where_one_looks_and_goes(session: Session) -> None:
    session.toggle_cursor()
    assert now(session).cursor == Cursor(Cell("input", 0, 0))
    assert session.state.focus == Cell("input", 0, 0)
    assert "chosen" in session.state.frame.roles("input", 0, 0)
    assert session.state.frame.caption.lead == "Edit"
    assert session.state.frame.caption.text.startswith("Input (0, 0) = 1. ")
    session.toggle_cursor()
    assert now(session).cursor is None
    assert session.state.frame.caption.lead != "Edit"
    session.hover(Cell("input", 2, 1))
    session.toggle_cursor()
    assert at(session) == (2, 1)


def test_it_moves_inside_its_board(session: Session) -> None:
    session.move_cursor(1, 1)  # the first press shows it where it is
    assert at(session) == (0, 0)
    session.move_cursor(1, 2)
    assert at(session) == (1, 2)
    session.move_cursor(-5, 99)
    assert at(session) == (0, 3)
    shown = session.state
    session.move_cursor(-1, 0)
    assert session.state is shown, "nothing new is published"


def test_it_looks_at_what_it_stands_on_unless_another_cell_is_held(session: Session) -> None:
    session.toggle_cursor()
    session.move_cursor(1, 1)
    assert session.state.focus == Cell("input", 1, 1)
    session.pin(Cell("input", 3, 3))
    session.move_cursor(1, 0)
    assert session.state.focus == Cell("input", 3, 3)


def test_the_selection_grows_and_ends(session: Session) -> None:
    session.toggle_cursor()
    session.move_cursor(1, 2, select=True)
    cursor = session.state.cursor
    assert cursor is not None
    assert (cursor.block, cursor.cells) == (Block(0, 0, 2, 3), 6)
    assert "Input, 2 × 3 cells from (0, 0)" in session.state.frame.caption.text
    assert {"chosen"} <= session.state.frame.roles("input", 1, 1)
    session.move_cursor(0, 1)
    assert session.state.cursor == Cursor(Cell("input", 1, 3))


def test_a_typed_number_fills_the_selection_as_one_step(session: Session) -> None:
    session.toggle_cursor()
    session.move_cursor(1, 1, select=True)
    session.edit_at(Cell("input", 1, 1))
    assert session.type_number("5")
    assert session.state.document.map.values[0, :2, :2].tolist() == [[5, 5], [5, 5]]
    assert session.state.undo_label == "4 cells"
    session.edit_at(None)
    assert session.state.focus == Cell("input", 1, 1)
    session.erase()
    assert session.state.undo_label == "erase 4 cells"
    assert session.state.document.map.values[0, :2, :2].tolist() == [[0, 0], [0, 0]]
    session.undo()
    assert session.state.document.map.values[0, :2, :2].tolist() == [[5, 5], [5, 5]]
    session.undo()
    assert session.state.document.map.values[0, 0, 0] == 1


def test_editing_takes_the_cursor_along(session: Session) -> None:
    session.toggle_cursor()
    session.move_cursor(0, 1, select=True)
    session.edit_at(Cell("input", 2, 2))
    assert session.state.cursor == Cursor(Cell("input", 2, 2))
    assert session.type_number("8")
    assert session.state.document.map.value(0, 2, 2) == 8
    assert session.state.undo_label == "cell (2, 2)"


def test_one_cell_is_erased(session: Session) -> None:
    session.erase()  # nothing without a cursor
    session.toggle_cursor()
    session.erase()
    assert session.state.undo_label == "erase"
    assert session.state.document.map.value(0, 0, 0) == 0


def test_a_tool_acts_between_the_ends_of_the_selection(session: Session) -> None:
    session.use_tool()  # nothing without a cursor
    session.toggle_cursor()
    session.set_pen(tool="line", value=0)
    session.move_cursor(2, 2, select=True)
    assert "pending" in session.state.frame.roles("input", 1, 1), "it is shown before it is drawn"
    session.use_tool()
    assert np.diag(session.state.document.map.values[0]).tolist() == [0, 0, 0, 4]
    session.set_pen(tool="rectangle", value=9)
    session.use_tool(erase=True)
    assert session.state.document.map.values[0, :3, :3].sum() == 0
    assert session.state.undo_label == "erase"


def test_the_eyedropper_and_the_pointer_by_key(session: Session) -> None:
    session.toggle_cursor()
    session.move_cursor(1, 0)
    session.set_pen(tool="eyedropper")
    assert "Space takes the number" in session.state.frame.caption.text
    session.use_tool()
    assert session.state.pen == Pen("brush", 5)
    assert "Space draws 5" in session.state.frame.caption.text
    session.set_pen(tool="pointer")
    assert "Space holds" in session.state.frame.caption.text
    session.use_tool()
    assert (session.state.pinned, session.state.focus) == (True, Cell("input", 1, 0))
    session.use_tool()
    assert not session.state.pinned


def test_tab_goes_round_the_boards_that_are_no_magnifiers(session: Session) -> None:
    session.change_board()  # nothing without a cursor
    session.change(backward=True)
    session.toggle_cursor()
    session.move_cursor(3, 3)
    seen = []
    for _ in range(4):
        session.change_board()
        seen.append(session.state.cursor)
    assert [cursor.cell.board for cursor in seen if cursor] == ["output", "gradient", "upstream", "input"]
    assert seen[0] == Cursor(Cell("output", 1, 1))
    session.change_board(-1)
    assert session.state.cursor == Cursor(Cell("upstream", 1, 1))
    session.change_board(-2)
    assert "only be looked at" in session.state.frame.caption.text
    before = session.state.document
    session.set_pen(tool="brush")
    session.use_tool()
    session.erase()
    session.edit_at(Cell("output", 1, 1))
    assert (session.state.document, session.state.editing) == (before, None)


def test_everything_is_selected(session: Session) -> None:
    session.select_all()
    assert session.state.cursor == Cursor(Cell("input", 3, 3), Cell("input", 0, 0))
    session.change(backward=True)
    session.place_cursor(Cell("upstream", 0, 1))
    session.select_all()
    cursor = session.state.cursor
    assert cursor is not None
    assert (cursor.cell.board, cursor.cells) == ("upstream", 4)


def test_a_place_is_taken_and_selected_to(session: Session) -> None:
    session.place_cursor(Cell("input", 1, 1), select=True)
    assert session.state.cursor == Cursor(Cell("input", 1, 1))
    session.place_cursor(Cell("input", 0, 3), select=True)
    session.place_cursor(Cell("input", 3, 2), select=True)
    assert session.state.cursor == Cursor(Cell("input", 3, 2), Cell("input", 1, 1))
    session.place_cursor(Cell("output", 0, 0), select=True)
    assert session.state.cursor == Cursor(Cell("output", 0, 0)), "a selection lies on one board"


def test_it_is_kept_as_far_as_there_is_a_place(session: Session) -> None:
    session.select_all()
    session.resize(2, 3)
    assert session.state.cursor == Cursor(Cell("input", 1, 2), Cell("input", 0, 0))
    shown = session.state.cursor
    session.change(mode="average")
    assert session.state.cursor is shown
    session.show_scene("channels")
    assert session.state.cursor == Cursor(Cell("input0", 0, 0))
    assert "chosen" in session.state.frame.roles("input0", 0, 0)


def test_where_nothing_can_be_changed_there_is_no_cursor() -> None:
    empty = Frame((), ())
    cursor = Cursor(Cell("input", 0, 0))
    assert first_cell(empty) is None
    assert kept(cursor, empty) is None
    assert with_cursor(empty, cursor, Pen()) is empty
    assert with_sketch(empty, Pen("line").gesture(Cell("input", 0, 0))) is empty


def test_where_nothing_can_be_changed_cells_can_still_be_looked_at(session: Session) -> None:
    session.show_scene("stack")
    assert first_cell(session.state.frame) is None
    session.select_all()
    assert now(session).cursor is None
    session.toggle_cursor()
    assert now(session).cursor == Cursor(Cell("input", 0, 0))
    assert "can only be looked at" in session.state.frame.caption.text


def test_where_there_are_no_boards_no_key_brings_one(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poolviz.session.drawing.first_cell", lambda frame: None)
    monkeypatch.setattr("poolviz.session.drawing.home_cell", lambda frame: None)
    assert home_cell(Frame((), ())) is None
    session.toggle_cursor()
    session.move_cursor(1, 1)
    session.select_all()
    assert session.state.cursor is None


def test_steps_leave_it_where_it_is(session: Session) -> None:
    session.toggle_cursor()
    session.move_cursor(1, 1)
    session.step_by(1)
    assert at(session) == (1, 1)
    assert "chosen" in session.state.frame.roles("input", 1, 1)


def test_a_step_on_which_its_board_is_smaller_holds_it_inside(session: Session) -> None:
    session.show_scene("unpool")
    session.seek(session.state.timeline.length - 1)
    session.place_cursor(Cell("nearest", 3, 2))
    session.unpin()
    session.step_by(-1)
    assert session.state.frame.board("nearest").shape == (2, 2)
    assert at(session) == (1, 1)
    assert "chosen" in session.state.frame.roles("nearest", 1, 1)


def test_a_number_that_is_not_out_yet_is_not_told(session: Session) -> None:
    session.place_cursor(Cell("output", 1, 1))
    session.unpin()
    session.hover(Cell("input", 0, 0))
    assert session.state.frame.caption.text.startswith("Output (1, 1). ")


def test_it_is_marked_on_a_magnifier_too(session: Session) -> None:
    session.open_map(Map.from_array(np.zeros((40, 40))))
    session.place_cursor(Cell("input", 20, 20))
    row, column = session.state.frame.board("magnifier").origin
    assert "chosen" in session.state.frame.roles("magnifier", 20 - row, 20 - column)


def test_typing_into_a_magnifier_puts_the_cursor_on_its_map(session: Session) -> None:
    session.choose_preset("photograph")
    session.show_scene("shift")
    session.toggle_cursor()
    lens = session.state.frame.board("lens")
    assert lens.editable
    place = Cell("input", lens.origin[0] + 1, lens.origin[1] + 2)
    session.edit_at(Cell("lens", 1, 2))
    assert now(session).editing == Cell("lens", 1, 2)
    assert at(session) == tuple(place[1:])
    session.edit_at(None)
    assert now(session).focus == place
    session.move_cursor(1, 1, select=True)
    lens = now(session).frame.board("lens")
    corner = Cell("lens", place.row + 1 - lens.origin[0], place.column + 1 - lens.origin[1])
    session.edit_at(corner)
    assert session.type_number("7")
    map_ = now(session).document.map
    assert [map_.value(0, place.row + row, place.column + row) for row in (0, 1)] == [7, 7]
