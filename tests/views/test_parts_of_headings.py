"""Details of a heading without room for all of them: whole parts stay, and nothing that says half of it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from poolviz.views.fonts import Weight, text_width, whole_parts


@pytest.mark.parametrize(
    ("text", "room_for", "shown"),
    [
        ("2 × 2 · winners remembered", "2 × 2 · winners remembered", "2 × 2 · winners remembered"),
        ("2 × 2 · winners remembered", "2 × 2 · winners remem", "2 × 2"),
        ("type, or wheel ±1", "type, or wheel", "type"),
        ("summed up so far", "summed up so", ""),
        ("one · two, three · four", "one · two, three", "one · two, three"),
        ("one · two, three · four", "one · two, thre", "one · two"),
        ("from (0, 0)", "from (0, 0", ""),
        ("from (0, 0), so far", "from (0, 0), so", "from (0, 0)"),
        ("4 × 4", "", ""),
    ],
)
def test_only_whole_parts_are_shown(qtbot: QtBot, text: str, room_for: str, shown: str) -> None:
    room = text_width(room_for, 14, Weight.Normal)
    assert whole_parts(text, 14, Weight.Normal, room) == shown
