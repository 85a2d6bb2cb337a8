"""Recall on the map that is open; what can be set and done there, and what the facts tell."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from poolviz.core import PoolSpec
from poolviz.exercises import kinds
from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.controls import ActionControl, ChoiceControl, IntControl, ToggleControl
from poolviz.model.scene import Gesture
from poolviz.scenes.recall import SCENE
from poolviz.session.memo import Memo
from tests.scenes.recall.test_recall import answered, asked, done, frame, own, round_of


def test_my_map_is_asked_about_with_its_own_pooling() -> None:
    document = asked(own_map=True, spec=PoolSpec(mode="average", stride=2))
    shown = frame(document)
    assert shown.prompt is not None
    assert shown.prompt.text == "Average pooling, 2 × 2, stride 2. Fill in the output."
    assert np.array_equal(shown.board("input").plane.read(slice(None), slice(None)), document.map.values[0])
    values = [[3.25, 5.25], [2, 2]]
    for (row, column), value in np.ndenumerate(values):
        document = SCENE.edit(document, Gesture("set", Cell("answer", row, column), float(value)))
    assert frame(done(document, "check")).prompt.good  # type: ignore[union-attr]


def test_another_map_or_pooling_asks_anew() -> None:
    document = done(answered(asked(own_map=True)), "check")
    other = replace(document, map=Map.from_array(np.ones((4, 4))))
    assert not own(other).checked
    assert own(other).answers == ()
    assert not own(replace(document, spec=PoolSpec(window=3, stride=1))).checked
    assert own(replace(document, map=by_id("worked-example").make())).checked, "the same numbers"


def test_a_map_that_cannot_be_asked_about_says_why() -> None:
    document = asked(own_map=True, spec=PoolSpec(mode="lp"))
    shown = frame(document)
    assert shown.boards == ()
    assert shown.prompt is not None
    assert shown.prompt.text.startswith("A power sum is not asked by hand")
    assert SCENE.edit(document, Gesture("set", Cell("answer", 0, 0), 1.0)) is document
    assert done(document, "check", "hint") is document
    assert not SCENE.can(document, "check")
    assert round_of(document).blank is None
    assert not round_of(document).is_typed


# Controls and facts


def test_controls_say_what_can_be_set_and_done() -> None:
    found = {control.field: control for control in SCENE.controls(asked())}
    kind = found["kind"]
    assert isinstance(kind, ChoiceControl)
    assert kind.listed
    assert [option.value for option in kind.options][: len(kinds())] == list(kinds())
    assert isinstance(found["seed"], IntControl)
    assert isinstance(found["own_map"], ToggleControl)
    buttons = [c for c in found.values() if isinstance(c, ActionControl) and c.board == "stage"]
    assert [(c.field, c.enabled) for c in buttons] == [("check", True), ("hint", True), ("next", False)]
    later = SCENE.controls(done(answered(asked()), "check"))
    assert [c.enabled for c in later if getattr(c, "board", "") == "stage"] == [False, False, True]
    assert {key.action for key in SCENE.keys} >= {"check", "hint", "next", "seed"}


def test_facts_tell_how_it_went() -> None:
    memo = Memo()
    memo.progress = memo.progress.answered("values", right=True).answered("values", right=False)
    facts = {fact.label: fact.value for fact in SCENE.timeline(asked(), memo).frame(0, None).facts}
    assert facts["Right until now"] == "1 of 2"
    assert facts["The last ten"] == "✓✗"
    assert "All kinds" not in facts
    memo.progress = memo.progress.answered("size", right=True)
    facts = {fact.label: fact.value for fact in SCENE.timeline(asked(), memo).frame(0, None).facts}
    assert facts["All kinds"] == "2 of 3"
