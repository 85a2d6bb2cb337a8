from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from poolviz.core.padding import as_pair
from poolviz.frame.model import Cell, Scale
from poolviz.maps.filters import EIGHT
from poolviz.maps.map import Map
from poolviz.model.scene import Gesture
from poolviz.session.session import Session, new_session
from poolviz.session.state import Notice
from tests.session.conftest import Listener, now


def _is_active(session: Session) -> bool:
    return session.active


def test_another_map_keeps_the_settings_and_answers_window_one(session: Session) -> None:
    session.change(stride=1)
    session.seek(3)
    session.pin(Cell("input", 3, 3))
    session.paste("9 8\n7 6")
    assert now(session).document.map.size == (2, 2)
    assert now(session).document.spec.stride == 1
    assert (now(session).step, now(session).focus, now(session).pinned) == (0, None, False)
    assert now(session).undo_label == "paste"
    session.undo()
    assert now(session).title == "Worked example"


def test_a_window_too_large_for_a_new_map_is_not_clamped_in_silence(session: Session) -> None:
    session.change(window=4)
    session.paste("1 2\n3 4")
    assert now(session).document.output_size == (1, 1)
    assert now(session).refused["window"].typed == 4
    assert "does not fit" in now(session).refused["window"].sentence


def test_what_a_small_map_took_the_next_one_gets_back(session: Session) -> None:
    session.change(window=3, stride=1)
    for small in ("5", "1 2 3 4 5 6 7"):
        session.paste(small)
        window = now(session).document.spec.window
        assert window != "global"
        assert 1 in as_pair(window)
    session.change(mode="average")
    session.choose_preset("worked-example")
    spec = now(session).document.spec
    assert (spec.window, spec.stride, spec.padding, spec.mode) == (3, 1, 0, "average")
    assert not now(session).refused
    assert now(session).notice is None
    session.undo()
    assert now(session).document.map.size == (1, 7)


def test_a_window_that_was_set_on_a_small_map_stays(session: Session) -> None:
    session.paste("1 2 3 4 5 6 7")
    session.change(window=(1, 3))
    session.choose_preset("worked-example")
    assert now(session).document.spec.window == (1, 3)


def test_what_was_put_off_is_forgotten_once_a_preset_has_set_its_own(session: Session) -> None:
    session.change(window=4, padding=1)
    session.paste("5")
    session.show_scene("shift")
    session.act("lone_pixel")
    session.choose_preset("worked-example")
    spec = now(session).document.spec
    assert (spec.window, spec.padding) == ((2, 2), 0)


def test_a_window_that_no_longer_goes_with_the_rest_is_not_given_back(session: Session) -> None:
    session.change(window=4, padding=1)
    session.paste("5")
    session.change(window=1)
    session.choose_preset("worked-example")
    assert (now(session).document.spec.window, now(session).document.spec.padding) == (1, 0)


def test_text_that_is_no_matrix_becomes_a_notice_and_changes_nothing(session: Session) -> None:
    before = now(session).document
    session.paste("hello\nworld")
    assert now(session).document is before
    notice = now(session).notice
    assert notice is not None
    assert notice.kind == "warning"
    session.dismiss()
    assert now(session).notice is None


