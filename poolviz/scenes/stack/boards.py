"""The boards that Stack shows: the picture, the maps of all levels, and what one cell of a few can see."""

from __future__ import annotations

from itertools import pairwise

from poolviz.frame.model import Board, Line, Link, Mark, Run
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.scenes.stack.names import extent, short_name
from poolviz.scenes.stack.strip import Strip
from poolviz.scenes.stack.view import PICTURE, Target, View

INPUT, LENS = "input", "lens"
CROPS = 3
# In common cells: how wide the picture is, and what stands in a row under it.
_PICTURE, CROP = 224.0, 49.0


def map_name(level: int) -> str:
    """The name of the board with the map of a level.

    >>> map_name(0)
    'map_1'
    """
    return f"map_{level + 1}"


def crop_name(slot: int) -> str:
    """The name of the board with one of the crops.

    >>> crop_name(2)
    'sees_3'
    """
    return f"sees_{slot + 1}"


def cropped(view: View, level: int) -> tuple[int, ...]:
    """The levels whose sight is shown: one, and those before it that see about half and a quarter as much."""
    count = len(view.stack.levels)
    places = min(CROPS, count)
    chosen = [max(min(level, count - 1), places - 1)]
    for place in range(places - 2, -1, -1):
        wanted = view.counted(chosen[-1]).field / 2 ** (places - 1 - place)
        before = range(place, chosen[0])
        chosen.insert(0, min(before, key=lambda one: (abs(view.counted(one).field - wanted), one)))
    return tuple(chosen)


def picture_board(view: View) -> Board:
    """The picture that the network is given."""
    side = view.parameters.side
    size = times((side, side))
    detail = size if not view.is_reduced else f"{times(view.document.map.size)} → {size}"
    growing = Run(say("what one cell sees: edges → shapes → parts"), quiet=True)
    few = Run(say("edges → shapes → parts"), quiet=True)
    return Board(
        INPUT,
        say("Picture"),
        detail,
        view.picture,
        view.scale(PICTURE),
        editable=not view.is_reduced,
        cell_rows=_PICTURE / side,
        cell_columns=_PICTURE / side,
        below=(Line((growing,), "small", (few,)),) if view.stack.levels else (),
    )


def map_board(view: View, level: int, current: int) -> Board:
    """The map of one level; true to scale, so that its cells lie where they lie on the picture."""
    counted, strip = view.counted(level), Strip(len(view.stack.levels))
    covered = max(view.parameters.side / counted.jump, *counted.size)
    cell = strip.map_side / covered
    return Board(
        map_name(level),
        short_name(view.stack.levels[level]),
        "",
        view.plane(level),
        view.scale(level),
        shown=None if level <= current and level < view.worked_out else 0,
        cell_rows=cell,
        cell_columns=cell,
        heading_lines=0,
        below=_called(view, level, strip),
    )


def crop_board(view: View, slot: int, target: Target) -> Board:
    """What one cell sees of the picture, enlarged to the size of all others."""
    crop = view.crop(target)
    cell = CROP / max(crop.shape)
    seen = view.seen(target, PICTURE)
    field = int(max(seen.rows, seen.columns))
    name = short_name(view.stack.levels[target.level])
    return Board(
        crop_name(slot),
        say("What {layer} sees", layer=name),
        "",
        ArrayPlane(crop),
        view.scale(PICTURE),
        cell_rows=cell,
        cell_columns=cell,
        heading_lines=0,
        below=_name(say("{layer}: {field}", layer=name, field=field), field),
    )


def _called(view: View, level: int, strip: Strip) -> tuple[Line, ...]:
    """What is said under a map: its name and its size, as far as there is room for both."""
    place, name = level + 1, short_name(view.stack.levels[level])
    if strip.tells_size:
        return _name(_sized(view, level), name)
    return _name(name if strip.tells_name else str(place), place)


def _sized(view: View, level: int) -> str:
    """A level and the size of its maps; where those are single cells, how many there are."""
    name, counted = short_name(view.stack.levels[level]), view.counted(level)
    if counted.size == (1, 1):
        return say("{layer}: {count}", layer=name, count=counted.output.channels)
    return say("{layer}: {size}", layer=name, size=extent(counted))


def _name(text: str, short: object) -> tuple[Line, ...]:
    return (Line((Run(text),), "small", (Run(str(short)),)),)


def arrangement(view: View) -> tuple[tuple[str, ...], ...]:
    """The picture over what cells see of it, the table over the maps; the same at every step."""
    count = len(view.stack.levels)
    if not count:
        return ((INPUT, "layers"),)
    strip, left = Strip(count), (LENS, *(crop_name(slot) for slot in range(min(CROPS, count))))
    maps = strip.laid_out(tuple(map_name(level) for level in range(count)))
    upper = *(INPUT,) * len(left), "", *("layers",) * strip.in_a_row
    return upper, *((*left, "", *row) for row in maps)


def marks(view: View, target: Target) -> tuple[Mark, ...]:
    """What a cell sees of the picture and of every level between, and the cell itself."""
    found = []
    for level in range(PICTURE, target.level + 1):
        block = view.inside(view.seen(target, level), level)
        assert block is not None  # no layer is allowed a window that lies in the padding alone
        found.append(Mark(INPUT if level == PICTURE else map_name(level), "window", block))
    return tuple(found)


def links(view: View, found: tuple[Mark, ...]) -> tuple[Link, ...]:
    """From each marked level to the next one beside it: the cone that ends in one cell."""
    strip = Strip(len(view.stack.levels))
    places = {map_name(level): level for level in range(strip.count)}
    maps = [mark for mark in found if mark.board in places]
    return tuple(
        Link(one.board, one.cells, other.board, other.cells, role="window")  # type: ignore[arg-type]
        for one, other in pairwise(maps)
        if strip.are_neighbours(places[one.board], places[other.board])
    )
