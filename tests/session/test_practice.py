"""Answers are counted in the call that checks them, once an exercise, and remembered in a file."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pytest

from poolviz.files.progress import read_progress
from poolviz.frame.model import Cell, Fact, Frame
from poolviz.maps.presets import by_id
from poolviz.model.cards import anki_text, cards
from poolviz.model.controls import ActionControl, Control
from poolviz.model.document import Document
from poolviz.model.progress import Outcome
from poolviz.model.scene import Compute, Timeline, parameters_of
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session
from tests.session.conftest import Listener, now


@dataclass(frozen=True)
class Asked:
    """The number of the exercise, and how it was answered, if it was."""

    number: int = 0
    right: bool | None = None


class Quiz:
    """A scene that asks one exercise after the other and takes "right" and "wrong" for answers."""

    id, title, order, tip = "quiz", "Quiz", 1, "A question"

    def parameters(self) -> Asked:
        return Asked()

    def controls(self, document: Document) -> tuple[Control, ...]:
        return tuple(ActionControl(action, action) for action in ("right", "wrong", "next"))

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        asked, right = compute.progress.total()

        def frame(step: int, focus: Cell | None) -> Frame:
            return Frame((), (), facts=(Fact("right", f"{right} of {asked}"),))

        return Timeline(1, frame, lambda cell: None)

    def act(self, document: Document, action: str, compute: Compute) -> tuple[Document, str]:
        own: Asked = parameters_of(self, document)
        own = Asked(own.number + 1) if action == "next" else replace(own, right=action == "right")
        return replace(document, parameters=MappingProxyType({"quiz": own})), action

    def outcome(self, before: Document, after: Document) -> Outcome | None:
        own: Asked = parameters_of(self, after)
        return None if own.right is None else Outcome("values", own.right, own.number)


@pytest.fixture
def session() -> Session:
    return Session(
        {"quiz": Quiz()}, Document(by_id("worked-example").make(), scene="quiz"), Jobs(inline=True)
    )


def told(session: Session) -> str:
    return now(session).frame.facts[0].value


def test_an_answer_is_counted_in_the_call_that_checks_it(session: Session) -> None:
    listener = Listener(session)
    session.act("right")
    assert listener.taken() == 1
    assert told(session) == "1 of 1"
    assert now(session).progress.of("values").last == (True,)


def test_an_exercise_counts_once_however_often_it_is_answered(session: Session) -> None:
    for action in ("wrong", "right"):
        session.act(action)
    assert told(session) == "0 of 1"
    session.undo()
    session.undo()
    session.redo()
    session.act("right")
    assert told(session) == "0 of 1"
    session.act("next")
    session.act("right")
    assert told(session) == "1 of 2"


def test_undo_takes_no_answer_back(session: Session) -> None:
    session.act("wrong")
    session.undo()
    assert told(session) == "0 of 1"


def answered(session: Session, *actions: str) -> None:
    for action in actions:
        session.act("next")
        session.act(action)


def test_progress_outlasts_the_session(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "data" / "progress.json"
    listener = Listener(session)
    session.keep_progress(path)
    assert listener.taken() == 1
    assert now(session).notice is None
    assert not path.exists(), "nothing was answered yet"
    answered(session, "right", "wrong", "right")
    later = Session({"quiz": Quiz()}, now(session).document, Jobs(inline=True))
    later.keep_progress(path)
    assert told(later) == "2 of 3"
    assert now(later).progress == now(session).progress == read_progress(path)


def test_two_windows_count_into_one_file(session: Session, tmp_path: Path) -> None:
    other = Session({"quiz": Quiz()}, now(session).document, Jobs(inline=True))
    path = tmp_path / "progress.json"
    for one in (session, other):
        one.keep_progress(path)
    answered(session, "right")
    answered(other, "wrong")
    answered(session, "right")
    assert read_progress(path).total() == (3, 2)
    assert told(session) == "2 of 3"


@pytest.mark.parametrize("text", ["{", '{"format": "poolviz progress", "version": 99}'])
def test_a_file_that_cannot_be_read_costs_the_progress_only(
    session: Session, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "progress.json"
    path.write_text(text)
    session.keep_progress(path)
    notice = now(session).notice
    assert notice is not None
    assert notice.kind == "warning"
    assert "progress-1.json" in notice.text
    assert (tmp_path / "progress-1.json").read_text() == text
    answered(session, "right")
    assert read_progress(path).total() == (1, 1)


def test_a_file_that_cannot_even_be_put_aside_is_left_alone(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "progress.json"
    path.write_text("{")

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError("not allowed")

    monkeypatch.setattr(Path, "rename", refuse)
    session.keep_progress(path)
    notice = now(session).notice
    assert notice is not None
    assert "until poolviz is closed" in notice.text
    answered(session, "right")
    assert told(session) == "1 of 1"
    assert path.read_text() == "{"


def test_what_cannot_be_written_is_told_once_and_kept_later(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    session.keep_progress(folder / "progress.json")
    folder.write_text("a file where the folder should be")
    answered(session, "right")
    notice = now(session).notice
    assert notice is not None
    assert "could not be kept" in notice.text
    session.dismiss()
    answered(session, "right")
    assert now(session).notice is None
    folder.unlink()
    answered(session, "wrong")
    assert read_progress(folder / "progress.json").total() == (3, 2)


def test_a_file_damaged_meanwhile_is_written_anew(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    session.keep_progress(path)
    answered(session, "right")
    path.write_text("{")
    answered(session, "right")
    assert read_progress(path).total() == (2, 2)


def test_forgetting_begins_anew_and_keeps_what_there_was(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    session.keep_progress(path)
    answered(session, "right", "right")
    session.forget_progress()
    notice = now(session).notice
    assert notice is not None
    assert "progress-1.json" in notice.text
    assert told(session) == "0 of 0"
    assert read_progress(tmp_path / "progress-1.json").total() == (2, 2)
    answered(session, "wrong")
    assert read_progress(path).total() == (1, 0)


def test_forgetting_without_a_file_needs_none(session: Session) -> None:
    answered(session, "right")
    session.forget_progress()
    notice = now(session).notice
    assert notice is not None
    assert notice.text == "Progress begins anew."
    assert told(session) == "0 of 0"


def test_what_cannot_be_put_aside_is_not_forgotten(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.keep_progress(tmp_path / "progress.json")
    answered(session, "right")

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError("not allowed")

    monkeypatch.setattr(Path, "rename", refuse)
    session.forget_progress()
    assert told(session) == "1 of 1"
    notice = now(session).notice
    assert notice is not None
    assert notice.kind == "warning"


def test_progress_is_exported_as_json(session: Session, tmp_path: Path) -> None:
    answered(session, "right", "wrong")
    listener = Listener(session)
    session.export_progress(tmp_path / "mine.json")
    assert listener.taken() == 1
    content = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert content["kinds"] == {"values": {"asked": 2, "right": 1, "last": [True, False]}}
    notice = now(session).notice
    assert notice is not None
    assert "mine.json" in notice.text


def test_an_export_that_fails_is_told(session: Session, tmp_path: Path) -> None:
    session.export_progress(tmp_path)
    notice = now(session).notice
    assert notice is not None
    assert notice.kind == "warning"
    assert "folder" in notice.text


def test_cards_are_exported_for_anki(session: Session, tmp_path: Path) -> None:
    listener = Listener(session)
    session.export_cards(tmp_path / "cards.txt")
    assert listener.taken() == 1
    assert (tmp_path / "cards.txt").read_text("utf-8") == anki_text(cards())
    session.export_cards(tmp_path)
    notice = now(session).notice
    assert notice is not None
    assert notice.kind == "warning"
