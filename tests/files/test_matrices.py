"""Every way in which people write a matrix reads as the same numbers; what is none gets a sentence."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from numpy.typing import NDArray

from poolviz.files.errors import FileError
from poolviz.files.matrices import open_text
from tests.files.parsed import parse_matrix

Array = NDArray[Any]

TWO = [[1, 2], [3, 4]]
WORKED = [[1, 1, 2, 4], [5, 6, 7, 8]]

WHOLE = {
    "as on the command line": "1 1 2 4; 5 6 7 8",
    "ending in a semicolon": "1 1 2 4; 5 6 7 8;",
    "lines": "1 1 2 4\n5 6 7 8",
    "uneven spaces": "  1  1 2    4 \n\n\t\n 5 6 7 8\n\n",
    "Windows and old Mac lines": "1 1 2 4\r\n\r\n5 6 7 8\r",
    "tabs": "1\t1\t2\t4\n5\t6\t7\t8\n",
    "commas": "1,1,2,4\n5,6,7,8",
    "commas and spaces": "1, 1, 2, 4\n5, 6, 7, 8",
    "commas in one line": "1,1,2,4;5,6,7,8",
    "semicolons between cells": "1;1;2;4\n5;6;7;8",
    "semicolons and spaces between cells": "1 ; 1 ; 2 ; 4\n5 ; 6 ; 7 ; 8",
    "rows in lines and semicolons": "1 1 2 4;\n5 6 7 8;\n",
    "announced by Excel": "sep=;\n1;1;2;4\n5;6;7;8",
    "quoted": '"1","1","2","4"\n"5","6","7","8"',
    "quoted with spaces": '"1" "1" "2" "4"\n"5" "6" "7" "8"',
    "empty columns and rows of a spreadsheet": "1,1,2,4,,\n5,6,7,8,,\n,,,,,\n",
    "comments": "# made by hand\n1 1 2 4\n% half way\n5 6 7 8\n// done",
    "no-break spaces": "1\u00a01\u00a02\u00a04\n5\u202f6\u202f7\u202f8",
    "a byte-order mark": "\ufeff1 1 2 4\n5 6 7 8",
    "a fenced block": "```python\n1 1 2 4\n5 6 7 8\n```",
    "NumPy prints": "[[1 1 2 4]\n [5 6 7 8]]",
    "NumPy shows": "array([[1, 1, 2, 4],\n       [5, 6, 7, 8]], dtype=int32)",
    "a notebook": "Out[12]: array([[1, 1, 2, 4],\n       [5, 6, 7, 8]])",
    "a notebook's input": "In [3]: [[1, 1, 2, 4], [5, 6, 7, 8]]",
    "Python's prompt": ">>> [[1, 1, 2, 4], [5, 6, 7, 8]]",
    "NumPy's numbers in lists": "[[np.int64(1), np.int64(1), np.int64(2), np.int64(4)], [5, 6, 7, 8]]",
    "code": "x = np.array([[1, 1, 2, 4], [5, 6, 7, 8]])",
    "PyTorch": "tensor([[1, 1, 2, 4],\n        [5, 6, 7, 8]], device='cuda:0', dtype=torch.int32)",
    "PyTorch in lists": "[[tensor(1), tensor(1), tensor(2), tensor(4)], [5, 6, 7, 8]]",
    "TensorFlow": "tf.Tensor(\n[[1 1 2 4]\n [5 6 7 8]], shape=(2, 4), dtype=int32)",
    "TensorFlow shows": "<tf.Tensor: shape=(2, 4), dtype=int32, numpy=\narray([[1, 1, 2, 4],\n"
    "       [5, 6, 7, 8]], dtype=int32)>",
    "JAX": "Array([[1, 1, 2, 4],\n       [5, 6, 7, 8]], dtype=int32, weak_type=True)",
    "JSON": "[[1,1,2,4],[5,6,7,8]]\n",
    "tuples": "((1, 1, 2, 4), (5, 6, 7, 8))",
    "Mathematica": "{{1, 1, 2, 4}, {5, 6, 7, 8}}",
    "rows printed one by one": "[1 1 2 4]\n[5 6 7 8]",
    "rows as lists": "[1, 1, 2, 4],\n[5, 6, 7, 8],",
    "a batch of one channel": "[[[[1, 1, 2, 4], [5, 6, 7, 8]]]]",
    "MATLAB code": "A = [1 1 2 4; 5 6 7 8];",
    "MATLAB code with commas": "[1, 1, 2, 4; 5, 6, 7, 8]",
    "MATLAB code on lines": "A = [1 1 2 4\n     5 6 7 8];",
    "MATLAB code on lines with semicolons": "A = [1 1 2 4;\n     5 6 7 8];",
    "MATLAB shows": "\nA =\n\n     1     1     2     4\n     5     6     7     8\n\n",
    "MATLAB shows a type": "A =\n\n  2×4 uint8 matrix\n\n   1   1   2   4\n   5   6   7   8\n",
    "MATLAB in columns": "A =\n\n  Columns 1 through 3\n\n 1  1  2\n 5  6  7\n\n  Column 4\n\n 4\n 8\n",
    "Octave in columns": "ans =\n\n Columns 1 and 2:\n\n 1  1\n 5  6\n\n Columns 3 and 4:\n\n 2  4\n 7  8\n",
    "LaTeX": r"\begin{bmatrix} 1 & 1 & 2 & 4 \\ 5 & 6 & 7 & 8 \end{bmatrix}",
    "LaTeX with all its decoration": "$$A = \\left[\\begin{array}{cc|cc}\n\\hline % rule\n"
    "1 & \\mathbf{1} & 2 & \\phantom{-}4 \\\\[2pt]\n"
    "5&{6}&\\,7&\\textbf{8}\\\\ \\hline\n\\end{array}\\right]$$",
    "LaTeX without its environment": "1 & 1 & 2 & 4 \\\\\n5 & 6 & 7 & 8 \\\\",
    "Markdown without headings": "|   |   |   |   |\n|---|---|---|---|\n| 1 | 1 | 2 | 4 |\n| 5 | 6 | 7 | 8 |",
    "Markdown with headings": "|a|b|c|d|\n|:--|--:|:-:|---|\n| 1 | 1 | 2 | 4 |\n| 5 | **6** | `7` | 8 |\n",
    "Markdown with numbers on top": "| 1 | 1 | 2 | 4 |\n|---|---|---|---|\n| 5 | 6 | 7 | 8 |",
    "pandas in Markdown": "|    |   0 |   1 |   2 |   3 |\n|---:|---:|---:|---:|---:|\n"
    "|  0 |   1 |   1 |   2 |   4 |\n|  1 |   5 |   6 |   7 |   8 |",
    "a database's table": "+---+---+---+---+\n| 1 | 1 | 2 | 4 |\n+---+---+---+---+\n| 5 | 6 | 7 | 8 |\n+---+",
    "pandas in CSV": ",0,1,2,3\n0,1,1,2,4\n1,5,6,7,8\n",
    "pandas in CSV with names": ",a,b,c,d\nx,1,1,2,4\ny,5,6,7,8\n",
    "headings": "a,b,c,d\n1,1,2,4\n5,6,7,8",
    "headings of several words": "first one;the second;c;d\n1;1;2;4\n5;6;7;8",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_the_same_whole_numbers_in_every_notation(text: str) -> None:
    values = parse_matrix(text)
    assert values.dtype == np.int64
    assert values.squeeze().tolist() == WORKED


DECIMAL = {
    "points": "1.5 -2\n0.25 1e3",
    "decimal commas between spaces": "1,5 -2\n0,25 1e3",
    "decimal commas between tabs": "1,5\t-2\n0,25\t1e3",
    "decimal commas between semicolons": "1,5;-2\n0,25;1e3",
    "decimal commas in quotation marks": '"1,5","-2"\n"0,25","1e3"',
    "typographers' minus": "1.5 \u22122\n0.25 1e3",
    "Fortran": "1.5D0 -2\n0.25 1d3",
    "NumPy": "[[ 1.5e+00 -2.0e+00]\n [ 2.5e-01  1.0e+03]]",
    "PyTorch": "tensor([[ 1.5000e+00, -2.0000e+00],\n        [ 2.5000e-01,  1.0000e+03]],\n"
    "       grad_fn=<MaxPool2DWithIndicesBackward0>)",
    "a parameter": "Parameter containing:\ntensor([[1.5, -2.], [0.25, 1000.]], requires_grad=True)",
    "MATLAB with a factor": "ans =\n\n   1.0e+03 *\n\n    0.0015   -0.0020\n    0.00025    1.0000\n",
    "LaTeX with a decimal comma": r"\begin{pmatrix}1{,}5&-2\\0{,}25&1e3\end{pmatrix}",
    "short forms": "+1.5 -2.\n.25 1.e3",
}


@pytest.mark.parametrize("text", DECIMAL.values(), ids=DECIMAL.keys())
def test_the_same_decimal_numbers_in_every_notation(text: str) -> None:
    values = parse_matrix(text)
    assert values.dtype == np.float64
    assert values.tolist() == [pytest.approx([1.5, -2.0]), pytest.approx([0.25, 1000.0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", [[5]]),
        ("1 2 3", [[1, 2, 3]]),
        ("1;2;3", [[1, 2, 3]]),
        ("[1;2;3]", [[1], [2], [3]]),
        ("1\n2\n3", [[1], [2], [3]]),
        ("[1, 2, 3]", [[1, 2, 3]]),
        ("[ 0  1  2\n  3]", [[0, 1, 2, 3]]),
        ("[0, 1,\n 2, 3]", [[0, 1, 2, 3]]),
        ("[[1], [2]]", [[1], [2]]),
        ("True False\nfalse true", [[1, 0], [0, 1]]),
        ("9223372036854775807", [[2**63 - 1]]),
        ("-9223372036854775808 1", [[-(2**63), 1]]),
        ("9223372036854775808 1", [[2.0**63, 1.0]]),
        ("1, 2 3", None),
    ],
)
def test_shapes_and_borders(text: str, expected: list[list[float]] | None) -> None:
    if expected is None:
        with pytest.raises(FileError, match=r"Row 1, column 2 holds “2 3”"):
            parse_matrix(text)
    else:
        assert parse_matrix(text).tolist() == expected


def test_unknown_and_infinite_numbers() -> None:
    values = parse_matrix("nan NaN inf -inf\n∞ -∞ Infinity +Inf")
    assert np.isnan(values[0, :2]).all()
    assert values[0, 2:].tolist() == values[1, [0, 1]].tolist() == [math.inf, -math.inf]
    assert values[1, 2:].tolist() == [math.inf, math.inf]
    written = "[np.nan, -np.inf, math.inf, torch.nan, float('inf'), -float(\"inf\")]"
    values = parse_matrix(written)
    assert np.isnan(values[0, [0, 3]]).all()
    assert values[0, [1, 2, 4, 5]].tolist() == [-math.inf, math.inf, math.inf, -math.inf]
    assert parse_matrix(r"\begin{matrix}-\infty\end{matrix}").tolist() == [[-math.inf]]


@pytest.mark.parametrize(
    "text",
    [
        "[[[1 2]\n  [3 4]]\n\n [[5 6]\n  [7 8]]]",
        "tensor([[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]])",
        "A(:,:,1) =\n\n   1   2\n   3   4\n\n\nA(:,:,2) =\n\n   5   6\n   7   8\n",
        "[[1 2][3 4]]\n[[5 6][7 8]]",
    ],
)
def test_several_channels(text: str) -> None:
    assert parse_matrix(text).tolist() == [TWO, [[5, 6], [7, 8]]]
    assert open_text(text).map.shape == (2, 2, 2)


def test_what_was_guessed_is_said() -> None:
    assert open_text("1 2; 3 4").notes == ()
    assert open_text("1,5 2").notes == ("Commas were read as decimal commas.",)
    assert open_text("a;b\n1,5;2").notes == (
        "The first row was taken for headings: a, b.",
        "Commas were read as decimal commas.",
    )
    assert open_text("| |0|\n|-|-|\n|0|7|").notes == (
        "The first row and the first column were taken for labels.",
    )
    assert open_text("|a|\n|-|\n|7|").notes == ("The first row was taken for headings: a.",)


def test_a_pasted_map_is_called_so() -> None:
    assert open_text("1 2").map.name == "Pasted"
    assert open_text("1 2", "Mine").map.name == "Mine"


NUMBERS = st.one_of(
    nps.arrays(np.int64, nps.array_shapes(min_dims=2, max_dims=2, max_side=6)),
    nps.arrays(np.uint8, nps.array_shapes(min_dims=2, max_dims=2, max_side=6)),
    nps.arrays(np.float64, nps.array_shapes(min_dims=2, max_dims=2, max_side=6)),
    nps.arrays(np.float32, nps.array_shapes(min_dims=2, max_dims=2, max_side=6)),
    nps.arrays(np.float16, nps.array_shapes(min_dims=2, max_dims=2, max_side=6)),
)


@settings(max_examples=100, deadline=None)
@given(NUMBERS)
def test_what_numpy_prints_can_be_pasted(values: Array) -> None:
    with np.printoptions(threshold=10**6, floatmode="unique", linewidth=10**6):
        for text in (str(values), repr(values), str(values.tolist())):
            back = parse_matrix(text)
            assert np.array_equal(back.astype(values.dtype), values, equal_nan=values.dtype.kind == "f")
