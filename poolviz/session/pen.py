"""What the pointer does on the stage, and how the whole map is changed: two small frozen values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from poolviz.frame.model import Cell
from poolviz.frame.numbers import plain
from poolviz.frame.words import say
from poolviz.maps.shapes import Shape
from poolviz.maps.transforms import Edge, Filler
from poolviz.model.scene import Gesture

Tool = Literal["pointer", "brush", "line", "outline", "rectangle", "fill", "blob", "eyedropper"]
EMPTY = 0.0
"""What erasing leaves in a cell."""
LARGEST_PEN = 64

_SHAPES: Mapping[Tool, Shape] = MappingProxyType(
    {
        "brush": "line",
        "line": "line",
        "outline": "outline",
        "rectangle": "rectangle",
        "fill": "fill",
        "blob": "blob",
    }
)
# Drawn once, when the button is let go: until then it is only shown.
_STRETCHED: frozenset[Tool] = frozenset({"line", "outline", "rectangle"})
_SIZED: frozenset[Tool] = frozenset({"brush", "line", "outline", "blob"})
_TITLES: Mapping[Tool, Callable[[str], str]] = MappingProxyType(
    {
        "brush": lambda value: say("brush stroke"),
        "line": lambda value: say("line of {value}", value=value),
        "outline": lambda value: say("rectangle of {value}", value=value),
        "rectangle": lambda value: say("filled rectangle of {value}", value=value),
        "fill": lambda value: say("fill with {value}", value=value),
        "blob": lambda value: say("smooth blob of {value}", value=value),
    }
)


@dataclass(frozen=True)
class Pen:
    """The tool in hand, the number that it writes, and how many cells it covers across.

    >>> Pen("blob", 9).gesture(Cell("input", 1, 1)).shape, Pen("blob", 9).title
    ('blob', 'smooth blob of 9')
    """

    tool: Tool = "pointer"
    value: float = 9.0
    size: int = 1
    spread: int = 5  # of a smooth blob
    before: Tool = "brush"  # what the eyedropper gives way to once it has a number

    @property
    def draws(self) -> bool:
        """Whether a press changes cells."""
        return self.tool in _SHAPES

    @property
    def stretches(self) -> bool:
        """Whether it is drawn between the cell of the press and that of the release."""
        return self.tool in _STRETCHED

    @property
    def has_size(self) -> bool:
        """Whether it matters how wide it is."""
        return self.tool in _SIZED

    @property
    def width(self) -> int:
        """Cells across of the tool in hand."""
        return self.spread if self.tool == "blob" else self.size

    @property
    def title(self) -> str:
        """What the undo menu calls what is drawn with it."""
        return _TITLES[self.tool](plain(self.value))

    def gesture(self, cell: Cell, start: Cell | None = None, *, erase: bool = False) -> Gesture:
        """What is drawn from a cell to another; erasing empties the same cells.

        Raises:
            KeyError: a tool that draws nothing.
        """
        shape = _SHAPES[self.tool]
        if erase and shape == "blob":
            shape = "disc"
        return Gesture("draw", cell, EMPTY if erase else self.value, start, self.width, shape)


@dataclass(frozen=True)
class Shaping:
    """What comes in at an edge when the map is moved or enlarged, and how much noise is added to it."""

    edge: Edge = "wrap"
    filler: Filler = "zero"
    amount: float = 1.0
    seed: int = 0
