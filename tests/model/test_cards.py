"""The cards: the same in every language, right where they name numbers, and whole in Anki's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pytest

from poolviz import assets
from poolviz.core import PoolSpec
from poolviz.core.spec import Mode
from poolviz.frame import words
from poolviz.frame.catalogue import Catalogue
from poolviz.model.cards import Card, anki_text, cards
from poolviz.model.example import Example
from tests import reference

LANGUAGES = [name.split("/")[1].removesuffix(".toml") for name in assets.names("cards")]


@pytest.fixture(params=LANGUAGES)
def said(request: pytest.FixtureRequest) -> Iterator[tuple[Card, ...]]:
    """The cards in one language after the other."""
    words.use(Catalogue(request.param, request.param, {}))
    yield cards()
    words.use(str)


def test_english_and_german_ship() -> None:
    assert set(LANGUAGES) >= {"de", "en"}


def test_there_are_six_in_every_language(said: tuple[Card, ...]) -> None:
    assert len({card.id for card in said}) == len({card.topic for card in said}) == 6
    assert len({card.question for card in said}) == 6


def test_every_language_says_as_much_and_shows_the_same(said: tuple[Card, ...]) -> None:
    for own, first in zip(said, english(), strict=True):
        assert (own.id, own.example, len(own.answer)) == (first.id, first.example, len(first.answer))
        assert own.question.count("\n") == first.question.count("\n")


def test_a_language_without_cards_has_the_english_ones() -> None:
    words.use(Catalogue("tlh", "tlhIngan Hol", {}))
    try:
        assert cards() == english()
    finally:
        words.use(str)


def english() -> tuple[Card, ...]:
    words.use(str)
    return cards()


def test_the_map_that_is_pooled_by_hand_pools_to_the_numbers_of_the_answer(said: tuple[Card, ...]) -> None:
    rows = [[int(n) for n in line.split()] for line in said[0].question.splitlines()[:4]]
    assert numbers(said[0].answer[0]) == pooled(rows, "max")
    assert numbers(said[0].answer[1]) == pooled(rows, "average")


def pooled(rows: list[list[int]], mode: Mode) -> list[float]:
    values, _ = reference.pool(np.array(rows), PoolSpec(mode, window=2, stride=2))
    return [float(value) for value in values.ravel()]


def numbers(text: str) -> list[float]:
    return [float(number.replace(",", ".")) for number in re.findall(r"\d+(?:[.,]\d+)?", text)]


def test_the_mean_of_a_lone_nine_is_as_the_card_says(said: tuple[Card, ...]) -> None:
    assert pooled([[9, 0], [0, 0]], "average") == [2.25]
    assert 2.25 in numbers(said[2].answer[1])


def test_the_card_about_shifts_says_how_far_and_what_must_not_enter() -> None:
    answer = english()[3].answer[1]
    assert "only a move by one pixel" in answer
    assert "Nothing larger may enter" in answer


def test_anki_gets_three_fields_a_card(said: tuple[Card, ...]) -> None:
    lines = anki_text(said).splitlines()
    notes = [line.split("\t") for line in lines if not line.startswith("#")]
    assert [len(note) for note in notes] == [3] * 6
    assert "#separator:tab" in lines
    for note, card in zip(notes, said, strict=True):
        front, back, tag = note
        assert plain(front) == " ".join(card.question.split())
        assert plain(back) == " ".join(" ".join(card.answer).split())
        assert " " not in tag


def plain(html: str) -> str:
    """What Anki shows, without its breaks."""
    text = html.replace("<br>", " ").replace("&nbsp;", " ")
    assert not re.search(r"[<>]", text)
    return " ".join(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split())


def test_an_example_without_a_scene_of_ours_is_none() -> None:
    with pytest.raises(KeyError):
        Example(("gone",)).scene_of({"slide": 1})
