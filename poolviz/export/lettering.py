"""Letters on paper: sizes in points, and where lines are broken."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from poolviz.views.fonts import Weight, load_fonts

__all__ = ["DOTS", "POINT", "Weight", "broken", "paper_font", "width_of"]

DOTS = 1200
"""Dots per inch of the paper. Letters are measured in dots, so that nothing is rounded to whole points."""
POINT = DOTS / 72
# Letters that depend on their neighbours get signs of their own, which cannot be read back as text.
_PLAIN = ("calt", "liga", "clig", "ccmp")

_WORD = re.compile(r"\S*\d(?: × \d\S*)+|\S+")


@lru_cache(maxsize=64)
def paper_font(points: float, weight: Weight = Weight.Normal) -> QFont:
    """A font by its size in points, for a painter that counts in dots."""
    made = QFont(load_fonts())
    made.setPixelSize(round(points * POINT))
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in _PLAIN:
        made.setFeature(QFont.Tag(feature), 0)
    return made


@lru_cache(maxsize=8192)
def width_of(text: str, points: float, weight: Weight = Weight.Normal) -> float:
    """How wide a text is, in points."""
    return QFontMetricsF(paper_font(points, weight)).horizontalAdvance(text) / POINT


def broken(text: str, points: float, room: float, weight: Weight = Weight.Normal) -> tuple[str, ...]:
    """A text in lines that are at most ``room`` points wide, as far as its words allow.

    A size such as 3 × 3 stays on one line.
    """
    lines: list[str] = []
    for word in _WORD.findall(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, points, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
