"""Matrices out of text: whatever people paste or keep in a text file."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.brackets import is_bracketed, read_brackets
from poolviz.files.cells import Sheet, has_decimal_comma, to_array
from poolviz.files.errors import FileError
from poolviz.files.grids import Grid, read_grid
from poolviz.files.limits import PASTE, Limits
from poolviz.files.matlab import is_matlab, read_matlab
from poolviz.files.opened import Opened
from poolviz.files.tables import is_latex, is_table, read_latex, read_table
from poolviz.frame.words import grouped, say
from poolviz.maps.map import Map

Array = NDArray[Any]

# What typesetters and spreadsheets put where a programmer types something plain.
_PLAIN = {
    "\r\n": "\n",
    "\r": "\n",
    "\x0c": "\n",
    "\u2028": "\n",
    "\ufeff": "",
    "\u200b": "",
    "\u00a0": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\u2212": "-",
    "\u2013": "-",
    "\uff0d": "-",
    "\uff0c": ",",
}


# It begins with what is rare, so that sixty million other letters are soon passed over.
_GOES_ON = re.compile(r"\.\.\.[ \t]*(?:%[^\n]*)?\n")


def read_matrix(text: str, limits: Limits = PASTE) -> tuple[Array, tuple[str, ...]]:
    r"""Return the numbers of a text, and notes on what was guessed.

    They are (rows, columns), or (channels, rows, columns) for several matrices. Understood are rows of cells
    parted by spaces, tabs, commas or semicolons, also with a decimal comma, and what NumPy, PyTorch, MATLAB,
    LaTeX and Markdown print. Nothing is ever evaluated. Whole numbers give int64, everything else float64.

    Args:
        text: the whole text.
        limits: how much text and how many numbers are read.

    Raises:
        FileError: no numbers, too many, rows of different lengths, or a cell that is no number; the sentence
            names row and column, counted from 1.

    >>> read_matrix("1 1 2 4; 5 6 7 8")[0].tolist()
    [[1, 1, 2, 4], [5, 6, 7, 8]]
    >>> read_matrix("1,5\t2\n3\t4,25")[0].tolist()
    [[1.5, 2.0], [3.0, 4.25]]
    """
    if len(text) > limits.text_characters:
        raise FileError(
            say(
                "This text has {count} characters; up to {most} are read at once.",
                count=len(text),
                most=grouped(limits.text_characters),
            )
        )
    if "\x00" in text:
        raise FileError(say("This is no text: it holds characters that only programs write."))
    text = _plain(text)
    if not text.strip():
        raise FileError(say("There are no numbers in this text: it is empty."))
    sheets, notes = _sheets(text, limits.text_numbers)
    arrays = [_channel(sheet, index, len(sheets)) for index, sheet in enumerate(sheets)]
    sizes = {array.shape for array in arrays}
    if len(sizes) > 1:
        raise FileError(
            say("The matrices in this text have different sizes; all channels need the same size.")
        )
    if "," in text and any(has_decimal_comma(sheet.rows) for sheet in sheets):
        notes = (*notes, say("Commas were read as decimal commas."))
    return (arrays[0] if len(arrays) == 1 else np.stack(arrays)), notes


def open_text(text: str, name: str = "Pasted", limits: Limits = PASTE) -> Opened:
    """Return a text as a map, with notes on what was guessed.

    Raises:
        FileError: as `read_matrix`.
    """
    values, notes = read_matrix(text, limits)
    values.flags.writeable = False
    return Opened(Map.from_array(values, name), notes)


def _plain(text: str) -> str:
    for special, plain in _PLAIN.items():
        if special in text:
            text = text.replace(special, plain)
    # A fenced block, as people copy it out of Markdown.
    if "```" in text:
        text = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("```"))
    # MATLAB's code goes on in the next line; what NumPy leaves out stands between commas.
    return _GOES_ON.sub(_joined, text)


def _joined(dots: re.Match[str]) -> str:
    """A blank for dots at the end of a line that goes on; they themselves after anything else."""
    text, before = dots.string, dots.start() - 1
    while before >= 0 and text[before] in " \t":
        before -= 1
    return " " if before >= 0 and (text[before] in ";," or text[before].isdecimal()) else dots.group()


def _sheets(text: str, most: int) -> tuple[list[Sheet], tuple[str, ...]]:
    """Part a text by the notation that it is written in."""
    grid: Grid
    if is_latex(text):
        grid = read_latex(text, most)
    elif is_matlab(text):
        return read_matlab(text, most), ()
    elif is_bracketed(text):
        return read_brackets(text, most), ()
    elif is_table(text):
        grid = read_table(text, most)
    else:
        grid = read_grid(text, most)
    return [grid.sheet], grid.notes


def _channel(sheet: Sheet, index: int, count: int) -> Array:
    """Return the numbers of one sheet; an error in one of several says which."""
    try:
        return to_array(sheet)
    except FileError as error:
        if count == 1:
            raise
        raise FileError(f"Channel {index}: {error.sentence}", error.detail) from error
