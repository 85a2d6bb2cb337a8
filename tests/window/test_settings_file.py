"""A settings file that is cut, damaged, of wrong types or out of reach stops nothing."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QApplication

from poolviz.frame.languages import languages
from poolviz.session.state import SPEEDS
from poolviz.window.preferences import TEXT_SIZES, Preferences, ThemeChoice

_SAVED = (
    "contrast",
    200,
    8.0,
    "/some/where",
    QByteArray(b"\x01\xd9\xd0\xcb"),
    QByteArray(b"\0\xff"),
    frozenset({"map"}),
    True,
    "de",
    ("/some/where/a.npy", "/some/where/b, c.csv"),
)


@pytest.fixture(autouse=True)
def names(qapp: QApplication) -> None:
    qapp.setOrganizationName("poolviz")
    qapp.setApplicationName("poolviz")


def everything(read: Preferences) -> tuple[object, ...]:
    return (
        read.theme,
        read.text_size,
        read.speed,
        read.folder,
        read.geometry,
        read.widths,
        read.hidden,
        read.calm,
        read.language,
        read.recents,
    )


def save_everything() -> tuple[Path, bytes]:
    """A settings file with everything in it, and its content."""
    written = Preferences()
    written.theme, written.text_size, written.speed, written.folder = "contrast", 200, 8.0, "/some/where"
    written.geometry, written.widths = QByteArray(b"\x01\xd9\xd0\xcb"), QByteArray(b"\0\xff")
    written.hidden, written.calm, written.language = frozenset({"map"}), True, "de"
    written.recents = ("/some/where/a.npy", "/some/where/b, c.csv")
    store = QSettings()
    store.sync()
    place = Path(store.fileName())
    return place, place.read_bytes()


def test_everything_that_is_saved_is_read_again() -> None:
    save_everything()
    assert everything(Preferences()) == _SAVED


@pytest.mark.qt_log_ignore("QVariant::load", extend=True)  # Qt's own word about the rubbish
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.integers(0, 600),
    patches=st.lists(st.tuples(st.integers(0, 600), st.binary(max_size=6)), max_size=4),
)
def test_a_cut_or_damaged_file_is_read_as_far_as_it_goes(cut: int, patches: list[tuple[int, bytes]]) -> None:
    place, content = save_everything()
    damaged = bytearray(content[:cut])
    for at, patch in patches:
        damaged[at : at + len(patch)] = patch
    place.write_bytes(bytes(damaged))
    read = Preferences()
    theme, size, speed, *_ = everything(read)
    assert theme in get_args(ThemeChoice)
    assert size in TEXT_SIZES
    assert speed in SPEEDS
    assert read.language in ("system", *languages())
    place.unlink(missing_ok=True)


def test_a_file_that_cannot_be_written_stops_nothing() -> None:
    place, _ = save_everything()
    place.chmod(0o444)
    place.parent.chmod(0o555)
    try:
        Preferences().theme = "dark"
        QSettings().sync()
        assert len(everything(Preferences())) == len(_SAVED)
    finally:
        place.parent.chmod(0o755)
        place.chmod(0o644)


def test_a_folder_in_the_place_of_the_file_stops_nothing() -> None:
    place, _ = save_everything()
    place.unlink()
    place.mkdir()
    try:
        assert Preferences().language in ("system", "de")
        Preferences().theme = "dark"
        QSettings().sync()
    finally:
        place.rmdir()


def test_what_raises_while_it_is_unpacked_counts_as_never_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(*_: object) -> object:
        raise RuntimeError("a forged file")

    monkeypatch.setattr(QSettings, "value", burst)
    read = Preferences()
    assert (read.theme, read.text_size, read.language, read.recents) == ("system", 100, "system", ())


def test_a_fresh_start_remembers_until_it_is_closed() -> None:
    save_everything()
    fresh = Preferences(fresh=True)
    assert (fresh.theme, fresh.language, fresh.recents) == ("system", "system", ())
    fresh.calm, fresh.language, fresh.recents = True, "de", ("a", "b")
    assert (fresh.calm, fresh.language, fresh.recents) == (True, "de", ("a", "b"))
    assert Preferences(fresh=True).recents == ()
    assert everything(Preferences()) == _SAVED


def test_a_language_that_does_not_ship_is_that_of_the_system() -> None:
    QSettings().setValue("window/language", "tlh")
    assert Preferences().language == "system"


@pytest.mark.parametrize("junk", [7, "one path", ["good", 3, "", "bad\0path"], {"a": 1}, b"\xff", None])
def test_only_paths_are_recent_files(junk: object) -> None:
    QSettings().setValue("files/recents", junk)
    found = Preferences().recents
    assert all(path and "\0" not in path for path in found)
