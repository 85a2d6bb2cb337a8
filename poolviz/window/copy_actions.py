"""The rows of the table that copy: a board in one of several notations, and the stage as a picture."""

from __future__ import annotations

from collections.abc import Callable

from poolviz.window.row import Desk, Row


def _copy(notation: str) -> Callable[[Desk], object]:
    return lambda desk: desk.copy(notation)


COPY_ROWS: tuple[Row, ...] = (
    Row("copy", "Copy the board", "Edit", ("Ctrl+C",),
        "Copy the board under the pointer, or the result, as a table for spreadsheets",
        _copy("tsv"), "", "copy"),
    Row("copy_picture", "Copy the stage as a picture", "Edit", ("Ctrl+Shift+C",),
        "A picture with a clear ground, to be pasted into a slide",
        lambda desk: desk.copy_picture(), "", "copy"),
    Row("copy_numpy", "NumPy", "Edit", ("Ctrl+Alt+Shift+N",), "Copy the board as a line of Python",
        _copy("numpy"), "", "copy as"),
    Row("copy_matlab", "MATLAB", "Edit", ("Ctrl+Alt+Shift+M",),
        "Copy the board as MATLAB, Octave and Julia write it", _copy("matlab"), "", "copy as"),
    Row("copy_latex", "LaTeX", "Edit", ("Ctrl+Alt+Shift+L",),
        "Copy the board as a matrix for LaTeX with amsmath", _copy("latex"), "", "copy as"),
    Row("copy_markdown", "Markdown", "Edit", ("Ctrl+Alt+Shift+D",), "Copy the board as a table in Markdown",
        _copy("markdown"), "", "copy as"),
)  # fmt: skip
