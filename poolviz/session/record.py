"""The Record: how exercises were answered, and the file that remembers it beyond the program's end."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import suppress
from pathlib import Path

from poolviz.files.errors import FileError
from poolviz.files.progress import put_aside, read_progress, write_progress
from poolviz.frame.words import say
from poolviz.model.progress import NO_PROGRESS, Outcome
from poolviz.session.state import Notice


class Record:
    """Counts answers; in memory alone until :meth:`keep` names a file.

    A file that cannot be read costs the progress, never the program's start: it is kept under another name.
    What cannot be written is told once.
    """

    def __init__(self) -> None:
        """Nothing was answered yet."""
        self.progress = NO_PROGRESS
        self._path: Path | None = None
        self._counted: set[Hashable] = set()
        self._told = False

    def keep(self, path: Path) -> Notice | None:
        """Take over what a file remembers, and keep it up to date from now on."""
        try:
            self.progress = read_progress(path)
        except FileError as error:
            return self._begin_anew(path, error)
        self._path = path
        return None

    def count(self, outcome: Outcome) -> Notice | None:
        """Count an answer, unless its exercise was counted before; what there is to tell about it."""
        if outcome.exercise in self._counted:
            return None
        self._counted.add(outcome.exercise)
        before = self.progress
        if self._path is not None and not self._told:
            # A second window may have counted, too. What was damaged meanwhile is replaced by what is known.
            with suppress(FileError):
                before = read_progress(self._path)
        self.progress = before.answered(outcome.kind, right=outcome.right)
        return self._written()

    def forget(self) -> Notice:
        """Begin anew; what was there is kept under another name."""
        path = self._path
        if path is None or not path.exists():
            self.progress = NO_PROGRESS
            return Notice(say("Progress begins anew."))
        try:
            name = put_aside(path).name
        except FileError as error:
            return Notice(error.sentence, "warning", error.detail)
        self.progress = NO_PROGRESS
        text = say("Progress begins anew. What there was is kept as “{name}”.", name=name)
        return Notice(text, detail=str(path.parent))

    def _begin_anew(self, path: Path, error: FileError) -> Notice:
        try:
            name = put_aside(path).name
        except FileError:
            # Not kept up to date, or the file that cannot be read would be lost.
            text = say("{what} Progress is counted until poolviz is closed.", what=error.sentence)
            return Notice(text, "warning", error.detail)
        self._path = path
        text = say(
            "{what} Progress begins anew; the file is kept as “{name}”.", what=error.sentence, name=name
        )
        return Notice(text, "warning", error.detail)

    def _written(self) -> Notice | None:
        if self._path is None:
            return None
        try:
            write_progress(self._path, self.progress)
        except FileError as error:
            told, self._told = self._told, True
            text = say("Your progress could not be kept: {reason}", reason=error.sentence)
            return None if told else Notice(text, "warning", error.detail)
        self._told = False
        return None
