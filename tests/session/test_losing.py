"""The same output from other losers, and maps of one row."""

from __future__ import annotations

import time

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from poolviz.session.state import Notice
from tests.session.conftest import now


def test_same_output_is_undone_and_differs_each_time(session: Session) -> None:
    before = now(session).document
    session.act("same_output")
    one = now(session).document.map.values.tolist()
    session.act("same_output")
    assert now(session).document.map.values.tolist() != one
    assert now(session).frame.board("output").value(0, 0) == 6
    assert now(session).undo_label == "same output"
    session.undo()
    assert now(session).document.map.values.tolist() == one
    session.undo()
    assert now(session).document is before


def test_same_output_is_refused_where_every_cell_has_a_say(session: Session) -> None:
    session.change(mode="average")
    session.act("same_output")
    assert now(session).notice == Notice(
        "Only max lets losers change: in every other mode each cell has its say.", "warning", passing=True
    )


def test_an_action_that_leaves_the_map_leaves_its_file(session: Session) -> None:
    session.show_scene("compare")
    before = now(session).document
    session.act("fit")
    assert now(session).document.map is before.map
    assert now(session).document.source is before.source


def test_in_compare_max_stays_whatever_the_mode(session: Session) -> None:
    session.change(mode="average")
    session.show_scene("compare")
    session.keep()
    session.act("same_output")
    session.seek(3)
    frame = now(session).frame
    assert frame.board("max").below[-1].text == "all 4 equal those of A"
    assert frame.board("average").below[-1].text == "4 of 4 differ from A"
    assert now(session).document.spec.mode == "average"


# Maps of one row, and notes


def test_windows_are_as_flat_as_the_map(session: Session) -> None:
    session.choose_preset("row")
    assert now(session).document.output_size == (1, 4)
    assert not now(session).refused
    assert now(session).notice == Notice("Windows are as flat as this map: 1 × 2.")
    session.step_by(1)
    assert now(session).notice is None, "a note goes as soon as one goes on"
    session.change(window=(1, 4))
    session.paste("1 2 3")
    assert now(session).refused, "nothing is clamped but what the map has one of"


def test_a_warning_stays_until_it_is_read(session: Session) -> None:
    session.paste("nonsense")
    session.step_by(1)
    session.change(window=3)
    assert now(session).notice is not None


def finish(session: Session) -> None:
    """Let time go by until nothing is under way."""
    for _ in range(1000):
        if not session.active:
            break
        time.sleep(0.01)
        session.advance(0.01)


def test_on_a_large_map_an_action_is_a_job() -> None:
    session = new_session(Jobs())
    try:
        session.open_map(Map.from_array(np.arange(800.0 * 800).reshape(800, 800)))
        finish(session)
        before = now(session).document.map
        session.act("same_output")
        assert now(session).busy == "Changing Untitled…"
        finish(session)
        assert now(session).document.map is not before
        assert now(session).undo_label == "same output"
        session.act("same_output")
        session.wiggle(1, Cell("input", 0, 0))
        shown = now(session).document
        finish(session)
        assert now(session).document is shown, "it came too late"
    finally:
        session.close()


def test_on_a_large_map_an_action_is_refused_as_well(session: Session) -> None:
    session.open_map(Map.from_array(np.zeros((800, 800))))
    session.change(mode="average")
    session.act("same_output")
    assert now(session).notice == Notice(
        "Only max lets losers change: in every other mode each cell has its say.", "warning", passing=True
    )


def test_a_fault_in_an_action_is_no_refusal(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    session.open_map(Map.from_array(np.zeros((800, 800))))
    monkeypatch.setattr(type(session.scene), "act", broken)
    with pytest.raises(RuntimeError, match="broken"):
        session.act("same_output")
