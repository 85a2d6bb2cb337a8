"""Who wins among equals, in the words of an exercise."""

from __future__ import annotations

from poolviz.core import PoolSpec
from poolviz.frame.words import say


def tie_rule(spec: PoolSpec) -> str:
    """The rule in a sentence.

    >>> tie_rule(PoolSpec(ties="last"))
    'Of equal cells the last in reading order wins.'
    """
    rules = {
        "first": say("Of equal cells the first in reading order wins."),
        "last": say("Of equal cells the last in reading order wins."),
        "column": say("Of equal cells the first wins, read column by column."),
        "split": say("Equal cells share the gradient equally."),
    }
    return rules[spec.ties]
