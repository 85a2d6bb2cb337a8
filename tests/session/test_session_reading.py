"""Files are read as jobs; where they leave a choice, it is asked, and can be changed later."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from poolviz.frame.model import Cell
from poolviz.model.scene import Gesture
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from tests.session.conftest import Listener, now


@pytest.fixture
def archive(tmp_path: Path) -> str:
    path = tmp_path / "features.npz"
    np.savez(
        path, conv1=np.arange(48.0).reshape(3, 4, 4), fc=np.arange(5.0), names=np.array(["a", "b"], "U1")
    )
    return str(path)


@pytest.fixture
def cube(tmp_path: Path) -> str:
    """(4, 5, 6): both CHW and HWC make sense."""
    path = tmp_path / "cube.npy"
    np.save(path, np.arange(120.0).reshape(4, 5, 6))
    return str(path)


def test_several_arrays_become_a_choice_and_nothing_else_changes(session: Session, archive: str) -> None:
    before, listener = now(session).document, Listener(session)
    session.open_path(archive)
    assert listener.taken() == 1
    choice = now(session).choice
    assert choice is not None
    assert choice.path == archive
    assert {entry.name: entry.shape for entry in choice.entries if not entry.problem} == {
        "conv1": (3, 4, 4),
        "fc": (5,),
    }
    assert [entry.name for entry in choice.entries if entry.problem] == ["names"]
    assert now(session).document is before
    assert now(session).notice is None


def test_the_chosen_array_is_opened(session: Session, archive: str) -> None:
    session.open_path(archive)
    listener = Listener(session)
    session.choose_entry("conv1")
    assert listener.taken() == 1
    assert now(session).choice is None
    assert now(session).document.map.shape == (3, 4, 4)
    source = now(session).opened
    assert source is not None
    assert (source.entry, source.axes, source.axes_choices) == ("conv1", "CHW", ("CHW", "HWC"))
    notice = now(session).notice
    assert notice is not None
    assert notice.text == " ".join(source.notes)
    session.undo()
    assert now(session).title == "Worked example"
    assert now(session).opened is None


def test_choosing_none_leaves_everything(session: Session, archive: str) -> None:
    before = now(session).document
    session.open_path(archive)
    session.choose_entry(None)
    assert now(session).choice is None
    assert now(session).document is before
    listener = Listener(session)
    session.choose_entry("conv1")  # nothing is on offer any more
    session.choose_entry(None)
    assert listener.taken() == 0


def test_an_array_that_cannot_be_opened_becomes_a_notice(session: Session, archive: str) -> None:
    before = now(session).document
    session.open_path(archive)
    session.choose_entry("names")
    notice = now(session).notice
    assert notice is not None
    assert "“names”" in notice.text
    assert now(session).choice is None
    assert now(session).document is before


def test_the_path_may_name_the_array(session: Session, archive: str) -> None:
    session.open_path(f"{archive}::fc")
    assert now(session).document.map.shape == (1, 1, 5)
    assert now(session).title == "features.npz::fc"


def test_another_map_ends_the_choice(session: Session, archive: str) -> None:
    session.open_path(archive)
    session.paste("1 2; 3 4")
    assert now(session).choice is None


def test_axes_are_read_anew_as_one_undo_step(session: Session, cube: str) -> None:
    session.open_path(cube)
    assert now(session).document.map.shape == (4, 5, 6)
    listener = Listener(session)
    session.reread(axes="HWC")
    assert listener.taken() == 1
    assert now(session).document.map.shape == (6, 4, 5)
    assert now(session).document.map.value(1, 0, 0) == 1
    assert now(session).undo_label == "read as HWC"
    session.undo()
    assert now(session).document.map.shape == (4, 5, 6)
    source = now(session).opened
    assert source is not None
    assert source.axes == "CHW"


def test_reading_the_same_way_does_nothing(session: Session, cube: str) -> None:
    session.open_path(cube)
    listener = Listener(session)
    session.reread(axes="CHW", scale="raw", colour=False)
    session.reread()
    assert listener.taken() == 0


def test_numbers_between_0_and_1(session: Session, cube: str) -> None:
    session.open_path(cube)
    session.reread(scale="unit")
    values = now(session).document.map.values
    assert (values.min(), values.max()) == (0, 1)
    assert now(session).undo_label == "numbers between 0 and 1"
    session.reread(scale="raw")
    assert now(session).document.map.values.max() == 119
    assert now(session).undo_label == "numbers as in the file"


def test_a_colour_picture_in_colour_and_in_grey(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "sunset.png"
    Image.new("RGB", (5, 4), (250, 100, 50)).save(path)
    session.open_path(str(path))
    source = now(session).opened
    assert source is not None
    assert (source.is_coloured, source.colour, source.axes_choices) == (True, False, ())
    session.reread(colour=True)
    assert now(session).document.map.values[:, 0, 0].tolist() == [250, 100, 50]
    assert now(session).document.map.channel_names == ("red", "green", "blue")
    assert now(session).undo_label == "colour channels"
    session.change(channel=2)
    session.reread(colour=False)
    assert now(session).document.map.shape == (1, 4, 5)
    assert now(session).document.channel == 0
    assert now(session).undo_label == "picture in grey"


def test_a_grey_picture_leaves_no_choice(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "fog.png"
    Image.new("L", (5, 4), 9).save(path)
    session.open_path(str(path))
    source = now(session).opened
    assert source is not None
    assert not source.is_coloured


def test_axes_that_cannot_be_become_a_notice(session: Session, cube: str) -> None:
    session.open_path(cube)
    before = now(session).document
    session.reread(axes="NCHW")
    assert now(session).document is before
    notice = now(session).notice
    assert notice is not None
    assert "possible are CHW, HWC" in notice.text


def test_a_vanished_file_cannot_be_read_anew(session: Session, cube: str) -> None:
    session.open_path(cube)
    before = now(session).document
    Path(cube).unlink()
    session.reread(axes="HWC")
    assert now(session).document is before
    notice = now(session).notice
    assert notice is not None
    assert "cube.npy" in notice.text


def test_an_edited_cell_leaves_the_file_known_and_a_new_map_does_not(session: Session, cube: str) -> None:
    session.open_path(cube)
    session.gesture(Gesture("set", Cell("input", 0, 0), 9))
    assert now(session).opened is not None
    session.act("pool_again")
    assert now(session).opened is None
    listener = Listener(session)
    session.reread(axes="HWC")
    assert listener.taken() == 0


def _wait(session: Session) -> None:
    while session.state.busy:
        session.advance(0.001)


def test_a_file_that_comes_too_late_is_dropped(cube: str) -> None:
    session = new_session(Jobs())
    session.open_path(cube)
    assert now(session).busy == "Opening cube.npy…"
    session.paste("1 2; 3 4")
    _wait(session)
    assert now(session).document.map.values.tolist() == [[[1, 2], [3, 4]]]
    session.open_path(cube)
    session.choose_preset("ramp")
    _wait(session)
    assert now(session).title == "Ramp"
    session.close()


def test_reading_anew_does_not_replace_what_was_opened_meanwhile(cube: str) -> None:
    session = new_session(Jobs())
    session.open_path(cube)
    _wait(session)
    session.reread(axes="HWC")
    session.undo()
    _wait(session)
    assert now(session).title == "Worked example"
    session.close()
