"""How much room boards and the words around them take, in cells and in multiples of the text size."""

from __future__ import annotations

from poolviz.frame.model import Board, Line

HEADING = 2.0  # room above a board for each line of its heading
LINE = {"small": 1.5, "normal": 1.8, "large": 3.0}  # height of a line of words
_LETTER = {"small": 0.5, "normal": 0.58, "large": 1.0}  # width of an ordinary letter in such a line
_MOST_BESIDE = 24.0  # lines beside a board are shrunk to this width


def across(board: Board) -> float:
    """Width of a board in common cells, rim and overhang included; a magnifier's in its own."""
    side = board.cell_columns if board.cell_columns is not None else 1.0
    rim, over = board.rim, board.overhang
    return side * (board.shape[1] + rim.left + rim.right + over.left + over.right)


def down(board: Board) -> float:
    """Height of a board in common cells, rim and overhang included; a magnifier's in its own."""
    side = board.cell_rows if board.cell_rows is not None else 1.0
    rim, over = board.rim, board.overhang
    return side * (board.shape[0] + rim.top + rim.bottom + over.top + over.bottom)


def is_free(board: Board) -> bool:
    """Whether a board fills its place instead of keeping to the common cell size."""
    return board.cell_columns is None


def beside_width(board: Board, text: float) -> float:
    """Room at the right of a board for its lines, and the distance to them."""
    longest = max((len(line.text) * _LETTER[line.size] for line in board.beside), default=0.0)
    return (min(longest, _MOST_BESIDE) + HEADING) * text if longest else 0.0


def below_height(board: Board, text: float) -> float:
    """Room under a board for its lines, and the distance to them."""
    return lines_height(board.below, text) + (0.4 * text if board.below else 0.0)


def lines_height(lines: tuple[Line, ...], text: float) -> float:
    """Height of lines of words."""
    return sum(LINE[line.size] for line in lines) * text
