"""A click on a thumbnail, a bar or another channel's board chooses that channel; any other holds its cell."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from poolviz.frame.model import Block, Cell
from poolviz.maps.map import Map
from poolviz.scenes.channels.mosaic import Mosaic
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.views.stage import Stage
from poolviz.views.theme import LIGHT
from tests.scenes.channels.channelling import THREE, many


@pytest.fixture
def session() -> Session:
    """Ten channels in the scene."""
    made = new_session(Jobs(inline=True))
    made.open_map(many(10))
    made.show_scene("channels")
    return made


def test_a_thumbnail_chooses_its_channel(session: Session) -> None:
    block = Mosaic(10, (6, 8)).block(7)
    session.pin(Cell("inputs", int(block.row) + 1, int(block.column) + 2))
    assert (session.state.document.channel, session.state.pinned) == (7, False)
    outputs = Mosaic(10, (3, 4)).block(2)
    session.pin(Cell("outputs", int(outputs.row), int(outputs.column)))
    assert session.state.document.channel == 2
    assert session.state.undo_label == "open Untitled"  # choosing is looking


def test_a_free_place_among_the_thumbnails_chooses_nothing(session: Session) -> None:
    free = Mosaic(10, (6, 8)).block(11)
    session.pin(Cell("inputs", int(free.row), int(free.column)))
    assert (session.state.document.channel, session.state.pinned) == (0, True)


@pytest.mark.parametrize("board", ["inputs", "outputs"])
def test_a_free_place_among_the_thumbnails_shows_ground_and_is_no_cell(
    session: Session, qtbot: QtBot, board: str
) -> None:
    stage = Stage(session, LIGHT)
    qtbot.addWidget(stage)
    stage.resize(1060, 716)
    session.subscribe(stage.show_state)
    stage.show_state(session.state)
    stage.show()
    free = session.state.frame.board(board).void
    assert free is not None
    place = stage._scenery.grids[board].rectangle(free).center()
    assert stage.grab().toImage().pixelColor(place.toPoint()).name() == LIGHT.stage
    assert stage._scenery.cell_at(place) is None


def test_the_cursor_stays_out_of_free_places(session: Session) -> None:
    session.pin(Cell("inputs", 0, 0))
    session.toggle_cursor()
    free = session.state.frame.board("inputs").void
    assert free is not None
    for down, right, where in (
        (99, 0, (17, 0)),
        (0, 99, (17, int(free.column) - 1)),
        (-99, 99, (0, 31)),
        (99, 0, (int(free.row) - 1, 31)),
    ):
        session.move_cursor(down, right)
        assert session.state.cursor is not None
        assert session.state.cursor.cell == Cell("inputs", *where)


def test_another_channels_board_chooses_it_and_its_own_holds_the_cell(session: Session) -> None:
    session.open_map(Map.from_array(np.array(THREE)))
    session.pin(Cell("output2", 1, 1))
    assert (session.state.document.channel, session.state.pinned) == (2, False)
    session.pin(Cell("output2", 1, 1))
    assert (session.state.document.channel, session.state.pinned) == (2, True)


def test_other_scenes_have_nothing_to_choose(session: Session) -> None:
    session.show_scene("slide")
    assert not session.choose(Cell("input", 0, 0))


def test_a_bar_under_the_pointer_chooses_its_channel(session: Session, qtbot: QtBot) -> None:
    stage = Stage(session, LIGHT)
    qtbot.addWidget(stage)
    stage.resize(1060, 716)
    session.subscribe(stage.show_state)
    session.seek(session.state.timeline.length - 1)
    stage.show_state(session.state)
    stage.show()
    bar = stage._scenery._charts["readings"]
    assert bar.plan is not None
    middle = bar.boundingRect().center()
    place = next(x for x in range(2000) if bar.plan.position_at(float(x)) == 6)
    QTest.mouseClick(
        stage._canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place + 2, round(middle.y()))
    )
    assert session.state.document.channel == 6
    assert stage._scenery.bar_at(QPoint(1, 1).toPointF()) is None
    grid = stage._scenery.grids["input6"]
    corner = grid.rectangle(Block(0, 0)).center().toPoint()
    QTest.mouseClick(stage._canvas.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert session.state.focus == Cell("input6", 0, 0)
