"""Whole sentences with some of their fields picked out, as runs: they stay whole for a translation."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from poolviz.frame.speech import Run


def told(sentence: str, fields: Mapping[str, Run]) -> tuple[Run, ...]:
    """A sentence of `say` in runs, word by word; ``fields`` replace their names in braces.

    >>> [run.text for run in told("the {jump} doubles", {"jump": Run("jump", role="winner")})]
    ['the ', 'jump', ' ', 'doubles']
    """
    runs: list[Run] = []
    for text, name, _, _ in Formatter().parse(sentence):
        runs += [Run(word) for word in _words(text)]
        if name:
            runs.append(fields[name])
    return tuple(runs)


def _words(text: str) -> list[str]:
    """The words of a text, each with the space behind it."""
    parts = text.split(" ")
    words = [f"{part} " for part in parts[:-1]] + [parts[-1]]
    return [word for word in words if word]
