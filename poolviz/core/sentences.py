"""Sentences for people that can still be translated: the core says them in English and knows no language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class Sentence(str):
    """An English sentence, or a part of one, that remembers its template and fields.

    It is a plain text to everyone who reads it. Who wants it in another language translates the template and
    fills in the fields, of which those that are sentences are translated first.

    >>> sentence = Sentence("{name} must be at least 1, not {value}.", name=Sentence("Stride"), value=0)
    >>> sentence
    'Stride must be at least 1, not 0.'
    >>> sentence.template, sorted(sentence.fields)
    ('{name} must be at least 1, not {value}.', ['name', 'value'])
    """

    template: str
    fields: Mapping[str, object]

    def __new__(cls, template: str, **fields: object) -> Sentence:
        """Fill the fields into the template."""
        self = super().__new__(cls, template.format(**fields))
        self.template = template
        self.fields = MappingProxyType(fields)
        return self
