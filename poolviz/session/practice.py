"""What is practised: answers that are counted, what becomes of the count, and examples of what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from poolviz.core import PoolSpec
from poolviz.files.errors import FileError
from poolviz.files.progress import write_progress
from poolviz.files.writing import write_atomically
from poolviz.frame.words import say
from poolviz.maps.presets import by_id
from poolviz.model.cards import anki_text, cards
from poolviz.model.display import for_another_map
from poolviz.model.example import Example
from poolviz.model.scene import Acting
from poolviz.model.upstream import Upstream
from poolviz.session.changes import changed
from poolviz.session.playback import Playback
from poolviz.session.state import Notice
from poolviz.session.store import NONE_REFUSED, Store

_USUAL = PoolSpec(window=2, stride=2)
_LET_GO: Mapping[str, Any] = {
    "refused": NONE_REFUSED,
    "notice": None,
    "focus": None,
    "pinned": False,
    "editing": None,
}


class Practice(Store):
    """The half of a session that knows how exercises were answered, and shows examples.

    Answers are counted by :meth:`Store._replace`, in the call that checks them.
    """

    def keep_progress(self, path: Path) -> None:
        """Take over the progress in a file, and keep it up to date from now on.

        A file that cannot be read is kept under another name, and a notice says so.
        """
        self._tell_progress(self._record.keep(path))

    def forget_progress(self) -> None:
        """Begin anew; the file with what there was is kept under another name."""
        self._tell_progress(self._record.forget())

    def export_progress(self, path: Path) -> None:
        """Write the progress as JSON to a file of a person's own, and say so."""
        try:
            write_progress(path, self.state.progress)
        except FileError as error:
            self._publish(notice=Notice(error.sentence, "warning", error.detail))
        else:
            text = say("Your progress was written to “{name}”.", name=path.name)
            self._publish(notice=Notice(text, detail=str(path)))

    def export_cards(self, path: Path) -> None:
        """Write the cards to explain as text for Anki, and say so."""
        try:
            write_atomically(path, anki_text(cards()).encode())
        except FileError as error:
            self._publish(notice=Notice(error.sentence, "warning", error.detail))
        else:
            text = say("The cards were written to “{name}”. In Anki: File, Import.", name=path.name)
            self._publish(notice=Notice(text, detail=str(path)))

    def show_example(self, example: Example) -> None:
        """Go to a scene and set it up as an example says: one change, which undo takes back."""
        before = self.state.document
        scene = self.scenes[example.scene_of(self.scenes)]
        map_ = by_id(example.map).make() if example.map else before.map
        document = replace(
            before,
            scene=scene.id,
            map=map_,
            spec=_USUAL,
            channel=0,
            upstream=Upstream(),
            display=for_another_map(before.display),
            source=None,
            parameters=MappingProxyType({**before.parameters, scene.id: scene.parameters()}),
        )
        if example.act and isinstance(scene, Acting):
            document, _ = scene.act(document, example.act, self._memo)
        document = changed(document, scene, example.settings)
        also = dict(_LET_GO) if example.step is None else {**_LET_GO, "step": example.step}
        playback = Playback(speed=self._playback.speed)
        self._replace(document, say("example"), None, playback=playback, **also)

    def _tell_progress(self, notice: Notice | None) -> None:
        """Publish what the record holds by now."""
        self._memo.progress = self._record.progress
        self._send(self._built(self.state.document, notice=notice or self.state.notice))
