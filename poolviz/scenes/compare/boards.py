"""The boards that Compare shows, and their places on the stage."""

from __future__ import annotations

from poolviz.frame.model import Board, Rim
from poolviz.frame.numbers import plain
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.model.grid import Position
from poolviz.model.windows import legible_cell
from poolviz.scenes.compare import answers
from poolviz.scenes.compare.view import View

Arrangement = tuple[tuple[str, ...], ...]
_LONG = 2  # maps that are so many times longer than wide leave no proportions to keep
_FLAT = 4  # a map so many times as wide as it is high


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


def names(row: str) -> tuple[str, str]:
    """The shortest words for a row: where they begin a heading, and within one."""
    if row == "max":
        return say("Max"), say("max")
    return (say("Average"), say("average")) if row == "average" else (say("Conv."), say("conv."))


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
    )


def output_board(view: View, name: str, shown: int, output: Position) -> Board:
    """One row's answers, ``shown`` of which are out, with the words for the one at ``output``."""
    return Board(
        name,
        title(view, name),
        _gist(name),
        view.answers(name).plane(0),
        view.slid_scale if name == "convolution" else view.scale,
        shown=shown,
        heading_lines=_heading_lines(name),
        beside=answers.lines(view, name, output),
        cell_rows=answer_side(view),
        cell_columns=answer_side(view),
    )


def difference_board(view: View, pair: tuple[str, str], shown: int) -> Board:
    """One row's answers minus another's."""
    heading = say("{one} − {other}", one=names(pair[0])[0], other=names(pair[1])[1])
    plane, scale = view.differences[pair], view.difference_scale
    return Board(
        difference_name(pair),
        heading,
        "",
        plane,
        scale,
        numbers="signed",
        shown=shown,
        heading_lines=_heading_lines(pair[0]),
        cell_rows=answer_side(view),
        cell_columns=answer_side(view),
    )


def answer_side(view: View) -> float:
    """How large the cell of an answer is, in cells of the map: wide windows would leave a dot of it."""
    return legible_cell(view.geometry) if view.is_large else 1.0


def _heading_lines(row: str) -> int:
    """The kernel's chips stand above the convolution, and reach over what stands beside it."""
    return 2 if row == "convolution" else 1


def kernel_board(view: View) -> Board:
    """The weights, to be changed by hand."""
    bias = plain(view.parameters.bias)
    side = enlarged_side(view, max(view.kernel.shape)) if view.is_large else 1.0
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


def enlarged_side(view: View, cells: int) -> float | None:
    """How large a cell of an enlarged part is, in cells of the map; None fills the place it is given.

    ``cells`` is the length of the part's longer side.
    """
    size, back = view.document.map.size, view.parameters.backward
    if max(size) > _LONG * min(size) or not (back or view.pairs):
        return None
    # One of them stands beside the map, or two of them under it.
    return (0.6 if back else 0.45) * max(size) / cells


def forward_places(view: View) -> Arrangement:
    """Input, the rows below each other, their differences; the kernel behind its row.

    Where room is scarce, the kernel stands before its row: under the input or under the magnifier.
    """
    rows = view.rows if len(view.rows) > 1 or not view.is_large else view.rows * 2
    return tuple(_place_of_row(view, row, number == len(rows) - 1) for number, row in enumerate(rows))


def _place_of_row(view: View, row: str, last: bool) -> tuple[str, ...]:
    slid = row == "convolution"
    differences = _difference_of(view, row)
    if view.is_large:
        right = "kernel" if slid and last else "magnifier"
        left = (
            ("magnifier" if last else "input", right if last else "input")
            if differences
            else ("input", right)
        )
        return (*left, row, *differences)
    height, width = view.document.map.size
    is_flat = height * _FLAT <= width and len(view.rows) > 1  # behind a long row there is no room either
    if differences or is_flat:
        return ("kernel" if slid else "input", row, *differences)
    return ("input", row, *(("kernel" if slid else "",) if view.slides else ()))


def _difference_of(view: View, row: str) -> tuple[str, ...]:
    """The difference that stands beside a row, an empty place, or nothing if there are no differences."""
    if not view.pairs:
        return ()
    of_row = [difference_name(pair) for pair in view.pairs if pair[0] == row]
    return (of_row[0] if of_row else "",)


def backward_places(view: View) -> Arrangement:
    """Input, ∂L/∂output and kernel above; under them the gradients at the input, the kernel's under it.

    On a large map each has a second place at its right, where it is enlarged.
    """
    large = view.is_large
    above = ["input", *(("magnifier",) if large else ()), "upstream", *(("upstream",) if large else ())]
    pooled = [_enlarged(view, row) for row in view.rows if row != "convolution"]
    empty = ("", "") if large else ("",)
    below = [name for names in (*pooled, empty, empty)[:2] for name in names]
    if view.slides:
        above += ["kernel", "kernel_gradient"]
        below += _enlarged(view, "convolution") if large else [gradient_name("convolution")] * 2
    return tuple(above), tuple(below)


def low_places(view: View) -> Arrangement:
    """Backward, what has the size of the output in a row of its own; none on a large map.

    The output's gradient takes the columns that are left, for its chips.
    """
    below = ("input", *map(gradient_name, view.rows))
    kernels = ("kernel", "kernel_gradient") if view.slides else ()
    wide = len(below) - len(kernels)
    return () if view.is_large or wide < 1 else (("upstream",) * wide + kernels, below)


def _enlarged(view: View, row: str) -> tuple[str, ...]:
    name = gradient_name(row)
    return (name, magnifier_name(name)) if view.is_large else (name,)
