"""What the core says, in the language in use: it speaks English and knows no language.

It writes numbers as Python does, too; people get them as they stand everywhere else.
"""

from __future__ import annotations

import numpy as np

from poolviz.core.sentences import Sentence
from poolviz.frame.numbers import full, plain
from poolviz.frame.words import translated

_LONGEST = 24  # signs of a number that a sentence can still hold


def said(text: str) -> str:
    """A sentence of the core in the language in use; any other text as it is.

    >>> said(Sentence("{name} must be at least 1, not {value}.", name=Sentence("Stride"), value=0))
    'Stride must be at least 1, not 0.'
    >>> said(Sentence("not {value!r}", value=-0.5))
    'not −0.5'
    """
    if not isinstance(text, Sentence):
        return text
    fields = {name: _part(part) for name, part in text.fields.items()}
    return translated(text.template).format(**fields)


class _Plain(str):
    """A text that no template puts into quotation marks."""

    def __repr__(self) -> str:
        return str(self)


def _part(part: object) -> object:
    if isinstance(part, str):
        return said(part)
    if isinstance(part, int | float | np.integer | np.floating) and not isinstance(part, bool):
        text = full(part)
        return _Plain(text if len(text) <= _LONGEST else plain(part))
    return part


def told(error: Exception) -> str:
    """Why something was refused, in the language in use.

    >>> from poolviz.core import PoolSpec
    >>> try:
    ...     PoolSpec(stride=0)
    ... except ValueError as error:
    ...     print(told(error))
    Stride must be at least 1, not 0: the window would never move on.
    """
    first = error.args[0] if error.args else ""
    return said(first) if isinstance(first, str) else str(error)
