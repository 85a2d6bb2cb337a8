"""The ways to make a map smaller that Shift sets side by side, once or several times in a row."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from poolviz.core import Axis, Geometry, PoolSpec, blur_pool, pool
from poolviz.core.spec import Mode
from poolviz.frame.numbers import ordinal
from poolviz.frame.plane import Array
from poolviz.frame.words import say

METHODS = ("max", "pixel", "average", "blur")
Chain = tuple[Geometry, ...]


def chain_of(spec: PoolSpec, size: tuple[int, int], rounds: int) -> Chain:
    """Where the windows of each pooling in a row lie; fewer than ``rounds`` if the map becomes too small.

    >>> [geometry.output for geometry in chain_of(PoolSpec(window=2), (5, 4), 4)]
    [(2, 2), (1, 1)]
    """
    found: list[Geometry] = []
    for _ in range(rounds):
        try:
            found.append(spec.geometry(size))
        except ValueError:
            break
        size = found[-1].output
    return tuple(found)


def apply(method: str, x: Array, spec: PoolSpec, chain: Chain) -> Array:
    """The map (..., H, W) made smaller by one of METHODS as often as the chain is long.

    >>> spec = PoolSpec(window=(1, 2))
    >>> chain = chain_of(spec, (1, 4), 1)
    >>> [apply(method, np.array([[1, 3, 2, 4]]), spec, chain).tolist() for method in METHODS[:3]]
    [[[3, 4]], [[1, 2]], [[2.0, 3.0]]]
    """
    for geometry in chain:
        if method == "pixel":
            x = _thinned(x, geometry)
        elif method == "blur":
            x = blur_pool(x, _as_mode(spec, "max"))
        else:
            x = pool(x, _as_mode(spec, "max" if method == "max" else "average")).values
    return x


@lru_cache(maxsize=64)
def _as_mode(spec: PoolSpec, mode: Mode) -> PoolSpec:
    return replace(spec, mode=mode)


def _thinned(x: Array, geometry: Geometry) -> Array:
    """The first cell of every window and nothing else: subsampling; 0 for windows that see no cell."""
    if all(axis.inside and axis.uniform for axis in (geometry.rows, geometry.columns)):
        return x[..., _every_nth(geometry.rows), _every_nth(geometry.columns)].copy()
    rows, columns = _firsts(geometry.rows), _firsts(geometry.columns)
    kept = x.take(np.maximum(rows, 0), axis=-2).take(np.maximum(columns, 0), axis=-1)
    if (rows < 0).any() or (columns < 0).any():
        kept = np.where(np.logical_or.outer(rows < 0, columns < 0), np.zeros((), x.dtype), kept)
    return kept


def _every_nth(axis: Axis) -> slice:
    return slice(0, axis.output * axis.stride, axis.stride)


@lru_cache(maxsize=64)
def _firsts(axis: Axis) -> Array:
    """The first cell of each window along one axis; −1 for none."""
    return np.array([next(iter(axis.real(i)), -1) for i in range(axis.output)], dtype=np.intp)


def jump_of(chain: Chain) -> tuple[int, int] | None:
    """Cells of the map from one output to the next, down and across; None where windows differ in distance.

    >>> jump_of(chain_of(PoolSpec(window=2), (8, 8), 2))
    (4, 4)
    """
    if not all(axis.uniform for geometry in chain for axis in (geometry.rows, geometry.columns)):
        return None
    down = across = 1
    for geometry in chain:
        down, across = down * geometry.rows.stride, across * geometry.columns.stride
    return down, across


def title(method: str, chain: Chain, *, brief: bool = False) -> str:
    """What a method is called above its board; briefly, where the legend of the curve says it in full."""
    if method == "max":
        return say("Max")
    if method == "average":
        return say("Average")
    if method == "blur":
        return say("Max + blur")
    jump = jump_of(chain)
    if jump is None:
        return say("One pixel a window")
    across = jump[1] if jump[1] > 1 else jump[0]
    if across == 1:
        return say("Every pixel")
    nth = ordinal(across)
    return say("Every {nth}", nth=nth) if brief else say("Every {nth} pixel", nth=nth)


def few_words(method: str, chain: Chain) -> str:
    """What a method is called above its board where even that has no room; empty if it is short anyway."""
    jump = jump_of(chain)
    if method == "blur":
        return say("Blur")
    if method in ("max", "average") or jump is None or max(jump) == 1:
        return ""
    return ordinal(jump[1] if jump[1] > 1 else jump[0])


def short(method: str, chain: Chain) -> str:
    """What a method is called in a legend or a sentence."""
    if method == "max":
        return say("max")
    if method == "average":
        return say("average")
    if method == "blur":
        return say("max + blur")
    jump = jump_of(chain)
    if jump is None:
        return say("one pixel a window")
    across = jump[1] if jump[1] > 1 else jump[0]
    return say("every {nth} pixel", nth=ordinal(across)) if across > 1 else say("every pixel")
