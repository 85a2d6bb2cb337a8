"""Cards to explain in one's own words: what is asked, what belongs into an answer, and where it can be seen.

Cards are data: ``resources/cards/en.toml`` has all of them with their examples, another language
beside it only the words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from types import MappingProxyType
from typing import Any

from poolviz.assets import names, read_text
from poolviz.frame.words import language
from poolviz.model.example import Example

_FOLDER = "cards"
_FIRST = "en"


@dataclass(frozen=True)
class Card:
    """A question to answer aloud, and the answer in paragraphs to hold it against."""

    id: str
    topic: str
    question: str
    answer: tuple[str, ...]
    example: Example


def cards() -> tuple[Card, ...]:
    """Every card in the language in use, or in English if nobody has translated them.

    >>> [card.id for card in cards()]
    ['by-hand', 'shape', 'max', 'shift', 'segmentation', 'gradient']
    """
    return _cards_in(language())


def anki_text(wanted: tuple[Card, ...], deck: str = "poolviz") -> str:
    r"""Cards as Anki imports them: a line each, question, answer and topic parted by tabs.

    >>> card = Card("a", "Max", "Which\none?", ("The largest: 9 > 7.", "Only it."), Example(("slide",)))
    >>> anki_text((card,)).splitlines()[-1].split("\t")
    ['Which<br>one?', 'The largest: 9 &gt; 7.<br><br>Only it.', 'Max']
    """
    head = ("#separator:tab", "#html:true", f"#deck:{deck}", "#columns:Front\tBack\tTags", "#tags column:3")
    lines = (
        "\t".join((_html(card.question), "<br><br>".join(map(_html, card.answer)), _tag(card.topic)))
        for card in wanted
    )
    return "\n".join((*head, *lines)) + "\n"


def _html(text: str) -> str:
    # Two blanks part the columns of a map; HTML would make one of them.
    return escape(text, quote=False).replace("  ", "&nbsp; ").replace("\t", " ").replace("\n", "<br>")


def _tag(topic: str) -> str:
    """A tag of Anki has no blanks."""
    return topic.replace(" ", "-")


@cache
def _cards_in(code: str) -> tuple[Card, ...]:
    first = tomllib.loads(read_text(f"{_FOLDER}/{_FIRST}.toml"))["card"]
    name = f"{_FOLDER}/{code}.toml"
    words = tomllib.loads(read_text(name))["card"] if name in names(_FOLDER) else first
    said: Mapping[str, Mapping[str, Any]] = {card["id"]: card for card in words}
    return tuple(_card(said[card["id"]], _example(card["example"])) for card in first)


def _card(said: Mapping[str, Any], example: Example) -> Card:
    return Card(said["id"], said["topic"], said["question"].strip(), tuple(said["answer"]), example)


def _example(content: Mapping[str, Any]) -> Example:
    return Example(
        tuple(content["scene"]),
        content.get("map", ""),
        content.get("act", ""),
        MappingProxyType(content.get("settings", {})),
        content.get("step"),
    )
