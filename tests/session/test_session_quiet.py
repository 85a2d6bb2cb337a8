"""What changes nothing publishes nothing, and what was worked out is given again."""

from __future__ import annotations

import numpy as np

from poolviz.core import PoolSpec
from poolviz.frame.model import Cell
from poolviz.frame.scale import signed_scale
from poolviz.maps.map import Map
from poolviz.model.upstream import Upstream
from poolviz.session.memo import Memo
from poolviz.session.session import Session
from tests.session.conftest import Listener, now


def test_the_same_pen_and_the_same_cell_are_no_news(session: Session) -> None:
    session.edit_at(Cell("input", 0, 0))
    listener = Listener(session)
    session.edit_at(Cell("input", 0, 0))
    session.set_pen()
    assert listener.taken() == 0


def test_a_fixed_size_after_the_whole_map_has_a_window_to_go_back_to(session: Session) -> None:
    session.change(whole_map=True)
    session.change(fixed_output=True)
    session.change(fixed_output=False)
    assert now(session).document.spec.window == 2


def test_a_channel_keeps_its_answers_when_another_is_edited() -> None:
    memo, map_, upstream = Memo(), Map.from_array(np.ones((2, 4, 4))), Upstream()
    answer = memo.pooled(map_, 0, PoolSpec())
    gradient = memo.gradient_map(map_, 0, PoolSpec(), upstream)
    edited = map_.edited(1, 0, 0, 5.0)
    assert memo.pooled(edited, 0, PoolSpec()) is answer
    assert memo.gradient_map(edited, 0, PoolSpec(), upstream) is gradient


def test_no_numbers_have_a_scale_too() -> None:
    assert signed_scale(np.empty((0, 0))).high == 1
