"""Plain words as a part of rich text, in which a label breaks its lines."""

from __future__ import annotations

import re
from html import escape

# The spaces between a number and what belongs to it.
_INSIDE = re.compile(r"(?<=\d) (?=\(?[%×½⅓⅔¼¾⅛]|[KMGT]i?B\b|B\b|px\b)|(?<=×) (?=\d)")


def rich(text: str) -> str:
    """A text that keeps numbers, their units and their signs together where it is broken into lines.

    Rich text takes narrow spaces for ordinary ones, and would break a number there.

    >>> rich("4\u202f096 < 2 × 5 KB").replace("\u00a0", "_")
    '4_096 &lt; 2_×_5_KB'
    """
    return escape(_INSIDE.sub("\u00a0", text.replace("\u202f", "\u00a0")))
