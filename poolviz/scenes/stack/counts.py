"""A stack counted layer by layer, with its pooling layers and without them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from poolviz.core.checks import Pair
from poolviz.core.layers import (
    Convolution,
    FullyConnected,
    GlobalAverage,
    Layer,
    Pooling,
    Volume,
)
from poolviz.core.sentences import Sentence
from poolviz.core.sight import Sight
from poolviz.core.stack import Cost, LayerRow, StackError, measure
from poolviz.model.rows import Entries
from poolviz.scenes.stack.entries import CELLWISE, layers_of

KEPT = (Convolution, Pooling, GlobalAverage, FullyConnected)
"""Layers whose numbers count as activations: the others may overwrite what they are given."""
_REMEMBERED = 64


@dataclass(frozen=True)
class Counted:
    """One row of the table: what its cells see and what it costs."""

    output: Volume
    rows: Sight
    columns: Sight
    adds: tuple[Pair, ...]
    """What each of its windows adds to the field: (k − 1, jump); a residual block has two."""
    cost: Cost

    @property
    def field(self) -> int:
        """Rows of the picture that each cell sees; as many columns, as pictures and windows are square."""
        return self.rows.field

    @property
    def jump(self) -> int:
        """Pixels from one cell's field to the next."""
        return self.rows.jump

    @property
    def start(self) -> int:
        """Where the first cell's field begins; negative in the padding."""
        return self.rows.start

    @property
    def size(self) -> Pair:
        """Rows and columns of its maps."""
        return self.output.size


@dataclass(frozen=True)
class Level:
    """One row of the stack as it is told: a layer with windows, and what works cell by cell behind it.

    ``places`` are its rows in the list of the control, ``kind`` is that of the first of them and ``number``
    counts the levels of one kind. Without pooling a pooling level is ``None``.
    """

    kind: str
    number: int
    places: tuple[int, ...]
    layers: tuple[Layer, ...]
    counted: Counted
    without: Counted | None

    @property
    def is_pool(self) -> bool:
        """Whether it is a pooling layer, which "without pooling" leaves out."""
        return self.kind in ("pool", "average")


@dataclass(frozen=True)
class Stacked:
    """A whole stack: its levels, and the totals of all of them."""

    picture: Volume
    levels: tuple[Level, ...]

    def version(self, level: int, shown: str) -> Counted:
        """One level with pooling or without; a pool that is left out is as the level before it.

        −1 is the picture itself.
        """
        if level < 0:
            return Counted(self.picture, Sight(), Sight(), (), Cost())
        found = self.levels[level].counted if shown == "with" else self.levels[level].without
        return found if found is not None else self.version(level - 1, shown)

    @cached_property
    def totals(self) -> Mapping[str, Cost]:
        """What all levels cost, "with" pooling and "without"."""
        without = (level.without.cost for level in self.levels if level.without is not None)
        return {
            "with": sum((level.counted.cost for level in self.levels), Cost()),
            "without": sum(without, Cost()),
        }

    def convolutions(self, shown: str) -> Cost:
        """The cost of the convolutions alone, as it is usually published."""
        costs = (
            self.version(place, shown).cost
            for place, level in enumerate(self.levels)
            if level.kind in ("conv", "block")
        )
        return sum(costs, Cost())

    @property
    def has_pooling(self) -> bool:
        """Whether there is a pooling layer to leave out."""
        return any(level.is_pool for level in self.levels)


@lru_cache(maxsize=_REMEMBERED)
def stacked(entries: Entries, channels: int, side: int, batch: int) -> Stacked:
    """Count a stack on a square picture.

    Raises:
        StackError: a layer cannot be where it is; its ``layer`` is the place of the row in the list.

    >>> from poolviz.model.rows import RowEntry
    >>> rows = (RowEntry("conv", (8, 3, 1, 1)), RowEntry("relu"), RowEntry("pool", (2, 2, 0)))
    >>> [(level.kind, level.counted.field, level.counted.jump) for level in stacked(rows, 3, 8, 1).levels]
    [('conv', 3, 1), ('pool', 4, 2)]
    """
    layers = layers_of(entries, channels)
    groups = _groups(entries)
    owner = {place: number for number, group in enumerate(groups) for place in group}
    full = _measured(layers, owner, channels, side, batch)
    bare = tuple((place, layer) for place, layer in layers if not isinstance(layer, Pooling))
    less = _measured(bare, owner, channels, side, batch)
    seen: dict[str, int] = {}
    levels = []
    for number, group in enumerate(groups):
        kind = entries[group[0]].kind
        seen[kind] = seen.get(kind, 0) + 1
        own = tuple(layer for place, layer in layers if place in group)
        is_pool = isinstance(own[0], Pooling)
        without = None if is_pool else less[number]
        levels.append(Level(kind, seen[kind], group, own, full[number], without))
    return Stacked(Volume(channels, (side, side)), tuple(levels))


def _groups(entries: Entries) -> tuple[tuple[int, ...], ...]:
    """The places of rows that are told together: what works cell by cell joins the row before it."""
    groups: list[tuple[int, ...]] = []
    for place, entry in enumerate(entries):
        if groups and entry.kind in CELLWISE:
            groups[-1] = (*groups[-1], place)
        else:
            groups.append((place,))
    return tuple(groups)


def _measured(
    layers: tuple[tuple[int, Layer], ...], owner: Mapping[int, int], channels: int, side: int, batch: int
) -> dict[int, Counted]:
    """Each level counted, by its number; levels without a layer are missing."""
    try:
        rows = measure([layer for _, layer in layers], channels, (side, side), batch=batch).rows
    except StackError as error:
        # It names the place among the layers, but people count the rows of their list.
        reason = error.sentence.fields["sentence"]
        assert isinstance(reason, Sentence)
        raise StackError(layers[error.layer][0], error.field, reason) from None
    found: dict[int, list[LayerRow]] = {}
    for row in rows:
        found.setdefault(owner[layers[row.place][0]], []).append(row)
    counted, jump = {}, 1
    for number, own in found.items():
        counted[number] = _counted(own, jump)
        jump = own[-1].rows.jump
    return counted


def _counted(rows: list[LayerRow], jump: int) -> Counted:
    """The rows of one level as one; ``jump`` is that of the maps it is given."""
    adds = []
    for row in rows:
        if isinstance(row.layer, KEPT) and not row.aside:
            adds.append((row.adds[0] // jump, jump))
            jump = row.rows.jump
    last = rows[-1]
    return Counted(last.output, last.rows, last.columns, tuple(adds), sum(map(_cost, rows), Cost()))


def _cost(row: LayerRow) -> Cost:
    """What a row costs; only layers with windows keep numbers of their own."""
    cost = row.cost
    return cost if isinstance(row.layer, KEPT) else Cost(cost.parameters, 0, 0, cost.multiply_adds)
