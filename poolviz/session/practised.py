"""Practice is no edit: answering an exercise is no undo step, and undo leaves an exercise as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType

from poolviz.model.document import Document
from poolviz.model.scene import Practising, Scene


def is_practice(before: Document, after: Document, scene: Scene) -> bool:
    """Whether two documents differ in nothing but what is practised in the scene on show."""
    if not isinstance(scene, Practising):
        return False
    rest = (f.name for f in fields(Document) if f.name != "parameters")
    if any(getattr(before, name) != getattr(after, name) for name in rest):
        return False
    others = (before.parameters.keys() | after.parameters.keys()) - {scene.id}
    return all(before.parameters.get(name) is after.parameters.get(name) for name in others)


def with_practice_of(document: Document, now: Document, scenes: Mapping[str, Scene]) -> Document:
    """A document out of the history with everything practised as it stands now."""
    practised = {
        name: now.parameters[name]
        for name, scene in scenes.items()
        if isinstance(scene, Practising) and name in now.parameters
    }
    if not practised:
        return document
    return replace(document, parameters=MappingProxyType({**document.parameters, **practised}))
