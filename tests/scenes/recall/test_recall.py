"""Recall: plain before the check, judged by the core, explained where it is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from poolviz.core import PoolSpec
from poolviz.exercises import LEVELS, kinds
from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.document import Document
from poolviz.model.scene import Gesture, Timeline
from poolviz.scenes.recall import SCENE
from poolviz.scenes.recall.parameters import RecallParameters
from poolviz.scenes.recall.round import Round
from poolviz.session.memo import Memo
from tests.scenes.checks import check_frame

_TELLING = {"winner", "tie", "right", "wrong", "gradient", "changed", "window"}


def asked(map_: Map | None = None, spec: PoolSpec | None = None, **own: Any) -> Document:  # noqa: ANN401
    """A document in which an exercise is asked."""
    document = Document(map_ or by_id("worked-example").make(), spec or PoolSpec(stride=2), scene="recall")
    return replace(document, parameters={"recall": RecallParameters(**own)})


def own(document: Document) -> RecallParameters:
    """How far the exercise has come."""
    return Round(document, document.parameters["recall"]).own  # type: ignore[arg-type]


def round_of(document: Document) -> Round:
    """The exercise as it stands."""
    return Round(document, own(document))


def done(document: Document, *actions: str) -> Document:
    """After some actions."""
    for action in actions:
        document, title = SCENE.act(document, action, Memo())
        assert title
    return document


def answered(document: Document, *, right: bool = True) -> Document:
    """With the right answer in every blank, or with the first blank wrong."""
    exercise = round_of(document).exercise
    assert exercise is not None
    answers = dict(exercise.solution())
    if not right and exercise.asked == "type":
        answers[exercise.blanks[0]] += 1
    elif not right:
        other = next(cell for cell in exercise.blanks if cell not in answers)
        answers = {other: 1.0} if exercise.asked == "pick" else {**answers, other: 1.0}
    for cell, number in answers.items():
        kind = "set" if exercise.asked == "type" else "pick"
        document = SCENE.edit(document, Gesture(kind, cell, number))  # type: ignore[arg-type]
    return document


def timeline(document: Document) -> Timeline:
    """All steps."""
    return SCENE.timeline(document, Memo())


def frame(document: Document, step: int = 0, focus: Cell | None = None) -> Frame:
    """One picture, which holds together."""
    shown = timeline(document).frame(step, focus)
    check_frame(shown)
    return shown


CASES = [(kind, level) for kind in kinds() for level in LEVELS]


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_nothing_gives_the_answer_away(kind: str, level: str) -> None:
    shown = frame(asked(kind=kind, level=level))
    assert {board.scale.palette for board in shown.boards} == {"plain"}
    assert not {mark.role for mark in shown.marks} & _TELLING
    assert shown.links == ()
    assert shown.prompt is not None
    assert (shown.prompt.verdict, shown.prompt.good) == ("", None)
    assert timeline(asked(kind=kind, level=level)).length == 1
    exercise = round_of(asked(kind=kind, level=level)).exercise
    assert exercise is not None
    for cell in exercise.blanks:
        if exercise.asked == "type":
            assert shown.board(cell.board).value(cell.row, cell.column) is None


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_a_right_answer_is_told_so(kind: str, level: str) -> None:
    document = done(answered(asked(kind=kind, level=level)), "check")
    shown = frame(document)
    assert shown.prompt is not None
    assert (shown.prompt.verdict, shown.prompt.good) == ("Right.", True)
    assert timeline(document).length == 1
    assert timeline(document).story is None
    assert not any(mark.role == "wrong" for mark in shown.marks)
    assert not any(board.editable or board.pickable for board in shown.boards)
    outcome = SCENE.outcome(asked(kind=kind, level=level), document)
    assert outcome is not None
    assert (outcome.kind, outcome.right) == (kind, True)
    assert SCENE.outcome(document, document) is None


@pytest.mark.parametrize(("kind", "level"), CASES)
def test_a_wrong_answer_is_explained(kind: str, level: str) -> None:
    before = asked(kind=kind, level=level)
    document = done(answered(before, right=False), "check")
    steps = timeline(document)
    shown = [frame(document, step) for step in range(steps.length)]
    assert steps.story is not None
    assert shown[0].prompt is not None
    assert shown[0].prompt.good is False
    assert any(mark.role == "wrong" for mark in shown[0].marks)
    assert all(one.caption.lead == "Look" for one in shown)
    assert shown[-1].formula
    outcome = SCENE.outcome(before, document)
    assert outcome is not None
    assert not outcome.right
    wrong = round_of(document).plays[0][0]
    assert steps.step_of(wrong) == 0
    assert steps.step_of(Cell("nowhere", 0, 0)) is None


def test_the_picture_of_the_design() -> None:
    """Max pooling of a 4 × 4 map, one window after the other."""
    shown = frame(asked(seed=1))
    assert shown.prompt is not None
    assert shown.prompt.aside == "Seed 1 · no. 1"
    assert shown.title == "Recall · seed 1"
    assert shown.place == "exercise 1"
    assert "Tab to the next cell · Enter checks" in shown.formula_text
    assert shown.board("answer").on_enter == "check"
    assert shown.board("answer").editable
    assert not shown.board("input").editable


def test_answers_are_typed_changed_and_cleared() -> None:
    cell = Cell("answer", 0, 1)
    document = SCENE.edit(asked(), Gesture("set", cell, 7.0))
    assert frame(document).board("answer").value(0, 1) == 7
    document = SCENE.edit(document, Gesture("set", cell, 8.0))
    assert frame(document).board("answer").value(0, 1) == 8
    document = SCENE.edit(document, Gesture("clear", cell, 0.0))
    assert frame(document).board("answer").value(0, 1) is None
    assert own(document).cursor == cell
    document = SCENE.edit(document, Gesture("at", Cell("answer", 1, 0), 0.0))
    assert own(document).cursor == Cell("answer", 1, 0)


@pytest.mark.parametrize("kind", ["nudge", "draw", "pick"])
def test_other_gestures_leave_what_is_typed_alone(kind: str) -> None:
    document = asked()
    assert SCENE.edit(document, Gesture(kind, Cell("answer", 0, 0), 1.0)) is document  # type: ignore[arg-type]


def test_what_is_given_cannot_be_changed_and_nothing_after_the_check() -> None:
    document = asked()
    assert SCENE.edit(document, Gesture("set", Cell("input", 0, 0), 1.0)) is document
    checked = done(answered(document), "check")
    assert SCENE.edit(checked, Gesture("set", Cell("answer", 0, 0), 1.0)) is checked
    typed = asked(kind="winner")
    assert SCENE.edit(typed, Gesture("set", Cell("input", 0, 0), 1.0)) is typed


def test_what_is_not_answered_is_not_checked() -> None:
    with pytest.raises(ValueError, match=r"Fill in every cell first: \d are still empty"):
        done(asked(), "check")
    exercise = round_of(asked()).exercise
    assert exercise is not None
    filled = asked()
    for cell in exercise.blanks[1:]:
        filled = SCENE.edit(filled, Gesture("set", cell, 1.0))
    with pytest.raises(ValueError, match="Fill in every cell first: one is still empty"):
        done(filled, "check")
    with pytest.raises(ValueError, match="Pick a cell first"):
        done(asked(kind="winner"), "check")
    assert own(done(asked(kind="route"), "check")).checked  # empty cells count as 0 there


def test_another_one_comes_only_after_the_check() -> None:
    document = asked()
    assert done(document, "next") is document
    second = done(answered(document), "check", "next")
    assert (own(second).number, own(second).checked, own(second).answers) == (1, False, ())
    assert frame(second).place == "exercise 2"
    assert done(done(answered(document), "check"), "check", "hint") is not second


def test_a_hint_shows_the_window_of_the_cell_at_the_cursor() -> None:
    document = done(SCENE.edit(asked(), Gesture("at", Cell("answer", 1, 1), 0.0)), "hint")
    shown = frame(document)
    assert shown.roles("input", 2, 2) == {"window"}
    assert shown.roles("answer", 1, 1) == {"window"}
    assert shown.caption.lead == "A hint"
    assert not any(mark.role == "winner" for mark in shown.marks)
    assert own(done(document, "hint")).hinted is False
    first = frame(done(SCENE.edit(asked(), Gesture("set", Cell("answer", 0, 0), 1.0)), "hint"))
    assert first.roles("input", 0, 0) == {"window"}, "the cell that was typed last"


def test_without_a_cursor_the_first_empty_cell_is_helped_with() -> None:
    assert frame(done(asked(), "hint")).roles("answer", 0, 0) == {"window"}


def test_pointing_at_a_blank_shows_how_it_comes_about_once_it_is_checked() -> None:
    cell = Cell("answer", 0, 1)
    assert frame(asked(), focus=cell).links == ()
    shown = frame(done(answered(asked()), "check"), focus=cell)
    assert shown.links
    assert shown.formula_text.endswith("= 9")
    assert shown.caption.lead == "Look"
    winner = done(answered(asked(kind="winner"), right=False), "check")
    assert frame(winner, focus=Cell("input", 0, 0)).formula_text.startswith("max(")


def test_a_pick_replaces_the_one_before_and_can_be_put_back() -> None:
    document = asked(kind="winner")
    for cell in (Cell("input", 0, 0), Cell("input", 2, 1)):
        document = SCENE.edit(document, Gesture("pick", cell, 1.0))
    assert list(round_of(document).answers) == [Cell("input", 2, 1)]
    assert "picked" in frame(document).roles("input", 2, 1)
    document = SCENE.edit(document, Gesture("pick", Cell("input", 2, 1), 1.0))
    assert round_of(document).answers == {}


def test_picks_add_up_and_a_missed_one_is_shown() -> None:
    document = asked(kind="shift", level="odd", seed=20461)
    exercise = round_of(document).exercise
    assert exercise is not None
    checked = done(document, "check")  # nothing picked: nothing changes
    shown = frame(checked)
    missed = next(iter(exercise.solution()))
    assert "changed" in shown.roles("answer", missed.row, missed.column)
    assert shown.prompt is not None
    assert "Pooling does not ignore every move" in shown.prompt.verdict


def test_the_cursor_goes_by_arrows_and_stops_at_the_edge() -> None:
    document = done(asked(kind="winner"), "cursor_down")
    assert own(document).cursor == Cell("input", 0, 0), "the first press only shows it"
    document = done(document, "cursor_down", "cursor_right", "cursor_right", "cursor_up", "cursor_up")
    assert own(document).cursor == Cell("input", 0, 2)
    assert "window" in frame(document).roles("input", 0, 2)
    assert own(done(document, "cursor_left")).cursor == Cell("input", 0, 1)
    assert list(round_of(done(document, "pick")).answers) == [Cell("input", 0, 2)]


def test_actions_can_be_done_when_they_say_so() -> None:
    typed, picked = asked(), asked(kind="winner")
    checked = done(answered(typed), "check")
    can = SCENE.can
    assert [can(typed, action) for action in ("check", "hint", "next", "pick", "cursor_up")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert [can(picked, action) for action in ("pick", "cursor_up", "seed", "new_seed")] == [True] * 4
    assert [can(checked, action) for action in ("check", "hint", "next", "pick")] == [
        False,
        False,
        True,
        False,
    ]
    assert done(typed, "pick") is typed
    assert not can(typed, "nonsense")


def test_another_kind_level_or_seed_begins_anew() -> None:
    document = done(answered(asked()), "check", "next")
    document = SCENE.edit(document, Gesture("set", Cell("answer", 0, 0), 1.0))
    changes: list[dict[str, Any]] = [{"kind": "size"}, {"level": "odd"}, {"seed": 4}, {"own_map": True}]
    for change in changes:
        begun = replace(own(document), **change)
        assert (begun.number, begun.answers, begun.checked) == (0, (), False)
    assert replace(own(document), hinted=True).number == 1
    assert own(done(document, "new_seed")).number in (0, 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"kind": "x"}, "no kind"), ({"level": "x"}, "no level"), ({"seed": -1}, "from 0 to 99999")],
)
def test_what_cannot_be_asked_is_refused(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        RecallParameters(**wrong)
