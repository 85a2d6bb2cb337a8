"""Matrices as MATLAB and Octave show them: parted into columns, into pages, and with a common factor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from poolviz.files.cells import Sheet
from poolviz.files.errors import FileError
from poolviz.files.grids import too_many
from poolviz.frame.words import say

_NAME = re.compile(r"\s*[A-Za-z]\w*\s*(?:\([\s:\d,]+\))?\s*=\s*")
_COLUMNS = re.compile(r"\s*Columns? \d+(?: (?:through|to|and) \d+)?\s*:?\s*")
_FACTOR = re.compile(r"\s*([0-9.]+[eE][-+]?[0-9]+)\s*\*\s*")
_TYPE = re.compile(r"\s*\d+(?:[×x]\d+)+ (?:\w+ )*(?:matrix|array)\s*")


@dataclass
class _Page:
    """One channel while it is being read: blocks of columns that follow each other."""

    blocks: list[list[list[str]]] = field(default_factory=lambda: [[]])
    factor: float = 1.0

    def sheet(self) -> Sheet:
        """Put the blocks of columns side by side."""
        blocks = [block for block in self.blocks if block]
        if len({len(block) for block in blocks}) > 1:
            raise FileError(say("The blocks of columns in this text have different numbers of rows."))
        rows = [[cell for part in parts for cell in part] for parts in zip(*blocks, strict=True)]
        return Sheet(rows, range(1, len(rows) + 1), self.factor)


def is_matlab(text: str) -> bool:
    """Tell whether MATLAB or Octave shows a matrix so: with a line of "A =", of columns, or of a factor."""
    lines = (line for line in text[:2000].split("\n") if line.strip())
    return any(kind.fullmatch(line) for line in lines for kind in (_NAME, _COLUMNS, _FACTOR))


def read_matlab(text: str, most: int) -> list[Sheet]:
    r"""Part what MATLAB or Octave shows into sheets, one a page, which is a channel.

    Raises:
        FileError: no numbers, too many, or blocks that do not fit together.

    >>> read_matlab("A =\n\n     1     1\n     5     6\n", 100)[0].rows
    [['1', '1'], ['5', '6']]
    """
    pages = [page for page in _pages(text, most) if any(page.blocks)]
    if not pages:
        raise FileError(say("There are no numbers in this text."))
    return [page.sheet() for page in pages]


def _pages(text: str, most: int) -> Iterator[_Page]:
    page = _Page()
    total = 0
    for line in text.split("\n"):
        if _NAME.fullmatch(line):
            yield page
            page = _Page()
        elif _COLUMNS.fullmatch(line):
            page.blocks.append([])
        elif factor := _FACTOR.fullmatch(line):
            page.factor = float(factor[1])
        elif line.strip() and not _TYPE.fullmatch(line):
            page.blocks[-1].append(line.split(None, most))
            total += len(page.blocks[-1][-1])
            too_many(total, most)
    yield page
