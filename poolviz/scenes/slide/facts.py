"""Facts beside the stage: the size formula with live numbers, shapes, costs, and what is left over."""

from __future__ import annotations

import math

from poolviz.core import Axis
from poolviz.frame.model import Fact, Typeset
from poolviz.frame.numbers import grouped, share, signed
from poolviz.frame.words import say
from poolviz.scenes.slide.view import View


def size_formula(view: View) -> tuple[Typeset, ...]:
    """The rule for the output's size, and with this map's numbers in it; a line each where sides differ."""
    rows, columns = view.geometry.rows, view.geometry.columns
    lines = [_rule(view)]
    names = ("H", "W")
    both = _key(rows) == _key(columns)
    for name, axis in zip(names, (rows, columns), strict=True):
        lines.append(_numbers(view, "" if both else name, axis))
        if both:
            break
    return tuple(lines)


def _key(axis: Axis) -> tuple[int, ...]:
    return axis.size, axis.window, axis.stride, axis.low, axis.high, axis.dilation, axis.output


def _rule(view: View) -> Typeset:
    if view.spec.window == "global":
        return Typeset(r"H' = W' = 1", say("H′ = W′ = 1: the window is the whole map"))
    if view.spec.padding in ("same", "same_lower"):
        return Typeset(r"H' = \left\lceil \frac{H}{s} \right\rceil", "H′ = ⌈H / s⌉")
    left, right, plain_left, plain_right = _brackets(view)
    span = "k" if view.geometry.rows.dilation == view.geometry.columns.dilation == 1 else "d(k - 1) - 1"
    padding = (
        "2p" if _even_padding(view.geometry.rows) and _even_padding(view.geometry.columns) else "p_1 + p_2"
    )
    return Typeset(
        rf"H' = {left} \frac{{H + {padding} - {span}}}{{s}} {right} + 1",
        f"H′ = {plain_left}(H + {_plain(padding)} − {_plain(span)}) / s{plain_right} + 1",
    )


def _numbers(view: View, name: str, axis: Axis) -> Typeset:
    lead, plain_lead = (rf"{name}' = ", f"{name}′ = ") if name else ("= ", "= ")
    if view.spec.window == "global":
        return Typeset(rf"{lead} \mathbf{{1}}", f"{plain_lead}1")
    if view.spec.padding in ("same", "same_lower"):
        return Typeset(
            rf"{lead} \left\lceil \frac{{{axis.size}}}{{{axis.stride}}} \right\rceil"
            rf" = \mathbf{{{axis.output}}}",
            f"{plain_lead}⌈{axis.size} / {axis.stride}⌉ = {axis.output}",
        )
    left, right, plain_left, plain_right = _brackets(view)
    around = str(axis.low + axis.high)
    span = str(axis.window) if axis.dilation == 1 else rf"{axis.dilation} \cdot {axis.window - 1} - 1"
    dropped = _dropped_window(view, axis)
    less = " - 1" if dropped else ""
    return Typeset(
        rf"{lead} {left} \frac{{{axis.size} + {around} - {span}}}{{{axis.stride}}} {right} + 1{less}"
        rf" = \mathbf{{{axis.output}}}",
        f"{plain_lead}{plain_left}({axis.size} + {around} − {_plain(span)}) / {axis.stride}{plain_right}"
        f" + 1{_plain(less)} = {axis.output}",
    )


def _dropped_window(view: View, axis: Axis) -> bool:
    """Whether ceil mode left out a last window, because it would start beyond the data."""
    if not view.spec.ceil_mode:
        return False
    room = axis.size + axis.low + axis.high - axis.span
    return -(-room // axis.stride) + 1 > axis.output


def _brackets(view: View) -> tuple[str, str, str, str]:
    if view.spec.ceil_mode:
        return r"\left\lceil", r"\right\rceil", "⌈", "⌉"
    return r"\left\lfloor", r"\right\rfloor", "⌊", "⌋"


def _even_padding(axis: Axis) -> bool:
    return axis.low == axis.high


def _plain(latex: str) -> str:
    return latex.replace("-", "−").replace(r"\cdot", "·").replace("_1", "₁").replace("_2", "₂")


def layer_facts(view: View) -> tuple[Fact, ...]:
    """What this layer does to shape and cost."""
    channels, height, width = view.document.map.shape
    rows, columns = view.geometry.output
    before, after = channels * height * width, channels * rows * columns
    return (
        Fact(say("Shape"), f"{height}×{width}×{channels} → {rows}×{columns}×{channels}"),
        Fact(say("Learnable parameters"), "0"),
        Fact(say("Activations"), f"{grouped(before)} → {grouped(after)}  {share(after, before)}"),
        Fact(say("Left over"), left_over(view)),
        *(Fact(say("Note"), remark) for remark in view.spec.remarks()),
    )


def gradient_facts(view: View, index: int) -> tuple[Fact, ...]:
    """What the backward pass does, and how much has arrived; the tick comes only at the end."""
    total, sent, arrived = (float(x) for x in (view.sent[-1], view.sent[index], view.arrived[index]))
    lost = sent - arrived
    complete = index == view.windows - 1 and math.isclose(lost, 0.0, abs_tol=1e-9)
    routed = say("{part} of {total}", part=_tidy(arrived), total=_tidy(total))
    overlap = (
        (say("Windows overlap: gradients"), say("add")) if _overlap(view) else (say("Overlap"), say("none"))
    )
    facts = [
        Fact(say("Rule"), _rule_words(view)),
        Fact(*overlap),
        Fact(say("Routed so far"), routed, good=complete),
    ]
    if (view.arrived != view.sent).any() and not math.isclose(total, float(view.arrived[-1])):
        facts.append(Fact(say("Lost on counted padding"), _tidy(lost)))
    facts.append(Fact(say("Parameter gradients"), say("none")))
    return tuple(facts)


def _tidy(number: float) -> str:
    """A sum without the dust of floating point, signed."""
    return signed(round(number, 9))


def _rule_words(view: View) -> str:
    if not view.has_winners:
        return say("equal shares")
    return say("tied winners share") if view.spec.ties == "split" else say("the winner takes all")


def _overlap(view: View) -> bool:
    return bool(view.geometry.rows.coverage().max() > 1 or view.geometry.columns.coverage().max() > 1)


def left_over(view: View) -> str:
    """Which cells no window sees, in words."""
    unseen = view.geometry.unseen()
    if not unseen:
        return say("none")
    rows, columns = view.geometry.rows.left_over, view.geometry.columns.left_over
    parts = []
    if rows:
        parts.append(say("1 row") if rows == 1 else say("{count} rows", count=rows))
    if columns:
        parts.append(say("1 column") if columns == 1 else say("{count} columns", count=columns))
    if view.geometry.rows.has_gaps or view.geometry.columns.has_gaps:
        parts.append(say("gaps"))
    where = ", ".join(parts)
    cells = say("1 cell") if unseen == 1 else say("{count} cells", count=grouped(unseen))
    return say("{where}: {cells}", where=where, cells=cells)
