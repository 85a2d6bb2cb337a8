"""Who gets how much of a window's gradient, cell by cell: what formula and captions tell."""

from __future__ import annotations

from poolviz.frame.model import Cell
from poolviz.scenes.slide.view import View

Share = tuple[float, Cell]


def receivers(view: View, row: int, column: int) -> list[tuple[int, int]]:
    """The cells that a window's gradient goes to: its winner, all tied winners, or every real cell."""
    if not view.has_winners:
        return view.cells(row, column)
    winner = view.winner(row, column)
    if winner is None:
        return []
    ties = view.ties(row, column) if view.spec.ties == "split" else ()
    return sorted((winner, *ties))


def part(view: View, row: int, column: int) -> float:
    """How much of its gradient a window gives to each of its receivers: 1, 1/ties or 1/divisor."""
    if view.has_winners:
        return 1 / max(len(receivers(view, row, column)), 1)
    divisor = float(view.divisors[row, column])
    return 1 / divisor if divisor else 0.0


def gathered(view: View, cell: tuple[int, int], index: int) -> list[Share]:
    """What has arrived at a cell up to window ``index``: amounts in order, and where they came from."""
    shares: list[Share] = []
    columns = view.geometry.columns.seen_by(cell[1])
    last = view.position(index)
    for row in view.geometry.rows.seen_by(cell[0]):
        for column in columns:
            if (row, column) <= last and cell in receivers(view, row, column):
                amount = float(view.upstream[row, column]) * part(view, row, column)
                shares.append((amount, Cell("upstream", row, column)))
    return shares
