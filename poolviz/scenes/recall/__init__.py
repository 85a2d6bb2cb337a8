"""Recall: predict first, then reveal. Exercises without end, checked by the arithmetic."""

from __future__ import annotations

from poolviz.frame.words import say
from poolviz.model.controls import Control
from poolviz.model.document import Document
from poolviz.model.example import Example
from poolviz.model.progress import Outcome
from poolviz.model.scene import Compute, Gesture, Timeline, parameters_of
from poolviz.scenes.recall.answering import answered, can, done
from poolviz.scenes.recall.controls import KEYS, controls
from poolviz.scenes.recall.frames import Pictures
from poolviz.scenes.recall.parameters import CARDS, RecallParameters
from poolviz.scenes.recall.round import Round
from poolviz.scenes.recall.table import Table, judgement


class Recall:
    """One exercise at a time: asked on plain boards, answered there, checked, explained where it is wrong."""

    id = "recall"
    title = "Recall"
    order = 7
    tip = "Predict first, then reveal: exercises without end"
    keys = KEYS

    def parameters(self) -> RecallParameters:
        """Output values with even sizes."""
        return RecallParameters()

    def controls(self, document: Document) -> tuple[Control, ...]:
        """Which exercise is asked, and what can be done with it."""
        table = self._table(document)
        return controls(self._round(document)) if table is None else table.controls

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        """One step while it is asked; after the check, a step for every picture of what was wrong."""
        table = self._table(document)
        if table is not None:
            picture = table.frame(compute.progress)
            return Timeline(1, lambda step, focus: picture, lambda cell: None)
        round_ = self._round(document)
        pictures, plays, own = Pictures(round_, compute), round_.plays, round_.own
        first = {blank: step for step, (blank, _) in reversed(list(enumerate(plays)))}
        story = (own.series, own.number, own.about) if plays else None
        return Timeline(max(len(plays), 1), pictures.frame, first.get, story=story)

    def edit(self, document: Document, gesture: Gesture) -> Document:
        """Answer in a blank."""
        return document if self._table(document) else answered(self._round(document), gesture)

    def can(self, document: Document, action: str) -> bool:
        """Whether an action does something now."""
        table = self._table(document)
        return can(self._round(document), action) if table is None else table.can(action)

    def act(self, document: Document, action: str, compute: Compute) -> tuple[Document, str]:
        """Check, help, go on, or move the cursor; show a card's answer and judge one's own."""
        table = self._table(document)
        if table is not None:
            return table.done(action), say("card")
        return done(self._round(document), action), say("exercise")

    def outcome(self, before: Document, after: Document) -> Outcome | None:
        """How an answer came out, if it was checked between these two documents."""
        tables = self._table(before), self._table(after)
        if tables[0] is not None or tables[1] is not None:
            return judgement(*tables)
        was, now = self._round(before), self._round(after)
        if was.is_checked or not now.is_checked or now.verdict is None:
            return None
        own = now.own
        return Outcome(own.kind, now.verdict.all_right, (own.series, own.number, own.about))

    def leads_to(self, document: Document, action: str) -> Example | None:
        """Where the card on the table leads, once its answer is shown."""
        table = self._table(document)
        return None if table is None or action != "example" else table.example

    def _table(self, document: Document) -> Table | None:
        """The cards, if they are what is practised."""
        own: RecallParameters = parameters_of(self, document)
        return Table(document, own) if own.kind == CARDS else None

    def _round(self, document: Document) -> Round:
        return Round(document, parameters_of(self, document))


SCENE = Recall()
