"""A worksheet and its key as PDF, made without a screen and written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from poolviz.export.blocks import SMALL
from poolviz.export.drawing import Pencil, draw_exercise
from poolviz.export.lettering import DOTS, Weight, width_of
from poolviz.export.pages import MARGIN, SIZES, Page, pages_of
from poolviz.export.plan import Plan
from poolviz.files.errors import FileError
from poolviz.files.writing import write_atomically
from poolviz.frame.words import say

_PAPERS = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
_HEADING = 16.0
_NAME, _DATE = 190.0, 100.0  # how long the lines are that are written on


def worksheet(plan: Plan) -> tuple[bytes, bytes]:
    """The worksheet and its key, as the bytes of two PDF files. A QGuiApplication must be there.

    Raises:
        ValueError: with a sentence, if a kind cannot grant the wishes of the plan.
    """
    pages = pages_of(plan.exercises(), plan.paper)
    return _pdf(plan, pages, solved=False), _pdf(plan, pages, solved=True)


def write_worksheet(plan: Plan, path: Path, *, replacing: bool = False) -> tuple[Path, Path]:
    """Write a worksheet, and its key beside it; where both are.

    Raises:
        FileError: one of them is there already and is not to be replaced, or cannot be written.
        ValueError: as :func:`worksheet`.
    """
    key = key_beside(path)
    for file in (path, key):
        if file.exists() and not replacing:
            raise FileError(say("“{name}” is there already: choose another name.", name=file.name))
    sheet, solved = worksheet(plan)
    write_atomically(path, sheet)
    write_atomically(key, solved)
    return path, key


def key_beside(path: Path) -> Path:
    """Where the key of a worksheet goes.

    >>> key_beside(Path("sheet.pdf")).name
    'sheet-key.pdf'
    """
    return path.with_name(f"{path.stem}-key{path.suffix}")


def _pdf(plan: Plan, pages: tuple[Page, ...], *, solved: bool) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setPageSize(QPageSize(_PAPERS[plan.paper]))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(f"{_title(solved=solved)}, {plan.summary}")
    writer.setCreator("poolviz")
    painter = QPainter(writer)
    pencil = Pencil(painter)
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        _draw_header(pencil, plan, solved=solved)
        _draw_footer(pencil, plan, number, len(pages))
        for placed in page:
            draw_exercise(pencil, placed, solved=solved)
    painter.end()
    buffer.close()
    return bytes(data.data())


def _title(*, solved: bool) -> str:
    return say("Pooling: key") if solved else say("Pooling: worksheet")


def _draw_header(pencil: Pencil, plan: Plan, *, solved: bool) -> None:
    width, _ = SIZES[plan.paper]
    foot, right = MARGIN + _HEADING, width - MARGIN
    pencil.write(MARGIN, foot, _title(solved=solved), _HEADING, Weight.Bold)
    pencil.write(MARGIN, foot + 17, plan.summary, SMALL, quiet=True)
    if not solved:
        _draw_blank(pencil, right - _NAME - _DATE - 12, foot, say("Name"), _NAME)
        _draw_blank(pencil, right - _DATE, foot, say("Date"), _DATE)
    pencil.line(MARGIN, foot + 25, width - 2 * MARGIN)


def _draw_blank(pencil: Pencil, x: float, foot: float, label: str, length: float) -> None:
    """A label, and a line to write on."""
    pencil.write(x, foot, label, SMALL, quiet=True)
    taken = width_of(f"{label}  ", SMALL)
    pencil.line(x + taken, foot + 1.5, length - taken)


def _draw_footer(pencil: Pencil, plan: Plan, number: int, total: int) -> None:
    width, height = SIZES[plan.paper]
    foot = height - MARGIN
    pencil.write(MARGIN, foot, "poolviz", SMALL, quiet=True)
    text = say("Page {number} of {total}", number=number, total=total)
    pencil.write_back(width - MARGIN, foot, text, SMALL, quiet=True)
