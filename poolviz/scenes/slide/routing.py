"""The formula line of the backward pass: where a gradient goes, and the running sum at its cell."""

from __future__ import annotations

from collections.abc import Iterator

from poolviz.frame.model import Cell, Run
from poolviz.frame.numbers import is_rounded, plain, signed
from poolviz.frame.terms import Terms, equals, running_sum
from poolviz.frame.words import grouped, say
from poolviz.model.grid import Cells
from poolviz.scenes.slide.shares import main_receiver, receivers, share
from poolviz.scenes.slide.view import View


def routing(view: View, index: int, shares: Terms) -> tuple[Run, ...]:
    """``all of +2 to the winner (2, 2); there so far +1 − 2 + 1 + 2 = +2``, or the shares of the others.

    ``shares`` is what has arrived at the main receiver so far.
    """
    row, column = view.position(index)
    main = main_receiver(view, row, column)
    amount = float(view.upstream[row, column])
    source = Run(signed(amount), Cell("upstream", row, column), "winner")
    if main is None:
        return source, Run(say(" goes nowhere: the window sees no cell"))
    cells = receivers(view, row, column)
    runs = list(_sent(view, (row, column), source, cells, main))
    if len(shares) > 1:
        alone = len(cells) == 1 or view.spec.mode == "lp"
        at = say("; there so far ") if alone else say("; at {cell} so far ", cell=str(main))
        runs += [Run(at), *running_sum(shares, Cell("gradient", *main))]
    return tuple(runs)


def _sent(
    view: View, output: tuple[int, int], source: Run, cells: Cells, main: tuple[int, int]
) -> Iterator[Run]:
    target = Cell("gradient", *main)
    if len(cells) == 1 and view.has_winners:
        yield Run(say("all of "))
        yield source
        yield Run(say(" to the winner "))
        yield Run(str(main), target)
        return
    part = share(view, *output, main)
    amount = float(view.upstream[output]) * part
    yield source
    if view.spec.mode == "lp":
        yield Run(f" × {plain(part)}{equals(part) if is_rounded(part) else equals(amount)}")
        yield Run(signed(amount), target, "winner")
        yield Run(say(" to {cell}, which had the largest part", cell=str(main)))
        return
    divisor = len(cells) if view.has_winners else view.divisor(*output)
    yield Run(f" / {grouped(divisor)}{equals(amount)}")
    yield Run(signed(amount), target, "winner")
    if view.has_winners:
        yield Run(say(" to each of the {count} tied cells", count=len(cells)))
    elif len(cells) == 1:
        yield Run(say(" to the one cell {cell}", cell=str(main)))
    else:
        yield Run(say(" to each of the {count} cells", count=len(cells)))
