"""What keys and menus ask of a session, found through the scene's own controls: no scene is named here."""

from __future__ import annotations

from poolviz.model.controls import (
    ActionControl,
    ChoiceControl,
    Control,
    FloatControl,
    IntControl,
    PairControl,
    ToggleControl,
)
from poolviz.model.display_controls import DISPLAY, display_controls
from poolviz.session.session import Session
from poolviz.session.state import State


def control(state: State, field: str) -> Control | None:
    """The scene's control for a field, or the one for colours; None if there is none now."""
    is_display = field.startswith(DISPLAY)
    controls = display_controls(state.document) if is_display else state.controls
    return next((found for found in controls if found.field == field), None)


def offers(state: State, field: str) -> bool:
    """Whether a field can be set, or an action be done, now."""
    found = control(state, field)
    return found is not None and found.enabled


def value_of(state: State, field: str) -> object:
    """What a field is set to; None if the scene has no such control."""
    found = control(state, field)
    return None if found is None or isinstance(found, ActionControl) else found.value


def toggle(session: Session, field: str) -> None:
    """Turn a field over: on and off, or the next one of its choices."""
    found = control(session.state, field)
    if isinstance(found, ToggleControl):
        session.change(**{field: not found.value})
    elif isinstance(found, ChoiceControl):
        values = [option.value for option in found.options]
        place = values.index(found.value) if found.value in values else -1
        session.change(**{field: values[(place + 1) % len(values)]})


def nudge(session: Session, field: str, by: int) -> None:
    """Make a number larger or smaller, from the value in force, whatever was refused after it."""
    found = control(session.state, field)
    if isinstance(found, PairControl):
        rows, columns = found.value
        down, across = _ways(session.state)
        session.change(**{field: (rows + by * down, columns + by * across)})
    elif isinstance(found, FloatControl):
        session.change(**{field: found.value + by * found.step})
    elif isinstance(found, IntControl):
        session.change(**{field: found.value + by})


def _ways(state: State) -> tuple[bool, bool]:
    """Whether a pair grows down and across: on a map of one row or column only along it."""
    height, width = state.document.map.size
    return height > 1 or width == 1, width > 1 or height == 1


def act(session: Session, action: str) -> None:
    """Do one of the scene's actions, if it can be done now."""
    if offers(session.state, action):
        session.act(action)