def test_a_file_is_opened_with_its_notes(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "rows.npy"
    np.save(path, np.arange(12.0).reshape(3, 4))
    session.open_path(str(path))
    assert now(session).document.map.size == (3, 4)
    assert now(session).title == "rows.npy"
    assert now(session).busy == ""


def test_a_vanished_file_leaves_everything_and_says_so(session: Session, tmp_path: Path) -> None:
    before = now(session).document
    session.open_path(str(tmp_path / "gone.npy"))
    assert now(session).document is before
    notice = now(session).notice
    assert notice is not None
    assert "gone.npy" in notice.text


def test_a_job_s_own_mistake_is_not_swallowed(session: Session) -> None:
    def work(_: object) -> None:
        raise ZeroDivisionError("ours")

    with pytest.raises(ZeroDivisionError, match="ours"):
        session.run("Working", work, lambda _: None, session._failed)


def test_a_job_makes_time_matter_and_comes_back_when_time_goes_by() -> None:
    session = new_session()
    listener = Listener(session)
    got: list[int] = []

    def done(result: int) -> None:
        got.append(result)
        session.notify(Notice("done"))

    session.run("Counting", lambda _: 3, done, session._failed)
    assert now(session).busy == "Counting"
    assert _is_active(session) is True
    listener.taken()
    while not got:
        session.advance(0.001)
    assert listener.taken() == 1
    assert now(session).busy == ""
    assert _is_active(session) is False
    session.close()


def test_resizing_crops_and_fills_and_refuses_what_cannot_be(session: Session) -> None:
    session.resize(2, 5)
    assert now(session).document.map.values.tolist() == [[[1, 1, 2, 4, 0], [5, 6, 7, 8, 0]]]
    assert now(session).undo_label == "size 2 × 5"
    session.resize(0, 5)
    assert now(session).refused["size"].typed == (0, 5)
    assert now(session).document.map.size == (2, 5)
    session.change(mode="average")  # a refused size is no field that could be tried again
    assert now(session).document.spec.mode == "average"
    session.resize(100_000, 100_000)
    assert "too large" in now(session).refused["size"].sentence


def test_the_magnifier_stands_for_the_map(session: Session) -> None:
    session.choose_preset("photograph")
    magnifier = now(session).frame.board("magnifier")
    session.seek(56 * 112 + 56)
    magnifier = now(session).frame.board("magnifier")
    row, column = magnifier.origin
    session.hover(Cell("magnifier", 1, 1))
    assert now(session).focus == Cell("input", row + 1, column + 1)
    session.gesture(Gesture("set", Cell("magnifier", 1, 1), 3))
    assert now(session).document.map.value(0, row + 1, column + 1) == 3


def test_pool_again_makes_the_output_the_input(session: Session) -> None:
    session.act("pool_again")
    assert now(session).document.map.values.tolist() == [[[6, 8], [3, 4]]]
    assert now(session).undo_label == "pool again"
    session.act("pool_again")  # one number would be left, in which a window of 2 does not fit
    assert now(session).document.map.values.tolist() == [[[6, 8], [3, 4]]]
    assert now(session).notice is not None
    session.undo()
    assert now(session).title == "Worked example"


def test_channels(session: Session) -> None:
    session.open_map(Map.from_array(np.arange(8).reshape(2, 2, 2)))
    session.change(channel=1)
    assert now(session).frame.formula_text == "max(4, 5, 6, 7) = 7"
    assert now(session).undo_label.startswith("open")
    session.change(channel=2)
    assert "this map has 2" in now(session).refused["channel"].sentence


def test_how_numbers_become_colours_can_be_chosen_and_undone(session: Session) -> None:
    session.change(display_colours="viridis")
    assert now(session).frame.board("input").scale == Scale(0, 8, "viridis")
    assert now(session).undo_label == "colours viridis"
    session.change(display_range="fixed")  # held where it is
    assert now(session).frame.board("input").scale == Scale(0, 8, "viridis")
    session.change(display_high=4.0)
    assert now(session).frame.board("output").scale == Scale(0, 4, "viridis")
    session.change(display_low=9.0)
    assert "from 9 to 4" in now(session).refused["display_low"].sentence
    assert now(session).document.display.low == 0
    session.undo()
    assert now(session).document.display.high == 8
    session.choose_preset("ramp")
    assert now(session).document.display.range == "auto"
    assert now(session).document.display.colours == "viridis"


def test_a_map_becomes_feature_maps_and_back(session: Session) -> None:
    session.choose_preset("photograph")
    session.filter_map(few=True)
    map_ = now(session).document.map
    assert map_.shape == (8, 224, 224)
    assert map_.channel_names == tuple(found.name for found in EIGHT)
    assert map_.values.min() == 0
    assert now(session).undo_label == "8 filters"
    session.undo()
    assert now(session).title == "Photograph"
    session.paste("1 2; 3 4")
    session.filter_map()
    assert now(session).document.map.channels == 64


def test_too_many_feature_maps_are_refused(session: Session) -> None:
    session.open_map(Map.from_array(np.zeros((1024, 1024), np.uint8)))
    before = now(session).document
    session.filter_map()
    assert now(session).document is before
    notice = now(session).notice
    assert notice is not None
    assert "64 feature maps of 1024 × 1024" in notice.text


def test_feature_maps_of_a_map_that_was_changed_meanwhile_are_dropped() -> None:
    session = new_session()
    session.filter_map()
    session.gesture(Gesture("set", Cell("input", 0, 0), 9))
    while session.state.busy:
        session.advance(0.001)
    assert now(session).document.map.shape == (1, 4, 4)
    session.close()


def test_deep_presets_are_made_as_jobs(session: Session) -> None:
    session.choose_preset("filters")
    assert now(session).document.map.shape == (64, 224, 224)
    session.choose_preset("noise", seed=3)
    assert now(session).title == "Noise, seed 3"
    assert now(session).document.map.channels == 8
