"""The boards of Channels and their places on the stage."""

from __future__ import annotations

from poolviz.frame.model import Block, Board, Cell, Line, Mark, Rim, Run, Scale
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.model.document import Document
from poolviz.scenes.channels import composite
from poolviz.scenes.channels.mosaic import Mosaic
from poolviz.scenes.channels.view import View

Arrangement = tuple[tuple[str, ...], ...]
MAGNIFIER = "magnifier"
READINGS = "readings"
INPUTS, OUTPUTS = "inputs", "outputs"
COMPOSITE, COMPOSED = "composite", "composed"


def input_name(channel: int) -> str:
    """The name of the board that shows a channel of the map.

    >>> input_name(2)
    'input2'
    """
    return f"input{channel}"


def output_name(channel: int) -> str:
    """The name of the board that shows a channel of the layer's output.

    >>> output_name(0)
    'output0'
    """
    return f"output{channel}"


def channel_of(board: str, kind: str) -> int | None:
    """Which channel a board of one kind shows; None for other boards.

    >>> channel_of("input12", "input"), channel_of("inputs", "input"), channel_of("output1", "input")
    (12, None, None)
    """
    number = board.removeprefix(kind)
    return int(number) if number != board and number.isdecimal() else None


def chosen_by(document: Document, cell: Cell) -> int | None:
    """Which channel a click on a cell or on a bar chooses; None if that stands for none."""
    map_ = document.map
    if cell.board == READINGS:
        return cell.column
    if cell.board in (INPUTS, OUTPUTS):
        size = map_.size if cell.board == INPUTS else document.output_size
        return Mosaic(map_.channels, size).channel_at(cell.row, cell.column)
    found = (channel_of(cell.board, kind) for kind in ("input", "output"))
    return next((channel for channel in found if channel is not None), None)


def input_board(view: View, channel: int) -> Board:
    """A channel of the map, with the rim of its padding and the overhang of ceil mode."""
    rows, columns = view.geometry.rows, view.geometry.columns
    first = channel == view.boards[0]
    return Board(
        input_name(channel),
        say("Input") if first else "",
        times((*view.document.map.size, view.channels)) if first else "",
        view.document.map.plane(channel),
        view.input_scale(channel),
        rim=Rim(rows.low, rows.high, columns.low, columns.high),
        overhang=Rim(bottom=rows.overhang, right=columns.overhang),
        editable=True,
    )


def output_board(view: View, channel: int, shown: int | None) -> Board:
    """A channel of the layer's output, of which ``shown`` cells are out."""
    has_heading = channel == view.boards[0]
    return Board(
        output_name(channel),
        say("Output") if has_heading else "",
        _depth(view) if has_heading else "",
        view.plane(channel),
        view.output_scale(channel),
        shown=shown,
        below=name_below(view, channel),
    )


def composite_boards(view: View) -> tuple[Board, ...]:
    """Red, green and blue seen together, before the layer and after it."""
    if not view.is_composed:
        return ()
    pairs = ((COMPOSITE, say("Together"), composite.before(view)), (COMPOSED, "", composite.after(view)))
    return tuple(
        Board(name, title, "", plane, Scale(0, composite.FULL, "rgb"), numbers="none")
        for name, title, plane in pairs
    )


def name_below(view: View, channel: int) -> tuple[Line, ...]:
    """A channel's name, under its output: it names the bar below as well, and no link runs through it.

    A name of two parts has two lines, for an output is not wide.
    """
    if view.channels == 1:
        return ()
    parts = view.name(channel).replace(", ", ",\n", 1).split("\n")
    return tuple(Line((Run(part, quiet=channel != view.chosen),), "small") for part in parts)


def _depth(view: View) -> str:
    size = times((*view.geometry.output, view.channels))
    if view.channels == 1:
        return size
    if view.mixes:
        return say("{size} · every channel made of all", size=size)
    return say("{size} · depth untouched", size=size)


def mosaic_boards(view: View) -> tuple[Board, Board]:
    """All inputs as thumbnails as large as the chosen input, all outputs as large as its output."""
    titles = (say("All inputs"), say("All outputs"))
    sizes = view.document.map.size, view.geometry.output
    count = say("{count} channels", count=view.channels)
    inputs, outputs = (
        Board(
            name,
            title,
            count,
            plane,
            view.common_scale,
            cell_rows=size[0] / plane.shape[0],
            cell_columns=size[1] / plane.shape[1],
            void=mosaic.void,
        )
        for name, title, plane, size, mosaic in zip(
            (INPUTS, OUTPUTS), titles, view.mosaic_planes, sizes, view.mosaics, strict=True
        )
    )
    return inputs, outputs


def ring(view: View) -> tuple[Mark, ...]:
    """The chosen channel picked out, on its boards or among the thumbnails."""
    if not view.in_a_row:
        before, after = view.mosaics
        return (
            Mark(INPUTS, "chosen", before.block(view.chosen)),
            Mark(OUTPUTS, "chosen", after.block(view.chosen)),
        )
    if view.channels == 1:
        return ()
    return (
        Mark(input_name(view.chosen), "chosen", Block(0, 0, *view.document.map.size)),
        Mark(output_name(view.chosen), "chosen", Block(0, 0, *view.geometry.output)),
    )


def places(view: View, magnifier: bool) -> Arrangement:
    """The inputs, between them and the outputs the magnifier, and what the classifier reads."""
    lens = MAGNIFIER if magnifier else ""
    if not view.in_a_row:
        chosen = view.chosen
        return (
            (INPUTS, input_name(chosen), lens),
            (OUTPUTS, output_name(chosen), lens),
            (READINGS, READINGS, READINGS),
        )
    count = len(view.boards)
    inputs, outputs = tuple(map(input_name, view.boards)), tuple(map(output_name, view.boards))
    readings: tuple[str, ...] = (READINGS,) * count
    if view.is_composed:
        inputs, outputs, readings = (*inputs, COMPOSITE), (*outputs, COMPOSED), (*readings, "")
    if count == 1:  # the one number stands under its output: a chart of one bar would say nothing
        return ((*inputs, *((lens,) if magnifier else ()), *outputs),)
    if count == 2:
        extra = (lens,) if magnifier else ()
        return (*inputs, *extra), (*outputs, *extra), (READINGS,) * (count + len(extra))
    if not magnifier:
        return inputs, outputs, readings
    # The words stand at its right: it needs neighbouring places for them, but not the one with the link.
    after, before = range(view.chosen + 1, count)[:3], range(view.chosen)[-3:]
    free = after if len(after) >= len(before) else before
    between = tuple(lens if column in free else "" for column in range(len(inputs)))
    return inputs, between, outputs, readings
