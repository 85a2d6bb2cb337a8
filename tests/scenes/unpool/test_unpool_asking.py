"""Ask the room in Undo pooling: each step is a question first, and nothing tells its answer."""

from __future__ import annotations

import pytest

from poolviz.frame.asking import veiled
from poolviz.frame.model import Frame
from tests.scenes.unpool.showing_unpool import document, frame, session, words

ROWS = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]


def empty(shown: Frame) -> set[str]:
    """Boards without any number."""
    return {board.name for board in shown.boards if board.shown == 0}


@pytest.mark.parametrize(
    ("step", "look", "hidden", "question"),
    [
        (1, "both", {"pooled"}, "Which numbers come through pool 1?"),
        (2, "back", {"pooled", "kept"}, "Which numbers come through pool 2?"),
        (1, "label", {"pooled_label"}, "What becomes of the label in pool 1?"),
        (3, "both", {"nearest", "bilinear", "transposed", "unpool", "coarse"}, "What does each way put"),
        (3, "label", {"coarse"}, "How fine is the answer"),
        (4, "back", {"nearest", "nearest_error", "unpool", "unpool_error"}, "Which way comes closest"),
        (4, "label", {"coarse", "skip"}, "Where will the answer be wrong"),
    ],
)
def test_a_step_hides_its_answer(step: int, look: str, hidden: set[str], question: str) -> None:
    open_ = frame(document(ROWS, look=look), step)
    shown = veiled(open_)
    assert hidden <= empty(shown)
    assert not hidden & empty(open_)
    assert shown.caption.text.startswith(question)
    for name in hidden:
        assert shown.board(name).spots is None
        assert not any(text.strip("?") for text in words(shown, name))
        assert shown.board(name).value(0, 0) is None
        assert not any(mark.board == name for mark in shown.marks)
    assert empty(shown).isdisjoint({"input", "label", "never", "kernel"})


def test_nothing_that_stays_tells_how_far_the_ways_are_from_the_map() -> None:
    shown = veiled(frame(document(ROWS, look="back"), 4))
    assert not any("RMSE" in fact.label + fact.value for fact in shown.facts)
    assert not any("RMSE" in text for board in shown.boards for text in words(shown, board.name))


def test_average_asks_what_is_left_of_the_map_and_the_start_asks_nothing() -> None:
    asking = frame(document(ROWS, {"mode": "average"}), 1).asking
    assert asking is not None
    assert asking.question == "What does pool 1 leave of the map?"
    assert frame(document(ROWS), 0).asking is None


def test_the_next_press_answers() -> None:
    shown = session(ROWS)
    shown.seek(0)
    shown.ask()
    shown.step_by(1)
    assert "pooled" in empty(shown.state.frame)
    assert shown.state.frame.caption.lead == "Your turn"
    shown.step_by(1)
    assert "pooled" not in empty(shown.state.frame)
    assert shown.state.step == 1
    shown.close()
