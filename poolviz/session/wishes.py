"""Answers that a frame asks for and that take long: worked out one after the other beside the session."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from poolviz.maps.map import Map
from poolviz.model.task import Task

Question = tuple[int, Hashable]
"""The identity of a map's version, and what is asked about it."""


@dataclass(frozen=True, eq=False)
class Wish:
    """One answer that is not there yet."""

    title: str
    map: Map
    question: Hashable
    work: Callable[[Task], Any]

    @property
    def key(self) -> Question:
        """What tells two wishes apart; the map is held, so that its identity is not given to another."""
        return id(self.map), self.question


class Wishes:
    """What the frames of one timeline have asked for, in order."""

    def __init__(self) -> None:
        self._open: dict[Question, Wish] = {}
        self._given_up: set[Question] = set()

    def add(self, wish: Wish) -> None:
        """Ask for an answer; asking twice, or for what has failed, changes nothing."""
        if wish.key not in self._given_up:
            self._open.setdefault(wish.key, wish)

    def give_up(self, wish: Wish) -> None:
        """An answer that cannot be had is not asked for again by this timeline."""
        self._open.pop(wish.key, None)
        self._given_up.add(wish.key)

    @property
    def first(self) -> Wish | None:
        """What to work out next."""
        return next(iter(self._open.values()), None)
