"""From bytes to text, whichever way a program on some computer wrote it."""

from __future__ import annotations

import codecs

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.frame.words import grouped, say

# Longest first: the mark of UTF-32 begins as the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
# What a text may hold below the space: tab, new line, new page, carriage return.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0c\r"))


def looks_like_text(data: bytes) -> bool:
    """Tell whether bytes are more likely a text than anything else.

    >>> looks_like_text(b"1 2 3"), looks_like_text("1 2".encode("utf-16")), looks_like_text(bytes(9))
    (True, True, False)
    """
    sample = data[:_SAMPLE]
    if any(sample.startswith(mark) for mark, _ in _MARKS) or _unmarked_utf16(sample):
        return True
    return not any(control in sample for control in _CONTROLS)


def decode(data: bytes, limits: Limits) -> str:
    """Return bytes as text: by their mark, as UTF-8, as UTF-16 without a mark, or in the Western code page.

    Raises:
        FileError: too long, or not text at all.
    """
    if len(data) > 4 * limits.text_characters:
        raise _too_long(len(data), limits)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        encoding = _unmarked_utf16(data[:_SAMPLE]) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise FileError(
                say("This text ({encoding}) is damaged or cut short.", encoding=encoding.upper()), str(error)
            ) from error
        # Spreadsheets on Windows still write this; only headings and comments can differ.
        text = data.decode("cp1252", "replace")
    if len(text) > limits.text_characters:
        raise _too_long(len(text), limits)
    return text


def _unmarked_utf16(sample: bytes) -> str | None:
    """Return which UTF-16 this is, judged by the zeros that every digit has beside it."""
    pairs = len(sample) // 2
    if pairs < 1:
        return None
    high, low = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if low >= 0.9 * pairs and high == 0:
        return "utf-16-le"
    return "utf-16-be" if high >= 0.9 * pairs and low == 0 else None


def _too_long(length: int, limits: Limits) -> FileError:
    return FileError(
        say(
            "This text has {count} characters; up to {most} are read. "
            "Larger maps open quickly from a .npy file.",
            count=length,
            most=grouped(limits.text_characters),
        )
    )
