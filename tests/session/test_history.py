from __future__ import annotations

import numpy as np
import pytest

from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.session.history import History


def document(cells: int = 1) -> Document:
    return Document(Map.from_array(np.zeros((cells, 1))))


def test_undo_gives_back_the_document_before_the_change_and_redo_the_one_after() -> None:
    before, after = document(), document()
    history = History().pushed(before, "window 3", "window")
    history, shown = history.undo(after)
    assert shown is before
    assert (history.undo_label, history.redo_label) == ("", "window 3")
    history, shown = history.redo(before)
    assert shown is after
    assert (history.undo_label, history.redo_label) == ("window 3", "")


def test_changes_of_one_key_join_and_others_do_not() -> None:
    first, second, third = document(), document(), document()
    history = History().pushed(first, "window 3", "window").pushed(second, "window 4", "window")
    assert len(history.done) == 1
    assert history.done[0].document is first
    assert history.undo_label == "window 4"
    assert len(history.pushed(third, "stride 1", "stride").done) == 2


def test_a_change_without_a_key_joins_nothing() -> None:
    history = History().pushed(document(), "paste", None).pushed(document(), "paste", None)
    assert len(history.done) == 2


def test_a_parted_stroke_is_not_joined() -> None:
    history = History().pushed(document(), "stroke", 1).parted().pushed(document(), "stroke", 1)
    assert len(history.done) == 2
    assert History().parted().done == ()


def test_a_change_after_undo_forgets_what_was_undone() -> None:
    history = History().pushed(document(), "a", "k").pushed(document(), "b", "l")
    history, _ = history.undo(document())
    history = history.pushed(document(), "c", "k")
    assert history.redo_label == ""
    assert [entry.label for entry in history.done] == ["a", "c"]


def test_old_documents_are_forgotten_when_they_hold_too_much_but_ten_always_stay() -> None:
    history = History(limit=1)
    for i in range(30):
        history = history.pushed(document(100), str(i), None)
    assert [entry.label for entry in history.done] == [str(i) for i in range(20, 30)]


def test_undo_of_nothing_is_an_error() -> None:
    with pytest.raises(IndexError):
        History().undo(document())


def test_it_holds_a_limited_number_of_steps() -> None:
    history = History()
    for number in range(600):
        history = history.pushed(document(), str(number), None)
    assert len(history.done) == 500
    assert history.undo_label == "599"
