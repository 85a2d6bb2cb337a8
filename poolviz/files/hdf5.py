"""HDF5: datasets in folders. Links out of the file are never followed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from io import BytesIO
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.entries import Contents, Entry, check_count, check_room
from poolviz.files.errors import decoding
from poolviz.files.limits import Limits
from poolviz.files.optional import optional
from poolviz.frame.words import say

Array = NDArray[Any]

# h5py carries no types.
Untyped = Any

# Deflate, shuffle, checksum, szip, n-bit, scale-offset and lzf are part of the library; for any other filter
# it would look for a program to load.
_FILTERS = (1, 2, 3, 4, 5, 6, 32000)


def open_hdf5(data: bytes, limits: Limits) -> Contents:
    """Return the datasets of an HDF5 file, having read none of their numbers.

    Raises:
        FileError: h5py is missing, the file is damaged, or holds too many datasets.
    """
    h5py = optional("h5py", "h5py", say("HDF5 files"))
    with decoding(_what()), h5py.File(BytesIO(data), "r") as file:
        entries = tuple(_entries(h5py, file, limits))

    def read(entry: Entry) -> Array:
        with decoding(_what()), h5py.File(BytesIO(data), "r") as file:
            dataset = file[entry.name]
            # A chunk is unpacked as a whole, and may be larger than a dataset that was meant to grow.
            numbers = max(math.prod(entry.shape), math.prod(dataset.chunks or ()))
            check_room(entry, numbers * dataset.dtype.itemsize, len(data), limits)
            return np.asarray(dataset[()])

    return Contents(entries, read)


def _entries(h5py: ModuleType, file: Untyped, limits: Limits) -> Iterator[Entry]:
    """Yield what lies in the folders of a file, each folder once, however it is linked."""
    waiting = [("", file)]
    seen = {_address(h5py, file)}
    count = 0
    while waiting:
        folder, group = waiting.pop()
        for name in group:
            count += 1
            check_count(count, limits)
            path = f"{folder}{name}"
            if not isinstance(group.get(name, getlink=True), h5py.HardLink):
                yield Entry(path, problem=say("This only points to another place, which is not followed."))
                continue
            found = group[name]
            if isinstance(found, h5py.Dataset):
                yield _entry(path, found)
            elif isinstance(found, h5py.Group) and _address(h5py, found) not in seen:
                seen.add(_address(h5py, found))
                waiting.append((f"{path}/", found))


def _address(h5py: ModuleType, thing: Untyped) -> int:
    address: int = h5py.h5o.get_info(thing.id).addr
    return address


def _entry(path: str, dataset: Untyped) -> Entry:
    """Return what a dataset is, without reading it."""
    try:
        shape, dtype = dataset.shape, dataset.dtype
    except TypeError:
        return Entry(path, problem=say("Numbers of this type are not read."))
    if shape is None or not math.prod(shape):
        return Entry(path, shape or (), dtype.name, say("This dataset is empty."))
    if dtype.kind not in "iufb":
        return Entry(path, shape, dtype.name, say("This dataset holds no plain numbers."))
    if dataset.is_virtual or dataset.external:
        return Entry(path, shape, dtype.name, say("Its numbers are in another file, which is not opened."))
    if dataset.chunks is not None and len(dataset.chunks) != len(shape):
        # The library does not compare the two, and takes whatever memory comes of it.
        return Entry(path, shape, dtype.name, say("This dataset is damaged."))
    settings = dataset.id.get_create_plist()
    if any(settings.get_filter(index)[0] not in _FILTERS for index in range(settings.get_nfilters())):
        return Entry(
            path, shape, dtype.name, say("This dataset is packed in a way that is not part of HDF5.")
        )
    return Entry(path, shape, dtype.name)


def has_hdf5_signature(data: bytes) -> bool:
    """Tell whether this is HDF5, which may begin with a block of something else, as MATLAB's files do."""
    return any(data.startswith(b"\x89HDF\r\n\x1a\n", start) for start in (0, 512, 1024, 2048))


def transposed(contents: Contents) -> Contents:
    """Return the contents with all axes reversed, as MATLAB stores them in its files of version 7.3."""
    originals = {entry.name: entry for entry in contents.entries}
    entries = tuple(
        Entry(entry.name, entry.shape[::-1], entry.dtype, entry.problem)
        for entry in contents.entries
        if not entry.name.startswith("#")
    )

    def read(entry: Entry) -> Array:
        return contents.read(originals[entry.name]).transpose()

    return Contents(entries, read, contents.axes)


def _what() -> str:
    return say("an HDF5 file")
