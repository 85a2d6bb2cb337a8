"""What is practised: answers that are counted, and what becomes of the count."""

from __future__ import annotations

from pathlib import Path

from poolviz.files.errors import FileError
from poolviz.files.progress import write_progress
from poolviz.frame.words import say
from poolviz.session.state import Notice
from poolviz.session.store import Store


class Practice(Store):
    """The half of a session that knows how exercises were answered.

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

    def _tell_progress(self, notice: Notice | None) -> None:
        """Publish what the record holds by now."""
        self._memo.progress = self._record.progress
        self._send(self._built(self.state.document, notice=notice or self.state.notice))
