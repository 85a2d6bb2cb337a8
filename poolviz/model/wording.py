"""A specification in a few words, as a heading has room for."""

from __future__ import annotations

from poolviz.core import PoolSpec
from poolviz.core.padding import as_pair, padding_sides
from poolviz.frame.numbers import plain
from poolviz.frame.words import say


def spec_words(spec: PoolSpec, *, with_mode: bool = True) -> str:
    """How a result was made: mode, window, stride, and what else is not as usual.

    >>> spec_words(PoolSpec(window=(2, 3), stride=1)), spec_words(PoolSpec(mode="average", window="global"))
    ('max 2×3, stride 1', 'average over the whole map')
    >>> spec_words(PoolSpec(padding=1, ties="split", dilation=2))
    'max 2×2, stride 2, padding 1, dilation 2, shared ties'
    """
    modes = {"max": say("max"), "average": say("average"), "lp": f"L{plain(spec.p)}"}
    windows = _windows(spec)
    parts = (modes[spec.mode], windows) if with_mode else (windows,)
    return ", ".join((" ".join(parts), *_extras(spec)))


def _windows(spec: PoolSpec) -> str:
    if spec.window == "global":
        return say("over the whole map")
    if spec.adaptive is not None:
        rows, columns = as_pair(spec.adaptive)
        return say("to {rows}×{columns}", rows=rows, columns=columns)
    window = rows, columns = as_pair(spec.window)
    stride = _sides(window if spec.stride is None else as_pair(spec.stride))
    return say("{rows}×{columns}, stride {stride}", rows=rows, columns=columns, stride=stride)


def _extras(spec: PoolSpec) -> list[str]:
    extras = []
    if isinstance(spec.padding, str):
        extras.append(spec.padding.replace("_", " "))
    elif any(map(any, padding_sides(spec.padding))):
        extras.append(say("padding {padding}", padding=_padding(spec)))
    if as_pair(spec.dilation) != (1, 1):
        extras.append(say("dilation {dilation}", dilation=_sides(as_pair(spec.dilation))))
    if spec.ceil_mode:
        extras.append(say("ceil mode"))
    if spec.mode == "max" and spec.ties != "first":
        rules = {"last": say("last of ties"), "column": say("ties by column"), "split": say("shared ties")}
        extras.append(rules[spec.ties])
    return extras


def _sides(pair: tuple[int, int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}×{pair[1]}"


def _padding(spec: PoolSpec) -> str:
    (top, bottom), (left, right) = padding_sides(spec.padding)
    return _sides((top, left)) if (top, left) == (bottom, right) else f"{top}, {bottom}, {left}, {right}"
