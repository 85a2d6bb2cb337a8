"""The letters of the program: Inter from the resources, or whatever sans serif the system has."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from poolviz.assets import names, read_bytes

Weight = QFont.Weight

# Between parts that say something alone; half of "(0, 0)" says nothing.
_JOINT = re.compile(r" · |, (?![^(]*\))")


@cache
def load_fonts() -> str:
    """Register the fonts of the resources once; the family to use, also when there are none."""
    family = ""
    try:
        files = [name for name in names("fonts") if name.endswith((".ttf", ".otf"))]
    except FileNotFoundError:
        files = []
    for name in files:
        number = QFontDatabase.addApplicationFontFromData(read_bytes(name))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        family = families[0] if families and not family else family
    return family or QGuiApplication.font().family()


@lru_cache(maxsize=256)
def font(pixels: float, weight: Weight = Weight.Normal) -> QFont:
    """A font by its size in logical pixels; digits all have one width, so that numbers do not jump."""
    made = QFont(load_fonts())
    # QFont takes whole pixels only; points keep the fraction.
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=256)
def metrics(pixels: float, weight: Weight = Weight.Normal) -> QFontMetricsF:
    """The measures of :func:`font`."""
    return QFontMetricsF(font(pixels, weight))


@lru_cache(maxsize=8192)
def text_width(text: str, pixels: float, weight: Weight = Weight.Normal) -> float:
    """How wide a text is, in logical pixels."""
    return metrics(pixels, weight).horizontalAdvance(text)


@lru_cache(maxsize=512)
def elided(text: str, pixels: float, weight: Weight, room: float) -> str:
    """A text with an ellipsis at its end if it does not fit into so many pixels."""
    if text_width(text, pixels, weight) <= room:
        return text
    return metrics(pixels, weight).elidedText(text, Qt.TextElideMode.ElideRight, room)


def whole_parts(text: str, pixels: float, weight: Weight, room: float) -> str:
    """As many parts of a text, joined by " · " or commas, as fit into so many pixels: none of them is cut."""
    while text and text_width(text, pixels, weight) > room:
        text = text[: max((joint.start() for joint in _JOINT.finditer(text)), default=0)]
    return text
