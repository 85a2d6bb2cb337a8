"""Pictures, turned into grey levels or colour channels with nothing lost in silence."""

from __future__ import annotations

import math
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from poolviz.files.errors import FileError, decoding
from poolviz.files.limits import Limits
from poolviz.files.recognise import PictureFormat
from poolviz.frame.words import grouped, say

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

Array = NDArray[Any]

# EXIF 2.32, 4.6.4: what must be done so that row 0 is the top again.
_ORIENTATION = 0x0112
_UPRIGHT: dict[int, Callable[[Array], Array]] = {
    2: lambda levels: levels[..., ::-1],
    3: lambda levels: levels[..., ::-1, ::-1],
    4: lambda levels: levels[..., ::-1, :],
    5: lambda levels: levels.swapaxes(-2, -1),
    6: lambda levels: levels.swapaxes(-2, -1)[..., ::-1],
    7: lambda levels: levels.swapaxes(-2, -1)[..., ::-1, ::-1],
    8: lambda levels: levels.swapaxes(-2, -1)[..., ::-1, :],
}
# TIFF 6.0, section 8.
_BITS_PER_SAMPLE = 258
# What decoding keeps in memory for one pixel, 4 if not said otherwise; WebP keeps two canvases and a copy.
_PIXEL_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2}
_WEBP_PIXEL_BYTES = 16
# And what is made of it on the way to levels: bands and their arrays, and more to put it on white.
_LEVEL_BYTES, _WHITE_BYTES, _COLOUR_BYTES = 3, 2, 5


