"""What is no matrix gets one sentence, what is too much is refused early, and no text takes long."""

from __future__ import annotations

import contextlib
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.files.errors import FileError
from poolviz.files.limits import PASTE, Limits
from poolviz.files.matrices import read_matrix
from tests.files.parsed import parse_matrix

Array = NDArray[Any]

SENTENCES = [
    ("", "There are no numbers in this text: it is empty."),
    (" \n\t ", "There are no numbers in this text: it is empty."),
    ("# only a comment", "There are no numbers in this text"),
    ("[]", "There are no numbers in this text."),
    ("A =\n", "There are no numbers in this text"),
    ("Dear students,\nplease pool this.", "There are no numbers in this text; it starts with “Dear students"),
    ("<svg xmlns='x'>\n</svg>", "There are no numbers in this text; it starts with “<svg"),
    ("1 2\n3", "Row 2 has 1 cell, but row 1 has 2; all rows need the same length."),
    ("1,2\n3,4,5", "Row 2 has 3 cells, but row 1 has 2"),
    ("# note\n1,2\n\n3", "Row 4 has 1 cell, but row 2 has 2"),
    ("1 2; 3 4; 5", "Row 3 has 1 cell, but row 1 has 2"),
    ("1,2\n3,x", "Row 2, column 2 holds “x”, which is not a number."),
    ("a,b\n1,2\n3,x", "Row 3, column 2 holds “x”"),
    ("1,,3\n4,5,6", "Row 1, column 2 is empty"),
    ("1,2\n3,", "Row 2, column 2 is empty"),
    ("1 2\n3 1_000", "Row 2, column 2 holds “1_000”"),
    ("1 0x10", "column 2 holds “0x10”"),
    ("1 \u0661", "column 2 holds “\u0661”"),
    ("1 --inf", "column 2 holds “--inf”"),
    ("1 -true", "column 2 holds “-true”"),
    ("1 np.pi", "holds “np.pi”"),
    ("1 np.inf'", "holds “np.inf'”"),
    ("1 float('inf", "holds “float('inf”"),
    ("1 1.2.3", "holds “1.2.3”"),
    (",1\n2,3", "Row 1, column 1 is empty"),
    ("1 1,234.5", "holds “1,234.5”"),
    ("1 1e999", "column 2 holds “1e999”, which is too large for a number."),
    ("1 " + "9" * 401, "which is not a number"),
    ("1 " + "9" * 350, "too large for a number"),
    ("1 2+3j", "Row 1, column 2 holds “2+3j”, a complex number; a map holds real numbers."),
    ("[[1.+2.j 0.+0.j]]", "complex number"),
    ("[[0 1 ... 8 9]\n [1 2 ... 9 0]]", "Numbers are left out of this text (“...”)"),
    ("[0 1 ... 8 9]", "Numbers are left out"),
    (r"\begin{matrix}1&\cdots&2\end{matrix}", "Numbers are left out"),
    ('1,"2\n3,4', 'The quotation marks in “1,"2” do not match.'),
    ("[[1, 2], [3, 4]", "The brackets in this text do not match: one is not closed."),
    ("[[1, 2], 3, 4]]", "“, 3, 4” stands between two rows in brackets"),
    ("[1, [2, 3]]", "“1,” stands between two rows in brackets"),
    ("[[1, 2]]]", "one closes that was never opened"),
    ("x = [1 2", "The brackets in this text do not match"),
    ("[[1, 2], [3]]", "Row 2 has 1 cell, but row 1 has 2"),
    ("[[1, 2], [[3, 4]]]", "not nested evenly"),
    ("[[1,,2]]", "A number is missing beside a comma in row 1."),
    ("[[1, 2]].T", "The text ends with “.T” after its last bracket"),
    ("[[[[[1]]]]]", "more than four dimensions"),
    ("[[[[1]]], [[[2]]]]", "holds a batch of several maps"),
    ("[" * 9999 + "1" + "]" * 9999, "more than four dimensions"),
    ("[[[1 2][3 4]] [[1 2]]]", "The matrices in this text have different sizes"),
    ("[[[1 2][3 4]] [[1 2][3 x]]]", "Channel 1: Row 2, column 2 holds “x”"),
    (r"\begin{matrix}1 & 2\\3\end{matrix}", "Row 2 has 1 cell, but row 1 has 2"),
    (r"\begin{bmatrix}1 & 2", r"has a \begin{bmatrix} without its \end{bmatrix}"),
    (r"\begin{bmatrix}1\end{bmatrix}\begin{bmatrix}1\end{bmatrix}", "several matrices; please copy one"),
    (r"\begin{bmatrix}\frac{1}{2}\end{bmatrix}", r"holds “\frac12”"),
    ("A =\n Columns 1 through 2\n 1 2\n 3 4\n Column 3\n 5\n", "different numbers of rows"),
    ("| 1 | 2 |\n| 3 | |", "Row 2, column 2 is empty"),
    ("1 2\x003", "This is no text"),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES, ids=[text[:20] for text, _ in SENTENCES])
