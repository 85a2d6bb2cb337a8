"""How exercises are found and made: every file of this package that has a ``KIND`` adds one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import poolviz.exercises as package
from poolviz.exercises.chance import Chance
from poolviz.exercises.exercise import Exercise
from poolviz.exercises.nouns import LEVELS, NO_WISHES, Kind, Level, Opened, Wishes
from poolviz.frame.words import say


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of exercise by its id, in order."""
    names = (info.name for info in pkgutil.iter_modules(package.__path__))
    modules = (importlib.import_module(f"{package.__name__}.{name}") for name in names)
    found: list[Kind] = [module.KIND for module in modules if hasattr(module, "KIND")]
    return MappingProxyType({kind.id: kind for kind in sorted(found, key=lambda kind: kind.order)})


def make(kind: str, level: Level, seed: int, number: int = 0, wishes: Wishes = NO_WISHES) -> Exercise:
    """The exercise that these five decide.

    Raises:
        ValueError: with a sentence, for a kind or a level that is none, and for wishes that this kind cannot
            grant at this level.

    >>> make("values", "even", 20461).prompt == make("values", "even", 20461).prompt
    True
    """
    chance = Chance(f"{_known(kind).id} {_level(level)} {seed} {number}")
    return Exercise(kind, level, seed, number, _known(kind).make(chance, level, wishes))


def make_on(kind: str, opened: Opened, seed: int, number: int = 0) -> Exercise:
    """An exercise on a map that is open, with its own specification.

    Raises:
        ValueError: with a sentence, for a kind that is none, or that cannot ask about this map.
    """
    chance = Chance(f"{_known(kind).id} {seed} {number}")
    return Exercise(kind, "even", seed, number, _known(kind).on(chance, opened))


def _known(kind: str) -> Kind:
    if kind not in kinds():
        known = ", ".join(kinds())
        raise ValueError(say("“{kind}” is no kind of exercise; there are {known}.", kind=kind, known=known))
    return kinds()[kind]


def _level(level: str) -> str:
    if level not in LEVELS:
        known = ", ".join(LEVELS)
        raise ValueError(say("“{level}” is no level; there are {known}.", level=level, known=known))
    return level
