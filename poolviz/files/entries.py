"""Files that hold several arrays: what is in them, and which one is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from poolviz.files.axes import Axes
from poolviz.files.errors import FileError, shortened
from poolviz.files.limits import Limits
from poolviz.frame.words import grouped, say
from poolviz.maps.numbers import times

Array = NDArray[Any]
PARTED_BY = "::"

# So many names stand in a sentence; a chooser shows all of them.
_NAMED = 4


@dataclass(frozen=True)
class Entry:
    """One array, tensor, dataset or series of pages inside a file."""

    name: str
    shape: tuple[int, ...] = ()
    dtype: str = ""
    problem: str = ""
    """Why it cannot be opened, as a sentence; empty if it can."""

    def __str__(self) -> str:
        return f"“{shortened(self.name, 40)}” {times(self.shape)}".rstrip()


@dataclass(frozen=True)
class Contents:
    """What is in a file, and how to read one of it."""

    entries: tuple[Entry, ...]
    read: Callable[[Entry], Array]
    """From an entry without a problem to its numbers; raises FileError if they turn out damaged."""
    axes: Callable[[tuple[int, ...]], Axes | None] = lambda shape: None
    """What the format itself says about the order of axes; None where it says nothing."""


class ChoiceNeededError(FileError):
    """A file holds several arrays, and none was named; `entries` lists them."""

    def __init__(self, entries: tuple[Entry, ...], before: str = "") -> None:
        fit = [entry for entry in entries if not entry.problem]
        names = _with_more(", ".join(str(entry) for entry in fit[:_NAMED]), len(fit))
        sentence = say(
            "This file holds {count} arrays; please choose one: {names}.", count=len(fit), names=names
        )
        super().__init__(before + sentence)
        self.entries = entries


def choose(entries: tuple[Entry, ...], wanted: str | None) -> Entry:
    """Return the entry of that name, or the only one that can be opened.

    Raises:
        ChoiceNeededError: several can be opened and none was named.
        FileError: no such entry, or one that cannot be opened.
    """
    if wanted is not None:
        named = [entry for entry in entries if entry.name == wanted]
        if not named:
            raise FileError(
                say(
                    "There is nothing called “{name}” in this file; it holds {names}.",
                    name=shortened(wanted, 40),
                    names=_names(entries),
                )
            )
        if named[0].problem:
            raise FileError(f"{named[0]}: {named[0].problem}")
        return named[0]
    fit = [entry for entry in entries if not entry.problem]
    if len(fit) == 1:
        return fit[0]
    if fit:
        raise ChoiceNeededError(entries)
    if len(entries) == 1:
        raise FileError(f"{entries[0]}: {entries[0].problem}")
    if not entries:
        raise FileError(say("There is no array of numbers in this file."))
    raise FileError(
        say("There is no array of numbers in this file; it holds {names}.", names=_names(entries))
    )


def check_count(count: int, limits: Limits) -> None:
    """Raise FileError if a file holds more arrays than are listed."""
    if count > limits.members:
        sentence = say(
            "This file holds more than {most} arrays; please save the one you want.",
            most=grouped(limits.members),
        )
        raise FileError(sentence)


def check_room(entry: Entry, nbytes: int, held: int, limits: Limits) -> None:
    """Raise FileError if an array is too large to be unpacked beside what is held already.

    Args:
        entry: what is to be read.
        nbytes: its size, unpacked.
        held: the size of the file, which stays in memory meanwhile.
        limits: how much memory may be taken.
    """
    # Twice, because other byte orders, orders of axes and types are brought into ours by a copy.
    if nbytes > limits.array_bytes or held + 2 * nbytes > limits.memory_bytes:
        raise FileError(
            say(
                "{entry} takes {size} MB unpacked, too much to open; please save a part of it.",
                entry=entry,
                size=grouped(round(nbytes / 1e6)),
            ),
            say(
                "The file has {size} MB; {most} MB are taken in all.",
                size=grouped(round(held / 1e6)),
                most=grouped(round(limits.memory_bytes / 1e6)),
            ),
        )


def _names(entries: Sequence[Entry]) -> str:
    names = ", ".join(f"“{shortened(entry.name, 40)}”" for entry in entries[:_NAMED])
    return _with_more(names, len(entries))


def _with_more(names: str, count: int) -> str:
    """The first names, and how many there are besides."""
    if count <= _NAMED:
        return names
    return say("{names} and {count} more", names=names, count=count - _NAMED)


def split_entry(text: str) -> tuple[str, str | None]:
    """Part "features.npz::conv1" into the file and what is wanted of it.

    A file that is called so in full comes first.

    >>> split_entry("features.npz::conv1"), split_entry("cat.png")
    (('features.npz', 'conv1'), ('cat.png', None))
    """
    path, mark, entry = text.rpartition(PARTED_BY)
    if not mark or not path or Path(text).exists():
        return text, None
    return path, entry
