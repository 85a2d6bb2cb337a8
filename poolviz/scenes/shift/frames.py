"""The frames of Shift: the map at one place of its way, and what each method makes of that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from poolviz.frame.model import Block, Caption, Cell, Frame, Mark
from poolviz.frame.numbers import plain
from poolviz.frame.plane import Plane
from poolviz.frame.words import say
from poolviz.model.grid import Position
from poolviz.model.seen import seen_through
from poolviz.scenes.shift import boards, captions, facts
from poolviz.scenes.shift.boards import after_name, lower_name
from poolviz.scenes.shift.curves import Curves
from poolviz.scenes.shift.lenses import with_lenses
from poolviz.scenes.shift.measures import change_text
from poolviz.scenes.shift.methods import short
from poolviz.scenes.shift.parameters import FURTHEST, across_at
from poolviz.scenes.shift.view import Moment, View


@dataclass(frozen=True, eq=False)
class Frames:
    """Makes the frames of one document."""

    view: View
    curves: Curves

    def frame(self, step: int, focus: Cell | None) -> Frame:
        """The picture of one step; a cell under the pointer shows its window, or where it went."""
        view, curves = self.view, self.curves
        moment = view.moment(step)
        lower = boards.under(view, curves)
        found = [*boards.map_boards(moment)]
        for method in view.methods:
            found += boards.method_boards(moment, method)
        charts = [curves.change_chart(step)]
        charts += [curves.score_chart(step)] if lower == "scores" else []
        found += [boards.table_board(curves)] if lower == "table" else []
        frame = Frame(
            boards=tuple(found),
            charts=tuple(charts),
            arrangement=boards.places(view, curves),
            marks=tuple(self._marks(moment, lower)),
            facts_title=say("Shift"),
            facts=facts.facts(moment, curves),
            caption=captions.caption(moment, curves),
            formula_line=False,
            moved=(moment.down, moment.across),
            place=say("shift {across}, {down}", across=facts.by(moment.across), down=facts.by(moment.down)),
            outputs=view.methods,
        )
        frame = frame if focus is None else self._pointed(frame, moment, focus)
        return with_lenses(frame, moment, focus) if "shifted_lens" in frame.arrangement[1] else frame

    def _marks(self, moment: Moment, lower: str) -> Iterator[Mark]:
        for method in () if self.view.is_large else self.view.methods:
            compared = moment.compared[method]
            if compared.count:
                yield Mark(after_name(method), "changed", compared.changed)
        if lower == "table":
            yield Mark("table", "chosen", Block(moment.down + FURTHEST, moment.step))

    def _pointed(self, frame: Frame, moment: Moment, focus: Cell) -> Frame:
        if focus.board in ("input", "shifted"):
            return _with_way(frame, moment, focus)
        if focus.board == "table":
            return self._with_entry(frame, focus)
        method = focus.board.removesuffix("_shifted").removesuffix("_difference")
        return _with_window(frame, moment, method, (focus.row, focus.column))

    def _with_entry(self, frame: Frame, focus: Cell) -> Frame:
        change = frame.board("table").value(focus.row, focus.column)
        down, across = focus.row - FURTHEST, across_at(focus.column)
        lead = say("Δx {across}, Δy {down}", across=facts.by(across), down=facts.by(down))
        if change is None:
            return replace(frame, caption=Caption(lead, say("Not worked out yet.")))
        text = say("Moved like this, max changes by {change}.", change=change_text(float(change)))
        return replace(frame, caption=Caption(lead, text))


def _with_way(frame: Frame, moment: Moment, focus: Cell) -> Frame:
    """The frame with a cell of the map picked out before and after the move."""
    sign = 1 if focus.board == "input" else -1
    other = _landing(moment, (focus.row, focus.column), sign)
    marks = [Mark(focus.board, "chosen", Block(focus.row, focus.column))]
    if other is not None:
        marks.append(Mark("shifted" if sign == 1 else "input", "chosen", Block(*other)))
    return replace(frame, marks=(*frame.marks, *marks))


def _landing(moment: Moment, cell: Position, sign: int) -> Position | None:
    """Where a cell went (1), or came from (−1); None if that is outside the map."""
    height, width = moment.shifted.shape
    row, column = cell[0] + sign * moment.down, cell[1] + sign * moment.across
    if moment.view.parameters.edge == "wrap":
        return row % height, column % width
    return (row, column) if 0 <= row < height and 0 <= column < width else None


def _with_window(frame: Frame, moment: Moment, method: str, output: Position) -> Frame:
    """The frame with the cells that an answer was made of, before and after the move."""
    view = moment.view
    block = seen_through(view.chain, output)
    marks = [Mark(name, "window", Block(*output)) for name in (method, lower_name(view, method))]
    # A blur looks further than its window, and aligned answers come from another one: no frame for them.
    if method != "blur" and not (view.parameters.align and moment.cells != (0, 0)):
        marks += [Mark(name, "window", block) for name in ("input", "shifted")]
    before, after = (_number(plane, output) for plane in (moment.before(method), moment.after(method)))
    lead = say("{method} at {cell}", method=short(method, view.chain), cell=str(output))
    if moment.compared[method].changed[output]:
        text = say("{before} before, {after} after: this output changes.", before=before, after=after)
    else:
        text = say("{after} before and after: this output stays.", after=after)
    return replace(frame, marks=(*frame.marks, *marks), caption=Caption(lead, text))


def _number(plane: Plane, output: Position) -> str:
    row, column = output
    return plain(plane.read(slice(row, row + 1), slice(column, column + 1))[0, 0])
