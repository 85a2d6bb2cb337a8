"""The languages that ship, and speaking one of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from poolviz import assets
from poolviz.frame import words
from poolviz.frame.catalogue import Catalogue, read_catalogue

ENGLISH = "en"
_FOLDER = "translations"
_HEAD = "language.toml"


@cache  # asked whenever a menu looks at its entries
def languages() -> tuple[str, ...]:
    """What computers call the languages that can be spoken, English first.

    >>> languages()[0]
    'en'
    """
    return ENGLISH, *(folder.removeprefix(f"{_FOLDER}/") for folder in assets.folders(_FOLDER))


def catalogue_of(code: str) -> Catalogue:
    """The catalogue of a language other than English.

    Raises:
        FileNotFoundError: there is none.
        ValueError: it is damaged.

    >>> catalogue_of("de").name
    'Deutsch'
    """
    folder = f"{_FOLDER}/{code}"
    parts = [name for name in assets.names(folder) if name != f"{folder}/{_HEAD}"]
    return read_catalogue(assets.read_text(f"{folder}/{_HEAD}"), *map(assets.read_text, parts))


def speak(code: str) -> None:
    """Say everything in a language from now on."""
    if code == ENGLISH:
        words.use(str)
        return
    catalogue = catalogue_of(code)
    words.use(catalogue, lower=not catalogue.keeps_capitals)


def best_of(wishes: Iterable[str]) -> str:
    """The first wish that can be fulfilled, as systems write them ("de-AT"); English if none can.

    >>> best_of(["xx-YY", "de-AT", "en-GB"]), best_of(["xx"])
    ('de', 'en')
    """
    known = languages()
    codes = (wish.replace("_", "-").split("-")[0].lower() for wish in wishes)
    return next((code for code in codes if code in known), ENGLISH)
