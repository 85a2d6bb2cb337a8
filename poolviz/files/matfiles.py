"""MATLAB's files: of version 7 and older through SciPy, of version 7.3 as the HDF5 that they are."""

from __future__ import annotations

import math
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.axes import Axes
from poolviz.files.entries import Contents, Entry, check_count, check_room
from poolviz.files.errors import decoding
from poolviz.files.hdf5 import has_hdf5_signature, open_hdf5, transposed
from poolviz.files.limits import Limits
from poolviz.files.optional import optional

Array = NDArray[Any]

_WHAT = "a MATLAB file"
_NUMBERS = (
    "double",
    "single",
    "logical",
    *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)),
)
_WIDEST = 8


def open_mat(data: bytes, limits: Limits) -> Contents:
    """Return the variables of a MATLAB file.

    Raises:
        FileError: the package that is needed is missing, the file is damaged, or holds too many variables.
    """
    if has_hdf5_signature(data):
        return replace(transposed(open_hdf5(data, limits)), axes=_axes)
    scipy_io = optional("scipy.io", "mat", "MATLAB files")
    with decoding(_WHAT):
        variables = scipy_io.whosmat(BytesIO(data))
    check_count(len(variables), limits)

    def read(entry: Entry) -> Array:
        check_room(entry, math.prod(entry.shape) * _WIDEST, len(data), limits)
        with decoding(_WHAT):
            return np.asarray(
                scipy_io.loadmat(BytesIO(data), variable_names=[entry.name], mat_dtype=True)[entry.name]
            )

    return Contents(tuple(_entry(*variable) for variable in variables), read, _axes)


def _entry(name: str, shape: tuple[int, ...], kind: str) -> Entry:
    problem = "" if kind in _NUMBERS else f"This is a {kind} and holds no plain numbers."
    if not problem and not math.prod(shape):
        problem = "This variable is empty."
    return Entry(name, shape, kind, problem)


def _axes(shape: tuple[int, ...]) -> Axes | None:
    # MATLAB puts channels behind rows and columns.
    return "HWC" if len(shape) == 3 else None
