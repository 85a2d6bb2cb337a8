"""In-betweens: marks and links on their way from one frame to the next.

Decoration only. Numbers, facts and words are those of the later frame from the start.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from poolviz.frame.model import Block, Frame, Link, Mark


def between(before: Frame, after: Frame, part: float) -> Frame:
    """The later frame with its rectangles still a ``part``, 0 to 1, of their way from the earlier ones.

    A mark moves if the earlier frame has a rectangle of the same size with the same role on the same
    board, a link if both its ends do. Whatever has no counterpart stands where it belongs at once.
    Boards of another shape do not move at all, and what lies on a magnifier that moved stays in its place.

    >>> from poolviz.frame.model import Mark
    >>> def at(column):
    ...     return Frame((), (), marks=(Mark("input", "window", Block(0, column, 2, 2)),))
    >>> between(at(0), at(2), 0.5).marks[0].cells
    Block(row=0.0, column=1.0, rows=2.0, columns=2.0)
    """
    if part >= 1 or not _are_alike(before, after):
        return after
    share = _eased(max(part, 0.0))
    marks = _moved_marks(before.marks, after.marks, share, _elsewhere(before, after))
    links = _moved_links(before.links, after.links, share)
    return replace(after, marks=marks, links=links)


def moves(before: Frame, after: Frame) -> bool:
    """Whether there is anything to slide between two frames."""
    if not _are_alike(before, after):
        return False
    halfway = between(before, after, 0.5)
    return any(one is not other for one, other in zip(halfway.marks, after.marks, strict=True))


def _are_alike(before: Frame, after: Frame) -> bool:
    shapes = {board.name: board.shape for board in before.boards}
    return shapes == {board.name: board.shape for board in after.boards}


def _elsewhere(before: Frame, after: Frame) -> frozenset[str]:
    """Boards that show another part of their map than before."""
    origins = {board.name: board.origin for board in before.boards}
    return frozenset(board.name for board in after.boards if board.origin != origins[board.name])


def _eased(part: float) -> float:
    """Start and stop softly: 0 at 0, 1 at 1, level at both."""
    return part * part * (3 - 2 * part)


def _moved_marks(
    before: tuple[Mark, ...], after: tuple[Mark, ...], share: float, still: frozenset[str]
) -> tuple[Mark, ...]:
    waiting: dict[tuple[str, str], list[Block]] = defaultdict(list)
    for mark in before:
        if isinstance(mark.cells, Block) and mark.board not in still:
            waiting[mark.board, mark.role].append(mark.cells)
    return tuple(_moved_mark(mark, waiting[mark.board, mark.role], share) for mark in after)


def _moved_mark(mark: Mark, waiting: list[Block], share: float) -> Mark:
    cells = mark.cells
    if not isinstance(cells, Block) or not waiting:
        return mark
    start = waiting.pop(0)
    if start == cells or (start.rows, start.columns) != (cells.rows, cells.columns):
        return mark
    return replace(mark, cells=_mixed(start, cells, share))


def _moved_links(before: tuple[Link, ...], after: tuple[Link, ...], share: float) -> tuple[Link, ...]:
    if len(before) != len(after):
        return after
    return tuple(_moved_link(*pair, share) for pair in zip(before, after, strict=True))


def _moved_link(before: Link, after: Link, share: float) -> Link:
    same = (before.start_board, before.end_board, before.role) == (
        after.start_board,
        after.end_board,
        after.role,
    )
    if not same or before == after:
        return after
    return replace(
        after, start=_mixed(before.start, after.start, share), end=_mixed(before.end, after.end, share)
    )


def _mixed(before: Block, after: Block, share: float) -> Block:
    return Block(*(a + (b - a) * share for a, b in zip(before, after, strict=True)))
