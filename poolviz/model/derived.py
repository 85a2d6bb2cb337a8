"""What a scene works out of a channel itself, told in a way that lets an edit cost what it touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from numpy.typing import NDArray

from poolviz.core import Axis, Geometry, PoolSpec
from poolviz.core.doubling import by_halves, halving_passes
from poolviz.core.kernels import kernel_pass_count
from poolviz.core.separable import pass_count
from poolviz.core.sums import few_additions

Array = NDArray[Any]

# How many times as much as max they cost, forward and backward: squares that need only be added up are fast.
_SQUARES, _POWERS = (1, 2), (4, 6)
# What a pass over windows costs before it compares anything, and one of a kernel before it multiplies.
_A_PASS, _A_WEIGHT = 2000, 100

Region = tuple[int, int, int, int]
"""Cells of a map: first row, first column, rows, columns."""


class Written(NamedTuple):
    """Numbers (rows, columns) for a block that begins at a row and a column; all others stay as they are."""

    row: int
    column: int
    values: Array


def effort(geometry: Geometry, *, tap_by_tap: bool = False) -> int:
    """How many numbers cost as much to work out as windows that slide over a map.

    Eight additions cost about as much as what else is done for one number. Sums and maxima are found rows
    first, then columns, and wide windows from halves; a convolution goes ``tap_by_tap``.

    >>> from poolviz.core import Axis
    >>> axis = Axis(size=100, window=20, stride=1, low=0, high=0, dilation=1, output=81)
    >>> effort(Geometry(axis, axis)), effort(Geometry(axis, axis), tap_by_tap=True)
    (21991, 328050)
    """
    (height, width), windows = geometry.size, geometry.windows
    rows, columns = geometry.rows, geometry.columns
    added = rows.output * width * _additions(rows) + windows * _additions(columns)
    if tap_by_tap:
        added = geometry.products
    return max(height * width, windows, added // 8)


def kernel_effort(geometry: Geometry) -> int:
    """As ``effort``, for a kernel that slides over a map, or from its outputs back to it.

    >>> kernel_effort(PoolSpec(window=3, stride=1).geometry((102, 102)))
    12150
    >>> kernel_effort(PoolSpec(window=64, stride=1).geometry((127, 127)))
    28311552
    """
    return effort(geometry, tap_by_tap=True) + weights_effort(geometry)


def weights_effort(geometry: Geometry, channels: int = 1) -> int:
    """As ``effort``, for going through the weights of as many filters as there are channels.

    Each is a pass of its own over some rows of windows: under large kernels these are many, and small.

    >>> weights_effort(PoolSpec(window=3, stride=1).geometry((102, 102)))
    900
    """
    return _A_WEIGHT * kernel_pass_count(geometry, channels)


def _spreading(geometry: Geometry) -> int:
    """As ``effort``, for shares that are spread to all cells: of these a few wide windows have far more."""
    (height, width), rows, columns = geometry.size, geometry.rows, geometry.columns
    down, across = (
        (axis.size if by_halves(axis) else axis.output) * _additions(axis) for axis in (rows, columns)
    )
    return max(height * width, geometry.windows, (rows.output * across + width * down) // 8)


def _additions(axis: Axis) -> int:
    """How many additions cost as much as a window does along an axis: halves are met twice, to be joined."""
    passes = halving_passes(axis) if by_halves(axis) else None
    return axis.window if passes is None else 2 * passes


def pooling_effort(spec: PoolSpec, size: tuple[int, int], *, backward: bool = False) -> int:
    """As ``effort``, for pooling a channel, or for its gradient with all that has to be known for it.

    Powers cost several times as much as sums and maxima, and their derivative needs these sums as well. Ties
    share a gradient tap by tap, if nothing better is found.

    >>> [pooling_effort(PoolSpec(mode, p=3), (100, 100)) for mode in ("max", "average", "lp")]
    [10000, 10000, 40000]
    >>> spec = PoolSpec(ties="split")
    >>> pooling_effort(spec, (100, 100)), pooling_effort(spec, (100, 100), backward=True)
    (10000, 28000)
    """
    return _pooling_effort(spec, spec.geometry(size), backward=backward)


def sending_effort(spec: PoolSpec, size: tuple[int, int], first: int, last: int) -> int:
    """As ``pooling_effort``, for what the output rows ``first`` to ``last`` alone give to a channel.

    >>> sending_effort(PoolSpec(), (100, 100), 3, 3), sending_effort(PoolSpec("lp", p=3), (100, 100), 3, 12)
    (200, 12000)
    """
    geometry = spec.geometry(size)
    rows, _ = geometry.rows.part(first, last)
    return _pooling_effort(spec, Geometry(rows, geometry.columns), backward=True)


def _pooling_effort(spec: PoolSpec, geometry: Geometry, *, backward: bool) -> int:
    plain = effort(geometry)
    if spec.mode == "average" and backward:
        return _spreading(geometry)
    if spec.mode == "lp":
        kind = _SQUARES if spec.p in (1, 2) and few_additions(geometry) else _POWERS
        return plain * kind[backward]
    if spec.mode == "max" and spec.ties == "split" and backward:
        passes = pass_count(geometry.rows) * pass_count(geometry.columns)
        return plain + effort(geometry, tap_by_tap=True) + _A_PASS * passes
    return plain


@dataclass(frozen=True, eq=False)
class Derivation:
    """How to work out a sheet of numbers: all of it, and what changes once cells of the map have changed."""

    whole: Callable[[], Array]
    again: Callable[[Region], Written]
    numbers: int = 0
    """How many there are to work out, if that may be more than the map has cells; see ``effort``."""
    numbers_again: Callable[[Region], int] | None = None
    """As ``numbers``, after an edit of a region; left out, as much of them as the region is of the map."""
