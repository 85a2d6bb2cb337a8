"""The cards on the table: say it aloud, show the answer, judge it yourself, see it where it happens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from poolviz.frame.model import Caption, Fact, Frame, Page, Prompt, Run
from poolviz.frame.words import say
from poolviz.model.cards import Card, cards
from poolviz.model.controls import ActionControl, Control
from poolviz.model.document import Document
from poolviz.model.example import Example
from poolviz.model.progress import Outcome, Progress
from poolviz.scenes.recall.controls import kind_control
from poolviz.scenes.recall.facts import how_it_went
from poolviz.scenes.recall.parameters import CARDS, RecallParameters


@dataclass(frozen=True, eq=False)
class Table:
    """The cards of a document that are not known yet; the first of them is on the table."""

    document: Document
    own: RecallParameters

    @cached_property
    def left(self) -> tuple[Card, ...]:
        """The cards that are not known yet, in the order in which they are asked."""
        if self.own.left is None:
            return cards()
        every = {card.id: card for card in cards()}
        return tuple(every[wanted] for wanted in self.own.left if wanted in every)

    @property
    def card(self) -> Card | None:
        """What is asked now; None once all are known."""
        return self.left[0] if self.left else None

    @property
    def example(self) -> Example | None:
        """Where the answer that is shown can be seen."""
        return self.card.example if self.card is not None and self.own.revealed else None

    def can(self, action: str) -> bool:
        """Whether an action does something now."""
        if action == "check":
            return self.card is not None and not self.own.revealed
        if action in ("again", "known", "example"):
            return self.card is not None and self.own.revealed
        return action == "next" and self.card is None

    def done(self, action: str) -> Document:
        """The document after an action; the same one if it does nothing now."""
        if not self.can(action) or action == "example":
            return self.document
        if action == "check":
            return self._with(revealed=True)
        if action == "next":
            return self._with(left=None)
        first, *others = (card.id for card in self.left)
        left = (*others, first) if action == "again" else tuple(others)
        return self._with(left=left, revealed=False, judged=self.own.judged + 1)

    @property
    def controls(self) -> tuple[Control, ...]:
        """What is practised; on the stage, what can be done with the card."""
        shows = say("Show what belongs into an answer (Enter)")
        again = say("Ask this card once more, after the others (1)")
        known = say("Put this card away (2)")
        leads = say("Go to the scene that shows it, set to an example; undo leads back (E)")
        anew = say("Ask all cards from the first one (N)")
        buttons = (
            ActionControl("check", say("Show the answer"), shows, board="stage"),
            ActionControl("again", say("Again"), again, board="stage"),
            ActionControl("known", say("Known"), known, board="stage"),
            ActionControl("example", say("Show it"), leads, board="stage"),
            ActionControl("next", say("All cards again"), anew, board="stage"),
        )
        return (kind_control(self.own.kind), *(button for button in buttons if self.can(button.field)))

    def frame(self, progress: Progress) -> Frame:
        """The card on the table, or that none is left."""
        card, total = self.card, len(cards())
        known = total - len(self.left)
        facts = (
            Fact(say("Cards"), str(total)),
            Fact(say("Known in this round"), say("{known} of {total}", known=known, total=total)),
            *how_it_went(progress.of(CARDS), say("Known until now")),
        )
        shared = Frame(
            (),
            (),
            facts_title=say("Explain it"),
            facts=facts,
            title=say("Recall · cards"),
            place=say("{known} of {total} known", known=known, total=total),
        )
        if card is None:
            return self._all_known(shared)
        number = 1 + [one.id for one in cards()].index(card.id)
        aside = say("Card {number} of {total}", number=number, total=total)
        return self._asked(replace(shared, prompt=Prompt(card.question, aside)), card)

    def _asked(self, frame: Frame, card: Card) -> Frame:
        if self.own.revealed:
            guide = say("1 again, after the others · 2 known · E shows it where it happens")
            caption = Caption(card.topic, say("Did you say this much? Judge yourself."))
            return replace(frame, page=Page(card.answer), formula=_quiet(guide), caption=caption)
        aloud = say("Say the answer aloud, in whole sentences, as if the room had asked. Then show it.")
        caption = Caption(card.topic, say("Say it first. Then compare."))
        page = Page((aloud,), quiet=True)
        return replace(frame, page=page, formula=_quiet(say("Enter shows the answer")), caption=caption)

    def _all_known(self, frame: Frame) -> Frame:
        prompt = Prompt(say("All cards are known."))
        caption = Caption(say("Explain it"), say("N asks all of them once more."))
        page = Page((say("Come back to them in a few days."),), quiet=True)
        guide = _quiet(say("N all cards again"))
        return replace(frame, prompt=prompt, page=page, caption=caption, formula=guide)

    def _with(self, **fields: object) -> Document:
        own = replace(self.own, **fields)  # type: ignore[arg-type]
        return replace(
            self.document, parameters=MappingProxyType({**self.document.parameters, "recall": own})
        )


def judgement(before: Table | None, after: Table | None) -> Outcome | None:
    """How a person judged the own answer, if that was done between these two."""
    if before is None or after is None or after.own.judged == before.own.judged:
        return None
    return Outcome(CARDS, len(after.left) < len(before.left), (CARDS, after.own.judged))


def _quiet(text: str) -> tuple[Run, ...]:
    return (Run(text, quiet=True),)
