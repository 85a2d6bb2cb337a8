"""The words beside each gradient: how a window's share came about, and what that cost."""

from __future__ import annotations

from typing import Literal

from poolviz.frame.model import Cell, Line, Run
from poolviz.frame.numbers import is_rounded, plain, signed
from poolviz.frame.terms import equals, running_sum, tidy
from poolviz.frame.words import say
from poolviz.model.grid import Position
from poolviz.scenes.compare.boards import gradient_name
from poolviz.scenes.compare.flow import Flow

_SMALL = 4  # maps up to this leave room for large words


def lines(flow: Flow, name: str, output: Position) -> tuple[Line, ...]:
    """What stands beside one row's gradient at the input."""
    small = max(flow.view.document.map.size) <= _SMALL
    size: Literal["normal", "large"] = "large" if small else "normal"
    source = Run(signed(flow.upstream[output]), Cell("upstream", *output), "winner")
    if not flow.view.windows.cells(*output):
        return (Line((source, Run(say(" goes nowhere"))), size),)
    tell = {"max": _routed, "average": _shared, "convolution": _weighted}[name]
    runs, how = tell(flow, output, source)
    return Line(runs, size), how


def _routed(flow: Flow, output: Position, source: Run) -> tuple[tuple[Run, ...], Line]:
    cells = flow.receivers(*output)
    target = Run(str(cells[0]), Cell(gradient_name("max"), *cells[0]))
    if len(cells) > 1:
        part = float(flow.upstream[output]) / len(cells)
        first = source, Run(f" / {len(cells)}{equals(part)}"), Run(signed(part), target.cell, "winner")
        return first, _quiet(say("to each of the tied cells, 0 to the others"), say("to the tied cells"))
    first = source, Run(" → "), target
    return first, _quiet(say("all to the winner, 0 to the others: 1 addition"), say("all to the winner"))


def _shared(flow: Flow, output: Position, source: Run) -> tuple[tuple[Run, ...], Line]:
    cells, divisor = flow.view.windows.cells(*output), flow.view.divisor(output)
    part = float(flow.upstream[output]) / divisor
    target = Cell(gradient_name("average"), *cells[0])
    first = source, Run(f" / {divisor}{equals(part)}"), Run(signed(part), target, "winner")
    lost = divisor - len(cells)
    if lost > 0 and flow.view.document.spec.divisor_override is None:
        full = say("the same to each; {count} shares are lost on padding", count=lost)
        return first, _quiet(full, say("{count} shares lost", count=lost))
    if len(cells) == 1:
        return first, _quiet(say("to the one cell: 1 addition"), say("to the one cell"))
    full = say("the same to each of them: {count} additions", count=len(cells))
    return first, _quiet(full, say("the same to each"))


def _weighted(flow: Flow, output: Position, source: Run) -> tuple[tuple[Run, ...], Line]:
    kernel = flow.view.kernel
    first: tuple[Run, ...] = (source, Run(say(" × each weight")))
    if (kernel == kernel[0, 0]).all():
        part = float(flow.upstream[output]) * float(kernel[0, 0])
        rounded = is_rounded(float(kernel[0, 0]))
        text = f" × {plain(float(kernel[0, 0]))}{' ≈ ' if rounded else equals(part)}"
        cell = flow.view.windows.cells(*output)[0]
        first = (source, Run(text), Run(signed(part), Cell(gradient_name("convolution"), *cell), "winner"))
    return first, _quiet(say("by weight; weights and bias get gradients too"), say("by each weight"))


def arrived(flow: Flow, name: str, cell: Position, index: int) -> tuple[Run, ...]:
    """What one row has sent to a cell of the input so far, as a running sum."""
    target = Cell(gradient_name(name), *cell)
    where = Run(say("at {cell} so far ", cell=str(cell)), target)
    shares = flow.gathered(name, cell, index)
    return (where, *running_sum(shares, target)) if shares else (where, Run("0", target))


def weight_sum(flow: Flow, tap: Position, index: int) -> tuple[Run, ...]:
    """What this window adds to the gradient of one weight: the gradient times the cell under it."""
    output = flow.view.windows.position(index)
    cell = flow.view.cell(output, tap)
    amount, number = float(flow.upstream[output]), flow.view.number_under(output, tap)
    before = float(flow.weights(index - 1)[tap]) if index else 0.0
    after = float(flow.weights(index)[tap])
    text = plain(tidy(number))
    return (
        Run(say("∂L/∂w {tap}: before ", tap=str(tap)), quiet=True),
        Run(signed(tidy(before))),
        Run(say(", now ")),
        Run(signed(tidy(amount)), Cell("upstream", *output), "winner"),
        Run("·", quiet=True),
        Run(f"({text})" if text.startswith("−") else text, cell and Cell("input", *cell), quiet=cell is None),
        Run(say(", together ")),
        Run(signed(tidy(after)), Cell("kernel_gradient", *tap), "winner"),
    )


def _quiet(full: str, brief: str) -> Line:
    return Line((Run(full, quiet=True),), "small", short=(Run(brief, quiet=True),))
