"""How much room boards and the words around them take, in cells and in multiples of the text size.

Letters are not measured here, for that needs a screen: an ordinary letter's width stands for all of them,
and whoever writes the words shrinks a line that comes out longer.
"""

from __future__ import annotations

from poolviz.frame.charts import Chart
from poolviz.frame.model import Board, Line, Run
from poolviz.frame.tables import Table

HEADING = 2.0  # room above a board for each line of its heading
LINE = {"small": 1.5, "normal": 1.8, "large": 3.0}  # height of a line of words
_BESIDE, _CLOSE = 2.0, 0.6  # from a magnifier to the words at its right, and from another board
BELOW = 0.4  # from a board to the words under it
_LETTER = {"small": 0.5, "normal": 0.58, "large": 1.0}  # width of an ordinary letter in such a line
_HEADING_LETTER, _LEAST_HEADING_LETTER = 0.6, 0.47
_MOST_BESIDE = 24.0  # lines beside a board are shrunk to this width
LEAST_CHIPS = 0.75  # of their width: without padding chips can still be read
LEAST_WORDS = 0.65  # of their size: lines beside a board may be shrunk so much where cells need the room


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


def heading_width(item: Board | Chart | Table, text: float) -> float:
    """How wide the heading of a board, a chart or a table would like to be."""
    letters = len(item.title) + (len(item.detail) + 1 if item.detail else 0)
    return letters * _HEADING_LETTER * text


def least_heading_width(item: Board | Chart | Table, text: float, most: float) -> float:
    """The least room for a title, in few words if there are such: letters get smaller before it is cut.

    It is never more than ``most``.
    """
    title = (item.brief if isinstance(item, Board) else "") or item.title
    return min(len(title) * _LEAST_HEADING_LETTER * text, most)


def is_aside(line: Line, run: Run) -> bool:
    """Whether a run of a large line is written at the ordinary size: the quiet words after a figure."""
    return line.size == "large" and run.quiet


def line_width(line: Line, text: float) -> float:
    """How wide a line of words would like to be.

    >>> line_width(Line((Run("0.73"), Run(" changed", quiet=True)), "large"), 10.0)
    86.4
    """
    letters = (len(run.text) * _LETTER["normal" if is_aside(line, run) else line.size] for run in line.runs)
    return sum(letters) * text


def beside_distance(board: Board, text: float) -> float:
    """How far to the right of a board its words begin: where boards stand close, nearer than the next one."""
    return (_BESIDE if is_free(board) else _CLOSE) * text


def beside_width(board: Board, text: float) -> float:
    """Room at the right of a board for its lines, and the distance to them."""
    longest = max((line_width(line, text) for line in board.beside), default=0.0)
    return min(longest, _MOST_BESIDE * text) + beside_distance(board, text) if longest else 0.0


def least_beside_width(board: Board, text: float) -> float:
    """The least room for the lines beside a board: they are shrunk rather than the cells."""
    distance = beside_distance(board, text)
    return distance + LEAST_WORDS * (beside_width(board, text) - distance) if board.beside else 0.0


def beside_height(board: Board, tall: float, text: float) -> float:
    """How high a board is together with the lines beside it; those are shrunk rather than the board."""
    return max(tall, LEAST_WORDS * lines_height(board.beside, text))


def below_width(board: Board, text: float) -> float:
    """How wide the lines under a board would like to be."""
    return max((line_width(line, text) for line in board.below), default=0.0)


def below_height(board: Board, text: float) -> float:
    """Room under a board for its lines, and the distance to them."""
    return lines_height(board.below, text) + (BELOW * text if board.below else 0.0)


def lines_height(lines: tuple[Line, ...], text: float) -> float:
    """Height of lines of words."""
    return sum(LINE[line.size] for line in lines) * text