def test_what_is_no_matrix_gets_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(FileError) as caught:
        parse_matrix(text)
    assert sentence in caught.value.sentence
    assert caught.value.sentence.endswith(".")
    assert len(caught.value.sentence) < 200
    assert "\n" not in caught.value.sentence


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 101,
        "1\n" * 101,
        "1," * 101,
        "1;" * 101,
        '"1",' * 101,
        "[" + "1 " * 101 + "]",
        "[" + "[1]," * 101 + "]",
        "[" + "[1 1]," * 60 + "]",
        "[[" + "1]\n[" * 101 + "1]]",
        "A =\n" + "1 1\n" * 51,
        "A =\n" + "1 " * 101,
        r"\begin{matrix}" + "1&" * 101 + r"1\end{matrix}",
        "|1" * 210 + "|",
        "[[" + "[" * 101,
    ],
)
def test_too_many_numbers_are_refused_in_every_notation(text: str) -> None:
    few = Limits(text_numbers=100)
    with pytest.raises(FileError, match=r"more than|one is not closed"):
        parse_matrix(text, few)


def test_a_hundred_numbers_are_a_hundred() -> None:
    few = Limits(text_numbers=100)
    for text in ("1 " * 100, "1\n" * 100, "[" + "[1]," * 100 + "]", "[[" + "1, " * 99 + "1]]"):
        assert parse_matrix(text, few).size == 100


def test_a_text_too_long_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(FileError, match="This text has 11 characters; up to 10 are read at once"):
        parse_matrix("1 2 3 4 5 6", Limits(text_characters=10))
    with pytest.raises(FileError, match="1\u202f000\u202f000 are read"):
        parse_matrix(" " * (PASTE.text_characters + 1))


PIECES = st.sampled_from(
    [
        *("1", "2.5", "-3", "nan", "1e5", "x", "...", "-", "=", "#", '"'),
        *(" ", "\n", "\t", ",", ";", "[", "]", "(", ")", "{", "}", "|", "&", "\\\\"),
        *("array(", "A =", "Columns 1 and 2", "\\begin{matrix}", "\\end{matrix}"),
    ]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60))
def test_any_text_is_a_matrix_or_gets_a_sentence(text: str) -> None:
    sentences: tuple[str, ...]
    try:
        values, sentences = read_matrix(text)
    except FileError as error:
        sentences = (error.sentence,)
    else:
        assert values.ndim in (2, 3)
        assert values.size > 0
        assert values.dtype in (np.int64, np.float64)
    for sentence in sentences:
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert len(sentence) < 250


@pytest.mark.parametrize(
    "text",
    [
        "a" * 999_990,
        "(" * 999_990,
        "A (" + "1" * 999_000,
        " " * 999_000 + "x",
        "1" + " " * 999_000 + "2",
        "\\begin{" * 140_000,
        "\\text{" * 160_000,
        "np.a(" * 190_000 + "[1]",
        "x=" * 490_000 + "[1]",
        "|" * 999_000,
        "| 1" * 90_000 + "|",
        '"' * 999_000,
        "[[" + "1," * 99_000 + "]]",
        ("1 2" + " " * 500 + "\n") * 1900,
        "Columns " * 120_000,
    ],
    ids=lambda text: text[:8],
)
def test_no_pasted_text_takes_long(text: str) -> None:
    # The time-out of the whole suite would not notice; two seconds is what anybody would.
    start = time.perf_counter()
    with contextlib.suppress(FileError):
        read_matrix(text)
    assert time.perf_counter() - start < 2
