"""The numbers of a text, without what was guessed about it."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from poolviz.files.limits import PASTE, Limits
from poolviz.files.matrices import read_matrix


def parse_matrix(text: str, limits: Limits = PASTE) -> NDArray[Any]:
    return read_matrix(text, limits)[0]
