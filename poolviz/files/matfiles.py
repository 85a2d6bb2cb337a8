"""MATLAB's files: of versions 5 to 7 read by hand, of version 7.3 as the HDF5 that they are.

The format is told in "MAT-File Format" by The MathWorks, chapter 1. By hand, because a damaged file ends the
whole program inside SciPy.
"""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.axes import Axes
from poolviz.files.entries import Contents, Entry, check_count, check_room
from poolviz.files.errors import FileError
from poolviz.files.hdf5 import has_hdf5_signature, open_hdf5, transposed
from poolviz.files.limits import Limits
from poolviz.frame.words import say

Array = NDArray[Any]

_HEADER = 128
_MATRIX, _COMPRESSED = 14, 15
# What numbers are stored as, by the number of their type; often smaller than what they are.
_STORED = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
# What a variable is, by the number of its class.
_CLASSES = {6: "f8", 7: "f4", 8: "i1", 9: "u1", 10: "i2", 11: "u2", 12: "i4", 13: "u4", 14: "i8", 15: "u8"}
_COMPLEX = 8
_MOST_AXES = 32
# So much of a packed variable says what it is.
_BEGINNING = 1024


@dataclass(frozen=True)
class _Variable:
    """Where a variable is in the file, and what its beginning says."""

    entry: Entry
    kind: str
    data: memoryview
    """Its part of the file, packed or not."""
    is_packed: bool
    start: int
    """Where its numbers begin, once unpacked."""


def open_mat(data: bytes, limits: Limits) -> Contents:
    """Return the variables of a MATLAB file, having unpacked the beginning of each only.

    Raises:
        FileError: damaged, too many variables, or h5py is missing for a file of version 7.3.
    """
    if has_hdf5_signature(data):
        return replace(transposed(open_hdf5(data, limits)), axes=_axes)
    order = {b"IM": "<", b"MI": ">"}.get(data[126:128])
    if order is None:
        raise _damaged(say("it does not say in which order its bytes are"))
    variables: dict[str, _Variable] = {}
    place, count = _HEADER, 0
    while place < len(data):
        count += 1
        check_count(count, limits)
        kind, part, place = _element(memoryview(data), place, order)
        if kind in (_MATRIX, _COMPRESSED):
            variable = _variable(part, kind == _COMPRESSED, order)
            variables[variable.entry.name] = variable

    def read(entry: Entry) -> Array:
        return _read(variables[entry.name], order, len(data), limits)

    return Contents(tuple(variable.entry for variable in variables.values()), read, _axes)


def _axes(shape: tuple[int, ...]) -> Axes | None:
    # MATLAB puts channels behind rows and columns.
    return "HWC" if len(shape) == 3 else None


def _element(data: memoryview, place: int, order: str, *, whole: bool = True) -> tuple[int, memoryview, int]:
    """Return an element's type and content, and where the next one begins.

    Args:
        data: what it is in.
        place: where it begins.
        order: "<" or ">".
        whole: whether a content that reaches beyond the data is refused.
    """
    if place + 8 > len(data):
        raise _damaged(say("it is cut short"))
    kind, length = struct.unpack_from(f"{order}II", data, place)
    if kind >> 16:
        # Up to four bytes stand in the place of the length, which moves beside the type.
        return kind & 0xFFFF, data[place + 4 : place + 4 + min(kind >> 16, 4)], place + 8
    end = place + 8 + length
    if whole and end > len(data):
        raise _damaged(say("it is cut short"))
    # Elements are filled up to 8 bytes, all but packed ones.
    return kind, data[place + 8 : end], end + (0 if kind == _COMPRESSED else -length % 8)


def _variable(part: memoryview, is_packed: bool, order: str) -> _Variable:
    """Return what a variable is, from its beginning."""
    beginning, place = part, 0
    if is_packed:
        beginning = memoryview(_unpacked(part, _BEGINNING))
        kind, beginning, _ = _element(beginning, 0, order, whole=False)
        if kind != _MATRIX:
            raise _damaged(say("it packs something that is no variable"))
    _, flags, place = _element(beginning, place, order)
    _, lengths, place = _element(beginning, place, order)
    _, name, place = _element(beginning, place, order)
    if len(flags) < 4 or not 8 <= len(lengths) <= 4 * _MOST_AXES:
        raise _damaged(say("it does not say what it holds"))
    (flag,) = struct.unpack_from(f"{order}I", flags)
    shape = struct.unpack_from(f"{order}{len(lengths) // 4}i", lengths)
    title = bytes(name).decode("latin-1")
    number = flag & 0xFF
    entry = Entry(title, shape, np.dtype(_CLASSES.get(number, "u1")).name, _problem(number, flag >> 8, shape))
    return _Variable(entry, _CLASSES.get(number, ""), part, is_packed, place)


def _problem(number: int, flags: int, shape: tuple[int, ...]) -> str:
    if number not in _CLASSES:
        others = {
            1: say("cell array"),
            2: say("structure"),
            3: say("object"),
            4: say("text"),
            5: say("sparse matrix"),
        }
        kind = others.get(number, say("thing of its own"))
        return say("This is no array of numbers but something else: {kind}.", kind=kind)
    if flags & _COMPLEX:
        return say("These are complex numbers; a map holds real ones, for example abs(x).")
    if any(length < 1 for length in shape):
        return say("This variable is empty.")
    return ""


def _read(variable: _Variable, order: str, held: int, limits: Limits) -> Array:
    count = math.prod(variable.entry.shape)
    check_room(variable.entry, count * np.dtype(variable.kind).itemsize, held, limits)
    content = variable.data
    if variable.is_packed:
        # The numbers are stored in at most 8 bytes each, behind what was read already.
        unpacked = _unpacked(variable.data, _BEGINNING + 8 * count)
        _, content, _ = _element(memoryview(unpacked), 0, order, whole=False)
    kind, numbers, _ = _element(content, variable.start, order)
    if kind not in _STORED or len(numbers) != count * np.dtype(_STORED[kind]).itemsize:
        raise _damaged(say("{entry} does not hold as many numbers as it claims", entry=variable.entry))
    stored = np.frombuffer(numbers, f"{order}{_STORED[kind]}")
    with np.errstate(invalid="ignore", over="ignore"):
        return stored.astype(variable.kind).reshape(variable.entry.shape, order="F")


def _unpacked(part: memoryview, most: int) -> bytes:
    """Return at most so many bytes of what was packed."""
    try:
        return zlib.decompressobj().decompress(part, most)
    except zlib.error as error:
        raise FileError(
            say("This looks like a MATLAB file, but it is damaged or cut short."), str(error)
        ) from error


def _damaged(why: str) -> FileError:
    return FileError(say("This looks like a MATLAB file, but it is damaged: {why}.", why=why))
