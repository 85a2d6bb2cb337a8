"""The one exception that reading and writing raise."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from poolviz.frame.words import say


class FileError(Exception):
    """Something could not be read or written.

    `sentence` says to anybody what is wrong, where, and what would be accepted. `detail` says more to
    those who ask: a line of the text, the words of a library, or lines to copy. It may be empty.

    >>> str(FileError("This file is empty."))
    'This file is empty.'
    """

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.detail = detail


@contextmanager
def decoding(what: str) -> Iterator[None]:
    """Turn whatever a decoder raises on damaged bytes into a FileError.

    Decoders of others raise almost anything on bytes that were damaged or made to harm, so anything is caught
    here, and only around them: our own mistakes stay visible.

    Args:
        what: what was being read, as in "a PNG picture".
    """
    try:
        with warnings.catch_warnings():
            # A remark on standard error about somebody's picture helps nobody.
            warnings.simplefilter("ignore")
            yield
    except FileError:
        raise
    except MemoryError as error:
        raise FileError(say("There is not enough memory to open {what} of this size.", what=what)) from error
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"[:500]
        raise FileError(
            say("This looks like {what}, but it is damaged or cut short.", what=what), detail
        ) from error


def shortened(text: str, length: int = 24) -> str:
    r"""Return a piece of somebody's text that can stand inside a sentence.

    >>> shortened("a very long\ncell with much text", 12)
    'a very long…'
    """
    plain = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * length]).split())
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"
