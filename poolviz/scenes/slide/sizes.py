"""The output's size as a formula, typeset and in plain words, with the map's own numbers in it."""

from __future__ import annotations

from poolviz.core import Axis
from poolviz.frame.model import Typeset
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
    if view.spec.adaptive is not None:
        text = say("window i: ⌊i·H / H′⌋ to ⌈(i + 1)·H / H′⌉")
        latex = (
            r"\left\lfloor \frac{i H}{H'} \right\rfloor \ldots \left\lceil \frac{(i+1) H}{H'} \right\rceil"
        )
        return Typeset(latex, text)
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
    if view.spec.window == "global" or view.spec.adaptive is not None:
        lead, plain_lead = (lead, plain_lead) if name else ("H' = ", "H′ = ")
        return Typeset(rf"{lead} \mathbf{{{axis.output}}}", f"{plain_lead}{axis.output}")
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
