"""NumPy's own files, read by hand: nothing is believed before it was checked, and nothing is ever unpickled.

The format is told in NumPy's documentation, `numpy.lib.format`.
"""

from __future__ import annotations

import ast
import math
import re
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.errors import FileError, shortened
from poolviz.files.limits import Limits
from poolviz.frame.words import grouped, say

Array = NDArray[Any]

MAGIC = b"\x93NUMPY"

# NumPy itself reads no longer header, and writes one of about a hundred bytes.
_LONGEST_HEADER = 10_000
# NumPy's arrays have no more.
_MOST_AXES = 64
_PLAIN_TYPE = re.compile(r"[<>|=]?(?:b1|[iu][1248]|f(?:2|4|8|12|16))")


@dataclass(frozen=True)
class Header:
    """What an .npy file says about itself."""

    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    fortran: bool
    start: int
    """Where the numbers begin, in bytes."""

    @property
    def nbytes(self) -> int:
        """How many bytes of numbers there must be."""
        return math.prod(self.shape) * self.dtype.itemsize


def read_npy(data: bytes, limits: Limits) -> Array:
    """Return the array in an .npy file, read-only, without a copy unless the byte order asks for one.

    Raises:
        FileError: a damaged or forged header, objects, structures, text, complex numbers, nothing at all,
            too many numbers, or more or fewer bytes than the header claims.
    """
    header = read_header(data, len(data), limits)
    flat = np.frombuffer(data, header.dtype, math.prod(header.shape), header.start)
    return flat.reshape(header.shape, order="F" if header.fortran else "C")


def read_header(data: bytes, size: int, limits: Limits) -> Header:
    """Return the checked header of an .npy file.

    Args:
        data: the beginning of the file, at least the header.
        size: how many bytes the whole file has.
        limits: how many numbers are read.

    Raises:
        FileError: as `read_npy`.
    """
    start, fields = _fields(data)
    dtype, shape, fortran = fields["descr"], fields["shape"], fields["fortran_order"]
    if not isinstance(shape, tuple) or not all(type(length) is int and length >= 0 for length in shape):
        raise _damaged(say("its shape is {shape}", shape=shortened(repr(shape))))
    if len(shape) > _MOST_AXES:
        raise _damaged(say("its shape has {count} axes", count=len(shape)))
    header = Header(_dtype(dtype), shape, fortran is True, start)
    if math.prod(shape) == 0:
        raise FileError(say("This array is empty: its shape is {shape}.", shape=shortened(str(shape), 40)))
    if header.nbytes != size - start:
        raise FileError(
            say(
                "This file claims {claimed} bytes of numbers but holds {held}; "
                "it is damaged, cut short or forged.",
                claimed=_amount(header.nbytes),
                held=grouped(max(0, size - start)),
            )
        )
    if math.prod(shape) > limits.elements or header.nbytes > limits.array_bytes:
        raise FileError(
            say(
                "This array has {count} numbers in {size} MB; up to {most} in {largest} MB are opened.",
                count=math.prod(shape),
                size=grouped(round(header.nbytes / 1e6)),
                most=grouped(limits.elements),
                largest=grouped(round(limits.array_bytes / 1e6)),
            )
        )
    return header


def _fields(data: bytes) -> tuple[int, dict[str, object]]:
    """Return where the numbers begin, and the header's three fields, still unchecked."""
    length_form = {1: "<H", 2: "<I", 3: "<I"}.get(data[6]) if len(data) > 12 else None
    if data[:6] != MAGIC or length_form is None:
        raise _damaged(say("its first bytes are not those of a version that is known"))
    (length,) = struct.unpack_from(length_form, data, 8)
    start = 8 + struct.calcsize(length_form) + length
    if length > _LONGEST_HEADER or start > len(data):
        raise _damaged(say("it claims {length} bytes of header", length=grouped(length)))
    text = data[start - length : start].decode("utf-8" if data[6] == 3 else "latin-1", "replace")
    try:
        fields = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise _damaged(say("its header cannot be read")) from error
    if not isinstance(fields, dict) or set(fields) != {"descr", "fortran_order", "shape"}:
        raise _damaged(say("its header lacks what it should say"))
    return start, fields


def _dtype(descr: object) -> np.dtype[Any]:
    """Return the type of numbers that a header names, if it is one that a map can hold."""
    if not isinstance(descr, str):
        raise FileError(say("This array is made of records with several fields; a map holds single numbers."))
    kind = descr.lstrip("<>|=")[:1]
    if kind == "O":
        raise FileError(
            say(
                "This array is made of Python objects, and opening them could run a program; "
                "please save it as numbers, for example with values.astype(float)."
            )
        )
    if kind == "c":
        raise FileError(
            say(
                "This array is made of complex numbers; a map holds real ones, for example numpy.abs(values)."
            )
        )
    if not _PLAIN_TYPE.fullmatch(descr):
        raise FileError(
            say(
                "This array is of type “{type}”; a map holds whole or decimal numbers.",
                type=shortened(descr),
            )
        )
    try:
        return np.dtype(descr)
    except TypeError as error:
        # float96 and float128 do not exist everywhere.
        raise FileError(
            say("Numbers of type “{type}” cannot be read on this computer.", type=descr)
        ) from error


def _amount(number: int) -> str:
    return grouped(number) if number < 10**15 else say("more than 10¹⁵")


def _damaged(why: str) -> FileError:
    return FileError(say("This looks like a NumPy file, but it is damaged: {why}.", why=why))
