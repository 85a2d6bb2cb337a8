"""What will not come is not said to be on its way."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz import scenes
from poolviz.core import PoolSpec
from poolviz.frame.model import Frame
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.model.scene import discover
from poolviz.session.changes import changed
from poolviz.session.memo import Memo

AWAITED = ("being fitted", "working…", "on their way")


def words(frame: Frame) -> str:
    """Everything that is told around the numbers."""
    boards = [(board.detail, board.below) for board in frame.boards]
    details = [chart.detail for chart in frame.charts]
    return str((frame.caption, frame.facts, boards, details))


@pytest.mark.parametrize(
    ("scene", "settings", "said"),
    [
        ("unpool", {"look": "label"}, "not fitted"),
        ("shift", {"under": "table"}, "not worked out"),
        ("shift", {"under": "scores"}, "not worked out"),
        ("stack", {}, "A first look: one channel alone."),
    ],
)
def test_it_is_said_that_it_is_missing(scene: str, settings: dict[str, object], said: str) -> None:
    shown, memo = discover(scenes)[scene], Memo(eager=False)
    map_ = Map.from_array(np.random.default_rng(0).integers(0, 9, (70, 70)), "Map")
    document = changed(Document(map_, PoolSpec(window=2), scene=scene), shown, settings)

    def told() -> str:
        line = shown.timeline(document, memo)
        return words(line.frame(line.length - 1, None))

    assert any(text in told() for text in AWAITED)
    while (wish := memo.wishes.first) is not None:
        memo.wishes.give_up(wish)
    assert not any(text in told() for text in AWAITED)
    assert said in told()
