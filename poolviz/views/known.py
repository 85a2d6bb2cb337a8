"""Answers about masks that are not worked out again while a mask lives."""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from numpy.typing import NDArray

Mask = NDArray[Any]
Answer = TypeVar("Answer")


class Known(Generic[Answer]):
    """What is known of the masks asked about last, by which array it is: arrays have no hash.

    A mask is not kept alive, as one of a large map is as large as its plane, and the marks of a dilated
    window come with another one at every step. Its answer goes when it goes.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[int, tuple[weakref.ref[Mask], Answer]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._answers)

    def of(self, mask: Mask, answer: Callable[[Mask], Answer]) -> Answer:
        """What is known of a mask, else what ``answer`` says now."""
        key = id(mask)
        if (known := self._answers.get(key)) is not None:
            return known[1]
        found = answer(mask)
        self._answers[key] = weakref.ref(mask, lambda _: self._answers.pop(key, None)), found
        if len(self._answers) > self._most:
            self._answers.popitem(last=False)
        return found
