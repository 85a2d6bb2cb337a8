"""How many bytes an answer holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import numpy as np

from poolviz.maps.map import Map


def weight(answer: object) -> int:
    """The bytes of all arrays in an answer: in tuples, mappings and dataclasses, too.

    >>> weight((np.zeros(4), {"rows": np.zeros((2, 2))}))
    64
    """
    if isinstance(answer, np.ndarray):
        return answer.nbytes
    if isinstance(answer, Map):
        return answer.nbytes or answer.values.nbytes
    if isinstance(answer, tuple | list):
        return sum(map(weight, answer))
    if isinstance(answer, Mapping):
        return sum(map(weight, answer.values()))
    if is_dataclass(answer) and not isinstance(answer, type):
        return sum(weight(getattr(answer, field.name)) for field in fields(answer))
    return 0
