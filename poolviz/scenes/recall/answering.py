"""What a person does with an exercise: type, clear, pick, move the cursor, ask for help, check, go on."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import randbelow

from poolviz.frame.model import Cell
from poolviz.frame.words import say
from poolviz.model.document import Document
from poolviz.model.scene import Gesture
from poolviz.scenes.recall.parameters import LARGEST_SEED
from poolviz.scenes.recall.round import Round

_WAYS: Mapping[str, tuple[int, int]] = {
    "cursor_up": (-1, 0),
    "cursor_down": (1, 0),
    "cursor_left": (0, -1),
    "cursor_right": (0, 1),
}


def answered(round_: Round, gesture: Gesture) -> Document:
    """The document after a gesture on a blank; the same one for anything else, or once it is checked."""
    exercise, cell = round_.exercise, gesture.cell
    if exercise is None or not round_.is_open or cell not in exercise.blanks:
        return round_.document
    answers = dict(round_.answers)
    if gesture.kind == "set" and round_.is_typed:
        answers[cell] = gesture.value
    elif gesture.kind == "clear":
        answers.pop(cell, None)
    elif gesture.kind == "pick" and not round_.is_typed:
        answers = _picked(answers, cell, only=exercise.asked == "pick")
    elif gesture.kind != "at":
        return round_.document
    return round_.with_own(answers=tuple(answers.items()), cursor=cell)


def can(round_: Round, action: str) -> bool:
    """Whether an action does something now."""
    is_open = round_.is_open
    if action in ("check", "hint"):
        return is_open
    if action == "next":
        return round_.is_checked
    if action == "pick" or action in _WAYS:
        return is_open and not round_.is_typed
    return action in ("seed", "new_seed")


def done(round_: Round, action: str) -> Document:
    """The document after an action.

    Raises:
        KeyError: no such action.
        ValueError: with a sentence, for a check of what is not answered yet.
    """
    if action == "new_seed":
        return round_.with_own(seed=randbelow(LARGEST_SEED + 1))
    if not can(round_, action):
        return round_.document
    if action == "check":
        return _checked(round_)
    if action == "hint":
        return round_.with_own(hinted=not round_.own.hinted)
    if action == "next":
        own = round_.own
        return round_.with_own(
            number=own.number + 1, answers=(), checked=False, hinted=False, cursor=None, about=0
        )
    blank = round_.blank
    assert blank is not None, "there is an exercise"
    if action == "pick":
        return answered(round_, Gesture("pick", blank, 1.0))
    return round_.with_own(cursor=_beside(round_, blank, _WAYS[action]))


def _checked(round_: Round) -> Document:
    exercise = round_.exercise
    assert exercise is not None, "only asked where there is one"
    if exercise.is_complete(round_.answers):
        return round_.with_own(checked=True, hinted=False)
    if exercise.asked == "pick":
        raise ValueError(say("Pick a cell first, then check."))
    left = sum(cell not in round_.answers for cell in exercise.blanks)
    if left == 1:
        raise ValueError(say("Fill in every cell first: one is still empty."))
    raise ValueError(say("Fill in every cell first: {count} are still empty.", count=left))


def _picked(answers: dict[Cell, float], cell: Cell, *, only: bool) -> dict[Cell, float]:
    """The picks with one more, or with one put back."""
    if cell in answers:
        return {other: number for other, number in answers.items() if other != cell}
    return {cell: 1.0} if only else {**answers, cell: 1.0}


def _beside(round_: Round, blank: Cell, way: tuple[int, int]) -> Cell:
    """The next blank that way, or the same one at the edge; the first move only shows the cursor."""
    exercise = round_.exercise
    assert exercise is not None, "there is an exercise"
    if round_.own.cursor is None:
        return blank
    beside = Cell(blank.board, blank.row + way[0], blank.column + way[1])
    return beside if beside in exercise.blanks else blank
