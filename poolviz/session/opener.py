"""What is opened: files, pasted matrices, presets and other sizes, and what is told about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.frame.words import grouped, say
from poolviz.maps.filters import BANK, EIGHT, feature_maps
from poolviz.maps.map import Map
from poolviz.maps.presets import DEEP_PRESETS, by_id
from poolviz.model.source import Source
from poolviz.model.task import Task
from poolviz.session.changes import fitted
from poolviz.session.practice import Practice
from poolviz.session.state import Notice, Refusal


class Opener(Practice):
    """The half of a session that puts another map in this one's place."""

    def open_map(
        self, map_: Map, notes: Iterable[str] = (), label: str = "", source: Source | None = None
    ) -> None:
        """Another map in this one's place: settings kept, shown from where its scene begins, undoable."""
        document, refused = fitted(self.state.document, map_)
        if document.put_off and document.spec != self.state.document.spec and not refused:
            geometry = document.spec.geometry(map_.size)
            rows, columns = geometry.rows.window, geometry.columns.window
            sentence = say("Windows are as flat as this map: {rows} × {columns}.", rows=rows, columns=columns)
            notes = (*notes, sentence)
        document = replace(document, source=source)
        timeline = self.state.timeline
        playback = self._playback.sought(timeline.start, timeline.length)
        text = " ".join(notes)
        self._replace(
            document,
            label or say("open {name}", name=map_.name),
            None,
            playback=playback,
            refused=MappingProxyType({name: Refusal(*pair) for name, pair in refused.items()}),
            notice=Notice(text) if text else None,
            focus=None,
            pinned=False,
            editing=None,
            choice=None,
        )

    def paste(self, text: str) -> None:
        """Put a pasted matrix in the map's place."""
        # Loaded when something is pasted, not before the window is shown.
        from poolviz.files.matrices import open_text

        try:
            opened = open_text(text)
        except FileError as error:
            self._failed(error)
            return
        self.jobs.cancel()  # the newest wish counts: a file that is still being read comes too late
        self.open_map(opened.map, opened.notes, label=say("paste"))

    def choose_preset(self, preset_id: str, seed: int = 0) -> None:
        """Put one of the presets in the map's place, in its own size; as a job if it takes a while."""
        preset = by_id(preset_id)
        if preset in DEEP_PRESETS:
            self.run(
                say("Making {name}…", name=preset.title),
                lambda _: preset.make(seed=seed),
                self.open_map,
                self._failed,
            )
            return
        self.jobs.cancel()
        self.open_map(preset.make(seed=seed))

    def filter_map(self, *, few: bool = False) -> None:
        """Lay the bank of filters over the map, or eight of them, and cut off below 0; as a job.

        The result has one channel a filter and takes the map's place, undoably.
        """
        map_, filters = self.state.document.map, EIGHT if few else BANK
        rows, columns = map_.size
        most = Limits().elements
        if len(filters) * rows * columns > most:
            sentence = say(
                "{count} feature maps of {rows} × {columns} are too many numbers: {most} are possible.",
                count=len(filters),
                rows=rows,
                columns=columns,
                most=grouped(most),
            )
            self.notify(Notice(sentence, "warning", passing=True))
            return

        def done(filtered: Map) -> None:
            if self.state.document.map is map_:
                self.open_map(filtered, label=say("{count} filters", count=len(filters)))
            else:
                self._publish()  # the map was changed meanwhile: these are not its feature maps

        title = say("Laying {count} filters over {name}…", count=len(filters), name=map_.name)
        self.run(title, lambda task: feature_maps(map_, filters, task.reached), done, self._failed)

    def refuse(self, field: str, typed: object, sentence: str) -> None:
        """Publish that what was typed into a control cannot even be read."""
        self._publish(refused=MappingProxyType({**self.state.refused, field: Refusal(typed, sentence)}))

    def notify(self, notice: Notice | None) -> None:
        """Tell a person something, or take the last word back."""
        if notice is not self.state.notice:
            self._publish(notice=notice)

    def dismiss(self) -> None:
        """The notice was read."""
        self.notify(None)

    def run(
        self,
        title: str,
        work: Callable[[Task], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Work in the background under a title; ``done`` or ``failed`` is called from :meth:`advance`."""
        self.jobs.start(title, work, done, failed)
        if self.jobs.title:  # work that was done at once has published already
            self._publish()

    def stop_work(self) -> None:
        """Give up what is worked on: a job, a picture that takes long, or a part of a picture."""
        wish = self._memo.wishes.first
        if self.jobs.title:
            self.jobs.cancel()
            self._publish()
        elif wish is not None:
            self._do_without(wish)

    def _failed(self, error: BaseException) -> None:
        """Tell why something could not be opened or read; what is on screen stays."""
        if not isinstance(error, FileError):
            raise error
        self._publish(notice=Notice(error.sentence, "warning", error.detail), choice=None)
