"""A language as data: the sentences of `poolviz.frame.words` and what they are called in it.

A catalogue is a few TOML texts. In the first one `code` and `name` say which language it is; in all of them
the table `sentences` has one line for each template, exactly as the program says it::

    code = "de"
    name = "Deutsch"

    [sentences]
    "{count} windows" = "{count} Fenster"

Several texts, so that the sentences of each part of the program can stand together in a file of their own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType


@dataclass(frozen=True)
class Catalogue:
    r"""One language: from a template in English to the same template in that language.

    >>> german = read_catalogue('code = "de"\nname = "Deutsch"\n[sentences]\n"Stride" = "Schrittweite"')
    >>> german("Stride"), german("Window")
    ('Schrittweite', 'Window')
    """

    code: str
    """What computers call the language, as in "de"."""
    name: str
    """What those who speak it call it."""
    sentences: Mapping[str, str]
    keeps_capitals: bool = False
    """Whether labels keep their capital inside a sentence, as German nouns do."""

    def __call__(self, template: str) -> str:
        """The template in this language, or as it is if nobody has translated it yet; for `words.use`."""
        return self.sentences.get(template, template)


def read_catalogue(head: str, *parts: str) -> Catalogue:
    """A catalogue out of its TOML texts; only the first one says which language it is.

    Raises:
        ValueError: no TOML, a part that is missing or no text, a template that stands in two texts, or a
            translation that lacks a field of its template or has one more; the sentence says which.
    """
    content = _read(head)
    sentences = dict(_sentences(content, optional=bool(parts)))
    for part in parts:
        more = _sentences(_read(part))
        if twice := sentences.keys() & more.keys():
            raise ValueError(f"“{min(twice)}” is translated in two texts of this catalogue.")
        sentences |= more
    for template, translation in sentences.items():
        _check(template, translation)
    keeps_capitals = content.get("keeps_capitals") is True
    return Catalogue(
        _line(content, "code"), _line(content, "name"), MappingProxyType(sentences), keeps_capitals
    )


def fields_of(template: str) -> frozenset[str]:
    """The names of the fields in a template.

    Raises:
        ValueError: braces that do not match, or a field without a plain name.

    >>> sorted(fields_of("window {number} of {total:,}"))
    ['number', 'total']
    """
    try:
        found = [(name, spec) for _, name, spec, _ in Formatter().parse(template) if name is not None]
    except ValueError as error:
        raise ValueError(f"The braces in “{template}” do not match.") from error
    names: set[str] = set()
    for name, spec in found:
        if not name.isidentifier():
            raise ValueError(f"“{template}” has a field without a plain name: “{{{name}}}”.")
        # How a field is written may be a field, too: {total:>{width}}.
        names |= {name} | fields_of(spec or "")
    return frozenset(names)


def _read(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"This catalogue of translations is no TOML: {error}.") from error


def _sentences(content: Mapping[str, object], *, optional: bool = False) -> dict[str, str]:
    sentences = content.get("sentences", {} if optional else None)
    if not isinstance(sentences, dict):
        raise ValueError("This catalogue of translations lacks its table of sentences: “[sentences]”.")
    return sentences


def _line(content: Mapping[str, object], key: str) -> str:
    found = content.get(key)
    if not isinstance(found, str) or not found:
        raise ValueError(f'This catalogue of translations lacks a line such as {key} = "…".')
    return found


def _check(template: str, translation: object) -> None:
    """Refuse a translation that could not be filled in, or would leave something out."""
    if not isinstance(translation, str) or not translation:
        raise ValueError(f"The translation of “{template}” is no text.")
    wanted, found = fields_of(template), fields_of(translation)
    if missing := wanted - found:
        raise ValueError(f"The translation of “{template}” lacks {_listed(missing)}.")
    if added := found - wanted:
        raise ValueError(f"The translation of “{template}” has {_listed(added)}, which the original lacks.")


def _listed(fields: frozenset[str]) -> str:
    return ", ".join(f"{{{field}}}" for field in sorted(fields))
