"""The maps that the program offers ready-made, as data: one registry, one entry a preset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz import assets
from poolviz.frame.words import say, translated
from poolviz.maps.filters import BANK, EIGHT, feature_maps
from poolviz.maps.map import Kind, Map

Array = NDArray[Any]
Size = tuple[int, int]

DEFAULT_SIZE: Size = (8, 8)
_NOISE_CHANNELS = 8


@dataclass(frozen=True)
class Preset:
    """A ready-made map: what it is called and how it is made.

    >>> by_id("random").make((2, 3), seed=7).name
    'Random, seed 7'
    """

    id: str
    plain_title: str
    """In English; the table is made before a language is chosen."""
    build: Callable[[Size, int], Array]
    """From rows and columns and a seed to (H, W) or (C, H, W); use `make`."""
    kind: Kind = "numbers"
    size: Size | None = None
    """Rows and columns of a preset that has its own size; None if it can be made at any size."""
    seeded: bool = False
    """Whether another seed gives another map."""
    channel_names: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called in the language in use."""
        return translated(self.plain_title)

    def make(self, size: Size = DEFAULT_SIZE, seed: int = 0) -> Map:
        """Make the map: always the same for the same size and seed.

        Args:
            size: rows and columns; a preset that has its own size keeps that.
            seed: a whole number from 0 on; only a seeded preset looks at it.

        Raises:
            ValueError: no rows, no columns or a negative seed.

        >>> by_id("checkerboard").make((2, 4)).values.tolist()
        [[[0, 1, 0, 1], [1, 0, 1, 0]]]
        """
        rows, columns = self.size or size
        if rows < 1 or columns < 1:
            given = f"{rows} × {columns}"
            raise ValueError(
                say("A map has at least one row and one column; {size} is too small.", size=given)
            )
        if seed < 0:
            raise ValueError(say("A seed is a whole number from 0 on; {seed} is below.", seed=seed))
        values = self.build((rows, columns), seed)
        values.flags.writeable = False
        name = say("{title}, seed {seed}", title=self.title, seed=seed) if self.seeded else self.title
        return Map.from_array(values, name, self.kind, self.channel_names)


def by_id(wanted: str) -> Preset:
    """Return the preset of that id.

    Raises:
        KeyError: there is none; the sentence names those that there are.
    """
    every = PRESETS + DEEP_PRESETS
    for preset in every:
        if preset.id == wanted:
            return preset
    known = ", ".join(preset.id for preset in every)
    raise KeyError(f"There is no preset called “{wanted}”; there are {known}.")


def sample(preset: Preset) -> Map:
    """Return the map of a preset, or one much like it that is made at once: for a small picture.

    >>> sample(by_id("filters")).shape
    (1, 224, 224)
    """
    if preset.id == "filters":
        return feature_maps(by_id("photograph").make(), EIGHT[:1])
    return preset.make()


def _worked_example(size: Size, seed: int) -> Array:
    return np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])


def _one_peak(size: Size, seed: int) -> Array:
    # One winner for all nine windows of 3 × 3: nine gradients arrive at one cell.
    return np.array([[3, 1, 0, 2, 1], [0, 2, 1, 0, 4], [1, 0, 9, 1, 0], [2, 1, 0, 1, 2], [0, 5, 1, 3, 0]])


def _ties(size: Size, seed: int) -> Array:
    # One window for each way to tell the rules apart: all equal, a falling and a rising diagonal, a column.
    return np.array([[7, 7, 5, 0], [7, 7, 0, 5], [3, 1, 0, 8], [3, 1, 8, 0]])


def _row(size: Size, seed: int) -> Array:
    # Two steps: moved by one they pool to something else, moved by two to the same, one cell further.
    return np.array([[0, 0, 1, 1, 0, 0, 1, 1]])


def _ramp(size: Size, seed: int) -> Array:
    # Along both axes, so that the maximum of every window is its last cell and the average lies halfway.
    return np.add.outer(np.arange(size[0]), np.arange(size[1]))


def _checkerboard(size: Size, seed: int) -> Array:
    # The finest pattern there is: max turns it white, average grey.
    return np.add.outer(np.arange(size[0]), np.arange(size[1])) % 2


def _edge(size: Size, seed: int) -> Array:
    row = np.where(np.arange(size[1]) < size[1] // 2, 0, 9)
    return np.tile(row, (size[0], 1))


def _blob(size: Size, seed: int) -> Array:
    # A Gaussian around the middle in whole numbers, 9 at its top, a quarter of the shorter side wide.
    width = max(1.0, min(size) / 4)
    down, across = (np.exp(-(((np.arange(length) - (length - 1) / 2) / width) ** 2) / 2) for length in size)
    blob: Array = np.rint(9 * np.outer(down / down.max(), across / across.max()))
    return blob.astype(np.int64)


def _random(size: Size, seed: int) -> Array:
    return np.random.default_rng(seed).integers(0, 10, size)


def _photograph(size: Size, seed: int) -> Array:
    return _photograph_once()


@cache
def _filtered_photograph() -> Array:
    return feature_maps(Map.from_array(_photograph_once())).values


def _noise(size: Size, seed: int) -> Array:
    # As after ReLU: half of it is 0.
    return np.maximum(np.random.default_rng(seed).normal(size=(_NOISE_CHANNELS, *size)), 0).astype(np.float32)


def _colours(size: Size, seed: int) -> Array:
    # As red, green and blue lie in the file: a copy, so that each is read in order.
    return np.ascontiguousarray(_photograph_once("chelsea-colour", "RGB").transpose(2, 0, 1))


@cache
def _photograph_once(name: str = "chelsea", mode: str = "L") -> Array:
    # Pillow takes a while to load, and most runs never show the photograph.
    from PIL import Image

    with Image.open(BytesIO(assets.read_bytes(f"pictures/{name}.png"))) as picture:
        return np.array(picture.convert(mode))


# What a lesson on one channel starts from.
PRESETS: tuple[Preset, ...] = (
    Preset("worked-example", "Worked example", _worked_example, size=(4, 4)),
    Preset("one-peak", "One peak", _one_peak, size=(5, 5)),
    Preset("ties", "Ties", _ties, size=(4, 4)),
    Preset("row", "One row", _row, size=(1, 8)),
    Preset("ramp", "Ramp", _ramp),
    Preset("checkerboard", "Checkerboard", _checkerboard),
    Preset("edge", "Edge", _edge),
    Preset("blob", "Blob", _blob),
    Preset("random", "Random", _random, seeded=True),
    Preset("photograph", "Photograph", _photograph, kind="picture", size=(224, 224)),
)

# What a lesson on many channels starts from: a picture behind the first layer of a network, and the opposite.
DEEP_PRESETS: tuple[Preset, ...] = (
    Preset("colours", "Colour photograph", _colours, kind="picture", size=(224, 224)),
    Preset(
        "filters",
        "Filters of a photograph",
        lambda size, seed: _filtered_photograph(),
        size=(224, 224),
        channel_names=tuple(found.name for found in BANK),
    ),
    Preset("noise", "Noise", _noise, seeded=True),
)
