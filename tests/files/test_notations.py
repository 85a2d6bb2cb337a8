"""What is copied in any notation reads back as the same numbers, and other programs take it as it is."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from numpy.typing import NDArray

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.notations import (
    NOTATIONS,
    Notation,
    by_id,
    to_latex,
    to_markdown,
    to_matlab,
    to_numpy,
    to_tsv,
)
from tests.files.parsed import parse_matrix

Array = NDArray[Any]

SIZES = st.tuples(st.integers(1, 6), st.integers(1, 12))
FLOATS = st.sampled_from([np.float16, np.float32, np.float64])
INTEGERS = st.sampled_from([np.uint8, np.int8, np.int16, np.int32, np.uint32, np.int64])


def fractions(*, finite: bool = False) -> st.SearchStrategy[Array]:
    """Floating-point arrays of every precision, also with NaN, infinities, −0 and the smallest numbers."""
    return FLOATS.flatmap(
        lambda kind: nps.arrays(
            kind,
            SIZES,
            elements=st.floats(
                width=8 * np.dtype(kind).itemsize,  # type: ignore[arg-type]
                allow_nan=not finite,
                allow_infinity=not finite,
            ),
        )
    )


def whole() -> st.SearchStrategy[Array]:
    return INTEGERS.flatmap(lambda kind: nps.arrays(kind, SIZES))


def same(one: Array, other: Array) -> bool:
    """Whether two arrays hold the same numbers, NaN and the sign of zero included."""
    if one.dtype.kind != "f" or other.dtype.kind != "f":
        return np.array_equal(one, other)
    return np.array_equal(one, other, equal_nan=True) and np.array_equal(
        np.signbit(one) | np.isnan(one), np.signbit(other) | np.isnan(one)
    )


def read_back(text: str, values: Array) -> Array:
    found = parse_matrix(text)
    assert found.shape == values.shape
    # A type of less than 64 bits is not part of the text, but its digits are enough for it.
    return found.astype(values.dtype)


WRITERS: dict[str, Callable[[Array], str]] = {
    **{notation.id: notation.write for notation in NOTATIONS if notation.id != "numpy"},
    "tsv with commas": lambda values: to_tsv(values, decimal_comma=True),
}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
@given(values=fractions() | whole())
def test_every_number_reads_back(write: Callable[[Array], str], values: Array) -> None:
    assert same(read_back(write(values), values), values)


@given(fractions(finite=True) | whole())
def test_numpy_s_notation_reads_back(values: Array) -> None:
    assert same(read_back(to_numpy(values), values), values)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numpy_s_names_read_back(number: float) -> None:
    values = np.array([[1.5, number]])
    assert same(read_back(to_numpy(values), values), values)


@given(fractions() | whole() | nps.arrays(np.uint64, SIZES))
def test_python_makes_the_same_array_of_the_same_type(values: Array) -> None:
    made = eval(to_numpy(values), {"np": np})
    assert made.dtype == values.dtype
    assert same(made, values)


@given(nps.arrays(np.float32, (2, 3, 2), elements=st.floats(-9, 9, width=32)))
def test_channels_read_back(values: Array) -> None:
    text = to_numpy(values)
    assert same(read_back(text, values), values)
    assert same(eval(text, {"np": np}), values)


def test_one_channel_is_not_lost() -> None:
    assert eval(to_numpy(np.zeros((1, 2, 2), int)), {"np": np}).shape == (1, 2, 2)


# How each one looks

MIXED = np.array([[1, -2.5, np.nan], [np.inf, -np.inf, 1e-7]])


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (to_tsv, "1\t-2.5\tnan\ninf\t-inf\t1e-07\n"),
        (lambda values: to_tsv(values, True), "1\t-2,5\tnan\ninf\t-inf\t1e-07\n"),
        (to_numpy, "np.array([[1.0, -2.5, np.nan],\n          [np.inf, -np.inf, 1e-07]])"),
        (to_matlab, "[1 -2.5 NaN; Inf -Inf 1e-07]"),
        (
            to_latex,
            "\\begin{bmatrix}\n1 & -2.5 & \\text{NaN} \\\\\n"
            "\\infty & -\\infty & 1\\mathrm{e}{-7}\n\\end{bmatrix}",
        ),
        (
            to_markdown,
            "|   |   |   |\n|--:|--:|--:|\n| 1 | -2.5 | nan |\n| inf | -inf | 1e-07 |",
        ),
    ],
)
def test_each_notation_has_its_own_look(write: Callable[[Array], str], expected: str) -> None:
    assert write(MIXED) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (np.int64, "np.array([[6, 8]])"),
        (np.uint8, "np.array([[6, 8]], dtype=np.uint8)"),
        (np.uint64, "np.array([[6, 8]], dtype=np.uint64)"),
        (np.float64, "np.array([[6.0, 8.0]])"),
        (np.float32, "np.array([[6.0, 8.0]], dtype=np.float32)"),
    ],
)
def test_a_type_is_named_when_numpy_would_choose_another(kind: type, expected: str) -> None:
    assert to_numpy(np.array([[6, 8]], kind)) == expected


def test_numbers_of_low_precision_have_few_digits() -> None:
    assert to_tsv(np.array([[0.1, 1 / 3]], np.float32)) == "0.1\t0.33333334\n"


def test_a_column_with_decimal_commas_cannot_be_taken_for_two() -> None:
    column = np.array([[1.5], [2]])
    assert to_tsv(column, decimal_comma=True) == "1,5\t\n2\t\n"
    assert to_tsv(column.astype(int), decimal_comma=True) == "1\n2\n"


def test_a_wide_matrix_tells_latex_of_its_columns() -> None:
    assert to_latex(np.zeros((1, 10), int)).startswith("\\begin{bmatrix}")
    assert to_latex(np.zeros((1, 11), int)).startswith("\\setcounter{MaxMatrixCols}{11}\n\\begin{bmatrix}")


# What cannot be copied


@pytest.mark.parametrize("notation", NOTATIONS, ids=lambda notation: notation.id)
def test_channels_are_refused_where_there_are_none(notation: Notation) -> None:
    if notation.channels:
        assert notation.write(np.zeros((2, 1, 1), int))
    else:
        with pytest.raises(FileError, match=r"this array has 3 dimensions; copy one channel at a time\."):
            notation.write(np.zeros((2, 1, 1), int))
    with pytest.raises(FileError, match="this array has 1 dimensions"):
        notation.write(np.zeros(3))


@pytest.mark.parametrize("notation", NOTATIONS, ids=lambda notation: notation.id)
def test_too_many_numbers_are_refused_before_anything_is_written(notation: Notation) -> None:
    most = Limits().text_numbers
    with pytest.raises(
        FileError, match=r"16\u202f777\u202f216 numbers here; up to 1\u202f000\u202f000 can be copied"
    ):
        notation.write(np.broadcast_to(np.uint8(0), (4096, 4096)))
    assert most == 1_000_000


def test_notations_are_found_by_id() -> None:
    assert [by_id(notation.id) for notation in NOTATIONS] == list(NOTATIONS)
    with pytest.raises(
        KeyError, match=r"no notation called “word”; there are tsv, numpy, matlab, latex, markdown\."
    ):
        by_id("word")
