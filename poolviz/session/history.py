"""Undo and redo: earlier documents, bounded in bytes, merged while one stroke or one field goes on."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass

from poolviz.model.document import Document

_LIMIT = 256 * 1024 * 1024
_MOST = 500  # nobody goes back further, and small documents hold more than their numbers
_FEWEST = 10  # so many steps stay, however large their maps are


@dataclass(frozen=True, eq=False)
class Entry:
    """A document to go back to, and the title of what would be taken back."""

    document: Document
    label: str
    key: Hashable


@dataclass(frozen=True, eq=False)
class History:
    """Two stacks of documents; every method gives a new history.

    An entry in ``done`` holds the document *before* the change that its label names.
    """

    done: tuple[Entry, ...] = ()
    undone: tuple[Entry, ...] = ()
    limit: int = _LIMIT

    @property
    def undo_label(self) -> str:
        """Title of what undo takes back; empty if there is nothing."""
        return self.done[-1].label if self.done else ""

    @property
    def redo_label(self) -> str:
        """Title of what redo brings again; empty if there is nothing."""
        return self.undone[-1].label if self.undone else ""

    def pushed(self, before: Document, label: str, key: Hashable) -> History:
        """With one more change; a change of the same key as the last one joins it.

        ``None`` as a key joins nothing.
        """
        if self.joins(key):
            joined = Entry(self.done[-1].document, label, key)
            return History((*self.done[:-1], joined), (), self.limit)
        return History(self._bounded((*self.done, Entry(before, label, key))), (), self.limit)

    def joins(self, key: Hashable) -> bool:
        """Whether a change of this key would go on with the last one."""
        return bool(self.done) and key is not None and self.done[-1].key == key and not self.undone

    def parted(self) -> History:
        """With the last change closed, so that the next one is a step of its own."""
        if not self.done:
            return self
        last = self.done[-1]
        return History((*self.done[:-1], Entry(last.document, last.label, None)), self.undone, self.limit)

    def undo(self, now: Document) -> tuple[History, Document]:
        """The history after one step back, and the document to show. IndexError if there is none."""
        entry = self.done[-1]
        redo = Entry(now, entry.label, None)
        return History(self.done[:-1], (*self.undone, redo), self.limit), entry.document

    def redo(self, now: Document) -> tuple[History, Document]:
        """The history after one step forward again. IndexError if there is none."""
        entry = self.undone[-1]
        undo = Entry(now, entry.label, None)
        return History((*self.done, undo), self.undone[:-1], self.limit), entry.document

    def _bounded(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        held, seen = 0, set()
        for kept, entry in enumerate(reversed(entries)):
            for map_ in entry.document.maps:
                if id(map_) not in seen:  # many documents share one map
                    seen.add(id(map_))
                    held += map_.nbytes or math.prod(map_.shape) * map_.dtype.itemsize
            if (held > self.limit and kept >= _FEWEST) or kept == _MOST:
                return entries[-kept:]
        return entries
