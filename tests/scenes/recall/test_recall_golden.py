"""Golden frames of Recall: an exercise asked, answered right, and answered wrong, as text to be read.

Their numbers are worked out again: what is given by the slow reference, what was typed from the mistake.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from poolviz.frame.model import Frame
from poolviz.model.scene import Gesture
from poolviz.scenes.recall import SCENE
from tests import reference
from tests.exercises.by_hand import solved
from tests.scenes.recall.test_recall import answered, asked, done, frame, round_of
from tests.scenes.test_golden import FOLDER, told

CASES = {
    "recall-asked": ("values", "even", "", 0),
    "recall-right": ("shift", "odd", "right", 0),
    "recall-mean-for-max": ("values", "overlap", "mean for max", 1),
    "recall-overlap": ("route", "overlap", "overlap not added", 1),
    "recall-stride": ("size", "padded", "stride ignored", 2),
}
SEED = 1


def shown(name: str) -> Frame:
    """The picture of a case."""
    kind, level, answer, step = CASES[name]
    document = asked(kind=kind, level=level, seed=SEED)
    if answer == "right":
        return frame(done(answered(document), "check"), step)
    if answer:
        exercise = round_of(document).exercise
        assert exercise is not None
        answers = next(numbers for mistake, numbers in exercise.task.mistaken() if mistake.id == answer)
        for cell, number in answers.items():
            document = SCENE.edit(document, Gesture("set", cell, number))
        document = done(document, "check")
    return frame(document, step)


def plain(name: str) -> dict[str, Any]:
    """A case as a golden file has it."""
    picture = shown(name)
    prompt = picture.prompt
    assert prompt is not None
    said: dict[str, Any] = json.loads(json.dumps(told(picture)))
    return {"prompt": [prompt.text, prompt.aside, prompt.verdict], **said}


@pytest.mark.parametrize("name", CASES)
def test_frames_say_what_they_said(name: str) -> None:
    golden = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    assert plain(name) == golden, json.dumps(plain(name), ensure_ascii=False, indent=1)


def test_the_mean_for_max_is_the_mean_by_hand() -> None:
    boards = json.loads((FOLDER / "recall-mean-for-max.json").read_text("utf-8"))["boards"]
    x = np.array([[float(number) for number in row.split()] for row in boards["input"]["numbers"]])
    spec = round_of(asked(kind="values", level="overlap", seed=SEED)).exercise.spec  # type: ignore[union-attr]
    assert spec is not None
    mean = reference.pool(x, type(spec)(**{**vars(spec), "mode": "average"}))[0]
    typed = [[float(number) for number in row.split()] for row in boards["answer"]["numbers"]]
    assert np.allclose(typed, mean, atol=0.005)


@pytest.mark.parametrize("name", CASES)
def test_what_is_marked_wrong_is_wrong_by_hand(name: str) -> None:
    kind, level, answer, _ = CASES[name]
    exercise = round_of(asked(kind=kind, level=level, seed=SEED)).exercise
    assert exercise is not None
    right, picture = solved(exercise), shown(name)
    for cell in exercise.blanks:
        roles = picture.roles(cell.board, cell.row, cell.column)
        if not answer:
            assert not roles & {"right", "wrong"}
        elif exercise.asked == "type":
            value = picture.board(cell.board).value(cell.row, cell.column)
            assert value is not None
            assert ("wrong" in roles) == (abs(value - right[cell]) > 0.006)
        else:
            assert ("right" in roles) == (cell in right)
