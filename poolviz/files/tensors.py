"""safetensors: a header in JSON, then nothing but numbers. Read by hand, because NumPy has no bfloat16.

The format is told at https://huggingface.co/docs/safetensors.
"""

from __future__ import annotations

import json
import math
import struct
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray

from poolviz.files.entries import Contents, Entry, check_count, check_room
from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.frame.words import grouped, say

Array = NDArray[Any]

_TYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "BF16": "<u2",
    "BOOL": "|u1",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "|i1",
    "U64": "<u8",
    "U32": "<u4",
    "U16": "<u2",
    "U8": "|u1",
}
_LONGEST_HEADER = 10_000_000
_MOST_AXES = 32


def open_safetensors(data: bytes, limits: Limits) -> Contents:
    """Return what is in a safetensors file, having read the header only.

    Raises:
        FileError: a damaged or forged header, or too many tensors.
    """
    start, header = _header(data)
    check_count(len(header), limits)
    places: dict[str, int] = {}
    entries = []
    for name, told in header.items():
        if name != "__metadata__":
            entry, places[name] = _entry(name, told, len(data) - start)
            entries.append(entry)

    def read(entry: Entry) -> Array:
        return _read(data, start + places[entry.name], entry, limits)

    return Contents(tuple(entries), read)


def _header(data: bytes) -> tuple[int, dict[str, object]]:
    """Return where the numbers begin, and what the header says, still unchecked."""
    if len(data) < 8:
        raise _damaged(say("it is cut short"))
    (length,) = struct.unpack_from("<Q", data)
    if length > min(len(data) - 8, _LONGEST_HEADER):
        raise _damaged(say("it claims {length} bytes of header", length=grouped(length)))
    try:
        header = json.loads(data[8 : 8 + length].decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _damaged(say("its header cannot be read")) from error
    if not isinstance(header, dict):
        raise _damaged(say("its header is no list of tensors"))
    return 8 + length, header


def _entry(name: str, told: object, room: int) -> tuple[Entry, int]:
    """Return what a header says of one tensor, checked, and where it begins among the numbers."""
    if not isinstance(told, dict):
        raise _damaged(say("it does not say what “{name}” is", name=name[:40]))
    dtype, shape, offsets = told.get("dtype"), told.get("shape"), told.get("data_offsets")
    if not (_are_lengths(shape) and _are_lengths(offsets) and len(offsets) == 2 and len(shape) <= _MOST_AXES):
        raise _damaged(say("it does not say where “{name}” is", name=name[:40]))
    begin, end = offsets
    if not isinstance(dtype, str) or dtype not in _TYPES:
        return Entry(name, tuple(shape), str(dtype)[:20], say("Numbers of this type are not read.")), begin
    if not 0 <= begin <= end <= room or end - begin != math.prod(shape) * np.dtype(_TYPES[dtype]).itemsize:
        raise _damaged(say("the place of “{name}” does not fit its shape", name=name[:40]))
    problem = "" if math.prod(shape) else say("This tensor is empty.")
    return Entry(name, tuple(shape), dtype, problem), begin


def _are_lengths(value: object) -> TypeGuard[list[int]]:
    return isinstance(value, list) and all(type(length) is int and length >= 0 for length in value)


def _read(data: bytes, start: int, entry: Entry, limits: Limits) -> Array:
    count = math.prod(entry.shape)
    flat = np.frombuffer(data, _TYPES[entry.dtype], count, start)
    if entry.dtype == "BF16":
        check_room(entry, 4 * count, len(data), limits)
        # bfloat16 is the upper half of a float32.
        flat = (flat.astype(np.uint32) << np.uint32(16)).view(np.float32)
    elif entry.dtype == "BOOL":
        flat = (flat != 0).astype(np.uint8)
    return flat.reshape(entry.shape)


def _damaged(why: str) -> FileError:
    return FileError(say("This looks like a safetensors file, but it is damaged: {why}.", why=why))
