"""NumPy's archives of several arrays (.npz): a zip file, of which only one member is ever unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from numpy.typing import NDArray

from poolviz.files.arrays import read_header, read_npy
from poolviz.files.entries import Contents, Entry, check_count, check_room
from poolviz.files.errors import FileError, decoding
from poolviz.files.limits import Limits
from poolviz.frame.words import say

Array = NDArray[Any]

_MEMBER = b"PK\x01\x02"
# A little more than the longest header that is read.
_HEADER = 10_100
_ENCRYPTED = 1


def open_npz(data: bytes, limits: Limits) -> Contents:
    """Return what is in an .npz file, having read the headers only.

    Raises:
        FileError: damaged, or too many members.
    """
    # Counted in the bytes, because the directory itself may be made to fill the memory.
    check_count(data.count(_MEMBER), limits)
    with decoding(_what()), zipfile.ZipFile(BytesIO(data)) as archive:
        members = {info.filename: info for info in archive.infolist()}
        entries = tuple(_entry(archive, info, limits) for info in members.values())
    return Contents(entries, lambda entry: _read(data, members, entry, limits))


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Entry:
    name = info.filename.removesuffix(".npy")
    if not info.filename.endswith(".npy"):
        return Entry(info.filename, problem=say("This is no NumPy array."))
    if info.flag_bits & _ENCRYPTED:
        return Entry(name, problem=say("This array is locked with a password."))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return Entry(name, problem=say("This array is packed in a way that NumPy does not use."))
    try:
        with decoding(_what()), archive.open(info) as file:
            header = read_header(file.read(_HEADER), info.file_size, limits)
    except FileError as error:
        return Entry(name, problem=error.sentence)
    return Entry(name, header.shape, header.dtype.name)


def _read(data: bytes, members: dict[str, zipfile.ZipInfo], entry: Entry, limits: Limits) -> Array:
    info = members[f"{entry.name}.npy"]
    check_room(entry, info.file_size, len(data), limits)
    # Not a byte more than declared is unpacked, and the check sum tells if it was not the truth.
    with decoding(_what()), zipfile.ZipFile(BytesIO(data)) as archive, archive.open(info) as file:
        return read_npy(file.read(info.file_size), limits)


def _what() -> str:
    return say("a NumPy archive")
