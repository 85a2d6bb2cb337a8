"""A patch holds exactly what pooling the whole map again would have changed."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.core import Patch, PoolSpec, backward_rows, pool, pool_backward, regrade, repool, repool_gradient
from tests import strategies

Array = npt.NDArray[Any]
relaxed = settings(deadline=None, max_examples=200)


def regions(size: tuple[int, int]) -> st.SearchStrategy[tuple[int, int, int, int]]:
    """A rectangle on a map of `size`, which may be empty."""

    def side(n: int) -> st.SearchStrategy[tuple[int, int]]:
        return st.integers(0, n).flatmap(lambda at: st.integers(0, n - at).map(lambda count: (at, count)))

    return st.tuples(side(size[0]), side(size[1])).map(lambda s: (s[0][0], s[1][0], s[0][1], s[1][1]))


def patched(whole: Array, patch: Patch, part: Array) -> Array:
    copy = whole.copy()
    copy[..., patch.rows, patch.columns] = part
    return copy


@given(st.data(), strategies.fitting(), st.booleans())
@relaxed
def test_patching_equals_pooling_again(data: st.DataObject, case: Any, reading: bool) -> None:  # noqa: ANN401
    spec, size = case
    old = data.draw(strategies.maps(size, ("float32", "float64", "int16", "uint8")))
    region = data.draw(regions(size))
    row, column, rows, columns = region
    new = old.astype(old.dtype.newbyteorder("="))
    new[..., row : row + rows, column : column + columns] = data.draw(st.integers(0, 3))
    before, after = pool(old, spec), pool(new, spec)
    read: Any = (lambda rows, columns: new[..., rows, columns]) if reading else new
    patch = repool(before, region, read, spec)
    np.testing.assert_array_equal(patched(before.values, patch, patch.values), after.values)
    if spec.mode == "max":
        assert patch.winners is not None
        np.testing.assert_array_equal(patched(before.winners, patch, patch.winners), after.winners)
    else:
        assert patch.winners is None

    upstream = data.draw(strategies.upstreams(before.values.shape))
    gradient = repool_gradient(upstream, region, read, spec, size if reading else None)
    expected = pool_backward(upstream, new, spec)
    changed = patched(pool_backward(upstream, old, spec), gradient, gradient.values)
    np.testing.assert_allclose(changed, expected, rtol=1e-6, atol=1e-5)
    assert gradient.values.dtype == expected.dtype


@given(st.data(), strategies.fitting(), st.booleans())
@relaxed
def test_an_edit_of_the_upstream_gradient_changes_what_its_windows_see(
    data: st.DataObject,
    case: Any,  # noqa: ANN401 - a specification and a size
    reading: bool,
) -> None:
    spec, size = case
    x = data.draw(strategies.maps(size, ("float32", "float64", "int16")))
    old = data.draw(strategies.upstreams(pool(x, spec).values.shape))
    region = data.draw(regions(old.shape[-2:]))
    row, column, rows, columns = region
    new = old.copy()
    new[..., row : row + rows, column : column + columns] = 2
    read: Any = (lambda rows, columns: x[..., rows, columns]) if reading else x
    patch = regrade(new, region, read, spec, size if reading else None)
    changed = patched(pool_backward(old, x, spec), patch, patch.values)
    np.testing.assert_allclose(changed, pool_backward(new, x, spec), rtol=1e-6, atol=1e-5)


@pytest.mark.parametrize("p", [1.5, 2.0, 3.0])
@pytest.mark.parametrize("far", [1.0, 1e100, np.nan, np.inf])
def test_a_part_of_powers_that_goes_its_own_way_differs_by_rounding(p: float, far: float) -> None:
    random, spec = np.random.default_rng(8), PoolSpec("lp", window=5, stride=1, p=p)
    x, upstream = random.standard_normal((32, 24)), random.random((28, 20))
    x[0, 0] = far  # with very large numbers, other rules hold for the whole map
    whole = pool_backward(upstream, x, spec)
    patch = repool_gradient(upstream, (20, 12, 2, 1), x, spec)
    np.testing.assert_allclose(patch.values, whole[patch.rows, patch.columns], rtol=1e-14, atol=1e-15)
    start, band = backward_rows(upstream, x, spec, None, 0, 15)
    _, others = backward_rows(upstream, x, spec, None, 16, 27)
    together = np.zeros_like(whole)
    together[start : start + len(band)] += band
    together[-len(others) :] += others
    np.testing.assert_allclose(together, whole, rtol=1e-14, atol=1e-14)


def test_a_patch_is_no_larger_than_it_must_be() -> None:
    x = np.zeros((1, 64, 64))
    spec = PoolSpec(window=3, stride=2)
    patch = repool(pool(x, spec), (10, 11, 1, 1), x, spec)
    assert (patch.rows, patch.columns) == (slice(4, 6), slice(5, 6))
    assert patch.values.shape == (1, 2, 1)
    gradient = repool_gradient(np.zeros((1, 31, 31)), (10, 11, 1, 1), x, spec)
    assert (gradient.rows, gradient.columns) == (slice(8, 13), slice(10, 13))


def test_a_cell_that_no_window_reaches_changes_nothing() -> None:
    x = np.zeros((5, 5))
    for mode in ("max", "average"):
        spec = PoolSpec(mode)
        patch = repool(pool(x, spec), (4, 0, 1, 5), x, spec)
        assert patch.values.size == 0
        assert repool_gradient(np.ones((2, 2)), (4, 4, 1, 1), x, spec).values.size == 0


@pytest.mark.parametrize("mode", ["max", "average", "lp"])
def test_an_edit_of_nothing_changes_nothing(mode: Any) -> None:  # noqa: ANN401 - a word
    x = np.ones((4, 4))
    spec = PoolSpec(mode)
    assert repool(pool(x, spec), (1, 1, 0, 2), x, spec).values.shape == (0, 0)
    assert repool_gradient(np.ones((2, 2)), (1, 1, 2, 0), x, spec).values.shape == (0, 0)
    assert regrade(np.ones((2, 2)), (1, 1, 0, 0), x, spec).values.shape == (0, 0)


@pytest.mark.parametrize("mode", ["max", "average", "lp"])
def test_cells_may_come_from_a_function(mode: Any) -> None:  # noqa: ANN401 - a word
    x = np.random.default_rng(3).random((1, 9, 9))
    spec = PoolSpec(mode, window=3, stride=2)
    asked = []

    def read(rows: slice, columns: slice) -> Array:
        asked.append((rows, columns))
        return x[..., rows, columns]

    patch = repool(pool(x, spec), (4, 4, 1, 1), read, spec)
    np.testing.assert_array_equal(patch.values, pool(x, spec).values[..., 1:3, 1:3])
    assert asked == [(slice(2, 7), slice(2, 7))]
    upstream = np.random.default_rng(4).random((1, 4, 4))
    gradient = regrade(upstream, (1, 1, 1, 1), read, spec, (9, 9))
    np.testing.assert_allclose(gradient.values, pool_backward(upstream, x, spec)[..., 2:5, 2:5])


def test_the_gradient_of_an_average_does_not_depend_on_the_map() -> None:
    assert (
        repool_gradient(np.ones((2, 2)), (0, 0, 4, 4), np.ones((4, 4)), PoolSpec("average")).values.size == 0
    )


def test_patches_cannot_be_written_to() -> None:
    x = np.ones((4, 4))
    patch = repool(pool(x, PoolSpec()), (0, 0, 1, 1), x, PoolSpec())
    assert patch.winners is not None
    for array in (patch.values, patch.winners, regrade(np.ones((2, 2)), (0, 0, 1, 1), x, PoolSpec()).values):
        assert not array.flags.writeable


@pytest.mark.parametrize("region", [(-1, 0, 1, 1), (0, 4, 1, 1), (0, 0, 5, 1), (0, 0, 1, -1), (3, 3, 1, 2)])
def test_a_region_must_lie_on_the_map(region: tuple[int, int, int, int]) -> None:
    x = np.ones((4, 4))
    with pytest.raises(ValueError, match="does not lie on the map of 4×4"):
        repool(pool(x, PoolSpec()), region, x, PoolSpec())
    with pytest.raises(ValueError, match="does not lie on the map of 4×4"):
        repool_gradient(np.ones((2, 2)), region, x, PoolSpec())


def test_what_does_not_go_together_is_refused() -> None:
    x = np.ones((4, 4))
    before = pool(x, PoolSpec())
    whole = (0, 0, 4, 4)
    with pytest.raises(ValueError, match="only with the specification"):
        repool(before, whole, x, PoolSpec(window=3))
    with pytest.raises(ValueError, match="The map is 4×5, the one that was pooled 4×4"):
        repool(before, whole, np.ones((4, 5)), PoolSpec())
    with pytest.raises(ValueError, match="same type and number of channels"):
        repool(before, whole, np.ones((4, 4), np.float32), PoolSpec())
    with pytest.raises(ValueError, match="same type and number of channels"):
        repool(before, whole, np.ones((2, 4, 4)), PoolSpec())
    with pytest.raises(ValueError, match="does not lie on the output of 2×2"):
        regrade(np.ones((2, 2)), (0, 0, 3, 1), x, PoolSpec())
    with pytest.raises(ValueError, match="upstream gradient is 3×2"):
        regrade(np.ones((3, 2)), (0, 0, 1, 1), x, PoolSpec())
    with pytest.raises(ValueError, match="size of the map is needed"):
        regrade(np.ones((2, 2)), (0, 0, 1, 1), lambda rows, columns: x[rows, columns], PoolSpec())
