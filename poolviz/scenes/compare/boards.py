"""The boards that Compare shows, and their places on the stage."""

from __future__ import annotations

from poolviz.frame.model import Board, Rim
from poolviz.frame.numbers import plain
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.model.windows import Position
from poolviz.scenes.compare import answers
from poolviz.scenes.compare.view import View

Arrangement = tuple[tuple[str, ...], ...]


def title(view: View, name: str) -> str:
    """What a row is called."""
    if name == "max":
        return say("Max")
    if name == "average":
        return say("Average")
    strides = view.geometry.rows.stride, view.geometry.columns.stride
    return say("Convolution") if strides == (1, 1) else say("Strided convolution")


def short(name: str) -> str:
    """What a row is called inside a sentence."""
    if name == "max":
        return say("max")
    return say("average") if name == "average" else say("convolution")


def _gist(name: str) -> str:
    if name == "max":
        return say("the strongest in the region")
    return say("the general level") if name == "average" else say("what it has learned")


def gradient_name(row: str) -> str:
    """The name of the board that shows ∂L/∂input of a row.

    >>> gradient_name("max")
    'max_gradient'
    """
    return f"{row}_gradient"


def magnifier_name(board: str) -> str:
    """The name of the board that enlarges a part of a gradient.

    >>> magnifier_name("max_gradient")
    'max_gradient_magnifier'
    """
    return f"{board}_magnifier"


def difference_name(pair: tuple[str, str]) -> str:
    """The name of the board that shows a difference.

    >>> difference_name(("max", "average"))
    'max_minus_average'
    """
    return f"{pair[0]}_minus_{pair[1]}"


def input_board(view: View) -> Board:
    """The map, with the rim of its padding and the overhang of ceil mode."""
    rows, columns = view.geometry.rows, view.geometry.columns
    return Board(
        "input",
        say("Input"),
        times(view.document.map.size),
        view.input,
        view.scale,
        rim=Rim(rows.low, rows.high, columns.low, columns.high),
        overhang=Rim(bottom=rows.overhang, right=columns.overhang),
        editable=True,
        heading_lines=2,
    )


def output_board(view: View, name: str, shown: int, output: Position) -> Board:
    """One row's answers, ``shown`` of which are out, with the words for the one at ``output``."""
    return Board(
        name,
        title(view, name),
        _gist(name),
        view.plane(name),
        view.slid_scale if name == "convolution" else view.scale,
        shown=shown,
        heading_lines=2 if name == "convolution" else 1,  # the kernel's chips stand here
        beside=answers.lines(view, name, output),
    )


def difference_board(view: View, pair: tuple[str, str], shown: int) -> Board:
    """One row's answers minus another's."""
    heading = say("{one} − {other}", one=short(pair[0]).capitalize(), other=short(pair[1]))
    plane, scale = view.differences[pair], view.difference_scale
    return Board(difference_name(pair), heading, "", plane, scale, numbers="signed", shown=shown)


def kernel_board(view: View) -> Board:
    """The weights, to be changed by hand."""
    bias = plain(view.parameters.bias)
    side = None if view.is_large else 1.0
    return Board(
        "kernel",
        say("Kernel"),
        say("bias {bias}", bias=bias),
        view.kernel_plane,
        view.kernel_scale,
        editable=True,
        cell_rows=side,
        cell_columns=side,
    )


def forward_places(view: View) -> Arrangement:
    """Input, then the rows below each other; the kernel beside its row, or before it on a large map."""
    return tuple(_place_of_row(view, row) for row in view.rows)


def _place_of_row(view: View, row: str) -> tuple[str, ...]:
    kernel = ("kernel" if row == "convolution" else "",) if view.slides else ()
    differences: tuple[str, ...] = ()
    if view.pairs:
        of_row = [difference_name(pair) for pair in view.pairs if pair[0] == row]
        differences = (of_row[0] if of_row else "",)
    if not view.is_large:
        return ("input", row, *differences, *kernel)
    if view.rows == ("convolution",):
        return ("input", "magnifier", row, "kernel")
    return ("input", "kernel" if row == "convolution" else "magnifier", row, *differences)


def backward_places(view: View) -> Arrangement:
    """Input above ∂L/∂output, at their right the gradients at the input, then the kernel above its own."""
    rows = view.rows if len(view.rows) > 1 else view.rows * 2
    last, places = len(rows) - 1, []
    for number, row in enumerate(rows):
        left = "upstream" if number == last else "input"
        name = gradient_name(row)
        kernel = ("", "kernel", "kernel_gradient")[max(number - last + 2, 0)] if view.slides else ""
        if view.is_large:
            middle = (kernel or "magnifier", name) if len(rows) > 2 else ("magnifier", name)
            right = (kernel,) if view.slides and len(rows) == 2 else ()
            places.append((left, *middle, magnifier_name(name), *right))
        else:
            places.append((left, name, *((kernel,) if view.slides else ())))
    return tuple(places)