def read_picture(
    data: bytes, form: PictureFormat, limits: Limits, colour: bool = False
) -> tuple[Array, tuple[str, ...]]:
    """Return a picture as (channels, height, width), and what to say about it.

    Colours become grey by ITU-R BT.601, 0.299 red + 0.587 green + 0.114 blue, rounded; transparent parts are
    put on white. 16-bit grey keeps its levels. The picture is turned as its camera says.

    Args:
        data: the file.
        form: which of Pillow's decoders is asked, and no other.
        limits: a picture with more pixels than `picture_pixels` is opened reduced.
        colour: give a colour picture as red, green and blue instead of grey.

    Raises:
        FileError: damaged, cut short, or too large to be decoded.
    """
    with decoding(say("a {format} picture", format=form)), _opened(data, form) as picture:
        width, height = picture.size
        _check_size(picture, limits, colour)
        notes = _notes(picture, data, colour)
        if form == "JPEG":
            scale = _draft_scale(picture.size, limits)
            picture.draft(None, (max(1, width // scale), max(1, height // scale)))
        picture.load()
        levels = reduced(_levels(picture, colour), limits.picture_pixels)
        # By count, because Pillow itself turns a TIFF.
        if levels[0].size != height * width:
            rows, columns = levels.shape[1:]
            notes = (
                *notes,
                say(
                    "Opened reduced, with {columns} × {rows} of its {width} × {height} pixels.",
                    columns=grouped(columns),
                    rows=grouped(rows),
                    width=grouped(width),
                    height=grouped(height),
                ),
            )
        turn = _UPRIGHT.get(_orientation(picture))
        return (turn(levels) if turn else levels), notes


def has_colours(data: bytes, form: PictureFormat) -> bool:
    """Return whether a picture can be opened as three channels.

    Raises:
        FileError: damaged or cut short.
    """
    with decoding(say("a {format} picture", format=form)), _opened(data, form) as picture:
        return _is_colour(picture)


def reduced(levels: Array, most: int) -> Array:
    """Return (channels, height, width) with at most so many pixels: each the rounded mean of a block.

    >>> reduced(np.array([[[1, 2, 9], [3, 4, 9]]], np.uint8), 2).tolist()
    [[[3]]]
    """
    rows, columns = levels.shape[1:]
    wanted = math.ceil(math.sqrt(rows * columns / most))
    down = min(wanted, rows)
    across = min(columns, max(wanted, math.ceil(rows * columns / (most * down))))
    down = max(down, math.ceil(rows * columns / (most * across)))
    if down * across == 1:
        return levels
    height, width = rows // down * down, columns // across * across
    is_whole = levels.dtype in (np.uint8, np.uint16)
    total = np.zeros(
        (levels.shape[0], rows // down, columns // across), np.uint32 if is_whole else np.float64
    )
    for row in range(down):
        for column in range(across):
            total += levels[:, row:height:down, column:width:across]
    mean: Array = (total + down * across // 2) // (down * across) if is_whole else total / (down * across)
    return mean.astype(levels.dtype)


def _opened(data: bytes, form: PictureFormat) -> ImageFile:
    # The decoders themselves and not Image.open: it would ask others too, and it has a limit of its own that
    # a telephone's pictures exceed.
    from PIL import (
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )

    decoders: dict[str, Callable[[BytesIO], ImageFile]] = {
        "PNG": PngImagePlugin.PngImageFile,
        "JPEG": JpegImagePlugin.JpegImageFile,
        "BMP": BmpImagePlugin.BmpImageFile,
        "GIF": GifImagePlugin.GifImageFile,
        "WEBP": WebPImagePlugin.WebPImageFile,
        "TIFF": TiffImagePlugin.TiffImageFile,
    }
    return decoders[form](BytesIO(data))


def _check_size(picture: ImageFile, limits: Limits, colour: bool) -> None:
    """Refuse a picture that would take too much memory, before any of it is decoded."""
    width, height = picture.size
    each = _WEBP_PIXEL_BYTES if picture.format == "WEBP" else _PIXEL_BYTES.get(picture.mode, 4)
    each += _LEVEL_BYTES + _WHITE_BYTES * _is_transparent(picture) + _COLOUR_BYTES * colour
    needed = width * height * each
    if picture.format == "JPEG":
        # It is decoded smaller in the first place; but a progressive one keeps all its coefficients.
        needed //= _draft_scale(picture.size, limits) ** 2
        needed += 2 * width * height * len(picture.getbands()) if picture.info.get("progressive") else 0
    if width * height > limits.picture_pixels_at_most or needed > limits.picture_bytes:
        raise FileError(
            say(
                "This picture has {width} × {height} pixels, more than can be opened; "
                "please reduce it first.",
                width=grouped(width),
                height=grouped(height),
            ),
            say(
                "It would take {needed} MB; up to {most} MB are taken.",
                needed=grouped(round(needed / 1e6)),
                most=grouped(round(limits.picture_bytes / 1e6)),
            ),
        )


def _draft_scale(size: tuple[int, int], limits: Limits) -> int:
    """Return by how much a JPEG is decoded smaller: 1, 2, 4 or 8, as its decoder can."""
    wanted = math.ceil(math.sqrt(size[0] * size[1] / limits.picture_pixels))
    return next(scale for scale in (8, 4, 2, 1) if scale <= max(1, wanted))


def _notes(picture: ImageFile, data: bytes, colour: bool) -> tuple[str, ...]:
    """Return what is lost or changed on the way, a sentence each."""
    notes = []
    if getattr(picture, "is_animated", False):
        notes.append(say("This picture moves; its first frame was opened."))
    if _bits(picture, data) > 8 and not _is_deep(picture):
        notes.append(say("Its 16 bits a channel were cut to 8."))
    if picture.mode == "CMYK":
        notes.append(say("Its printing colours (CMYK) were turned into red, green and blue."))
    if _is_transparent(picture):
        notes.append(say("Its transparent parts were put on white."))
    if _is_colour(picture) and not colour:
        notes.append(say("Colour picture opened as grey (0.299 red + 0.587 green + 0.114 blue)."))
    return tuple(notes)


def _bits(picture: ImageFile, data: bytes) -> int:
    """Return the bits a channel of a picture; Pillow keeps more than 8 for plain grey only."""
    if picture.format == "PNG":
        return data[24]
    bits: tuple[int, ...] = getattr(picture, "tag_v2", {}).get(_BITS_PER_SAMPLE, (8,))
    return max(bits)


def _levels(picture: Image, colour: bool) -> Array:
    """Return the levels of a decoded picture, (1 or 3, height, width)."""
    if _is_deep(picture):
        return np.array(picture)[np.newaxis]
    is_colour = _is_colour(picture)
    alpha = None
    if _is_transparent(picture):
        picture = _converted(picture, "RGBA" if is_colour else "LA")
        alpha = picture.getchannel("A")
    elif is_colour:
        picture = _converted(picture, "RGB")
    separate = is_colour and colour
    bands = [picture.getchannel(band) for band in "RGB"] if separate else [_converted(picture, "L")]
    return np.stack([np.asarray(_on_white(band, alpha)) for band in bands])


def _converted(picture: Image, mode: str) -> Image:
    # Pillow would copy a picture that is in this mode already.
    return picture if picture.mode == mode else picture.convert(mode)


def _on_white(band: Image, alpha: Image | None) -> Image:
    from PIL import Image

    if alpha is None:
        return band
    return Image.composite(band, Image.new("L", band.size, 255), alpha)


def _is_deep(picture: Image) -> bool:
    """Tell whether a picture is grey with more than 8 bits."""
    return picture.mode in ("I", "F") or picture.mode.startswith("I;")


def _is_colour(picture: Image) -> bool:
    return picture.mode not in ("1", "L", "LA", "La") and not _is_deep(picture)


def _is_transparent(picture: Image) -> bool:
    has_alpha = picture.mode in ("LA", "La", "PA", "RGBA", "RGBa")
    return has_alpha or ("transparency" in picture.info and not _is_deep(picture))


def _orientation(picture: ImageFile) -> int:
    try:
        found: object = picture.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001
        # Cameras and editors write broken EXIF beside a sound picture, and anything may be raised on it.
        return 1
    return found if isinstance(found, int) else 1
