"""Answers that are pointed at before playing has reached them."""

from __future__ import annotations

from dataclasses import replace

from poolviz.frame.model import Board, Patch
from poolviz.model.grid import Position


def with_early(board: Board, output: Position) -> Board:
    """A board with one answer more than is shown of it."""
    value = board.plane.read(*(slice(place, place + 1) for place in output))
    return replace(board, patch=Patch(*output, value))
