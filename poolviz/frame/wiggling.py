"""Wiggle: one cell a little more or less, and which outputs move by how much, which is the gradient."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from poolviz.frame.model import Block, Board, Caption, Cell, Frame, Mark, Notes, Patch
from poolviz.frame.numbers import signed
from poolviz.frame.plane import Array, ArrayPlane
from poolviz.frame.words import say

Position = tuple[int, int]

_TOLD = 3  # more outputs than this are counted
_RINGED = 64  # more than this get one ring around all of them
_READ = 4096  # boards of more cells have no room for amounts


@dataclass(frozen=True)
class Moved:
    """What one board's numbers did: the block that holds all that moved, and by how much its cells moved."""

    board: str
    row: int
    column: int
    amounts: Array

    @cached_property
    def count(self) -> int:
        """How many cells moved."""
        return int(np.count_nonzero(self.amounts))

    @cached_property
    def alike(self) -> str | None:
        """By how much each of them moved, as it is written; None if they differ, or none did."""
        amounts = self.amounts[self.amounts != 0]
        if not amounts.size or np.isnan(amounts).any():
            return None
        least, most = _short(float(amounts.min())), _short(float(amounts.max()))
        return least if least == most else None

    def cells(self, most: int) -> list[tuple[Position, float]]:
        """The first ``most`` cells that moved, in reading order, and by how much."""
        flat = np.flatnonzero(self.amounts)[:most].tolist()
        places = [divmod(place, self.amounts.shape[1]) for place in flat]
        return [((self.row + r, self.column + c), float(self.amounts[r, c])) for r, c in places]


@dataclass(frozen=True)
class Switch:
    """An output that another cell of the map wins than before; None if nobody does."""

    output: Position
    winner: Position | None


def wiggled(frame: Frame, before: Frame, cell: Cell, amount: float, switch: Switch | None = None) -> Frame:
    """The frame of now with what a wiggle moved: rings, amounts in the cells, and a caption that tells it.

    Where the frame has no outputs, the results are told; where it has neither, nothing is.

    Args:
        frame: of now.
        before: the same picture before the wiggle.
        cell: that was wiggled.
        amount: by how much, altogether.
        switch: the first output that another cell wins now; None if the route is the same.
    """
    names = [name for name in frame.outputs or frame.results if frame.has(name) and before.has(name)]
    if not names:
        return frame
    moves = [_moved(before.board(name), frame.board(name)) for name in names]
    boards = {board.name: board for board in frame.boards}
    marks = list(frame.marks)
    for move in moves:
        boards[move.board] = _with_amounts(boards[move.board], move)
        marks += _rings(move)
    if not any(mark.role == "chosen" and mark.board == cell.board for mark in marks):
        marks.append(Mark(cell.board, "chosen", Block(cell.row, cell.column)))
    text = _sentence(frame, moves, cell, amount, still=switch is None)
    text += _switched(switch) if switch is not None else _meaning(frame, before, moves, cell, amount)
    return replace(
        frame,
        boards=tuple(boards.values()),
        marks=tuple(marks),
        caption=Caption(say("Wiggle"), text),
    )


