"""Opening a file, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.arrays import read_npy
from poolviz.files.axes import Axes, arrange, choices
from poolviz.files.entries import PARTED_BY, ChoiceNeededError, Contents, Entry, choose
from poolviz.files.errors import FileError, shortened
from poolviz.files.formats import open_container
from poolviz.files.limits import Limits
from poolviz.files.matrices import read_matrix
from poolviz.files.opened import Opened
from poolviz.files.pictures import has_colours, read_picture
from poolviz.files.recognise import is_picture_format, recognise
from poolviz.files.scaling import Scale, scaled
from poolviz.files.source import read_file
from poolviz.files.texts import decode
from poolviz.frame.words import grouped, say
from poolviz.maps.map import Kind, Map
from poolviz.maps.numbers import times

Array = NDArray[Any]

_FILE = Limits()
COLOURS = ("red", "green", "blue")


@dataclass(frozen=True)
class _Wishes:
    """What was asked for besides a file."""

    entry: str | None
    axes: Axes | None
    scale: Scale
    colour: bool


def open_map(
    path: str | Path,
    limits: Limits = _FILE,
    *,
    entry: str | None = None,
    axes: Axes | None = None,
    scale: Scale = "raw",
    colour: bool = False,
) -> Opened:
    """Return the feature map in a file: an array, a tensor, a table of numbers, or a picture.

    What the file is, its content decides. Whatever is guessed, changed or left out is said in the notes.

    Args:
        path: an ordinary file.
        limits: how large it may be.
        entry: which array of a file that holds several, as `contents` names them.
        axes: the order of an array's axes; None to guess.
        scale: "unit" to bring the numbers between 0 and 1.
        colour: open a colour picture as three channels instead of grey.

    Raises:
        ChoiceNeededError: the file holds several arrays and no entry was named.
        FileError: with one sentence that begins with the name of the file.
    """
    path = Path(path)
    with _named(path):
        data = read_file(path, limits)
        return _opened(data, path.name, limits, _Wishes(entry, axes, scale, colour))


def contents(path: str | Path, limits: Limits = _FILE) -> tuple[Entry, ...]:
    """Return the arrays in a file that can hold several; nothing for a file that cannot.

    Raises:
        FileError: as `open_map`.
    """
    path = Path(path)
    with _named(path):
        data = read_file(path, limits)
        container = open_container(recognise(data, path.name), data, path.name, limits)
        return () if container is None else container.entries


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Begin every refusal with the name of the file."""
    name = say("“{name}”: ", name=shortened(path.name or str(path), 60))
    try:
        yield
    except ChoiceNeededError as error:
        raise ChoiceNeededError(error.entries, name) from error
    except FileError as error:
        raise FileError(name + error.sentence, error.detail) from error


def _opened(data: bytes, name: str, limits: Limits, wishes: _Wishes) -> Opened:
    form = recognise(data, name)
    container = open_container(form, data, name, limits)
    if container is not None:
        return _from_container(container, name, limits, wishes)
    if wishes.entry is not None:
        raise FileError(
            say(
                "This file holds one map only, and nothing called “{name}”.",
                name=shortened(wishes.entry, 40),
            )
        )
    if is_picture_format(form):
        levels, notes = read_picture(data, form, limits, wishes.colour)
        made, more = _map(levels, name, "picture", limits, wishes.scale)
        return Opened(made, notes + more, is_coloured=has_colours(data, form))
    if form == "npy":
        return _from_array(read_npy(data, limits), name, limits, wishes)
    values, notes = read_matrix(decode(data, limits), limits)
    return _from_array(values, name, limits, wishes, notes)


def _from_container(container: Contents, name: str, limits: Limits, wishes: _Wishes) -> Opened:
    entry = choose(container.entries, wishes.entry)
    values = container.read(entry)
    if values.shape != entry.shape:
        raise FileError(
            say(
                "{entry} is damaged: {shape} came out of it.",
                entry=entry,
                shape=times(values.shape) or say("nothing"),
            )
        )
    likely = container.axes(values.shape)
    if len(container.entries) == 1:
        return _from_array(values, name, limits, wishes, likely=likely)
    notes = (say("Opened {entry}, one of {count}.", entry=entry, count=len(container.entries)),)
    return _from_array(values, f"{name}{PARTED_BY}{entry.name}", limits, wishes, notes, likely)


def _from_array(
    values: Array,
    name: str,
    limits: Limits,
    wishes: _Wishes,
    notes: tuple[str, ...] = (),
    likely: Axes | None = None,
) -> Opened:
    array, order, guessed = arrange(values, wishes.axes, likely)
    made, more = _map(array, name, "numbers", limits, wishes.scale)
    return Opened(made, notes + guessed + more, order, choices(values.shape))


def _map(array: Array, name: str, kind: Kind, limits: Limits, scale: Scale) -> tuple[Map, tuple[str, ...]]:
    if array.size > limits.elements:
        raise FileError(
            say(
                "This map has {count} numbers ({shape}); up to {most} are opened.",
                count=array.size,
                shape=times(array.shape),
                most=grouped(limits.elements),
            )
        )
    array, notes = scaled(array, scale)
    is_coloured = kind == "picture" and len(array) == len(COLOURS)
    # Locked here, where it is known that nobody else holds it: a map takes it without another copy.
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return Map.from_array(array, name, kind, COLOURS if is_coloured else ()), notes
