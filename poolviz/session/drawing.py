"""Changing cells: typed, nudged or drawn, with the pointer or with the cell cursor of the keyboard."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import replace
from itertools import count

from poolviz.files.cells import is_too_large, number
from poolviz.files.errors import shortened
from poolviz.frame.model import Cell
from poolviz.frame.numbers import plain
from poolviz.frame.words import say
from poolviz.model.scene import Editable, Gesture
from poolviz.session.cursor import Cursor, first_cell, home_cell, next_board
from poolviz.session.mover import Mover
from poolviz.session.pen import EMPTY, LARGEST_PEN, Tool
from poolviz.session.state import Notice
from poolviz.session.values import nudged, values_of
from poolviz.session.waiting import differs_in_cells, meant_channel

_strokes = count(1)


def _refusal(text: str, *, is_number: bool) -> str:
    if is_number:
        return say("“{text}” is too large for a number. Type one up to 1.7e308, or inf for ∞.", text=text)
    return say("“{text}” is not a number. Type one such as 3, −1.5 or 2e−3.", text=text)


class Drawing(Mover):
    """The part of a session that changes cells of boards."""

    _stroke = 0

    def type_number(self, text: str) -> bool:
        """Give the cell that is edited, or all selected ones, a number; False, and a notice, if none."""
        cell = self.state.editing
        if cell is None:
            return False
        typed = text.replace("−", "-")
        value = number(typed)
        if value is None or is_too_large(typed):
            # A note, which goes as soon as a number is taken; a warning would stay.
            self.notify(Notice(_refusal(shortened(text), is_number=value is not None)))
            return False
        cursor = self.state.cursor
        if cursor is not None and cursor.cells > 1 and cursor.cell == self._whole(cell):
            self._fill_selection(cursor, value, say("{count} cells", count=cursor.cells))
        else:
            self.gesture(Gesture("set", cell, value))
        return True

    def gesture(self, gesture: Gesture, title: str = "") -> None:
        """What a person does to a cell: typed, nudged or drawn. One stroke is one undo step.

        ``title`` is what the undo menu calls it.
        """
        scene, start = self.scene, gesture.start
        cell, start = self._whole(gesture.cell), start and self._whole(start)
        gesture = replace(gesture, cell=cell, start=start)
        is_drawn = gesture.kind == "draw"
        key: Hashable = ("stroke", self._stroke) if is_drawn else (gesture.kind, gesture.cell)
        if not isinstance(scene, Editable) or not self._takes_edit(key):
            return
        if gesture.shape == "blob" and not math.isfinite(gesture.value):
            # The eyedropper takes any number, and a smooth bump up to this one does not exist.
            self.notify(
                Notice(
                    say(
                        "A smooth blob rises to a finite number; {value} is none.", value=plain(gesture.value)
                    )
                )
            )
            return
        after = scene.edit(self.state.document, gesture)
        if after is self.state.document:
            if self.state.sketch is not None:
                self._publish(sketch=None)
            return
        usual = say("brush stroke") if is_drawn else say("cell {cell}", cell=gesture.cell[1:])
        self._replace(after, title or usual, key)

    def _takes_edit(self, key: Hashable) -> bool:
        """Whether cells can be changed: not while the picture of another map is still being made.

        What has begun goes on meanwhile, as a stroke does, for its cells are those on show.
        """
        document, seen, scene = self.state.document, self._seen, self.scene
        meant, there = ((one.scene, meant_channel(one, scene)) for one in (document, seen))
        return differs_in_cells(document, seen, scene) or (meant == there and self._history.joins(key))

    # -- with the pointer --------------------------------------------------------------------------

    def draw(self, cell: Cell, start: Cell | None = None, *, erase: bool = False) -> None:
        """Use the tool in hand from a cell to another; strokes go on until :meth:`end_stroke`."""
        pen = self.state.pen
        if pen.draws:
            self.gesture(pen.gesture(cell, start, erase=erase), say("erase") if erase else pen.title)

    def sketch(self, cell: Cell | None, start: Cell | None = None, *, erase: bool = False) -> None:
        """Show where the tool in hand will draw; None shows nothing any more."""
        drawn = None
        if cell is not None and self.state.pen.draws:
            drawn = self.state.pen.gesture(self._whole(cell), start and self._whole(start), erase=erase)
        if drawn != self.state.sketch:
            self._publish(sketch=drawn)

    def end_stroke(self) -> None:
        """The brush is lifted: the next stroke is an undo step of its own."""
        self._stroke = next(_strokes)
        self._history = self._history.parted()

    def pick(self, cell: Cell) -> None:
        """Take the number of a cell into the hand, and the tool that was there before."""
        value = self.state.frame.board(cell.board).value(cell.row, cell.column)
        if value is not None:
            pen = self.state.pen
            self._publish(pen=replace(pen, value=float(value), tool=pen.before))

    def set_pen(
        self,
        tool: Tool | None = None,
        value: float | None = None,
        size: int | None = None,
        spread: int | None = None,
    ) -> None:
        """Choose what the pointer does, with which number, and how many cells across."""
        old = self.state.pen
        pen = replace(
            old,
            tool=tool or old.tool,
            value=old.value if value is None else value,
            size=size or old.size,
            spread=spread or old.spread,
        )
        if pen.tool != old.tool and old.draws:
            pen = replace(pen, before=old.tool)
        if pen != old:
            self._publish(pen=pen, editing=None, sketch=None)

    def nudge_value(self, by: int) -> None:
        """A larger or a smaller number, by steps that suit the map."""
        self.set_pen(value=nudged(self.state.pen.value, by, values_of(self.state.document)))

    def nudge_width(self, by: int) -> None:
        """So many more cells across, for the tool in hand."""
        self.set_width(max(1, min(self.state.pen.width + by, LARGEST_PEN)))

    def set_width(self, width: int) -> None:
        """So many cells across, for the tool in hand."""
        if self.state.pen.tool == "blob":
            self.set_pen(spread=width)
        else:
            self.set_pen(size=width)

    # -- with the keyboard -------------------------------------------------------------------------

    def place_cursor(self, cell: Cell, *, select: bool = False) -> None:
        """Put the cell cursor on a cell; ``select`` lets the selection grow to it."""
        cell, cursor = self._whole(cell), self.state.cursor
        anchor = None
        if select and cursor is not None and cursor.cell.board == cell.board:
            anchor = cursor.anchor or cursor.cell
        self._place(Cursor(cell, anchor))

    def toggle_cursor(self) -> None:
        """Show the cell cursor, at the cell that is looked at, or put it away."""
        if self.state.cursor is not None:
            self._publish(cursor=None, editing=None, focus=None, pinned=False)
            return
        frame, focus = self.state.frame, self.state.focus
        home = focus if focus is not None and frame.has(focus.board) else home_cell(frame)
        if home is not None:
            self._place(Cursor(self._whole(home)))

    def move_cursor(self, down: int, right: int, *, select: bool = False) -> None:
        """Move the cell cursor; the first press only shows it. ``select`` lets the selection grow."""
        cursor = self.state.cursor
        if cursor is None:
            self.toggle_cursor()
        else:
            board = self.state.frame.board(cursor.cell.board)
            self._place(cursor.moved(down, right, board, select=select))

    def change_board(self, by: int = 1) -> None:
        """Put the cell cursor on the next board, or the one before."""
        if self.state.cursor is not None:
            self._place(next_board(self.state.cursor, self.state.frame, by))

    def select_all(self) -> None:
        """Select every cell of the board with the cursor, or of the first that can be changed."""
        cursor = self.state.cursor
        home = first_cell(self.state.frame) if cursor is None else cursor.cell
        if home is not None:
            rows, columns = self.state.frame.board(home.board).shape
            self._place(
                Cursor(home._replace(row=rows - 1, column=columns - 1), home._replace(row=0, column=0))
            )

    def use_tool(self, *, erase: bool = False) -> None:
        """Do at the cell cursor what a press does there; a selection goes from its first cell to its last."""
        cursor, pen = self.state.cursor, self.state.pen
        if cursor is None:
            return
        if pen.draws:
            self.draw(cursor.cell, cursor.anchor, erase=erase)
            self.end_stroke()
        elif pen.tool == "eyedropper":
            self.pick(cursor.cell)
        else:
            held = self.state.pinned and self.state.focus == cursor.cell
            self._publish(focus=cursor.cell, pinned=not held)

    def erase(self) -> None:
        """Empty the selected cells."""
        cursor = self.state.cursor
        if cursor is not None:
            title = say("erase") if cursor.cells == 1 else say("erase {count} cells", count=cursor.cells)
            self._fill_selection(cursor, EMPTY, title)

    def edit_at(self, cell: Cell | None) -> None:
        """Let a cell take what is typed, or leave editing."""
        if cell is not None and not self.state.frame.board(cell.board).editable:
            return
        if cell != self.state.editing:
            self._playback = replace(self._playback, playing=False)
            cursor = self.state.cursor
            if cursor is not None and cell is not None and self._whole(cell) != cursor.cell:
                cursor = Cursor(self._whole(cell))  # it stands on maps, also where a magnifier is typed into
            focus = cursor.cell if cell is None and cursor is not None else None
            self._publish(editing=cell, focus=focus, pinned=False, cursor=cursor)

    def _fill_selection(self, cursor: Cursor, value: float, title: str) -> None:
        """One number in all selected cells, as one undo step."""
        other = cursor.anchor or cursor.cell
        self.end_stroke()
        self.gesture(Gesture("draw", cursor.cell, value, other, shape="rectangle"), title)
        self.end_stroke()

    def _place(self, cursor: Cursor) -> None:
        """Put the cursor somewhere; what it stands on is looked at, as under the pointer."""
        if cursor == self.state.cursor:
            return
        self._playback = replace(self._playback, playing=False)
        # The windows that see one cell would only hide what a selection covers.
        pointed = cursor.cell if cursor.anchor is None else None
        self._publish(cursor=cursor, focus=self.state.focus if self.state.pinned else pointed)

    def _whole(self, cell: Cell) -> Cell:
        """The cell itself, where a magnifier shows a part of another board."""
        board = self.state.frame.board(cell.board)
        if not board.part_of:
            return cell
        return Cell(board.part_of, cell.row + board.origin[0], cell.column + board.origin[1])
