"""Keys of a scene's own, as data: they act while it is on show, and stand in menu and sheet of keys."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SceneKey:
    """What one of the scene's actions is called, and the keys that do it.

    ``action`` is handed to ``session.act``, or names a control with a number, which the keys then let be
    typed. Title and tip are plain English: the table of actions is made before a language is chosen.
    """

    action: str
    keys: tuple[str, ...]
    title: str
    tip: str
