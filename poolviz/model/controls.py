"""Controls as data: a scene says what can be set, the window shows it.

Each control names the *field* that it sets; its only exit is ``session.change(field=value)``, or
``session.act(field)`` for an action.
"""

from __future__ import annotations

from dataclasses import dataclass

from poolviz.model.rows import Entries, RowKind


@dataclass(frozen=True)
class Option:
    """One of the values of a choice."""

    value: object
    label: str
    tip: str = ""


@dataclass(frozen=True)
class IntControl:
    """A whole number."""

    field: str
    label: str
    value: int
    low: int
    high: int
    tip: str = ""
    folded: bool = False
    enabled: bool = True


@dataclass(frozen=True)
class FloatControl:
    """Any number; its arrows go by ``step``."""

    field: str
    label: str
    value: float
    low: float
    high: float
    step: float = 1.0
    tip: str = ""
    folded: bool = False
    enabled: bool = True


@dataclass(frozen=True)
class PairControl:
    """Two whole numbers, down and across, that usually move together."""

    field: str
    label: str
    value: tuple[int, int]
    low: int
    high: int
    tip: str = ""
    folded: bool = False
    enabled: bool = True


@dataclass(frozen=True)
class ChoiceControl:
    """One of a few values: joined buttons, a menu, chips above a board, or ``listed`` under each other."""

    field: str
    label: str
    value: object
    options: tuple[Option, ...]
    tip: str = ""
    folded: bool = False
    board: str = ""
    enabled: bool = True
    listed: bool = False


@dataclass(frozen=True)
class ToggleControl:
    """On or off."""

    field: str
    label: str
    value: bool
    tip: str = ""
    folded: bool = False
    enabled: bool = True


@dataclass(frozen=True)
class ActionControl:
    """Something to do once: a button of the panel, or a chip above a board or on the stage ("stage")."""

    field: str
    label: str
    tip: str = ""
    enabled: bool = True
    folded: bool = False
    board: str = ""


@dataclass(frozen=True)
class RowsControl:
    """A list of rows that can be added, removed, moved and edited; each of one of the kinds."""

    field: str
    label: str
    value: Entries
    kinds: tuple[RowKind, ...]
    most: int
    tip: str = ""
    folded: bool = False
    enabled: bool = True

    def kind_of(self, place: int, rows: Entries) -> RowKind:
        """The kind of one of some rows."""
        return next(kind for kind in self.kinds if kind.id == rows[place].kind)


Control = (
    IntControl | FloatControl | PairControl | ChoiceControl | ToggleControl | ActionControl | RowsControl
)
