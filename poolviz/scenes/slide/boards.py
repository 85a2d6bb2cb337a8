"""The boards that both passes of Slide show."""

from __future__ import annotations

from poolviz.frame.model import Board, Notes, Rim, Scale
from poolviz.frame.words import grouped, say
from poolviz.model.windows import legible_cell
from poolviz.scenes.slide.view import View


def input_board(view: View) -> Board:
    """The map, with the rim of its padding and the overhang of ceil mode."""
    rows, columns = view.geometry.rows, view.geometry.columns
    average = view.spec.mode == "average"
    text = ("0" if view.spec.count_include_pad else "") if average else "−∞"
    height, width = view.document.map.size
    covered = view.parameters.coverage
    return Board(
        "input",
        say("Input"),
        say("{size} · seen by how many windows", size=size_text(height, width))
        if covered
        else size_text(height, width),
        view.coverage if covered else view.input,
        Scale(0, float(view.most_seen), "count") if covered else view.scale,
        rim=Rim(rows.low, rows.high, columns.low, columns.high, text),
        overhang=Rim(bottom=rows.overhang, right=columns.overhang),
        notes=Notes(view.input, "number") if covered else None,
        editable=True,
    )


def output_board(view: View, shown: int | None) -> Board:
    """The output, ``shown`` cells of which are worked out."""
    height, width = view.geometry.output
    tall = wide = legible_cell(view.geometry) if view.is_large else 1.0
    if view.parameters.same_size:
        tall, wide = view.document.map.size[0] / height, view.document.map.size[1] / width
    return Board(
        "output",
        say("Output"),
        size_text(height, width),
        view.output,
        view.scale,
        shown=shown,
        cell_rows=tall,
        cell_columns=wide,
    )


def size_text(rows: int, columns: int) -> str:
    """A size in words of the field.

    >>> size_text(4, 4)
    '4 × 4'
    """
    return f"{rows} × {columns}"


def place_words(index: int, total: int) -> str:
    """Where playback stands."""
    return say("window {number} of {total}", number=grouped(index + 1), total=grouped(total))
