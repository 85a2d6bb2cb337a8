"""Where boards stand on the stage: pure arithmetic from a frame and a size in pixels.

All boards of a frame share one cell size, so that an output is *seen* to be smaller. Boards without a
cell size (magnifiers) fill a column of their own between the others.
"""

from __future__ import annotations

from dataclasses import dataclass

from poolviz.frame.model import Block, Board, Frame

# In multiples of the text size, so that everything grows with it.
_LARGEST_CELL = 7.4
HEADING = 2.0  # room above a board for each line of its heading
_MARGIN = 1.6
_GAP_ACROSS = 6.0
_GAP_DOWN = 0.9
# Of the width that no board needs, this share goes between them, up to so much a gap.
_SPARE_SHARE = 0.35
_SPARE_MOST = 16.0
_MAGNIFIER = 15.0


@dataclass(frozen=True)
class Place:
    """Where a board's cell (0, 0) begins, and how large its cells are, in pixels at zoom 1."""

    x: float
    y: float
    cell_width: float
    cell_height: float

    def rectangle(self, block: Block) -> tuple[float, float, float, float]:
        """x, y, width and height of a block of cells.

        >>> Place(10, 20, 5, 5).rectangle(Block(1, 2, 1, 3))
        (20, 25, 15, 5)
        """
        return (
            self.x + block.column * self.cell_width,
            self.y + block.row * self.cell_height,
            block.columns * self.cell_width,
            block.rows * self.cell_height,
        )

    def cell_at(self, x: float, y: float) -> tuple[int, int]:
        """Row and column under a point; outside the board they are out of range."""
        return int((y - self.y) // self.cell_height), int((x - self.x) // self.cell_width)


def arrange(frame: Frame, width: float, height: float, text: float) -> dict[str, Place]:
    """Places for every board of the frame's arrangement, centred in width × height pixels.

    ``text`` is the height of ordinary text in pixels; headings and gaps follow it.
    """
    rows = [[frame.board(name) if name else None for name in row] for row in frame.arrangement]
    columns = [list(column) for column in zip(*rows, strict=True)]
    if not columns:
        return {}
    cell = _common_cell(rows, columns, width, height, text)
    free = [all(board is None or _is_free(board) for board in column) for column in columns]
    widths = [
        _magnifier_width(width, text) if is_free else max(_across(board) for board in column) * cell
        for is_free, column in zip(free, columns, strict=True)
    ]
    heights = [max(_down(board) for board in row) * cell for row in rows]
    headings = [_heading(row, text) for row in rows]
    gap = _widened(_gap_across(columns, width, text), sum(widths), len(columns), width, text)
    x = (width - sum(widths) - gap * (len(columns) - 1)) / 2
    lefts = [x + sum(widths[:i]) + gap * i for i in range(len(columns))]
    total = sum(heights) + sum(headings) + _GAP_DOWN * text * (len(rows) - 1)
    y = max((height - total) / 2, _MARGIN * text / 2)
    places: dict[str, Place] = {}
    for row, row_height, heading in zip(rows, heights, headings, strict=True):
        y += heading
        for board, left, column_width in zip(row, lefts, widths, strict=True):
            if board is not None:
                places[board.name] = _place(board, (left, y, column_width, row_height), cell, len(rows) == 1)
        y += row_height + _GAP_DOWN * text
    return places


def _place(board: Board, slot: tuple[float, float, float, float], cell: float, centred: bool) -> Place:
    left, top, width, height = slot
    if _is_free(board):
        rows, columns = _down(board, 1.0), _across(board, 1.0)
        side = min(width / columns, height / rows)
        return Place(left + (width - side * columns) / 2, top + (height - side * rows) / 2, side, side)
    cell_width, cell_height = cell * (board.cell_columns or 1.0), cell * (board.cell_rows or 1.0)
    spare = (height - _down(board) * cell) / 2 if centred else 0.0
    return Place(
        left + (board.rim.left + board.overhang.left) * cell_width,
        top + spare + (board.rim.top + board.overhang.top) * cell_height,
        cell_width,
        cell_height,
    )


def _common_cell(
    rows: list[list[Board | None]],
    columns: list[list[Board | None]],
    width: float,
    height: float,
    text: float,
) -> float:
    """The largest cell at which everything fits; never larger than is comfortable to read."""
    free = [all(board is None or _is_free(board) for board in column) for column in columns]
    room_across = width - 2 * _MARGIN * text - _gap_across(columns, width, text) * (len(columns) - 1)
    room_across -= _magnifier_width(width, text) * sum(free)
    room_down = height - _MARGIN * text - sum(_heading(row, text) for row in rows)
    room_down -= _GAP_DOWN * text * (len(rows) - 1)
    across = sum(max(_across(board) for board in column) for column in columns)
    down = sum(max(_down(board) for board in row) for row in rows)
    cell = min(room_across / max(across, 1e-9), room_down / max(down, 1e-9), _LARGEST_CELL * text)
    return max(cell, 1e-3)


def _magnifier_width(width: float, text: float) -> float:
    return min(_MAGNIFIER * text, 0.22 * width)


def _gap_across(columns: list[list[Board | None]], width: float, text: float) -> float:
    largest = max((max(board.shape) for column in columns for board in column if board), default=1)
    gap = _GAP_ACROSS * text if largest < 64 else _GAP_ACROSS * text / 2
    return min(gap * (2.0 if largest <= 4 else 1.0), 0.14 * width)


def _widened(gap: float, boards: float, columns: int, width: float, text: float) -> float:
    """The gap with a share of the room that is left over, so that links have space to swing."""
    if columns < 2:
        return gap
    spare = width - 2 * _MARGIN * text - boards - gap * (columns - 1)
    return gap + min(max(spare, 0.0) * _SPARE_SHARE / (columns - 1), _SPARE_MOST * text)


def _heading(row: list[Board | None], text: float) -> float:
    return max((board.heading_lines for board in row if board), default=1) * HEADING * text


def _is_free(board: Board) -> bool:
    return board.cell_columns is None


def _across(board: Board | None, free: float = 0.0) -> float:
    """Width in common cells; a magnifier takes ``free`` a cell."""
    if board is None:
        return 0.0
    side = board.cell_columns if board.cell_columns is not None else free
    rim, over = board.rim, board.overhang
    return side * (board.shape[1] + rim.left + rim.right + over.left + over.right)


def _down(board: Board | None, free: float = 0.0) -> float:
    if board is None:
        return 0.0
    side = board.cell_rows if board.cell_rows is not None else free
    rim, over = board.rim, board.overhang
    return side * (board.shape[0] + rim.top + rim.bottom + over.top + over.bottom)
