"""Files that poolviz knows and does not open: what they are, and what would help."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from poolviz.files.errors import FileError
from poolviz.frame.words import say

Sayer = Callable[[], str]
_ENDS = 1 << 16
_START = 1 << 10  # so far into a PDF document its mark may stand


def refuse_stranger(data: bytes) -> None:
    """Refuse the content of a file that is known and not opened.

    Raises:
        FileError: it is one, with what would help.
    """
    for pattern, sentence in _STRANGERS:
        if pattern.match(data):
            raise FileError(sentence())
    if data.startswith(_ZIP):
        raise FileError(_zipped(data))


def refuse_name_of_stranger(ending: str) -> None:
    """Refuse a text that calls itself a document or an archive, where no text stands in plain letters.

    Raises:
        FileError: its name says so.
    """
    if ending in _ENDINGS:
        raise FileError(
            say(
                "This file is named like a document ({ending}), but it holds plain text; "
                "if that is numbers, give it a name such as map.csv.",
                ending=ending,
            )
        )


def mentions(data: bytes, name: bytes) -> bool:
    """Whether a zip file holds something of that name: both of its ends tell, the list stands at the last."""
    return name in data[:_ENDS] or name in data[-_ENDS:]


def _zipped(data: bytes) -> str:
    if mentions(data, b"xl/") or mentions(data, b"opendocument.spreadsheet"):
        return _table()
    if any(mentions(data, mark) for mark in (b"word/", b"ppt/", b"opendocument.")):
        return _document()
    return _packed("zip")()


def _table() -> str:
    return say("This is an Office document; please save the table in it as CSV.")


def _document() -> str:
    return say("This is an Office document; please copy the numbers in it, or save its picture as PNG.")


def _packed(how: str) -> Sayer:
    return lambda: say("This file is packed ({how}); please unpack it first.", how=how)


def _picture(form: str) -> Sayer:
    return lambda: say(
        "This is a picture in the format {format}; please save it as JPEG or PNG.", format=form
    )


def _film() -> str:
    return say("This is a film; please save one picture of it as JPEG or PNG.")


def _by_first(table: Mapping[bytes, Sayer]) -> tuple[tuple[re.Pattern[bytes], Sayer], ...]:
    return tuple((re.compile(first, re.DOTALL), sayer) for first, sayer in table.items())


_TEXT = rb"(?:\xef\xbb\xbf)?\s{0,99}"  # a mark of UTF-8 and blanks may stand before it
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENDINGS = frozenset(".pdf .docx .xlsx .pptx .odt .ods .odp .zip .gz .7z".split())
_STRANGERS = _by_first(
    {
        rb".{4}ftyp(?:hei|hev|mif1|msf1)": _picture("HEIC"),
        rb".{4}ftypavi": _picture("AVIF"),
        rb".{4}ftyp|\x1a\x45\xdf\xa3|RIFF.{4}AVI ": _film,
        rb"8BPS": _picture("Photoshop"),
        rb"%!PS": _picture("PostScript"),
        # A table may begin so as well, but holds plain letters only.
        rb"P[456]\s(?:#[^\n]{0,999}\n|\s){0,9}\d{1,6}\s{1,9}\d{1,6}\s.{0,999}?[^\t\n\r -~]": _picture("PNM"),
        _TEXT + rb"(?:<\?xml[^>]{0,999}>\s{0,99})?(?:<!--[^>]{0,999}-->\s{0,99})?<svg\b": _picture("SVG"),
        rb".{0,%d}%%PDF-\d" % _START: lambda: say(
            "This is a PDF document; please copy the numbers, or save its picture as PNG."
        ),
        rb"\xd0\xcf\x11\xe0": _table,
        rb"\{\\rtf": _document,
        _TEXT + rb"<(?i:!doctype html|html)\b": lambda: say(
            "This is a web page; please copy the numbers in it, or save its picture as PNG."
        ),
        rb"\x1f\x8b": _packed("gzip"),
        rb"BZh[1-9]1AY": _packed("bzip2"),
        rb"\xfd7zXZ": _packed("xz"),
        rb"\x28\xb5\x2f\xfd": _packed("zstd"),
        rb"7z\xbc\xaf": _packed("7z"),
        rb"Rar!\x1a\x07": _packed("rar"),
        rb".{257}ustar": _packed("tar"),
        rb"SQLite format 3|PAR1": lambda: say("This is a database; please save the table in it as CSV."),
        rb"RIFF.{4}WAVE|ID3[\x02-\x04]|fLaC|OggS": lambda: say(
            "This is a sound; poolviz opens pictures, arrays and tables of numbers."
        ),
        rb"\x7fELF|MZ.{1,2}\x00": lambda: say(
            "This is a program; poolviz opens pictures, arrays and tables of numbers."
        ),
    }
)
