"""What the cells of a map deep in a network see of the picture: field, jump and start along one axis.

The arithmetic is that of Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural
Networks" (Distill, 2019); starts are cells of the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from poolviz.core.axis import Axis


@dataclass(frozen=True)
class Sight:
    """What the cells of a map see of the picture along one axis.

    Each cell sees `field` cells of the picture; its neighbour sees as many, `jump` further on; the first
    cell's begin at `start`, which is negative where they reach into padding.

    >>> Sight().through(Axis(7, 3, 2, 1, 1, 1, 4)).through(Axis(4, 3, 1, 1, 1, 1, 4))
    Sight(field=7, jump=2, start=-3)
    """

    field: int = 1
    jump: int = 1
    start: int = 0

    def through(self, axis: Axis) -> Sight:
        """What cells see one layer on, whose windows lie on `axis`.

        A window adds (span - 1) · jump to the field, and its stride multiplies the jump.
        """
        return Sight(
            self.field + (axis.span - 1) * self.jump,
            self.jump * axis.stride,
            self.start - axis.low * self.jump,
        )

    def beside(self, other: Sight) -> Sight:
        """What cells see that add up two ways of the same jump: from the earlier start to the later end."""
        start = min(self.start, other.start)
        end = max(self.start + self.field, other.start + other.field)
        return Sight(end - start, self.jump, start)

    def of(self, cell: int) -> range:
        """The cells of the picture that one cell sees; some may lie outside.

        >>> Sight(field=3, jump=2, start=-1).of(2)
        range(3, 6)
        """
        begin = self.start + cell * self.jump
        return range(begin, begin + self.field)
