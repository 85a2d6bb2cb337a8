r"""Numbers as text to copy, in the notations that other programs take.

Whatever is written here reads back as the same numbers, see `poolviz.files.matrices.read_matrix`: every
number has as many digits as are exact, and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.frame.words import grouped, say

Array = NDArray[Any]

# amsmath counts the columns of its matrices and allows so many, if it is not told of more.
_LATEX_COLUMNS = 10


@dataclass(frozen=True)
class Notation:
    """One way to write numbers: its id, what people call it, and what writes it.

    >>> by_id("matlab").write(np.array([[1, 2], [3, 4]]))
    '[1 2; 3 4]'
    """

    id: str
    title: str
    write: Callable[[Array], str]
    """From (rows, columns) to text; raises FileError."""
    channels: bool = False
    """Whether (channels, rows, columns) can be written, too."""


def by_id(wanted: str) -> Notation:
    """Return the notation of that id.

    Raises:
        KeyError: there is none; the sentence names those that there are.
    """
    for notation in NOTATIONS:
        if notation.id == wanted:
            return notation
    known = ", ".join(notation.id for notation in NOTATIONS)
    raise KeyError(f"There is no notation called “{wanted}”; there are {known}.")


def to_tsv(values: Array, decimal_comma: bool = False) -> str:
    r"""Return cells parted by tabs, a line a row: what Excel and LibreOffice take.

    Args:
        values: (rows, columns).
        decimal_comma: write 1,5 and not 1.5, as spreadsheets in many languages want it. A single column with
            such commas gets a tab after each number, or it would be taken for two columns of whole numbers.

    Raises:
        FileError: not rows and columns, or too many numbers.

    >>> to_tsv(np.array([[1.5, 2], [3, 4]]), decimal_comma=True)
    '1,5\t2\n3\t4\n'
    """
    text = "".join("\t".join(row) + "\n" for row in _cells(values, _NAMES))
    if not decimal_comma or "." not in text:
        return text
    text = text.replace(".", ",")
    return text.replace("\n", "\t\n") if values.shape[1] == 1 else text


def to_numpy(values: Array) -> str:
    """Return a line of Python that makes the same array; a type is named if NumPy would choose another.

    Args:
        values: (rows, columns), or (channels, rows, columns).

    Raises:
        FileError: not two or three dimensions, or too many numbers.

    >>> print(to_numpy(np.array([[1, 2], [3, 4]], np.uint8)))
    np.array([[1, 2],
              [3, 4]], dtype=np.uint8)
    """
    _check_count(values)
    start = len("np.array([")
    if values.ndim == 3:
        separator = ",\n\n" + " " * start
        text = f"[{separator.join(_python_rows(channel, start + 1) for channel in values)}]"
    else:
        text = _python_rows(values, start)
    chosen = np.int64 if values.dtype.kind in "iu" else np.float64
    kind = "" if values.dtype == chosen else f", dtype=np.{values.dtype.name}"
    return f"np.array({text}{kind})"


def to_matlab(values: Array) -> str:
    """Return a matrix as MATLAB, Octave and Julia take it.

    Args:
        values: (rows, columns).

    Raises:
        FileError: not rows and columns, or too many numbers.

    >>> to_matlab(np.array([[1, 2.5], [np.nan, -np.inf]]))
    '[1 2.5; NaN -Inf]'
    """
    names = {"nan": "NaN", "inf": "Inf", "-inf": "-Inf"}
    return f"[{'; '.join(' '.join(row) for row in _cells(values, names))}]"


def to_latex(values: Array) -> str:
    r"""Return a matrix in brackets for LaTeX with amsmath, a line a row.

    Args:
        values: (rows, columns); above ten columns a first line tells amsmath of them.

    Raises:
        FileError: not rows and columns, or too many numbers.

    >>> print(to_latex(np.array([[1, 2.5], [1e-7, np.inf]])))
    \begin{bmatrix}
    1 & 2.5 \\
    1\mathrm{e}{-7} & \infty
    \end{bmatrix}
    """
    names = {"nan": r"\text{NaN}", "inf": r"\infty", "-inf": r"-\infty"}
    lines = [" & ".join(map(_typeset, row)) for row in _cells(values, names)]
    matrix = "\\begin{bmatrix}\n" + " \\\\\n".join(lines) + "\n\\end{bmatrix}"
    columns = values.shape[1]
    return matrix if columns <= _LATEX_COLUMNS else f"\\setcounter{{MaxMatrixCols}}{{{columns}}}\n{matrix}"


def to_markdown(values: Array) -> str:
    """Return a table in Markdown, with the row of headings that it must have left empty.

    Args:
        values: (rows, columns).

    Raises:
        FileError: not rows and columns, or too many numbers.

    >>> print(to_markdown(np.array([[1, 2.5]])))
    |   |   |
    |--:|--:|
    | 1 | 2.5 |
    """
    rows = _cells(values, _NAMES)
    columns = values.shape[1]
    lines = ["|" + "   |" * columns, "|" + "--:|" * columns, *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines)


NOTATIONS: tuple[Notation, ...] = (
    Notation("tsv", "Spreadsheet (tabs)", to_tsv),
    Notation("numpy", "NumPy", to_numpy, channels=True),
    Notation("matlab", "MATLAB", to_matlab),
    Notation("latex", "LaTeX", to_latex),
    Notation("markdown", "Markdown", to_markdown),
)

_NAMES = {"nan": "nan", "inf": "inf", "-inf": "-inf"}


def _cells(
    values: Array, names: Mapping[str, str], written: Callable[[object], str] | None = None
) -> list[list[str]]:
    """Return the cells of one channel as text, with the notation's own names for what is not finite."""
    if values.ndim != 2:
        raise FileError(
            say(
                "This notation has rows and columns only, and this array has {count} dimensions; "
                "copy one channel at a time.",
                count=values.ndim,
            )
        )
    _check_count(values)
    written = written or _short
    # Python writes its own numbers faster; those of lower precision have fewer digits only as NumPy's.
    rows = values if values.dtype in (np.float16, np.float32) else values.tolist()
    return [[names.get(text, text) for text in map(written, row)] for row in rows]


def _check_count(values: Array) -> None:
    most = Limits().text_numbers
    if values.size > most:
        raise FileError(
            say(
                "There are {count} numbers here; up to {most} can be copied as text. "
                "numpy.save writes them all into a .npy file.",
                count=values.size,
                most=grouped(most),
            )
        )


def _short(value: object) -> str:
    """Return a number in as few digits as are exact: 2 and not 2.0, but −0.0, whose sign would be lost."""
    text = str(value)
    return text[:-2] if text.endswith(".0") and text != "-0.0" else text


def _typeset(text: str) -> str:
    """Return a number for LaTeX, in which a bare e would be a variable."""
    if not text[-1].isdigit() or "e" not in text:
        return text
    mantissa, exponent = text.split("e")
    return f"{mantissa}\\mathrm{{e}}{{{int(exponent)}}}"


def _python_rows(values: Array, indent: int) -> str:
    """Return the rows of one channel in nested brackets, one under the other."""
    names = {"nan": "np.nan", "inf": "np.inf", "-inf": "-np.inf"}
    rows = (f"[{', '.join(row)}]" for row in _cells(values, names, str))
    separator = ",\n" + " " * indent
    return f"[{separator.join(rows)}]"