def _moved(before: Board, after: Board) -> Moved:
    region = after.plane.changes_since(before.plane)
    row, column, rows, columns = (0, 0, *after.shape) if region is None else region
    part = slice(row, row + rows), slice(column, column + columns)
    old, new = before.plane.read(*part), after.plane.read(*part)
    with np.errstate(all="ignore"):
        amounts = np.where(new == old, 0.0, new.astype(np.float64) - old.astype(np.float64))
    amounts[np.isnan(amounts) & np.isnan(new) & np.isnan(old)] = 0.0
    down, across = np.flatnonzero(amounts.any(axis=1)), np.flatnonzero(amounts.any(axis=0))
    if not down.size:
        return Moved(after.name, 0, 0, np.zeros((0, 0)))
    tight = amounts[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    return Moved(after.name, row + int(down[0]), column + int(across[0]), tight)


def _with_amounts(board: Board, move: Moved) -> Board:
    """The board with the amounts under its numbers, and the numbers that moved shown, reached or not."""
    rows, columns = move.amounts.shape
    if board.plane.shape[0] * board.plane.shape[1] <= _READ:
        change = np.zeros(board.shape)
        change[move.row : move.row + rows, move.column : move.column + columns] = np.round(move.amounts, 9)
        board = replace(board, notes=Notes(ArrayPlane(change), "change"))
    if not rows or board.shown is None or board.patch is not None or board.hidden == "zero":
        return board
    part = slice(move.row, move.row + rows), slice(move.column, move.column + columns)
    return replace(board, patch=Patch(move.row, move.column, board.plane.read(*part)))


def _rings(move: Moved) -> tuple[Mark, ...]:
    if 0 < move.count <= _RINGED and move.amounts.size <= _RINGED**2:
        return (Mark(move.board, "changed", tuple(cell for cell, _ in move.cells(_RINGED))),)
    rows, columns = move.amounts.shape
    return (Mark(move.board, "changed", Block(move.row, move.column, rows, columns)),) if rows else ()


def _sentence(frame: Frame, moves: list[Moved], cell: Cell, amount: float, *, still: bool) -> str:
    """Which outputs move by how much; ``still`` if the route is the same as before."""
    told = {"cell": str(cell[1:]), "amount": _short(amount)}
    alone = len(moves) == 1
    parts = [part for move in moves for part in _parts(frame, move, alone=alone)]
    if not parts and not frame.outputs:
        return say("Cell {cell} {amount}: no gradient changes, for the route is the same.", **told)
    if not parts and still:
        return say("Cell {cell} {amount}: no output moves, so its gradient is 0.", **told)
    if not parts:
        return say("Cell {cell} {amount}: no output moves.", **told)
    if all(move.amounts.all() and move.amounts.shape == frame.board(move.board).shape for move in moves):
        return say("Cell {cell} {amount}: {moves}.", **told, moves=", ".join(parts))
    return say("Cell {cell} {amount}: {moves}, others 0.", **told, moves=", ".join(parts))


def _parts(frame: Frame, move: Moved, *, alone: bool) -> list[str]:
    name = say("output") if alone and frame.outputs else frame.board(move.board).title
    if move.count > _TOLD and move.alike is not None:
        text = say("{count} outputs {amount} each", count=move.count, amount=move.alike)
        return [text if alone else f"{name} {text}"]
    told = [
        say("{board} {cell} {amount}", board=name, cell=str(place), amount=_short(by))
        for place, by in move.cells(_TOLD)
    ]
    more = move.count - _TOLD
    return [*told, say("{count} more", count=more)] if more > 0 else told


def _meaning(frame: Frame, before: Frame, moves: list[Moved], cell: Cell, amount: float) -> str:
    """What the movement has to do with the gradient; nothing where that needs more than a sentence."""
    if not frame.outputs or len(moves) != 1 or not moves[0].amounts.size:
        return ""
    if frame.has("upstream") and frame.has("gradient"):
        return _chain(frame, before, moves[0], cell, amount)
    slopes = replace(moves[0], amounts=moves[0].amounts / amount)
    if slopes.alike is None:
        return ""
    return say(" Divided by {amount}: a gradient of {slope}.", amount=_short(amount), slope=slopes.alike)


def _chain(frame: Frame, before: Frame, move: Moved, cell: Cell, amount: float) -> str:
    """How far L moves, and what ∂L/∂input said before; nothing where that is no number."""
    rows, columns = move.amounts.shape
    given = frame.board("upstream").part(move.row, move.column, rows, columns)
    with np.errstate(all="ignore"):
        change = float((given * move.amounts).sum())
    row, column = cell.row, cell.column
    plane = before.board("gradient").plane
    slope = float(plane.read(slice(row, row + 1), slice(column, column + 1))[0, 0])
    if not (math.isfinite(change) and math.isfinite(slope)):
        return ""  # ∞ − ∞ says nothing of a slope
    told = {"change": _short(change), "amount": _short(amount), "slope": _short(slope)}
    if math.isclose(change, amount * slope, rel_tol=1e-6, abs_tol=1e-9):
        return say(" So L moves by {change}: {amount} × {slope}, as ∂L/∂input says.", **told)
    return say(" So L moves by {change}; for a small step it would be {amount} × {slope}.", **told)


def _switched(switch: Switch) -> str:
    output = str(switch.output)
    if switch.winner is None:
        return say(" Nobody wins output {output} any more.", output=output)
    return say(
        " The route has switched: {cell} wins output {output} now.", cell=str(switch.winner), output=output
    )


def _short(number: float) -> str:
    """An amount without the dust of floating point, signed.

    >>> _short(0.1 + 0.2), _short(6.1 - 6.0), _short(1.0)
    ('+0.3', '+0.1', '+1')
    """
    return signed(float(f"{number:.6g}"))
