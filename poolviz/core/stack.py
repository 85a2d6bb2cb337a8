"""What a stack of layers sees and costs: sizes, fields, parameters, activations, multiply-adds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from poolviz.core.arrays import by
from poolviz.core.checks import Pair, SpecError, at_least, map_size
from poolviz.core.layers import Layer, Residual, Volume
from poolviz.core.sentences import Sentence
from poolviz.core.sight import Sight


class StackError(SpecError):
    """A layer that cannot be where it is: `layer` is its place in the stack, `field` the setting to blame.

    >>> error = StackError(2, "window", Sentence("A window of 3 does not fit."))
    >>> error.layer, error.field, str(error)
    (2, 'window', 'Layer 3: A window of 3 does not fit.')
    """

    def __init__(self, layer: int, field: str, sentence: Sentence) -> None:
        super().__init__(field, Sentence("Layer {number}: {sentence}", number=layer + 1, sentence=sentence))
        self.layer = layer


@dataclass(frozen=True)
class Cost:
    """What layers cost: numbers learned, numbers given out, their bytes, and multiply-adds.

    `bytes` are those of the activations of a whole batch; all else is for one picture.
    """

    parameters: int = 0
    activations: int = 0
    bytes: int = 0
    multiply_adds: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.parameters + other.parameters,
            self.activations + other.activations,
            self.bytes + other.bytes,
            self.multiply_adds + other.multiply_adds,
        )


@dataclass(frozen=True)
class LayerRow:
    """One layer at its place: what it gives, what its cells see, what it adds to their field, what it costs.

    `place` counts the layers of the stack from 0; those inside a `Residual` come before it and have its
    place, and those of its shortcut lie `aside`. `adds` is (span - 1) · jump, down and right; the jump is
    that of the maps the layer was given.
    """

    layer: Layer
    place: int
    aside: bool
    output: Volume
    rows: Sight
    columns: Sight
    adds: Pair
    cost: Cost

    @property
    def field(self) -> Pair:
        """Height and width of what each cell sees of the picture."""
        return self.rows.field, self.columns.field

    @property
    def jump(self) -> Pair:
        """Cells of the picture from one cell's field to the next, down and right."""
        return self.rows.jump, self.columns.jump

    @property
    def start(self) -> Pair:
        """Row and column of the picture at which the first cell's field begins; negative in the padding."""
        return self.rows.start, self.columns.start


@dataclass(frozen=True)
class Measured:
    """A stack measured: one row for each layer, in order."""

    rows: tuple[LayerRow, ...]

    def total(self, *kinds: type[Layer]) -> Cost:
        """The cost of all layers, or of those of the `kinds` named.

        ReLU and normalisation may overwrite what they are given, so that activations are often counted for
        convolutions and pools alone.
        """
        chosen = (row.cost for row in self.rows if isinstance(row.layer, kinds or Layer))
        return sum(chosen, Cost())


def measure(
    layers: Iterable[Layer],
    channels: int,
    size: Pair,
    *,
    batch: int = 1,
    bytes_per_number: int = 4,
) -> Measured:
    """Send a picture through the layers and count.

    Args:
        layers: the layers, from the picture on.
        channels: the picture's channels.
        size: its height and width.
        batch: pictures at a time; only bytes depend on it.
        bytes_per_number: 4 for float32.

    Raises:
        StackError: a layer cannot be where it is, such as a window larger than what is left of the map.
        SpecError: `channels`, `batch` or `bytes_per_number` is no whole number of at least 1.
        ValueError: `size` is no size.

    >>> from poolviz.core.layers import Convolution, Pooling
    >>> rows = measure([Convolution(8), Pooling()] * 3, 1, (64, 64)).rows
    >>> [row.field[0] for row in rows], [row.jump[0] for row in rows]
    ([3, 4, 8, 10, 18, 22], [1, 2, 2, 4, 4, 8])
    >>> rows[0].cost
    Cost(parameters=80, activations=30752, bytes=123008, multiply_adds=276768)
    """
    count = at_least(1, channels, "channels", Sentence("Channels"), Sentence("the picture has at least one"))
    pictures = at_least(1, batch, "batch", Sentence("The batch"), Sentence("it holds at least one picture"))
    wide = at_least(
        1,
        bytes_per_number,
        "bytes_per_number",
        Sentence("Bytes per number"),
        Sentence("a number needs room"),
    )
    picture = _Passing(Volume(count, map_size(size)), Sight(), Sight())
    rows: list[LayerRow] = []
    for place, layer in enumerate(layers):
        try:
            picture = _through(layer, picture, rows, _Setting(place, pictures * wide))
        except SpecError as error:
            raise StackError(place, error.field, error.sentence) from None
    return Measured(tuple(rows))


class _Passing(NamedTuple):
    """The maps between two layers, and what their cells see of the picture."""

    volume: Volume
    rows: Sight
    columns: Sight


class _Setting(NamedTuple):
    """What is the same for all rows that one layer of the stack makes."""

    place: int
    bytes: int
    aside: bool = False


def _through(layer: Layer, given: _Passing, rows: list[LayerRow], setting: _Setting) -> _Passing:
    """What comes out of a layer; its row, after those of the layers inside it, is added to `rows`."""
    if not isinstance(layer, Layer):
        raise SpecError("layers", Sentence("{layer!r} is no layer.", layer=layer))
    if isinstance(layer, Residual):
        given = _added(layer, given, rows, setting)
    result, adds = _seen(layer, given)
    numbers = result.volume.numbers
    cost = Cost(
        layer.parameters(given.volume), numbers, numbers * setting.bytes, layer.multiply_adds(given.volume)
    )
    rows.append(LayerRow(layer, setting.place, setting.aside, *result, adds, cost))
    return result


def _seen(layer: Layer, given: _Passing) -> tuple[_Passing, Pair]:
    """The maps that a layer gives, and what it adds to the field down and right."""
    channels, geometry = layer.channels_from(given.volume), layer.geometry(given.volume)
    if geometry is None:
        return given._replace(volume=Volume(channels, given.volume.size)), (0, 0)
    if not (geometry.rows.uniform and geometry.columns.uniform):
        raise SpecError(
            "adaptive",
            Sentence(
                "Adaptive windows of different sizes have no one field: "
                "choose an output size that divides {size}.",
                size=by(given.volume.size),
            ),
        )
    down, right = given.rows.through(geometry.rows), given.columns.through(geometry.columns)
    adds = down.field - given.rows.field, right.field - given.columns.field
    return _Passing(Volume(channels, geometry.output), down, right), adds


def _added(layer: Residual, given: _Passing, rows: list[LayerRow], setting: _Setting) -> _Passing:
    """What arrives at the sum of a residual layer, by both ways."""
    main = past = given
    for one in layer.main:
        main = _through(one, main, rows, setting)
    for one in layer.shortcut:
        past = _through(one, past, rows, setting._replace(aside=True))
    ways = [(way.volume.channels, *way.volume.size, way.rows.jump, way.columns.jump) for way in (main, past)]
    if ways[0] != ways[1]:
        raise SpecError(
            "shortcut",
            Sentence(
                "The main way gives {main} and the shortcut {past} (channels, rows, columns): "
                "to be added, both need the same shape and strides.",
                main=by(ways[0][:3]),
                past=by(ways[1][:3]),
            ),
        )
    return _Passing(main.volume, main.rows.beside(past.rows), main.columns.beside(past.columns))
