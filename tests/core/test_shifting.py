"""A shifted map is the same map elsewhere; what comes in at the edge is as asked for."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, SpecError, pool
from poolviz.core.shifting import EDGES, Edge, shift
from tests import strategies

Array = npt.NDArray[Any]

DISTANCES = st.integers(-12, 12) | st.sampled_from([10**30, -(10**30)])


def moved(x: Array, rows: int, columns: int, edge: str) -> Array:
    """One cell after another, by hand."""
    height, width = x.shape[-2:]
    result = np.zeros(x.shape, x.dtype)
    for i in range(height):
        for j in range(width):
            row, column = i - rows, j - columns
            if edge == "wrap":
                row, column = row % height, column % width
            if edge == "repeat":
                row, column = min(max(row, 0), height - 1), min(max(column, 0), width - 1)
            if 0 <= row < height and 0 <= column < width:
                result[..., i, j] = x[..., row, column]
    return result


@given(st.data(), strategies.sides(6), DISTANCES, DISTANCES, st.sampled_from(EDGES))
@settings(deadline=None, max_examples=80)
def test_every_cell_comes_from_where_it_was(
    data: st.DataObject, size: tuple[int, int], rows: int, columns: int, edge: Edge
) -> None:
    x = data.draw(strategies.maps(size))
    before = x.copy()
    found = shift(x, rows, columns, edge)
    expected = moved(x, rows, columns, edge)
    assert found.dtype == (np.uint8 if x.dtype.kind == "b" else x.dtype.newbyteorder("="))
    assert np.array_equal(found, expected, equal_nan=x.dtype.kind == "f")
    assert np.array_equal(x, before, equal_nan=x.dtype.kind == "f")
    assert found.flags.writeable
    assert not np.shares_memory(found, x)


@given(strategies.sides(6), st.integers(-8, 8), st.integers(-8, 8))
def test_wrapping_can_be_undone(size: tuple[int, int], rows: int, columns: int) -> None:
    x = np.random.default_rng(0).normal(size=(2, *size))
    assert np.array_equal(shift(shift(x, rows, columns, "wrap"), -rows, -columns, "wrap"), x)


def test_the_edge_is_zeros_unless_said_otherwise() -> None:
    assert shift([[1, 2], [3, 4]], 1, 0).tolist() == [[0, 0], [1, 2]]
    assert shift([[1, 2], [3, 4]], 0, -1).tolist() == [[2, 0], [4, 0]]


def test_pooling_before_and_after_a_shift() -> None:
    """A step inside the windows changes nothing, one across a border does, and a stride moves the output."""
    x = [[0, 0, 1, 1, 0, 0, 1, 1]]
    spec = PoolSpec(window=(1, 2))

    def pooled(rows: int, columns: int) -> list[int]:
        values: list[int] = pool(shift(x, rows, columns, "wrap"), spec).values[0].tolist()
        return values

    assert pooled(0, 0) == [0, 1, 0, 1]
    assert pooled(0, -1) == [1, 1, 1, 1]
    assert pooled(0, 2) == [1, 0, 1, 0]


@pytest.mark.parametrize(
    ("arguments", "field", "sentence"),
    [
        ((0.5, 0), "rows", "The shift down must be a whole number, not 0.5: it counts cells."),
        ((0, True), "columns", "The shift to the right must be a whole number, not True: it counts cells."),
        ((0, 1, "mirror"), "edge", "Edge must be zeros, wrap or repeat, not 'mirror'."),
    ],
)
def test_refusals_say_what_is_wrong(arguments: Any, field: str, sentence: str) -> None:  # noqa: ANN401 - wrong on purpose
    with pytest.raises(SpecError, match=f"^{re.escape(sentence)}$") as refusal:
        shift([[1, 2]], *arguments)
    assert refusal.value.field == field
