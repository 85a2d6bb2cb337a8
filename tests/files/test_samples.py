"""What programs really put on the clipboard, letter by letter, reads as the numbers that it shows."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.files.errors import FileError
from poolviz.files.matrices import open_text
from tests.files.parsed import parse_matrix

ROWS = [[1.5, -2.0, 0.25], [3.0, 1000.0, -0.5]]
SAMPLES = {
    "numpy, a repr in lines with its type": (
        "array([[ 1.50e+00, -2.00e+00,  2.50e-01],\n       [ 3.00e+00,  1.00e+03, -5.00e-01]], dtype=float32)"
    ),
    "numpy, print": "[[ 1.50e+00 -2.00e+00  2.50e-01]\n [ 3.00e+00  1.00e+03 -5.00e-01]]\n",
    "numpy, a row broken over several lines": (
        "array([[ 1.5 ,\n        -2.  ,\n         0.25],\n       [ 3.  , 1000.  ,\n        -0.5 ]])"
    ),
    "numpy, a repr from a notebook": (
        "Out[7]:\narray([[   1.5 ,   -2.  ,    0.25],\n       [   3.  , 1000.  ,   -0.5 ]])"
    ),
    "torch, on a GPU": (
        "tensor([[ 1.5000e+00, -2.0000e+00,  2.5000e-01],\n"
        "        [ 3.0000e+00,  1.0000e+03, -5.0000e-01]], device='cuda:0')"
    ),
    "torch, with a gradient": (
        "tensor([[   1.5000,   -2.0000,    0.2500],\n        [   3.0000, 1000.0000,   -0.5000]],\n"
        "       grad_fn=<SqueezeBackward0>)"
    ),
    "torch, half and a batch": (
        "tensor([[[[   1.5000,   -2.0000,    0.2500],\n          [   3.0000, 1000.0000,   -0.5000]]]],\n"
        "       dtype=torch.float16)"
    ),
    "torch, a list": "[[1.5, -2.0, 0.25], [3.0, 1000.0, -0.5]]",
    "MATLAB, disp of mixed numbers": (
        "   1.0e+03 *\n\n    0.0015   -0.0020    0.00025\n    0.0030    1.0000   -0.0005\n"
    ),
    "MATLAB, mat2str": "[1.5 -2 0.25;3 1000 -0.5]",
    "MATLAB, code with continuation": "A = [1.5, -2, 0.25; ...\n     3, 1000, -0.5];",
    "LaTeX, bmatrix with line breaks": (
        "\\begin{bmatrix}\n  1.5 & -2 & 0.25 \\\\\n  3 & 1000 & -0.5 \\\\\n\\end{bmatrix}"
    ),
    "LaTeX, in an equation": (
        "\\[\n X = \\begin{pmatrix} 1.5 & -2 & 0.25 \\\\ 3 & 1000 & -0.5 \\end{pmatrix}.\n\\]"
    ),
    "LaTeX, typeset by a calculator": r"\left(\begin{array}{rrr}1.5&-2&0.25\\3&1000&-0.5\end{array}\right)",
    "Markdown, aligned": (
        "| a | b | c |\n| :--- | ---: | :---: |\n| 1.5 | -2 | 0.25 |\n| 3 | 1000 | -0.5 |\n"
    ),
    "Markdown, without outer lines": "a | b | c\n--- | --- | ---\n1.5 | -2 | 0.25\n3 | 1000 | -0.5",
    "Excel, English": "1.5\t-2\t0.25\r\n3\t1000\t-0.5\r\n",
    "Excel, German": "1,5\t-2\t0,25\r\n3\t1000\t-0,5\r\n",
    "Excel, German with quoted cells": '"1,5"\t"-2"\t"0,25"\r\n"3"\t"1000"\t"-0,5"\r\n',
    "LibreOffice, CSV with quoted cells": '"1.5","-2","0.25"\n"3","1000","-0.5"\n',
    "LibreOffice, German CSV": "1,5;-2;0,25\n3;1000;-0,5\n",
    "a web page": "1.5\u00a0\t\u22122\t0.25\n3\t1000\t\u22120.5\n",
    "pandas": "     a       b     c\n0  1.5    -2.0  0.25\n1  3.0  1000.0 -0.50",
    "pandas, with names": "      a       b     c\nx   1.5    -2.0  0.25\ny   3.0  1000.0 -0.50",
    "Julia": "2×3 Matrix{Float64}:\n 1.5    -2.0   0.25\n 3.0  1000.0  -0.5",
}


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES.keys())
def test_a_sample_reads_as_what_it_shows(text: str) -> None:
    values = parse_matrix(text).squeeze()
    assert values.shape == (2, 3)
    assert np.allclose(values, ROWS, rtol=1e-12)


def test_a_long_array_that_was_cut_short_says_so() -> None:
    with np.printoptions(threshold=4):
        text = repr(np.arange(100).reshape(10, 10))
    for short in (text, str(np.arange(5000).reshape(50, 100)), "[1 2 ... 9]"):
        with pytest.raises(FileError, match="Numbers are left out of this text"):
            open_text(short)
