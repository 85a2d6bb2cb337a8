"""The rows of the table that lead out of the program: on paper, to Anki, and what becomes of the progress."""

from __future__ import annotations

from poolviz.window.row import Desk, Row


def _was_answered(desk: Desk) -> bool:
    return desk.session.state.progress.total()[0] > 0


PRACTICE = (
    Row("worksheet", "Worksheet…", "File", ("Ctrl+P",), "Print exercises and their key as PDF",
        lambda desk: desk.outgoing.worksheet(), "", "practice"),
    Row("cards", "Cards for Anki…", "File", ("Ctrl+Shift+P",),
        "Save the six cards to explain as text that Anki imports",
        lambda desk: desk.outgoing.cards(), "", "practice"),
    Row("export_progress", "Export progress…", "File", ("Ctrl+Shift+G",),
        "Save how exercises were answered as JSON",
        lambda desk: desk.outgoing.progress(), "", "practice", enabled=_was_answered),
    Row("forget_progress", "Forget progress…", "File", ("Ctrl+Shift+Del",),
        "Begin to count anew how exercises are answered",
        lambda desk: desk.outgoing.forget(), "", "practice", enabled=_was_answered),
)  # fmt: skip
