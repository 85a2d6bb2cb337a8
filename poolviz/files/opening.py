"""Opening a file, whatever it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.arrays import read_npy
from poolviz.files.axes import Axes, arrange, choices
from poolviz.files.errors import FileError, shortened
from poolviz.files.limits import Limits
from poolviz.files.matrices import read_matrix
from poolviz.files.opened import Opened
from poolviz.files.pictures import read_picture
from poolviz.files.recognise import recognise
from poolviz.files.source import read_file
from poolviz.files.texts import decode
from poolviz.maps.map import Kind, Map
from poolviz.maps.numbers import times

Array = NDArray[Any]

_FILE = Limits()


def open_map(
    path: str | Path, limits: Limits = _FILE, *, axes: Axes | None = None, colour: bool = False
) -> Opened:
    """Return the feature map in a file: a NumPy array, a table of numbers, or a picture.

    What the file is, its content decides. Whatever is guessed, changed or left out is said in the notes.

    Args:
        path: an ordinary file.
        limits: how large it may be.
        axes: the order of an array's axes; None to guess.
        colour: open a colour picture as three channels instead of grey.

    Raises:
        FileError: with one sentence that begins with the name of the file.
    """
    path = Path(path)
    try:
        data = read_file(path, limits)
        return _opened(data, path.name, limits, axes, colour)
    except FileError as error:
        raise FileError(f"“{shortened(path.name, 60)}”: {error.sentence}", error.detail) from error


def _opened(data: bytes, name: str, limits: Limits, axes: Axes | None, colour: bool) -> Opened:
    form = recognise(data, name)
    if form == "npy":
        return _from_array(read_npy(data, limits), name, limits, axes)
    if form == "text":
        values, notes = read_matrix(decode(data, limits), limits)
        return _from_array(values, name, limits, axes, notes)
    levels, notes = read_picture(data, form, limits, colour)
    return Opened(_map(levels, name, "picture", limits), notes)


def _from_array(
    values: Array, name: str, limits: Limits, axes: Axes | None, notes: tuple[str, ...] = ()
) -> Opened:
    array, order, guessed = arrange(values, axes)
    return Opened(_map(array, name, "numbers", limits), notes + guessed, order, choices(values.shape))


def _map(array: Array, name: str, kind: Kind, limits: Limits) -> Map:
    if array.size > limits.elements:
        raise FileError(
            f"This map has {array.size:,} numbers ({times(array.shape)}); "
            f"up to {limits.elements:,} are opened."
        )
    # Locked here, where it is known that nobody else holds it: a map takes it without another copy.
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return Map.from_array(array, name, kind)
