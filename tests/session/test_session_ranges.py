"""Numbers that a scene's own controls do not take are refused with a sentence, and nothing else happens."""

from __future__ import annotations

import math

import pytest

from poolviz.model.controls import FloatControl, IntControl, ToggleControl
from poolviz.session.changes import in_range
from poolviz.session.session import Session
from tests.session.conftest import now


@pytest.mark.parametrize(
    ("typed", "word"),
    [(2.5, "whole number"), (99, "from"), (-3, "from"), ("two", "a number"), (math.nan, "a number")],
)
def test_a_scene_s_own_number_stays_in_its_range(session: Session, typed: object, word: str) -> None:
    session.show_scene("shift")
    before = now(session)
    session.change(rounds=typed)
    assert word in now(session).refused["rounds"].sentence
    assert now(session).frame is before.frame
    session.change(rounds=2)
    assert not now(session).refused


def test_other_controls_take_what_they_offer() -> None:
    assert in_range(None, "anything") == "anything"
    assert in_range(ToggleControl("loud", "Loud", True), False) is False
    assert in_range(FloatControl("bias", "Bias", 0.0, -1.0, 1.0), 0.5) == 0.5
    whole = in_range(IntControl("rounds", "Rounds", 1, 1, 4), 4.0)
    assert isinstance(whole, int)
    with pytest.raises(ValueError, match="from −1 to 1"):
        in_range(FloatControl("bias", "Bias", 0.0, -1.0, 1.0), 2.0)
