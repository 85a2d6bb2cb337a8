"""What the core says, in the language in use: it speaks English and knows no language."""

from __future__ import annotations

from poolviz.core.sentences import Sentence
from poolviz.frame.words import translated


def said(text: str) -> str:
    """A sentence of the core in the language in use; any other text as it is.

    >>> said(Sentence("{name} must be at least 1, not {value}.", name=Sentence("Stride"), value=0))
    'Stride must be at least 1, not 0.'
    """
    if not isinstance(text, Sentence):
        return text
    fields = {name: said(part) if isinstance(part, str) else part for name, part in text.fields.items()}
    return translated(text.template).format(**fields)


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
