"""TIFF: pictures through Pillow, floating-point numbers and stacks of pages through tifffile."""

from __future__ import annotations

import logging
import math
import struct
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.entries import Contents, Entry, check_count, check_room
from poolviz.files.errors import FileError, decoding
from poolviz.files.limits import Limits
from poolviz.frame.words import say

if TYPE_CHECKING:
    from tifffile import TiffFile

Array = NDArray[Any]

# It writes down every oddity of a damaged file; without a handler that ends on standard error.
logging.getLogger("tifffile").addHandler(logging.NullHandler())

# TIFF 6.0, section 19: 1 is unsigned.
_SAMPLE_FORMAT = 339
# In these modes of Pillow a page is a picture; others are measurements, which keep their numbers.
_PICTURES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "I;16", "I;16B")


def is_picture(data: bytes, limits: Limits) -> bool:
    """Tell whether a TIFF is one picture that Pillow can read, and not a stack or a measurement.

    Raises:
        FileError: the pages do not follow each other to an end.
    """
    if _count_pages(data, limits) != 1:
        return False
    from PIL.TiffImagePlugin import TiffImageFile

    try:
        with decoding(_what()), TiffImageFile(BytesIO(data)) as picture:
            # Pillow would show signed bytes as if they were not.
            are_unsigned = set(picture.tag_v2.get(_SAMPLE_FORMAT, (1,))) == {1}
            return are_unsigned and picture.mode in _PICTURES
    except FileError:
        # Pillow knows fewer kinds of numbers than there are.
        return False


def open_tiff(data: bytes, limits: Limits) -> Contents:
    """Return the series of pages in a TIFF file: pages of the same size make one series, which is a stack.

    Raises:
        FileError: damaged, or too many pages.
    """
    _count_pages(data, limits)
    with decoding(_what()), _file(data) as file:
        entries = tuple(
            _entry(index, tuple(series.shape), series.dtype) for index, series in enumerate(file.series)
        )

    def read(entry: Entry) -> Array:
        check_room(entry, math.prod(entry.shape) * np.dtype(entry.dtype).itemsize, len(data), limits)
        return _read(data, entries.index(entry))

    return Contents(entries, read)


def _file(data: bytes) -> TiffFile:
    import tifffile

    # Without OME's descriptions, which may name other files to open.
    return tifffile.TiffFile(BytesIO(data), _multifile=False, is_ome=False)


def _entry(index: int, shape: tuple[int, ...], dtype: np.dtype[Any] | None) -> Entry:
    name = f"series {index}"
    if dtype is None or dtype.kind not in "iufb":
        return Entry(
            name, shape, "" if dtype is None else dtype.name, say("These pages hold no plain numbers.")
        )
    return Entry(name, shape, dtype.name, "" if math.prod(shape) else say("These pages are empty."))


def _read(data: bytes, index: int) -> Array:
    with decoding(_what()), _file(data) as file:
        series = file.series[index]
        try:
            with decoding(_what()):
                return np.asarray(series.asarray(maxworkers=1))
        except FileError as error:
            # tifffile unpacks few ways of packing by itself, Pillow most of them.
            pages = [page.index for page in series.pages if page is not None]
            return _by_pillow(data, pages, tuple(series.shape), error)


def _by_pillow(data: bytes, pages: list[int], shape: tuple[int, ...], error: FileError) -> Array:
    """Return pages one by one through Pillow, or raise the error that brought us here."""
    from PIL.TiffImagePlugin import TiffImageFile

    with decoding(_what()), TiffImageFile(BytesIO(data)) as picture:
        levels = []
        for page in pages:
            picture.seek(page)
            levels.append(np.array(picture))
            # Pillow always puts colours last; what was to be otherwise cannot be read through it.
            if levels[0].shape != shape[-levels[0].ndim :]:
                raise error
        return np.stack(levels).reshape(shape)


def _count_pages(data: bytes, limits: Limits) -> int:
    """Return how many pages there are, following their chain, which may be made to run in circles."""
    order = "<" if data[:2] == b"II" else ">"
    # BigTIFF writes all of it in 8 bytes.
    is_big = data[2:4] in (b"+\0", b"\0+")
    first, many, one, size = (8, "Q", "Q", 20) if is_big else (4, "H", "I", 12)
    seen = set()
    try:
        (place,) = struct.unpack_from(order + one, data, first)
        while place:
            if place in seen:
                raise FileError(say("The pages of this TIFF file run in circles."))
            seen.add(place)
            check_count(len(seen), limits)
            (fields,) = struct.unpack_from(order + many, data, place)
            after = place + struct.calcsize(order + many) + fields * size
            (place,) = struct.unpack_from(order + one, data, after)
    except (struct.error, OverflowError) as error:
        raise FileError(
            say("This looks like a TIFF file, but it is damaged or cut short."), str(error)
        ) from error
    return len(seen)


def _what() -> str:
    return say("a TIFF file")
