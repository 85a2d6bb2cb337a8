"""The frames of the backward pass: one gradient, and where max, average and the kernel send it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from poolviz.frame.magnifier import magnified, magnified_marks
from poolviz.frame.model import Asking, Block, Board, Cell, Frame, Mark
from poolviz.frame.numbers import signed
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.terms import tidy
from poolviz.frame.words import say
from poolviz.model.grid import Position
from poolviz.model.marks import cells_of, dropped_marks, window_marks, winner_marks
from poolviz.model.windows import asking_for
from poolviz.scenes.compare import boards, captions, facts, shares
from poolviz.scenes.compare.boards import gradient_name
from poolviz.scenes.compare.flow import Flow
from poolviz.scenes.compare.forward import pointed_window, with_magnifier
from poolviz.scenes.compare.pointing import point, point_at_weight
from poolviz.scenes.compare.view import View


@dataclass(frozen=True, eq=False)
class Backward:
    """Makes the frames of one document."""

    view: View
    flow: Flow

    def frame(self, step: int, focus: Cell | None) -> Frame:
        """The picture of one step; a gradient at the output under the pointer shows its own moment."""
        view, flow = self.view, self.flow
        pointed = pointed_window(view, focus)
        index = step if pointed is None else pointed
        output = view.windows.position(index)
        patches = {row: running.after(index) for row, running in flow.running.items()}
        arrived = {row: flow.running[row].arrived(*patch) for row, patch in patches.items()}
        gradients = tuple(
            replace(self._gradient(row, output), patch=patch, shown=shown)
            for row, (patch, shown) in patches.items()
        )
        frame = Frame(
            boards=(self._given, self._upstream(), *gradients, *self._kernels(index)),
            arrangement=boards.backward_places(view),
            low=boards.low_places(view),
            marks=self._marks(output),
            formula=shares.weight_sum(flow, view.heaviest(output), index) if view.slides else (),
            facts_title=say("Gradient"),
            facts=facts.gradients(view, flow, index, arrived),
            caption=captions.backward(view, flow, index),
            place=view.windows.place(index),
            asking=self._asking(output),
            results=tuple(map(gradient_name, view.rows)),
        )
        return self._with_magnifiers(self._pointed(frame, focus, index), output, focus)

    @property
    def _given(self) -> Board:
        return boards.input_board(self.view)

    def _gradient(self, row: str, output: Position) -> Board:
        flow, given = self.flow, self._given
        return Board(
            gradient_name(row),
            say("∂L/∂input, {row}", row=boards.short(row)),
            say("so far"),
            flow.gradients[row].plane(0),
            flow.scale,
            numbers="signed",
            hidden="zero",
            # As the map has, so that their cells line up and windows over the edge have room.
            rim=given.rim,
            overhang=given.overhang,
            below=shares.lines(flow, row, output),
            brief=boards.names(row)[0],
        )

    def _upstream(self) -> Board:
        return Board(
            "upstream",
            say("∂L/∂output"),
            say("the same for all"),
            self.flow.upstream_plane,
            self.flow.scale,
            numbers="signed",
            editable=True,
            heading_lines=2,
            cell_rows=boards.answer_side(self.view),
            cell_columns=boards.answer_side(self.view),
        )

    def _kernels(self, index: int) -> tuple[Board, ...]:
        """The kernel, and what its weights and its bias have got so far."""
        view, flow = self.view, self.flow
        if not view.slides:
            return ()
        kernel = boards.kernel_board(view)
        bias = tidy(float(flow.sent[index]))
        gradient = replace(
            kernel,
            name="kernel_gradient",
            title=say("∂L/∂w"),
            detail=say("∂L/∂b {bias}", bias=signed(bias)),
            plane=ArrayPlane(flow.weights(index)),
            scale=flow.weights_scale,
            numbers="signed",
            editable=False,
        )
        return kernel, gradient

    def _marks(self, output: Position) -> tuple[Mark, ...]:
        view = self.view
        found: list[Mark] = [
            *dropped_marks(view.geometry, "input"),
            *window_marks(view.windows, "input", *output),
        ]
        if "max" in view.rows:
            shared = view.document.spec.ties == "split"
            winner, others = view.winner(*output), view.equals(*output).others
            winners = tuple(winner_marks(view.windows, "input", winner, others, shared=shared))
            found += winners
            found += [replace(mark, board=gradient_name("max")) for mark in winners if mark.filled]
        cells = view.windows.cells(*output)
        marked = cells_of(cells, view.geometry.size)
        for row in view.rows:
            found += dropped_marks(view.geometry, gradient_name(row))
            found += window_marks(view.windows, gradient_name(row), *output)
            if row != "max" and cells:
                found.append(Mark(gradient_name(row), "gradient", marked))
        return (*found, Mark("upstream", "window", Block(*output)))

    def _asking(self, output: Position) -> Asking:
        boards = tuple(map(gradient_name, self.view.rows))
        return asking_for(
            boards,
            self.view.windows.cells(*output),
            say("Where does each send {amount}?", amount=signed(self.flow.upstream[output])),
            whole_formula=True,
        )

    def _pointed(self, frame: Frame, focus: Cell | None, index: int) -> Frame:
        """The frame with what the pointer is on picked out."""
        if focus is None:
            return frame
        view, output, cell = self.view, self.view.windows.position(index), focus[1:]
        if focus.board in ("kernel", "kernel_gradient"):
            frame = point_at_weight(view, frame, focus, output)
            return replace(frame, formula=shares.weight_sum(self.flow, cell, index))
        for row in view.rows:
            if focus.board == gradient_name(row):
                frame = point(view, frame, focus)
                chosen = Mark(focus.board, "chosen", Block(*cell))
                formula = shares.arrived(self.flow, row, cell, index)
                return replace(frame, marks=(*frame.marks, chosen), formula=formula)
        return point(view, frame, focus) if focus.board == "input" else frame

    def _with_magnifiers(self, frame: Frame, output: Position, focus: Cell | None) -> Frame:
        """On a large map: the input and every gradient enlarged at the window, or at the pointer."""
        view = self.view
        if not view.is_large:
            return frame
        names = [gradient_name(row) for row in view.rows]
        if focus is not None and focus.board in names:
            focus = focus._replace(board="input")
        frame = with_magnifier(view, frame, output, focus)
        values = frame.board("magnifier")
        around = Block(*values.origin, *values.shape)
        parts = tuple(
            replace(
                magnified(frame.board(name), boards.magnifier_name(name), around, margin=0),
                cell_rows=values.cell_rows,
                cell_columns=values.cell_columns,
            )
            for name in names
        )
        moved = tuple(mark for part in parts for mark in magnified_marks(frame.marks, part))
        return replace(frame, boards=(*frame.boards, *parts), marks=(*frame.marks, *moved))
