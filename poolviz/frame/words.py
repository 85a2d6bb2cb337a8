"""Words below the views: whole sentences with named fields, so that they can be translated.

``say("{count} windows", count=3)`` looks the *template* up and fills the fields afterwards. A translation
may therefore put the fields in another order.

Tables of actions, scenes and ready-made maps are made while the program is imported, before a language is
chosen. They keep plain English, and whoever shows it calls ``translated``.
"""

from __future__ import annotations

from collections.abc import Callable
from numbers import Integral

_translate: Callable[[str], str] = str
_lower: Callable[[str], str] = str.lower


def use(translate: Callable[[str], str], *, lower: bool = True) -> None:
    """Let ``translate`` turn templates into another language; ``use(str)`` goes back to English.

    ``lower`` says whether a label loses its capital inside a sentence, as in English.
    """
    global _translate, _lower
    _translate, _lower = translate, str.lower if lower else str


def language() -> str:
    """What computers call the language in use.

    >>> language()
    'en'
    """
    code: str = getattr(_translate, "code", "en")
    return code


def say(template: str, **fields: object) -> str:
    """A sentence in the language in use. A whole number called ``count`` is written in groups of three.

    >>> say("window {number} of {total}", number=2, total=4)
    'window 2 of 4'
    >>> say("{count} windows", count=50176).replace(chr(0x202F), " ")
    '50 176 windows'
    """
    count = fields.get("count")
    if isinstance(count, Integral):
        fields["count"] = grouped(int(count))
    return _translate(template).format(**fields)


def grouped(count: int) -> str:
    """A large count with thin spaces between groups of three.

    >>> grouped(50176).replace(chr(0x202F), " "), grouped(-2)
    ('50 176', '−2')
    """
    return f"{count:,}".replace(",", "\u202f").replace("-", "−")


def translated(text: str) -> str:
    """A text without fields, out of a table, in the language in use.

    >>> translated("Worked example")
    'Worked example'
    """
    return _translate(text)


def inside(label: str) -> str:
    """A label as it stands inside a sentence: German nouns keep their capital.

    >>> inside("Ceil mode")
    'ceil mode'
    """
    return _lower(label)
