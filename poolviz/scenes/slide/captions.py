"""One sentence that says what just happened."""

from __future__ import annotations

import math

from poolviz.frame.model import Caption
from poolviz.frame.numbers import full, plain, signed
from poolviz.frame.words import say
from poolviz.model.gathering import won_by
from poolviz.scenes.slide.view import View


def forward(view: View, index: int) -> Caption:
    """The forward pass at one window."""
    row, column = view.position(index)
    if view.has_winners:
        return Caption(say("Max"), _maximum(view, row, column))
    if view.spec.mode == "lp":
        return Caption(say("Power sum (LP)"), _power(view, row, column))
    return Caption(say("Average"), _average(view, row, column))


def _maximum(view: View, row: int, column: int) -> str:
    value = view.pooled.value(row, column)
    if view.winner(row, column) is None:
        return say("This window sees no cell of the map: its maximum is −∞, and nothing flows back.")
    if math.isnan(float(value)):
        return say("A cell of this window is not a number (NaN), so neither is its maximum.")
    ties = len(view.equals(row, column).others)
    if ties and view.spec.ties == "split":
        return say(
            "{value} stands here {count} times. All of them will share the gradient.",
            value=plain(value),
            count=ties + 1,
        )
    if ties:
        return say(
            "{value} stands here {count} times. The {rule} wins, and only that cell will get a gradient.",
            value=plain(value),
            count=ties + 1,
            rule=tie_rule(view),
        )
    if len(view.cells(row, column)) == 1:
        return say("This window sees one cell, {value}, which wins unopposed.", value=plain(value))
    return say(
        "The strongest activation, {value}, goes through. The output no longer says where it was; "
        "only the backward pass remembers.",
        value=plain(value),
    )


def tie_rule(view: View) -> str:
    """Which of several largest cells wins, in words that follow "the"."""
    if view.spec.ties == "last":
        return say("last in row order")
    return say("first in column order") if view.spec.ties == "column" else say("first in row order")


def _power(view: View, row: int, column: int) -> str:
    value = view.pooled.value(row, column)
    if math.isnan(float(value)):
        return say("A cell of this window is not a number (NaN), so neither is its power sum.")
    if view.spec.p == 1:
        return say(
            "With p = 1 it is the sum of all sizes, {value}: average without the division.",
            value=plain(value),
        )
    return say(
        "Every cell has a say, the large ones more: {value}. The higher p is, the closer this comes to max.",
        value=plain(value),
    )


def _average(view: View, row: int, column: int) -> str:
    value = view.pooled.value(row, column)
    cells = len(view.cells(row, column))
    divisor = view.divisor(row, column)
    if math.isnan(float(value)):
        return say("A cell of this window is not a number (NaN), so neither is its average.")
    if divisor > cells:
        return say(
            "Only {cells} of the {count} places hold a cell. The padding counts as zeros and pulls "
            "the average towards 0.",
            cells=cells,
            count=divisor,
        )
    return say(
        "The general level, {value}: every one of the {count} cells has the same weight, 1/{divisor}.",
        value=full(value) if len(full(value)) <= 8 else plain(value),
        count=cells,
        divisor=divisor,
    )


def backward(view: View, index: int, gathered: int) -> Caption:
    """The backward pass at one window; ``gathered`` gradients have arrived at its first receiver so far."""
    row, column = view.position(index)
    amount = signed(view.upstream[row, column])
    if view.spec.mode == "lp":
        return Caption(
            say("Backward"),
            say("Each cell gets its part of {amount}: the larger its value, the more of it.", amount=amount),
        )
    tell = _routed if view.has_winners else _shared
    return Caption(say("Backward"), tell(view, row, column, amount, gathered))


def _routed(view: View, row: int, column: int, amount: str, gathered: int) -> str:
    winner = view.winner(row, column)
    if winner is None:
        return say("This window sees no cell: its gradient has nowhere to go.")
    if ties := len(view.equals(row, column).others):
        return _tied(view, ties + 1, amount)
    serves = len(won_by(winner, view.look, view.pooled))
    if serves > 1:
        return say(
            "One winner serves {count} windows, so {count} gradients will reach one cell: {so_far} so far.",
            count=serves,
            so_far=gathered,
        )
    losers = len(view.cells(row, column)) - 1
    if losers == 0:
        return say("The gradient {amount} goes to the only cell that the window sees.", amount=amount)
    if losers == 1:
        return say("The gradient {amount} goes whole to the winner. The other one gets 0.", amount=amount)
    return say(
        "The gradient {amount} goes whole to the winner. The other {count} get 0, for they had no say.",
        amount=amount,
        count=losers,
    )


def _tied(view: View, count: int, amount: str) -> str:
    if view.spec.ties == "split":
        return say("{count} cells tied, so each gets 1/{count} of {amount}.", count=count, amount=amount)
    return say(
        "{count} cells tied. All of {amount} goes to one of them, the {rule}.",
        count=count,
        amount=amount,
        rule=tie_rule(view),
    )


def _shared(view: View, row: int, column: int, amount: str, gathered: int) -> str:
    cells, divisor = len(view.cells(row, column)), view.divisor(row, column)
    if divisor > cells:
        return say(
            "Each real cell gets 1/{divisor} of {amount}; {count} shares fall on padding and are lost.",
            divisor=divisor,
            amount=amount,
            count=divisor - cells,
        )
    return say(
        "Every cell of the window gets an equal share: 1/{divisor} of {amount}.",
        divisor=divisor,
        amount=amount,
    )
