"""How large a thing may be that is opened: all limits in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds that are checked before memory is taken. The defaults are those for files."""

    file_bytes: int = 256_000_000
    """The size of any file."""
    elements: int = 64_000_000
    """Numbers in one map."""
    array_bytes: int = 256_000_000
    """The size of one array after unpacking."""
    memory_bytes: int = 500_000_000
    """What opening may take in all, the file itself included."""
    text_characters: int = 64_000_000
    """The length of a text with numbers."""
    text_numbers: int = 1_000_000
    """Numbers in a text."""
    picture_pixels: int = 40_000_000
    """A picture with more pixels is opened reduced."""
    picture_pixels_at_most: int = 250_000_000
    """A picture with more pixels than this is not opened at all."""
    picture_bytes: int = 440_000_000
    """The memory that decoding a picture may take."""
    members: int = 10_000
    """Arrays, tensors, datasets or pages in one file."""
    progress_bytes: int = 1_000_000
    """The size of the file that remembers how exercises were answered."""


# What is pasted is shown at once, without a job that could be waited for.
PASTE = Limits(text_characters=1_000_000, text_numbers=100_000)
