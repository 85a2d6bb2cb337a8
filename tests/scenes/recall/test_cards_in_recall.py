"""Cards in Recall: the answer is hidden until it is shown, judged by oneself, and counted once."""

from __future__ import annotations

import pytest

from poolviz.frame.model import Cell, Frame, Prompt
from poolviz.model.cards import cards
from poolviz.model.controls import ActionControl, ChoiceControl
from poolviz.model.progress import Tally
from poolviz.model.scene import Gesture
from poolviz.scenes.recall import SCENE
from poolviz.scenes.recall.parameters import CARDS, RecallParameters
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.session.state import State


@pytest.fixture
def session() -> Session:
    made = new_session(Jobs(inline=True))
    made.show_scene("recall")
    made.change(kind=CARDS)
    return made


def now(session: Session) -> State:
    return session.state


def frame(session: Session) -> Frame:
    return session.state.frame


def buttons(session: Session) -> list[str]:
    return [c.field for c in session.state.controls if isinstance(c, ActionControl) and c.board == "stage"]


def asked(session: Session) -> str:
    prompt = frame(session).prompt
    assert prompt is not None
    return prompt.text


def paragraphs(session: Session) -> tuple[str, ...]:
    page = frame(session).page
    assert page is not None
    return page.paragraphs


def test_a_card_is_asked_without_a_word_of_its_answer(session: Session) -> None:
    card = cards()[0]
    assert frame(session).prompt == Prompt(card.question, "Card 1 of 6")
    assert not set(paragraphs(session)) & set(card.answer)
    assert buttons(session) == ["check"]
    assert frame(session).boards == ()


def test_the_answer_is_shown_on_wish_and_can_then_be_judged(session: Session) -> None:
    for action in ("again", "known", "example", "next"):
        before = now(session).document
        session.act(action)
        assert now(session).document is before, "nothing can be judged that was not shown"
    session.act("check")
    assert paragraphs(session) == cards()[0].answer
    assert asked(session) == cards()[0].question
    assert buttons(session) == ["again", "known", "example"]


def test_again_comes_after_the_others_and_known_not_at_all(session: Session) -> None:
    order = [card.question for card in cards()]
    seen = []
    for verdict in ("again", "known", "again", "known", "known", "known", "known", "again", "known"):
        seen.append(asked(session))
        session.act("check")
        session.act(verdict)
    assert seen == [*order, order[0], order[2], order[2]]
    assert asked(session) == "All cards are known."
    assert buttons(session) == ["next"]
    assert now(session).progress.of(CARDS) == Tally(
        9, 6, (False, True, False, True, True, True, True, False, True)
    )
    session.act("next")
    assert asked(session) == order[0]


def test_what_was_judged_is_told_in_the_facts(session: Session) -> None:
    session.act("check")
    session.act("known")
    told = {fact.label: fact.value for fact in frame(session).facts}
    assert told == {
        "Cards": "6",
        "Known in this round": "1 of 6",
        "Known until now": "1 of 1",
        "The last ten": "✓",
    }


@pytest.mark.parametrize("place", range(6))
def test_every_answer_leads_to_its_scene_and_back(session: Session, place: int) -> None:
    for _ in range(place):
        session.act("check")
        session.act("known")
    session.act("check")
    shown = frame(session)
    session.act("example")
    assert now(session).document.scene == cards()[place].example.scene_of(session.scenes)
    session.undo()
    assert now(session).document.scene == "recall"
    assert frame(session).page == shown.page
    assert now(session).progress.total() == (place, place), "looking is no judgement"


def test_other_kinds_leave_the_cards_where_they_are(session: Session) -> None:
    session.act("check")
    session.act("known")
    session.change(kind="values")
    assert frame(session).page is None
    session.change(kind=CARDS)
    assert asked(session) == cards()[1].question
    assert now(session).progress.total() == (1, 1)


def test_the_kinds_are_offered_with_the_cards_as_the_last(session: Session) -> None:
    choice = now(session).controls[0]
    assert isinstance(choice, ChoiceControl)
    assert choice.options[-1].label == "Explain it · 6 cards"
    session.change(kind="values")
    assert now(session).controls[0].options == choice.options  # type: ignore[union-attr]


def test_there_is_nothing_to_type_into(session: Session) -> None:
    before = now(session).document
    assert SCENE.edit(before, Gesture("set", Cell("answer", 0, 0), 1.0)) is before


def test_cards_that_are_gone_are_left_out(session: Session) -> None:
    session.change(left=("gone", "max"))
    assert asked(session) == next(card.question for card in cards() if card.id == "max")


def test_no_kind_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="cards"):
        RecallParameters(kind="guess")
