"""Making maps larger (or smaller) by looking between their cells: nearest neighbour and bilinear."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from poolviz.core.along import COLUMNS, ROWS
from poolviz.core.arrays import Array, as_map, float_type
from poolviz.core.between import Between, linear, nearest, piece_by_piece
from poolviz.core.checks import Pair, map_size, one_or_two
from poolviz.core.padding import as_pair
from poolviz.core.planes import few_planes
from poolviz.core.sentences import Sentence


def upsample_nearest(
    x: npt.ArrayLike, size: Pair | None = None, *, factor: int | Pair | None = None
) -> Array:
    """Repeat the cells of `x`, (..., H, W) to (..., H', W').

    Cell i of the result is cell ⌊i · n / n'⌋ of the map, in whole numbers. That is PyTorch's mode "nearest",
    whose float32 falls one cell short now and then (2 cells to 82: cell 41). Keeps the type of `x`.

    Args:
        x: the map.
        size: (H', W') of the result; smaller ones leave cells out.
        factor: instead of `size`, how often each cell is repeated, an int or (down, right).

    Raises:
        SpecError: the factor is no whole number of at least 1.
        ValueError: `x` is no map, or not one of `size` and `factor` is given.

    >>> upsample_nearest([[1, 2]], factor=2).tolist()
    [[1, 1, 2, 2], [1, 1, 2, 2]]
    """
    array = as_map(x)
    rows, columns = map(nearest, array.shape[-2:], _target(array, size, factor))
    return array.take(columns.before, axis=COLUMNS).take(rows.before, axis=ROWS)


def upsample_nearest_backward(upstream: npt.ArrayLike, size: Pair) -> Array:
    """The gradient at a map of `size` (H, W), from that at its nearest-neighbour resampling (..., H', W').

    Each cell gets the sum over its repetitions: the adjoint. The result is a float: the type of `upstream`,
    or float64 if that holds integers.

    Raises:
        ValueError: `upstream` is no array of numbers, or `size` no size.

    >>> upsample_nearest_backward([[1, 2, 3, 4]], (1, 2)).tolist()
    [[3.0, 7.0]]
    """
    return _sent_back(upstream, size, nearest)


def upsample_bilinear(
    x: npt.ArrayLike, size: Pair | None = None, *, factor: int | Pair | None = None
) -> Array:
    """Blend neighbouring cells of `x` linearly in both directions, (..., H, W) to (..., H', W').

    Cells are squares: the middle of cell i of the result lies at (i + ½) · n / n' − ½ among the middles of
    the map's cells, and at its rim the outermost cells go on. That is PyTorch's mode "bilinear" with
    align_corners=False and without antialias. A neighbour with no share is not looked at, so that an infinity
    or NaN stays where it is (PyTorch multiplies it by 0). Calculated in float64; floats keep their type,
    integers give float64.

    Args:
        x: the map.
        size: (H', W') of the result.
        factor: instead of `size`, how many times as large, an int or (down, right).

    Raises:
        SpecError: the factor is no whole number of at least 1.
        ValueError: `x` is no map, or not one of `size` and `factor` is given.

    >>> upsample_bilinear([[0, 4]], (1, 4)).tolist()
    [[0.0, 1.0, 3.0, 4.0]]
    """
    array = as_map(x)
    target = _target(array, size, factor)
    rows, columns = map(linear, array.shape[-2:], target)
    result = np.empty((*array.shape[:-2], *target), float_type(array))
    wide = np.result_type(array.dtype, np.float64)
    with np.errstate(all="ignore"):
        for some, blended in few_planes(array, result):
            middle = np.empty((len(some), some.shape[1], target[1]), wide)
            piece_by_piece(columns.blend, some, middle, COLUMNS)
            piece_by_piece(rows.blend, middle, blended, ROWS)
    return result


def upsample_bilinear_backward(upstream: npt.ArrayLike, size: Pair) -> Array:
    """The gradient at a map of `size` (H, W), from that at its bilinear resampling (..., H', W').

    Each cell gets its share of every cell that it went into: the adjoint. Type and errors as for
    `upsample_nearest_backward`.

    Raises:
        ValueError: `upstream` is no array of numbers, or `size` no size.

    >>> upsample_bilinear_backward([[1, 2, 3, 4]], (1, 2)).tolist()
    [[3.25, 6.75]]
    """
    return _sent_back(upstream, size, linear)


def _target(x: Array, size: Pair | None, factor: int | Pair | None) -> Pair:
    if (size is None) == (factor is None):
        raise ValueError("Say how large the result is to be: either its size (height, width) or a factor.")
    if size is not None:
        return map_size(size)
    down, right = as_pair(
        one_or_two(1, factor, "factor", Sentence("Factor"), Sentence("each cell must appear"))
    )
    return x.shape[-2] * down, x.shape[-1] * right


def _sent_back(upstream: npt.ArrayLike, size: Pair, rule: Callable[[int, int], Between]) -> Array:
    """The gradient at a map of `size`, by the rule that says where the result's cells lie."""
    array, target = as_map(upstream, "upstream gradient"), map_size(size)
    rows, columns = map(rule, target, array.shape[-2:])
    result = np.empty((*array.shape[:-2], *target), float_type(array))
    wide = np.result_type(array.dtype, np.float64)
    with np.errstate(all="ignore"):
        for given, gradient in few_planes(array, result):
            middle = np.empty((len(given), target[0], given.shape[2]), wide)
            piece_by_piece(rows.unblend, given, middle, ROWS)
            piece_by_piece(columns.unblend, middle, gradient, COLUMNS)
    return result
