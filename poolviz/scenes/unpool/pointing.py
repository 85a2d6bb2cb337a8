"""One pixel found on all boards, and what became of it."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.model import Block, Caption, Cell, Frame, Mark
from poolviz.frame.numbers import plain
from poolviz.frame.words import say
from poolviz.model.seen import seen_through
from poolviz.scenes.unpool.answers import ANSWERS, Answers
from poolviz.scenes.unpool.touched import lost_at
from poolviz.scenes.unpool.view import View
from poolviz.scenes.unpool.ways import short

_LABELS = ("label", *ANSWERS)


def pointed(frame: Frame, view: View, answers: Answers, focus: Cell) -> Frame:
    """The frame with what lies under the pointer marked on all boards of the same cells."""
    board = frame.board(focus.board)
    if focus.board == "kernel":
        return frame
    if board.shape != view.ground.size:
        return _with_field(frame, view, focus)
    cell = focus.row, focus.column
    alike = [b.name for b in frame.boards if b.shape == board.shape and b.name != "kernel"]
    marks = tuple(Mark(name, "chosen", Block(*cell)) for name in alike)
    lead = say("Cell {cell}", cell=str(cell))
    text = _label_text(frame, cell) if focus.board in _LABELS else _way_text(frame, view, cell)
    return replace(frame, marks=(*frame.marks, *marks), caption=Caption(lead, text))


def _way_text(frame: Frame, view: View, cell: tuple[int, int]) -> str:
    number = plain(view.ground.plane.read(_at(cell[0]), _at(cell[1]))[0, 0])
    back = []
    for way in view.ways:
        board = frame.board(way) if frame.has(way) else None
        value = board.value(*cell) if board is not None and board.shape == view.ground.size else None
        if value is not None:
            back.append(say("{way} {value}", way=short(way), value=plain(value)))
    told = [_fate(view, cell, number)]
    if back:
        told.append(say("Back come: {values}.", values=", ".join(back)))
    return " ".join(told)


def _fate(view: View, cell: tuple[int, int], number: str) -> str:
    if not view.is_max or not view.rounds:
        return say("{number} here; every cell has its share in what is left.", number=number)
    lost = lost_at(view, cell)
    if lost is None:
        return say(
            "{number} here: it comes through all pools, and its switch remembers the place.", number=number
        )
    return say("{number} here, thrown away by pool {lost}.", number=number, lost=lost)


def _label_text(frame: Frame, cell: tuple[int, int]) -> str:
    label = frame.board("label").value(*cell)
    told = [say("The label says foreground.") if label else say("The label says background.")]
    for name in ("coarse", "skip"):
        board = frame.board(name)
        if board.shown is None and board.shape == frame.board("label").shape:
            is_wrong = _is_wrong(board.value(*cell), label)
            told.append(_verdict(name, is_wrong))
    return " ".join(told)


def _is_wrong(said: float | None, label: float | None) -> bool:
    return said != label


def _verdict(name: str, is_wrong: bool) -> str:
    if name == "coarse":
        return say("Down and up is wrong here.") if is_wrong else say("Down and up is right.")
    return say("With the skip: wrong.") if is_wrong else say("With the skip: right.")


def _with_field(frame: Frame, view: View, focus: Cell) -> Frame:
    """The cells of the map that a coarse cell was made of, on all boards of the map's size."""
    level = view.sizes.index(frame.board(focus.board).shape)
    block = seen_through(view.chain[:level], (focus.row, focus.column))
    whole = [board.name for board in frame.boards if board.shape == view.ground.size]
    same = [board.name for board in frame.boards if board.shape == frame.board(focus.board).shape]
    marks = [Mark(name, "window", block) for name in whole]
    marks += [Mark(name, "chosen", Block(focus.row, focus.column)) for name in same]
    lead = say("Cell {cell}", cell=str((focus.row, focus.column)))
    text = say(
        "It stands for {rows} × {columns} cells of the map: nothing below knows more about them.",
        rows=block.rows,
        columns=block.columns,
    )
    return replace(frame, marks=(*frame.marks, *marks), caption=Caption(lead, text))


def _at(place: int) -> slice:
    return slice(place, place + 1)
