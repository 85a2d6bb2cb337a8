"""What is read from files: as jobs, with a choice where a file leaves one, and again in another way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from poolviz.files.entries import ChoiceNeededError, split_entry
from poolviz.frame.words import say
from poolviz.model.source import Axes, Scaling, Source
from poolviz.session.opener import Opener
from poolviz.session.state import Choosing

if TYPE_CHECKING:
    from poolviz.files.opened import Opened


class Reader(Opener):
    """The half of a session that reads files. A newer wish makes an older one stale."""

    def open_path(self, path: str) -> None:
        """Open a file, or one array of it as in "features.npz::conv1".

        What cannot be opened becomes a notice, several arrays become a choice; else nothing changes.
        """
        file, entry = split_entry(path)
        self._open(Source(file, entry))

    def choose_entry(self, name: str | None) -> None:
        """Open one of the arrays that the file on offer holds, or none of them."""
        choice = self.state.choice
        if choice is None:
            return
        if name is None:
            self._publish(choice=None)
        else:
            self._open(Source(choice.path, name))

    def reread(
        self, *, axes: Axes | None = None, scale: Scaling | None = None, colour: bool | None = None
    ) -> None:
        """Read the file that is open once more, with other axes, another scale, or in colour or grey.

        What is None stays as it is. The change is one undo step; if the file cannot be read like that, a
        notice says why.
        """
        before = self.state.opened
        if before is None:
            return
        wanted = replace(
            before,
            axes=axes or before.axes,
            scale=scale or before.scale,
            colour=before.colour if colour is None else colour,
        )
        if wanted == before:
            return
        label = _undo_title(before, wanted)
        self._open(wanted, label, instead_of=before)

    def _open(self, wanted: Source, label: str = "", instead_of: Source | None = None) -> None:
        def done(opened: Opened) -> None:
            if instead_of is not None and self.state.opened is not instead_of:
                self._publish()  # another map is shown by now; it is not to be replaced
                return
            self.open_map(opened.map, opened.notes, label, _as_read(wanted, opened))

        def failed(error: BaseException) -> None:
            if isinstance(error, ChoiceNeededError):
                self._publish(choice=Choosing(wanted.path, error.entries))
            else:
                self._failed(error)

        self.jobs.start(
            say("Opening {name}…", name=PurePath(wanted.path).name),
            lambda _: _read(wanted),
            done,
            failed,
        )
        if self.jobs.title:
            self._publish(choice=None)


def _as_read(wanted: Source, opened: Opened) -> Source:
    return replace(
        wanted,
        axes=opened.axes,
        axes_choices=opened.axes_choices,
        is_coloured=opened.is_coloured,
        notes=opened.notes,
    )


def _undo_title(before: Source, after: Source) -> str:
    """What the undo menu calls another way of reading."""
    if after.axes != before.axes:
        return say("read as {axes}", axes=after.axes)
    if after.scale != before.scale:
        return say("numbers between 0 and 1") if after.scale == "unit" else say("numbers as in the file")
    return say("colour channels") if after.colour else say("picture in grey")


def _read(wanted: Source) -> Opened:
    # The readers are many: they are loaded when the first file is opened, not before the window is shown.
    from poolviz.files.opening import open_map

    return open_map(
        wanted.path, entry=wanted.entry, axes=wanted.axes, scale=wanted.scale, colour=wanted.colour
    )
