"""Another language is chosen, promised in itself, and spoken from the next start on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QTextBrowser
from pytestqt.qtbot import QtBot

from poolviz import assets
from poolviz.core import PoolSpec, SpecError
from poolviz.files.errors import FileError
from poolviz.files.opening import open_map
from poolviz.frame import words
from poolviz.frame.languages import best_of, languages, speak
from poolviz.model.sentences import told
from poolviz.window import language
from poolviz.window.action_set import shown_keys
from poolviz.window.actions import ACTIONS
from poolviz.window.main_window import MainWindow
from poolviz.window.preferences import Preferences
from tests.window.conftest import part


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use(str)


def notice_of(window: MainWindow) -> str:
    notice = window.session.state.notice
    assert notice is not None
    return notice.text


def test_german_and_english_can_be_spoken() -> None:
    assert languages() == ("en", "de")
    speak("de")
    assert words.say("Stride") == "Schrittweite"
    assert words.inside("Schrittweite") == "Schrittweite"
    speak("en")
    assert words.say("Stride") == "Stride"
    assert words.inside("Stride") == "stride"


@pytest.mark.parametrize(
    ("wishes", "code"), [(["de_CH"], "de"), (["fr-FR", "de-DE"], "de"), (["C"], "en"), ([], "en")]
)
def test_the_system_may_wish_for_several(wishes: list[str], code: str) -> None:
    assert best_of(wishes) == code


def test_a_refusal_of_the_core_is_said_in_german() -> None:
    speak("de")
    with pytest.raises(SpecError) as refused:
        PoolSpec(window=(2, 0))
    assert told(refused.value) == (
        "Fenster (Breite): mindestens 1, nicht 0; ein Fenster ohne Zellen hat nichts zu poolen."
    )
    assert str(refused.value).startswith("Window width must be at least 1, not 0")


def test_a_file_is_named_between_the_marks_of_the_language(tmp_path: Path) -> None:
    speak("de")
    with pytest.raises(FileError, match=r"^„fort\.npy“: Diese Datei gibt es nicht"):
        open_map(tmp_path / "fort.npy")


def test_what_is_no_sentence_is_told_as_it_is() -> None:
    assert told(ValueError("just so")) == "just so"
    assert told(ValueError()) == ""
    assert told(KeyError(3)) == "3"


def test_another_language_is_promised_in_that_language(window: MainWindow) -> None:
    window.actions_["language_de"].trigger()
    assert notice_of(window) == "Vom nächsten Start an spricht poolviz Deutsch."
    assert Preferences().language == "de"
    assert window.actions_["language_de"].isChecked()
    window.actions_["language_en"].trigger()
    assert notice_of(window) == "poolviz will speak English from its next start on."


def test_a_start_that_keeps_nothing_promises_nothing(window: MainWindow) -> None:
    fresh = MainWindow(window.session, Preferences(fresh=True), window.appearance)
    fresh.actions_["language_de"].trigger()
    assert notice_of(fresh).startswith("Dieser Start mit --fresh behält keine Einstellungen")
    fresh.actions_["language_en"].trigger()
    assert notice_of(fresh).startswith("This start with --fresh keeps no settings")
    assert Preferences().language == "system"
    fresh.close()
    fresh.deleteLater()


class German:
    """A system that wishes for German."""

    def uiLanguages(self) -> list[str]:  # noqa: N802 - Qt calls it so
        """Two kinds of German."""
        return ["de-AT", "de"]


def test_the_system_decides_unless_somebody_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", German)
    assert language.language_for("system") == "de"
    assert language.language_for("en") == "en"


@pytest.fixture
def german() -> Iterator[None]:
    """Qt and the program speak German, as after a start."""
    application = QApplication.instance()
    assert isinstance(application, QCoreApplication)
    assert language.begin_to_speak("en", application) is None
    translator = language.begin_to_speak("de", application)
    assert translator is not None
    yield
    application.removeTranslator(translator)


@pytest.mark.usefixtures("german")
def test_qt_speaks_german_too(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Abbrechen"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("action", "keys"),
    [
        ("recall.check", "Eingabetaste"),
        ("next", "→   Bild ab   N"),
        ("wiggle_up", "Alt+↑"),
        ("shift_left", "Alt+Umschalt+←"),
        ("first", "Pos1"),
        ("text_smaller", "Strg+−"),
    ],
)
def test_keys_are_called_as_on_a_german_keyboard(action: str, keys: str) -> None:
    assert [shown_keys(row) for row in ACTIONS if row.id == action] == [keys]


def test_the_work_of_others_is_told_in_german(window: MainWindow) -> None:
    speak("de")
    window.actions_["about"].trigger()
    told_there = part(window, QTextBrowser)
    assert told_there.toPlainText().startswith("Die Arbeit anderer in poolviz")
    told_there.window().close()


def test_the_german_licences_name_the_same_work_and_the_same_authors() -> None:
    """A row more in one language and not in the other would hide somebody's work."""
    english, german = (
        [line.split("|") for line in assets.read_text(f"licences/third-party{code}.md").splitlines()]
        for code in ("", ".de")
    )
    assert [len(cells) for cells in english] == [len(cells) for cells in german]
    names = [
        [re.findall(r"[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*|https?:\S+", "|".join(cells)) for cells in lines]
        for lines in (english, german)
    ]
    assert names[0] == names[1]


def test_a_window_in_german_speaks_german(window: MainWindow) -> None:
    assert window.menuBar().actions()[0].text() == "&File"
    speak("de")
    again = MainWindow(window.session, Preferences(fresh=True), window.appearance)
    titles = [action.text() for action in again.menuBar().actions()]
    letters = [title[title.index("&") + 1] for title in titles]
    assert titles[0] == "&Datei"
    assert len(set(letters)) == len(letters), "two menus would open by one letter"
    assert again.actions_["quit"].text() == "Beenden"
    again.close()
    again.deleteLater()
