"""Other orders of the same frame, for stages on which its boards would be too small to be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from poolviz.frame.model import Board, Frame, Line, Run
from poolviz.frame.room import is_free, line_width

Order = Callable[[Frame], Frame]

_MOST_IN_A_ROW = 6
_TO_COME = "\u2007" * 5  # as wide as the figure that will stand there, so that nothing moves when it comes
_SHORT = 5.0  # multiples of the text size: wider words beside a board would take its room


def as_it_is(frame: Frame) -> Frame:
    """The order that the scene wants."""
    return frame


def may_be_one_row(frame: Frame) -> bool:
    """Whether a frame keeps its sense in one row: few boards, none of which stands beside several others."""
    names = [name for row in frame.arrangement for name in row if name]
    is_plain = len(names) == len(set(names)) and not frame.charts and not frame.tables
    return len(frame.arrangement) > 1 and is_plain and len(names) <= _MOST_IN_A_ROW


def in_one_row(frame: Frame) -> Frame:
    """All boards in reading order, with headings of equally many lines, so that they stand in line."""
    row = tuple(dict.fromkeys(name for row in frame.arrangement for name in row if name))
    lines = max((board.heading_lines for board in frame.boards if board.name in row), default=1)
    boards = (replace(board, heading_lines=lines if board.heading_lines else 0) for board in frame.boards)
    return replace(frame, boards=tuple(boards), arrangement=(row,))


def on_a_low_stage(frame: Frame) -> Frame:
    """As the scene wants it where height is scarce, with the words under boards at their right."""
    return with_words_aside(replace(frame, arrangement=frame.low))


def may_have_words_aside(frame: Frame) -> bool:
    """Whether the words under boards of several rows could stand at their right as well."""
    return len(frame.arrangement) > 1 and any(map(_can_move, frame.boards))


def with_words_aside(frame: Frame) -> Frame:
    """Figures at the right of their boards instead of under them; of the words there only short ones."""
    boards = (
        replace(board, beside=tuple(_aside(board)), below=()) if _can_move(board) else board
        for board in frame.boards
    )
    return replace(frame, boards=tuple(boards))


def with_fewer_words(frame: Frame) -> Frame:
    """Of the words around each board only the first line: the others say what is said elsewhere, too."""
    return _with_words(frame, 1)


def without_words(frame: Frame) -> Frame:
    """Nothing but titles around boards, where these could not be seen otherwise."""
    return _with_words(frame, 0)


def with_chips_in_two_lines(frame: Frame) -> Frame:
    """Room for a second line of chips above whatever has chips, so that they take less of the width."""
    boards = (replace(board, heading_lines=_with_one_more(board.heading_lines)) for board in frame.boards)
    charts = (replace(chart, heading_lines=_with_one_more(chart.heading_lines)) for chart in frame.charts)
    return replace(frame, boards=tuple(boards), charts=tuple(charts))


def after(first: Order, then: Order) -> Order:
    """One order, and another one of what came out of it."""
    return lambda frame: then(first(frame))


def _with_one_more(lines: int) -> int:
    return lines + 1 if lines > 1 else lines


def _with_words(frame: Frame, lines: int) -> Frame:
    boards = (
        board if is_free(board) else replace(board, beside=board.beside[:lines], below=board.below[:lines])
        for board in frame.boards
    )
    return replace(frame, boards=tuple(boards))


def _can_move(board: Board) -> bool:
    """Whether figures stand under a board; small words alone, such as its name, would be lost aside."""
    has_figures = any(line.size == "large" for line in board.below)
    return has_figures and not board.beside and not is_free(board)


def _aside(board: Board) -> list[Line]:
    """Each figure with the words after it in lines of their own; of small words none that are long.

    A board whose words are yet to come keeps the room for them.
    """
    found: list[Line] = []
    for line in board.below:
        if line.size == "large":
            figure = _runs(line, quiet=False) or (Run(_TO_COME),)
            found += [Line(figure), Line(_runs(line, quiet=True), "small")]
        else:
            runs = line.short or line.runs
            short = replace(line, runs=runs, short=())
            found.append(short if line_width(short, 1.0) <= _SHORT else replace(short, runs=()))
    return found


def _runs(line: Line, *, quiet: bool) -> tuple[Run, ...]:
    """The runs of a line that are quiet, or that are not, without the space before them."""
    runs = tuple(run for run in line.runs if run.quiet == quiet)
    return (replace(runs[0], text=runs[0].text.lstrip()), *runs[1:]) if runs else ()
