"""A pooling in the words of an exercise: everything that decides the answer, nothing that gives it away."""

from __future__ import annotations

from poolviz.core import PoolSpec
from poolviz.core.padding import as_pair, is_none, padding_sides
from poolviz.frame.words import say


def told(spec: PoolSpec) -> str:
    """What is done, as the first half of a prompt.

    >>> told(PoolSpec(window=3, stride=2, padding=1))
    'Max pooling, 3 × 3, stride 2, padding 1'
    """
    name = say("Max pooling") if spec.mode == "max" else say("Average pooling")
    return ", ".join((name, *_windows(spec), *_padding(spec), *_rest(spec)))


def pair(value: int | tuple[int, int]) -> str:
    """A number that is the same both ways once, another pair as rows × columns.

    >>> pair((2, 2)), pair((2, 1))
    ('2', '2 × 1')
    """
    rows, columns = as_pair(value)
    return str(rows) if rows == columns else size_text((rows, columns))


def size_text(size: tuple[int, int]) -> str:
    """A size in words of the field.

    >>> size_text((4, 6))
    '4 × 6'
    """
    return f"{size[0]} × {size[1]}"


def _windows(spec: PoolSpec) -> tuple[str, ...]:
    if spec.adaptive is not None:
        return (say("adaptive to {size}", size=size_text(as_pair(spec.adaptive))),)
    if spec.window == "global":
        return (say("the whole map"),)
    window = as_pair(spec.window)
    stride = window if spec.stride is None else spec.stride
    return size_text(window), say("stride {stride}", stride=pair(stride))


def _padding(spec: PoolSpec) -> tuple[str, ...]:
    if is_none(spec.padding):
        return ()
    if isinstance(spec.padding, str):
        return (say("padding “{rule}”", rule=spec.padding), *_counting(spec))
    (top, bottom), (left, right) = padding_sides(spec.padding)
    if (top, left) == (bottom, right):
        return (say("padding {padding}", padding=pair((top, left))), *_counting(spec))
    sides = say(
        "padding {top} above, {bottom} below, {left} left, {right} right",
        top=top,
        bottom=bottom,
        left=left,
        right=right,
    )
    return (sides, *_counting(spec))


def _counting(spec: PoolSpec) -> tuple[str, ...]:
    """Whether an average counts the zeros around the map; a maximum never does."""
    if spec.mode != "average" or spec.divisor_override is not None:
        return ()
    return (say("its zeros counted") if spec.count_include_pad else say("its zeros not counted"),)


def _rest(spec: PoolSpec) -> tuple[str, ...]:
    parts: list[str] = []
    if max(as_pair(spec.dilation)) > 1:
        parts.append(say("dilation {dilation}", dilation=pair(spec.dilation)))
    if spec.ceil_mode:
        parts.append(say("ceil mode"))
    if spec.mode == "average" and spec.divisor_override is not None:
        parts.append(say("divided by {divisor}", divisor=spec.divisor_override))
    return tuple(parts)
