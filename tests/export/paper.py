"""A PDF read back: every text with the place where it stands, in points from the upper left corner."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pypdf

from poolviz.export.blocks import Grid
from poolviz.export.pages import Placed
from poolviz.frame.cells import Cell


@dataclass(frozen=True)
class Text:
    """A piece of text, its left end and its foot."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Read:
    """The texts of one page, and its size."""

    width: float
    height: float
    texts: tuple[Text, ...]

    @property
    def words(self) -> str:
        """All of them in one line."""
        return " ".join(text.text for text in self.texts)

    def inside(self, x: float, y: float, width: float, height: float) -> str:
        """What stands in a rectangle."""
        found = [one.text for one in self.texts if 0 <= one.x - x < width and 0 <= one.y - y < height]
        return " ".join(found)

    def in_cell(self, placed: Placed, grid: Grid, cell: Cell) -> str:
        """What stands in one cell of a grid."""
        left = placed.x + grid.x + cell.column * grid.cell_width
        top = placed.y + grid.y + cell.row * grid.cell_height
        return self.inside(left, top, grid.cell_width, grid.cell_height)


def read(pdf: bytes) -> list[Read]:
    """Every page of a PDF."""
    return [_page(page) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def _page(page: Any) -> Read:  # noqa: ANN401 - pypdf's own
    found: list[Text] = []
    width, height = float(page.mediabox.width), float(page.mediabox.height)

    def note(text: str, matrix: list[float], place: list[float], *_: object) -> None:
        if text.strip():
            x = matrix[0] * place[4] + matrix[4]
            y = height - (matrix[3] * place[5] + matrix[5])
            found.append(Text(x, y, " ".join(text.split())))

    page.extract_text(visitor_text=note)
    return Read(width, height, tuple(found))
