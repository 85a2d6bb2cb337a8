"""A fault while a state is built or shown leaves everything else as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poolviz.frame.model import Cell, Frame
from poolviz.model.document import Document
from poolviz.model.scene import Compute, Timeline
from poolviz.scenes.slide import Slide
from poolviz.session.session import Session
from tests.session.conftest import LARGE, Listener, now, until_shown


@pytest.fixture
def session(working_session: Session) -> Session:
    return working_session


def broken_for_averages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only what is pointed at be missing from the pictures of averages."""
    whole = Slide.timeline

    def timeline(scene: Slide, document: Document, compute: Compute) -> Timeline:
        made = whole(scene, document, compute)

        def frame(step: int, focus: Cell | None) -> Frame:
            if focus is not None and document.spec.mode == "average":
                raise MemoryError
            return made.frame(step, focus)

        return replace(made, frame=frame)

    monkeypatch.setattr(Slide, "timeline", timeline)


def test_a_picture_that_was_not_made_does_not_stand_while_the_next_one_is_awaited(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = now(session).frame.formula_text
    broken_for_averages(monkeypatch)
    session.hover(Cell("input", 0, 0))
    with pytest.raises(MemoryError):
        session.change(mode="average")
    session.open_map(LARGE)
    assert now(session).working
    assert now(session).frame.formula_text == before
    until_shown(session)
    assert now(session).document.spec.mode == "max"


def test_a_fault_in_a_listener_holds_up_neither_the_others_nor_the_work(session: Session) -> None:
    def broken(state: object) -> None:
        raise ZeroDivisionError

    end = session.subscribe(broken)
    ear = Listener(session)
    with pytest.raises(ZeroDivisionError):
        session.open_map(LARGE)
    assert ear.taken() == 1
    end()
    until_shown(session)
    assert now(session).frame.board("input").plane is LARGE.plane(0)
