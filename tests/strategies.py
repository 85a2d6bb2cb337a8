"""Hypothesis strategies for specifications and maps, legal and otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from poolviz.core import PoolSpec, SpecError

Array = npt.NDArray[Any]

FLOATS = ("float16", "float32", "float64")
INTEGERS = ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64")

# Numbers that are easily got wrong: equal, opposite, of either sign of zero, far apart, no numbers at all.
_SIMPLE = st.sampled_from([0.0, -0.0, 1.0, -1.0, 2.0, 0.5, 3.0, -3.0])
_SPECIAL = st.sampled_from([np.nan, np.inf, -np.inf, -0.0, 0.0, 1.0])
_WIDE = st.floats(-1e4, 1e4, width=16)


def sides(most: int = 9) -> st.SearchStrategy[tuple[int, int]]:
    """Height and width of a small map."""
    return st.tuples(st.integers(1, most), st.integers(1, most))


def one_or_two(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    """One number or a pair of them."""
    return numbers | st.tuples(numbers, numbers)


def paddings(most: int = 3) -> st.SearchStrategy[Any]:
    """Padding in every form."""
    number = st.integers(0, most)
    two_sides = st.tuples(number, number)
    return (
        one_or_two(number)
        | st.tuples(two_sides, two_sides)
        | st.sampled_from(["valid", "same", "same_lower"])
    )


@st.composite
def specs(draw: st.DrawFn, /, **fixed: Any) -> PoolSpec:  # noqa: ANN401 - the fields of a specification
    """A legal specification, which may still not fit a map; `fixed` fields are as given."""
    settings: dict[str, Any] = {
        "mode": draw(st.sampled_from(["max", "average", "lp"])),
        "ties": draw(st.sampled_from(["first", "last", "column", "split"])),
        "count_include_pad": draw(st.booleans()),
        "divisor_override": draw(st.none() | st.sampled_from([1, 3, -2, 7])),
        "p": draw(st.sampled_from([1.0, 2.0, 3.0, 2.5])),
        "ceil_mode": draw(st.booleans()),
    }
    kind = draw(st.sampled_from(["window", "window", "window", "global", "adaptive"]))
    if kind == "window":
        settings["window"] = draw(one_or_two(st.integers(1, 4)))
        settings["stride"] = draw(st.none() | one_or_two(st.integers(1, 4)))
        settings["padding"] = draw(paddings())
        settings["dilation"] = draw(st.just(1) | one_or_two(st.integers(1, 3)))
    elif kind == "global":
        settings["window"] = "global"
    else:
        settings["adaptive"] = draw(one_or_two(st.integers(1, 6)))
    try:
        return PoolSpec(**{**settings, **fixed})
    except SpecError:  # deeper than the window: the one refusal that these settings can meet
        return PoolSpec(**{**settings, **fixed, "padding": 0})


@st.composite
def fitting(draw: st.DrawFn, /, **fixed: Any) -> tuple[PoolSpec, tuple[int, int]]:  # noqa: ANN401 - see `specs`
    """A specification and the size of a map on which at least one window fits."""
    spec = draw(specs(**fixed))
    size = draw(sides())
    while True:
        try:
            spec.output_size(size)
        except SpecError:
            size = (size[0] + 1, size[1] + 1)
        else:
            return spec, size


@st.composite
def maps(
    draw: st.DrawFn,
    size: tuple[int, int],
    dtypes: tuple[str, ...] = (*FLOATS, *INTEGERS, "bool"),
    special: bool = True,
) -> Array:
    """A map (H, W), (C, H, W) or (N, C, H, W) of one of `dtypes`, laid out in memory in one of many ways.

    With `special` there may be NaN and infinities among floats.
    """
    dtype = np.dtype(draw(st.sampled_from(dtypes)))
    shape = (*draw(st.sampled_from([(), (), (2,), (2, 2)])), *size)
    count = int(np.prod(shape))
    flat = np.array(draw(st.lists(_numbers(draw, dtype, special), min_size=count, max_size=count)), dtype)
    return laid_out(flat.reshape(shape), draw(st.sampled_from(LAYOUTS)))


def _numbers(draw: st.DrawFn, dtype: np.dtype[Any], special: bool) -> st.SearchStrategy[Any]:
    if dtype.kind == "b":
        return st.booleans()
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        few = st.integers(max(-2, int(limits.min)), 2)
        return draw(st.sampled_from([few, few | st.integers(int(limits.min), int(limits.max))]))
    choices = [_SIMPLE, _SIMPLE | _WIDE, _WIDE]
    if special:
        choices += [_SIMPLE | _SPECIAL, _SPECIAL]
    return draw(st.sampled_from(choices))


LAYOUTS = ("plain", "transposed", "reversed", "every other", "read-only", "swapped bytes")


def laid_out(array: Array, layout: str) -> Array:
    """The same numbers, laid out in memory in another way."""
    if layout == "transposed":
        return np.ascontiguousarray(array.T).T
    if layout == "reversed":
        return np.ascontiguousarray(array[..., ::-1, ::-1])[..., ::-1, ::-1]
    if layout == "every other":
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        wide[..., ::2] = array
        return wide[..., ::2]
    if layout == "read-only":
        array = array.copy()
        array.flags.writeable = False
    if layout == "swapped bytes":
        return array.astype(array.dtype.newbyteorder())
    return array


def upstreams(shape: tuple[int, ...]) -> st.SearchStrategy[Array]:
    """An upstream gradient of small whole numbers and halves."""
    count = int(np.prod(shape))
    numbers = st.integers(-6, 6).map(lambda number: number / 2)
    return st.lists(numbers, min_size=count, max_size=count).map(lambda flat: np.array(flat).reshape(shape))
