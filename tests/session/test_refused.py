"""What was typed and refused stays until it is mended, and never stands in the way of another change."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from poolviz.maps.map import Map
from poolviz.model.controls import ActionControl, Control, FloatControl, IntControl, PairControl
from poolviz.model.display_controls import display_controls
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session, new_session
from tests.session.conftest import now
from tests.window.tried import value_for

SCENES = tuple(new_session(Jobs(inline=True)).scenes)


def opened(scene: str) -> Session:
    session = new_session(Jobs(inline=True))
    session.open_map(Map.from_array(np.arange(50.0).reshape(2, 5, 5)))
    session.change(display_range="fixed")
    session.show_scene(scene)
    return session


def open_controls(session: Session) -> tuple[Control, ...]:
    """Those that take something now."""
    every = (*now(session).controls, *display_controls(now(session).document))
    return tuple(one for one in every if one.enabled and not isinstance(one, ActionControl))


@pytest.mark.parametrize("scene", SCENES)
def test_what_cannot_be_read_stands_in_no_other_s_way(scene: str) -> None:
    random = Random(2)
    takes_text = (IntControl, FloatControl, PairControl)
    for typed in (one.field for one in open_controls(opened(scene)) if isinstance(one, takes_text)):
        session = opened(scene)
        for other in open_controls(session):
            fields = {control.field for control in open_controls(session)}
            if other.field == typed or not {typed, other.field} <= fields:
                continue
            session.refuse(typed, "nonsense", "“nonsense” is no number.")
            session.change(**{other.field: value_for(other, random)})
            fields = {control.field for control in open_controls(session)}
            assert now(session).refused.keys() <= fields, (typed, other.field)
            session.give_up()


def test_a_range_that_cannot_be_read_is_forgotten_with_its_field(session: Session) -> None:
    session.change(display_range="fixed")
    session.refuse("display_high", "nonsense", "“nonsense” is no number.")
    session.change(display_low=1.0)
    assert now(session).document.display.low == 1
    assert now(session).refused["display_high"].typed == "nonsense"
    session.change(display_range="symmetric")
    assert now(session).document.display.range == "symmetric"
    assert not now(session).refused


@pytest.mark.parametrize("value", ["nonsense", None, float("nan"), float("inf")])
def test_a_range_of_what_is_no_number_is_refused(session: Session, value: object) -> None:
    session.change(display_range="fixed")
    session.change(display_high=value)
    assert now(session).refused["display_high"].sentence == "To takes a number."
