"""What levels and large numbers are called, in few letters."""

from __future__ import annotations

from poolviz.frame.words import grouped, say
from poolviz.model.rows import Entries
from poolviz.scenes.stack.counts import Counted, Level
from poolviz.scenes.stack.entries import kinds

_MEGA = 1e5  # numbers from here on are written in millions
_THREE_DIGITS = (10.0, 100.0)


def short(count: float) -> str:
    """A large count with three digits: in millions, or in thousands of them.

    >>> short(10164), short(3211264), short(738112241664), short(2e15)
    ('10\u202f164', '3.21 M', '738 G', '2.00 P')
    """
    if count < _MEGA:
        return grouped(round(count))
    for unit, size in (("M", 1e6), ("G", 1e9), ("T", 1e12)):
        if count < 999.5 * size:
            return f"{_three(count / size)} {unit}"
    return f"{_three(count / 1e15)} P"


def mebibytes(count: float) -> str:
    """Bytes in KiB, MiB, GiB or TiB.

    >>> mebibytes(54190080), mebibytes(847773696), mebibytes(3 << 31), mebibytes(2048)
    ('51.7 MiB', '808.5 MiB', '6.0 GiB', '2.0 KiB')
    """
    if not count:
        return "0"
    size, unit = 2.0**10, "KiB"
    for larger, name in ((2.0**20, "MiB"), (2.0**30, "GiB"), (2.0**40, "TiB")):
        if count >= larger:
            size, unit = larger, name
    return f"{count / size:.1f} {unit}"


def size(counted: Counted) -> str:
    """Height, width and channels of a level in few letters.

    >>> from poolviz.scenes.stack.counts import stacked
    >>> size(stacked((), 3, 224, 1).version(-1, "with"))
    '224²·3'
    """
    channels = counted.output.channels
    return str(channels) if counted.size == (1, 1) else f"{extent(counted)}·{channels}"


def extent(counted: Counted) -> str:
    """Height and width of a level; pictures and windows are square, and so are all maps."""
    return f"{counted.size[0]}²"


def row_name(level: Level, rows: Entries) -> str:
    """What a level is called in the table: its layer and what works cell by cell behind it."""
    known = {kind.id: kind for kind in kinds()}
    entry = rows[level.places[0]]
    name = known[entry.kind].name_of(entry)
    if entry.kind == "conv":
        name = say("conv {window}×{window}", window=entry.numbers[1])
    has_relu = any(rows[place].kind == "relu" for place in level.places[1:])
    stride = _stride(level, rows)
    name = say("{layer}, stride {stride}", layer=name, stride=stride) if stride else name
    return say("{layer} + ReLU", layer=name) if has_relu else name


def short_name(level: Level) -> str:
    """A level by its kind and its number: "conv 2"."""
    match level.kind:
        case "conv":
            return say("conv {number}", number=level.number)
        case "pool" | "average":
            return say("pool {number}", number=level.number)
        case "block":
            return say("block {number}", number=level.number)
        case "full":
            return say("FC {number}", number=level.number)
        case "global":
            return say("average {number}", number=level.number)
        case _:
            return say("layer {number}", number=level.number)


def _stride(level: Level, rows: Entries) -> int:
    """The stride of a convolution or a block if it thins the map out; 0 where that goes without saying."""
    entry = rows[level.places[0]]
    place = {"conv": 2, "block": 1}.get(entry.kind)
    stride = int(entry.numbers[place]) if place is not None else 1
    return stride if stride > 1 else 0


def _three(number: float) -> str:
    """A number up to 999 with three digits."""
    digits = 2 - sum(number >= limit - 0.5 * limit / 1000 for limit in _THREE_DIGITS)
    return f"{number:.{digits}f}"
