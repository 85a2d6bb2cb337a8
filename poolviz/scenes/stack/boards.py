"""The boards that Stack shows: the picture, the maps of a few levels, and what one cell of each can see."""

from __future__ import annotations

from itertools import pairwise

from poolviz.frame.cells import Block
from poolviz.frame.model import Board, Line, Link, Mark, Run
from poolviz.frame.plane import ArrayPlane
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.scenes.stack.names import extent, short_name
from poolviz.scenes.stack.view import PICTURE, Target, View

INPUT = "input"
MAPS, CROPS = 6, 3
# In common cells: how wide the picture is, a map and what a cell can see.
_PICTURE, _MAP, _CROP = 224.0, 62.0, 66.0


def map_name(slot: int) -> str:
    """The name of the board in one of the places for maps.

    >>> map_name(0)
    'map_1'
    """
    return f"map_{slot + 1}"


def crop_name(slot: int) -> str:
    """The name of the board with one of the crops.

    >>> crop_name(2)
    'sees_3'
    """
    return f"sees_{slot + 1}"


def mapped(view: View, current: int) -> tuple[int, ...]:
    """The levels whose maps are shown: those that lead to the current one, as many as have a place."""
    count = len(view.stack.levels)
    first = min(max(current - MAPS + 1, 0), max(count - MAPS, 0))
    return tuple(range(first, min(first + MAPS, count)))


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
    growing = say("what one cell of each layer can see: edges → shapes → parts")
    return Board(
        INPUT,
        say("Picture"),
        detail,
        view.picture,
        view.scale(PICTURE),
        editable=not view.is_reduced,
        cell_rows=_PICTURE / side,
        cell_columns=_PICTURE / side,
        below=(Line((Run(growing, quiet=True),), "small"),) if view.stack.levels else (),
    )


def map_board(view: View, slot: int, level: int, current: int) -> Board:
    """The map of one level; true to scale, so that its cells lie where they lie on the picture."""
    counted = view.counted(level)
    covered = max(view.parameters.side / counted.jump, *counted.size)
    cell = _MAP / covered
    return Board(
        map_name(slot),
        short_name(view.stack.levels[level]),
        "",
        view.plane(level),
        view.scale(level),
        shown=None if level <= current else 0,
        cell_rows=cell,
        cell_columns=cell,
        heading_lines=0,
        below=_name(_sized(view, level)),
    )


def crop_board(view: View, slot: int, target: Target) -> Board:
    """What one cell sees of the picture, enlarged to the size of all others."""
    crop = view.crop(target)
    cell = _CROP / max(crop.shape)
    seen = view.seen(target, PICTURE)
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
        below=_name(say("{layer}: {field} px", layer=name, field=int(max(seen.rows, seen.columns)))),
    )


def _sized(view: View, level: int) -> str:
    """A level and the size of its maps; where those are single cells, how many there are."""
    name, counted = short_name(view.stack.levels[level]), view.counted(level)
    if counted.size == (1, 1):
        return say("{layer}: {count}", layer=name, count=counted.output.channels)
    return say("{layer}: {size}", layer=name, size=extent(counted))


def _name(text: str) -> tuple[Line, ...]:
    return (Line((Run(text),), "small"),)


def arrangement(view: View) -> tuple[tuple[str, ...], ...]:
    """The picture over what cells see of it, the table over the maps; the same at every step."""
    count = len(view.stack.levels)
    crops, maps = min(CROPS, count), min(MAPS, count)
    if not count:
        return ((INPUT, "layers"),)
    lower = tuple(crop_name(slot) for slot in range(crops)) + tuple(map_name(slot) for slot in range(maps))
    return (INPUT,) * crops + ("layers",) * maps, lower


def marks(view: View, target: Target, levels: tuple[int, ...]) -> tuple[Mark, ...]:
    """What a cell sees of the picture and of every level between that is shown, and the cell itself."""
    found = []
    for name, level in ((INPUT, PICTURE), *((map_name(slot), at) for slot, at in enumerate(levels))):
        block = view.inside(view.seen(target, level), level) if level < target.level else None
        if level == target.level:
            block = Block(target.row, target.column)
        if block is not None:
            found.append(Mark(name, "window", block))
    return tuple(found)


def links(found: tuple[Mark, ...]) -> tuple[Link, ...]:
    """From each marked level to the next one: the cone that ends in one cell."""
    maps = [mark for mark in found if mark.board != INPUT and isinstance(mark.cells, Block)]
    pairs = pairwise(maps)
    return tuple(
        Link(one.board, one.cells, other.board, other.cells, role="window")  # type: ignore[arg-type]
        for one, other in pairs
    )
