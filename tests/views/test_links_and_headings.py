"""Links keep clear of the letters above boards, those that they pass and those at which they end."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from poolviz.maps.map import Map
from poolviz.session.session import Session
from tests.views.conftest import Shown


def kept(session: Session) -> None:
    session.keep()
    session.change(stride=1)


def eight_channels(session: Session) -> None:
    session.open_map(Map.from_array(np.arange(8 * 36).reshape(8, 6, 6) % 11))
    session.show_scene("channels")


def photograph(session: Session) -> None:
    session.choose_preset("photograph")


def photograph_backward(session: Session) -> None:
    photograph(session)
    session.change(backward=True)


def colours_backward(session: Session) -> None:
    session.choose_preset("colours")
    session.show_scene("channels")
    session.change(backward=True)


def colours_backward_from_the_largest(session: Session) -> None:
    colours_backward(session)
    session.change(reading="max", padding=1)


def three_channels_backward(session: Session) -> None:
    session.open_map(Map.from_array(np.arange(3 * 36).reshape(3, 6, 6) % 11))
    session.show_scene("channels")
    session.change(backward=True, padding=1, mode="average")


def flat_backward(session: Session) -> None:
    session.paste("1 5 2 8 3 1 4")
    session.change(backward=True)


STARTS = (
    kept,
    eight_channels,
    photograph,
    photograph_backward,
    flat_backward,
    colours_backward,
    colours_backward_from_the_largest,
    three_channels_backward,
)


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("size", [(860, 570), (1060, 716)], ids=str)
def test_no_link_runs_through_a_heading(
    show: Shown, session: Session, start: Callable[[Session], None], size: tuple[int, int]
) -> None:
    start(session)
    stage = show(width=size[0], height=size[1])
    length = session.state.timeline.length
    seen = 0
    for step in sorted({0, 1, 2, length // 2, length - 1} & set(range(length))):
        session.seek(step)
        QApplication.processEvents()
        letters = stage._scenery._headings.areas()
        assert letters
        for way in stage._scenery._overlay._ways:
            seen += 1
            points = [way.path.pointAtPercent(part / 400) for part in range(401)]
            assert not any(area.contains(point) for area in letters for point in points)
    assert seen


def test_all_headings_of_a_row_begin_with_it(show: Shown, session: Session) -> None:
    eight_channels(session)
    stage = show()
    grids, headings = stage._scenery.grids, stage._scenery._headings.areas()
    assert {grids[name].board().left() for name in ("input0", "output0")} == {headings[0].left()}
    titled = [board.name for board in session.state.frame.boards if board.title]
    assert {"input0", "output0"} <= set(titled)
