"""The way of a link between two boards: along the gaps inside a board, in a bow between boards.

Pure arithmetic on rectangles, so that the screen and a drawing file show the same line. x grows to the
right and y downwards; a rectangle is (x, y, width, height).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

Rectangle = tuple[float, float, float, float]

_TOUCH = 0.6  # as much of a pixel may lie between a block and the edge of its board
_LEAN = 0.45  # how far a bow swings out, of the way between the boards
# A line leaves its block at this part of a cell's height, and is in the gap after this part of its width:
# digits stand farther inside.
_LEAVE, _JOIN = 0.2, 0.26
_LONGEST_JOIN = 16.0


class Point(NamedTuple):
    """A place on the stage."""

    x: float
    y: float


class Curve(NamedTuple):
    """A cubic Bézier curve: two ends and two handles."""

    start: Point
    first: Point
    second: Point
    end: Point


class End(NamedTuple):
    """One end of a link: its cells, the board they are on, how large a cell is, and what keeps clear.

    Cells that are framed hide how a line would swing into the gap.
    """

    block: Rectangle
    board: Rectangle
    cell: tuple[float, float]
    clear: float = 0.0
    is_framed: bool = False


def route(start: End, end: End, obstacles: Sequence[Rectangle] = ()) -> tuple[Curve, ...]:
    """The curves of a link from one board to another.

    Boards side by side are left and entered sideways, boards above each other at top and bottom. Inside a
    board the line follows the gap between two rows (or columns) of cells, because digits stand in the
    middle of cells. Between the boards it bows around ``obstacles``.

    >>> left, right = (0, 0, 20, 20), (60, 0, 20, 20)
    >>> way = route(End((10, 10, 10, 10), left, (10, 10)), End((60, 10, 10, 10), right, (10, 10)))
    >>> way[0].start, way[-1].end
    (Point(x=20.0, y=15.0), Point(x=60.0, y=15.0))
    """
    if _are_above_each_other(start.board, end.board):
        turned = route(_turned(start), _turned(end), [_flip(obstacle) for obstacle in obstacles])
        return tuple(Curve(*(Point(point.y, point.x) for point in curve)) for curve in turned)
    forward = _middle(end.board).x >= _middle(start.board).x
    out = _port(start, forward, _middle(end.block).y)
    into = _port(end, not forward, _middle(start.block).y)
    curves = [_swing(a, b) for a, b in pairwise(out)]
    curves += _bow(out[-1], into[-1], forward, obstacles)
    curves += [_swing(a, b) for a, b in pairwise(into[::-1])]
    return tuple(curves)


def _port(end: End, is_right: bool, towards: float) -> list[Point]:
    """From the block to the side of its board: one point if the block lies there, else along a gap."""
    x, y, width, height = end.block
    outwards = 1.0 if is_right else -1.0
    side = end.board[0] + end.board[2] if is_right else end.board[0]
    edge = x + width if is_right else x
    start = edge + outwards * end.clear
    if abs(side - edge) <= _TOUCH:
        return [Point(start, y + height / 2)]
    gap = _gap(end, towards)
    if end.is_framed:
        return [Point(start, gap), Point(side, gap)]
    join = edge + outwards * min(_JOIN * end.cell[0] + end.clear, _LONGEST_JOIN + end.clear)
    if abs(gap - (y + height / 2)) <= _TOUCH:
        return [Point(start, gap), Point(side, gap)]
    leave = gap + _LEAVE * end.cell[1] * (1.0 if gap < y + height / 2 else -1.0)
    return [Point(start, leave), Point(join, gap), Point(side, gap)]


def _gap(end: End, towards: float) -> float:
    """The gap between rows that the link follows: one that meets the middle of the block, or the nearest."""
    _, y, _, height = end.block
    rows = max(round(height / end.cell[1]), 1)
    gaps = [y + height * i / rows for i in range(rows + 1)]
    middle = y + height / 2
    return min(gaps, key=lambda gap: (round(abs(gap - middle), 3), abs(gap - towards)))


def _bow(a: Point, b: Point, forward: bool, obstacles: Sequence[Rectangle]) -> list[Curve]:
    in_the_way = [obstacle for obstacle in obstacles if _crosses(a, b, obstacle)]
    if not in_the_way:
        return [_swing(a, b)]
    left, right = min(o[0] for o in in_the_way), max(o[0] + o[2] for o in in_the_way)
    top, bottom = min(o[1] for o in in_the_way), max(o[1] + o[3] for o in in_the_way)
    level = top if abs(a.y - top) + abs(b.y - top) <= abs(a.y - bottom) + abs(b.y - bottom) else bottom
    near, far = Point(left, level), Point(right, level)
    if not forward:
        near, far = far, near
    return [_swing(a, near), _swing(near, far), _swing(far, b)]


def _swing(a: Point, b: Point) -> Curve:
    """A curve that leaves and arrives sideways; a straight line where both ends are level."""
    reach = (b.x - a.x) * _LEAN
    return Curve(a, Point(a.x + reach, a.y), Point(b.x - reach, b.y), b)


def _crosses(a: Point, b: Point, obstacle: Rectangle) -> bool:
    """Whether the box around two points meets an obstacle."""
    x, y, width, height = obstacle
    is_across = min(a.x, b.x) < x + width and x < max(a.x, b.x)
    return is_across and min(a.y, b.y) <= y + height and y <= max(a.y, b.y)


def _are_above_each_other(one: Rectangle, other: Rectangle) -> bool:
    """Whether two boards share columns of the stage but no rows."""
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    down = one[1] < other[1] + other[3] and other[1] < one[1] + one[3]
    return across and not down


def _turned(end: End) -> End:
    return End(_flip(end.block), _flip(end.board), end.cell[::-1], end.clear, end.is_framed)


def _flip(rectangle: Rectangle) -> Rectangle:
    x, y, width, height = rectangle
    return y, x, height, width


def _middle(rectangle: Rectangle) -> Point:
    x, y, width, height = rectangle
    return Point(x + width / 2, y + height / 2)
