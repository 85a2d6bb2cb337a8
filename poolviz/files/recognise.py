"""What a file is, by its first bytes."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, TypeGuard, get_args

from poolviz.files.errors import FileError
from poolviz.files.pickles import is_pickle, is_pickle_name, refusal
from poolviz.files.strangers import mentions, refuse_name_of_stranger, refuse_stranger
from poolviz.files.texts import looks_like_text
from poolviz.frame.words import say

PictureFormat = Literal["PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF"]
ContainerFormat = Literal["npz", "safetensors", "hdf5", "mat", "onnx"]
Format = Literal["npy", "text"] | PictureFormat | ContainerFormat

_PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".bmp", ".gif", ".webp", ".tif", ".tiff")
_ONNX_ENDINGS = (".onnx", ".pb")

_FORMATS: tuple[tuple[re.Pattern[bytes], Format], ...] = (
    (re.compile(rb"\x93NUMPY"), "npy"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"BM.{4}\x00{4}", re.DOTALL), "BMP"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WEBP"),
    (re.compile(rb"II[*+]\x00|MM\x00[*+]"), "TIFF"),
    (re.compile(rb"MATLAB [57]\.\d MAT-file"), "mat"),
    (re.compile(rb"\x89HDF\r\n\x1a\n|.{512}\x89HDF\r\n\x1a\n", re.DOTALL), "hdf5"),
    (re.compile(rb".{6}\x00\x00\{", re.DOTALL), "safetensors"),
)


def recognise(data: bytes, name: str) -> Format:
    """Return the format of a file.

    Args:
        data: its content.
        name: its name, which only decides what the content leaves open.

    Raises:
        FileError: a format that is not opened, with what would help.

    >>> recognise(b"1 2; 3 4", "numbers.txt")
    'text'
    """
    ending = PurePath(name).suffix.lower()
    if is_pickle(data):
        raise refusal(data, name)
    for pattern, found in _FORMATS:
        if pattern.match(data):
            return found
    if is_pickle_name(name):
        raise refusal(data, name)
    if _is_npz(data, ending):
        return "npz"
    refuse_stranger(data)
    return _by_ending(ending, looks_like_text(data))


def _by_ending(ending: str, is_text: bool) -> Format:
    """Return what a file without telling first bytes is."""
    if not is_text:
        # Protocol buffers have no first bytes of their own.
        if ending in _ONNX_ENDINGS:
            return "onnx"
        raise FileError(
            say("This is no file that poolviz knows; it opens pictures, arrays and tables of numbers.")
        )
    if ending in _PICTURE_ENDINGS:
        raise FileError(say("This file is named like a picture, but it holds text."))
    refuse_name_of_stranger(ending)
    return "text"


def is_picture_format(form: Format) -> TypeGuard[PictureFormat]:
    """Tell whether a format is one of pictures."""
    return form in get_args(PictureFormat)


def _is_npz(data: bytes, ending: str) -> bool:
    """Tell whether this is a zip file with NumPy's arrays in it; other zip files are documents."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return False
    return ending == ".npz" or mentions(data, b".npy")
