"""Forward, winners and backward equal the slow reference, for all specifications and kinds of maps."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import PoolSpec, backward_rows, divisors, pool, pool_backward
from tests import reference, strategies

Array = npt.NDArray[Any]

# The wide types of exotic layouts make single examples slow on a busy machine.
relaxed = settings(deadline=None, max_examples=300)


def planes(array: Array) -> Array:
    """All channels one after another, with bytes in the usual order and truth values as numbers."""
    plain = array.astype(np.uint8) if array.dtype.kind == "b" else array.astype(array.dtype.newbyteorder("="))
    return plain.reshape(-1, *array.shape[-2:])


def same(found: Array, expected: Array) -> bool:
    """Equal in every bit that counts: NaN is NaN, and zeros have signs."""
    if found.dtype != expected.dtype or not np.array_equal(
        found, expected, equal_nan=found.dtype.kind == "f"
    ):
        return False
    known = ~np.isnan(expected)
    return found.dtype.kind != "f" or bool((np.signbit(found) == np.signbit(expected))[known].all())


@given(st.data(), strategies.fitting(mode="max"))
@relaxed
def test_max_gives_the_largest_value_and_its_cell(data: st.DataObject, case: tuple[PoolSpec, Any]) -> None:
    spec, size = case
    x = data.draw(strategies.maps(size))
    pooled = pool(x, spec)
    together = pool(x, spec, winners=True)
    expected = [reference.pool(plane, spec) for plane in planes(x)]
    values = np.array([found[0] for found in expected]).reshape(pooled.values.shape)
    winners = np.array([found[1] for found in expected]).reshape(pooled.values.shape)
    assert same(pooled.values, values)
    assert np.array_equal(pooled.winners, winners)
    assert same(together.values, values)
    assert np.array_equal(together.winners, winners)


@given(st.data(), strategies.fitting(mode="average"))
@relaxed
def test_average_is_within_four_units_in_the_last_place(
    data: st.DataObject, case: tuple[PoolSpec, Any]
) -> None:
    spec, size = case
    x = data.draw(strategies.maps(size))
    values = pool(x, spec).values
    assert values.dtype == (x.dtype.newbyteorder("=") if x.dtype.kind == "f" else np.float64)
    found = values.reshape(-1, *values.shape[-2:])
    for plane, result in zip(planes(x), found, strict=True):
        rough = reference.pool(plane, spec)[0]
        for window in reference.windows(spec, size):
            _assert_close(result[window.output], rough[window.output], plane, window, spec)


def _assert_close(found: Any, rough: Any, plane: Array, window: reference.Window, spec: PoolSpec) -> None:  # noqa: ANN401 - a number of any type
    cells = [plane[cell].item() for cell in window.cells]
    if not cells or not np.isfinite(rough):
        assert np.array_equal(found, rough, equal_nan=True)
        return
    terms = [Fraction(float(cell)) for cell in cells]
    divisor = reference.divisor(spec, window)
    size = float(sum((abs(term) for term in terms), Fraction()) / abs(divisor))
    exact = sum(terms, Fraction()) / divisor
    assert np.isfinite(found)
    assert abs(Fraction(float(found)) - exact) <= 4 * _unit(size, plane.dtype)


def _unit(size: float, kind: np.dtype[Any]) -> Fraction:
    """The last place of a number of `size`, even of one that is too large for its type.

    NumPy's own answer warns near the largest number of a type, since the next one would be infinite.
    """
    numbers = np.finfo(kind if kind.kind == "f" else np.float64)
    exponent = max(math.frexp(size)[1] - 1, int(numbers.minexp)) if size else int(numbers.minexp)
    return Fraction(2) ** (exponent - int(numbers.nmant))


def test_the_last_place_is_that_of_the_type() -> None:
    for kind in map(np.dtype, ("float16", "float32", "float64")):
        for size in (0.0, 1e-7, 0.75, 1.0, 3.0, 4096.0, 60000.0):
            number = kind.type(size)
            assert _unit(float(number), kind) == Fraction(float(np.spacing(number)))
    assert _unit(70000.0, np.dtype(np.float16)) == 64


@pytest.mark.parametrize("row", [[4e4, 4e4, -4e4, -3e4], [65504, 15.99], [65504, 15.99, -1e-7, 0.0078]])
def test_sums_at_the_end_of_a_type_are_exact_too(row: list[float]) -> None:
    x = np.array([row], np.float16)
    spec = PoolSpec("average", window="global", divisor_override=1)
    for window in reference.windows(spec, (1, len(row))):
        _assert_close(pool(x, spec).values[0, 0], reference.pool(x, spec)[0][0, 0], x, window, spec)


@given(st.data(), strategies.fitting(mode="lp"))
@relaxed
def test_power_sum_has_no_count_in_it(data: st.DataObject, case: tuple[PoolSpec, Any]) -> None:
    spec, size = case
    x = data.draw(strategies.maps(size))
    values = pool(x, spec).values
    expected = np.array([reference.pool(plane, spec)[0] for plane in planes(x)]).reshape(values.shape)
    np.testing.assert_allclose(values, expected, rtol=2e-3 if values.dtype.itemsize == 2 else 1e-6)
    if values.dtype.itemsize == 8:
        np.testing.assert_allclose(values, expected, rtol=1e-14)


@given(st.data(), strategies.fitting(mode="lp"))
@relaxed
def test_a_power_sum_knows_nothing_of_what_lies_beside_its_window(
    data: st.DataObject, case: tuple[PoolSpec, Any]
) -> None:
    spec, size = case
    numbers = st.sampled_from([0.0, 1.0, -1e-200, 1e-200, 1e-160, 1e200, -1e160, np.inf, np.nan])
    x = np.reshape(data.draw(st.lists(numbers, min_size=size[0] * size[1], max_size=size[0] * size[1])), size)
    values = pool(x, spec).values
    np.testing.assert_allclose(values, reference.pool(x, spec)[0], rtol=1e-14)
    upstream = data.draw(strategies.upstreams(values.shape))
    expected = reference.pool_backward(upstream, x, spec)
    np.testing.assert_allclose(pool_backward(upstream, x, spec), expected, rtol=1e-14, atol=1e-13)


@given(st.data(), strategies.fitting())
@relaxed
def test_backward_sends_every_gradient_where_it_belongs(
    data: st.DataObject, case: tuple[PoolSpec, Any]
) -> None:
    spec, size = case
    x = data.draw(strategies.maps(size))
    pooled = pool(x, spec)
    upstream = data.draw(strategies.upstreams(pooled.values.shape))
    gradient = pool_backward(upstream, x, spec)
    assert gradient.dtype == pooled.values.dtype if x.dtype.kind == "f" else np.float64
    given_ = upstream.reshape(-1, *upstream.shape[-2:])
    expected = np.array(
        [reference.pool_backward(u, plane, spec) for u, plane in zip(given_, planes(x), strict=True)]
    ).reshape(x.shape)
    tolerance = 16 * float(np.finfo(gradient.dtype).eps)
    np.testing.assert_allclose(gradient, expected, rtol=tolerance, atol=tolerance * np.abs(upstream).sum())
    assert np.array_equal(gradient, pool_backward(upstream, x, spec, pooled), equal_nan=True)


@given(st.data(), strategies.fitting())
@relaxed
def test_bands_of_rows_add_up_to_the_whole_gradient(data: st.DataObject, case: tuple[PoolSpec, Any]) -> None:
    spec, size = case
    x = data.draw(strategies.maps(size, ("float64", "int8")))
    pooled = pool(x, spec)
    upstream = data.draw(strategies.upstreams(pooled.values.shape))
    whole = np.zeros(x.shape)
    known = pooled if data.draw(st.booleans()) else None
    last = -1
    while last < upstream.shape[-2] - 1:
        first = last + 1
        last = data.draw(st.integers(first, upstream.shape[-2] - 1))
        begin, band = backward_rows(upstream, x, spec, known, first, last)
        whole[..., begin : begin + band.shape[-2], :] += band
    expected = pool_backward(upstream, x, spec)
    np.testing.assert_allclose(whole, expected, rtol=1e-12, atol=1e-12)


@given(strategies.fitting())
@relaxed
def test_divisors_are_what_average_divides_by(case: tuple[PoolSpec, Any]) -> None:
    spec, size = case
    found = divisors(spec, size)
    for window in reference.windows(spec, size):
        assert found[window.output] == reference.divisor(spec, window)


@given(strategies.fitting())
@relaxed
def test_geometry_knows_every_tap(case: tuple[PoolSpec, Any]) -> None:
    spec, size = case
    geometry = spec.geometry(size)
    assert geometry.output == spec.output_size(size) == reference.output_size(spec, size)
    assert np.array_equal(geometry.coverage(), reference.coverage(spec, size))
    assert geometry.unseen() == np.count_nonzero(reference.coverage(spec, size) == 0)
    for which, axis in enumerate((geometry.rows, geometry.columns)):
        spans = reference.spans(spec, size, which)
        for i, span in enumerate(spans):
            assert list(axis.taps(i)) == span.taps
            assert axis.start(i) == span.taps[0]
            assert axis.counted(i) == axis.counted_counts()[i] == span.counted
            real = [tap for tap in span.taps if 0 <= tap < axis.size]
            assert list(axis.real(i)) == real
            assert axis.real_counts()[i] == len(real)
            assert sorted(tap for tap in axis.table()[i] if tap >= 0) == real
        for x in range(axis.size):
            assert axis.seen_by(x) == tuple(i for i, span in enumerate(spans) if x in span.taps)
        for i, span in enumerate(spans):
            assert len(axis.seen_by(span.taps[0])) >= 1 or span.taps[0] not in range(axis.size), i


@given(st.data(), st.sampled_from(["max", "max", "average"]))
@settings(deadline=None, max_examples=100)
def test_long_rows_and_tall_columns_are_no_exception(data: st.DataObject, mode: Any) -> None:  # noqa: ANN401
    # Numbers of columns, rows and taps that need more than one byte, in every place where they are kept.
    long, short = data.draw(st.integers(250, 900)), data.draw(st.integers(1, 3))
    windows = data.draw(st.tuples(st.integers(1, short), st.integers(1, 3) | st.integers(120, 250)))
    strides = data.draw(st.tuples(st.integers(1, 3), st.integers(1, 3) | st.integers(50, 250)))
    dilations = (data.draw(st.sampled_from([1, 300])) if windows[0] == 1 else 1, 1)
    ties: Any = data.draw(st.sampled_from(["first", "last", "column"]))
    seed = data.draw(st.integers(0, 2**32 - 1))
    x = (
        np.random.default_rng(seed)
        .integers(-4, 4, (short, long))
        .astype(data.draw(st.sampled_from(["f4", "u1"])))
    )
    spec = PoolSpec(mode, windows, strides, dilation=dilations, ties=ties)
    if data.draw(st.booleans()):
        x = np.ascontiguousarray(x.T)
        spec = PoolSpec(mode, windows[::-1], strides[::-1], dilation=dilations[::-1], ties=ties)
    values, winners = reference.pool(x, spec)
    pooled = pool(x, spec)
    if mode == "max":
        assert same(pooled.values, values)
        assert np.array_equal(pooled.winners, winners)
    else:
        np.testing.assert_allclose(pooled.values, values, rtol=1e-5, atol=1e-5)
