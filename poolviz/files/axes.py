"""Which axis of an array is which: guessed, said, and changeable."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from poolviz.files.errors import FileError
from poolviz.frame.words import say
from poolviz.maps.numbers import times
from poolviz.model.source import Axes

__all__ = ["ALL_AXES", "Axes", "arrange", "choices", "guess"]

Array = NDArray[Any]
ALL_AXES: tuple[Axes, ...] = get_args(Axes)

# Grey, colour, colour and alpha: so many channels come last in pictures.
_COLOURS = (1, 3, 4)


def choices(shape: tuple[int, ...]) -> tuple[Axes, ...]:
    """Return the orders that an array of some shape can have.

    >>> choices((3, 8, 8))
    ('CHW', 'HWC')
    """
    return tuple(axes for axes in ALL_AXES if len(axes) == max(2, len(shape)))


def guess(shape: tuple[int, ...]) -> Axes:
    """Return the likeliest order of axes.

    The last axis holds the channels if it has 1, 3 or 4 places, is no longer than the others, and the first
    of the three has another number, as in pictures; else the first does, as in PyTorch.

    Raises:
        FileError: no axis at all, or more than four.

    >>> guess((224, 224, 3)), guess((64, 7, 7)), guess((1, 3, 8, 8))
    ('HWC', 'CHW', 'NCHW')
    """
    if not 1 <= len(shape) <= 4:
        if not shape:
            raise FileError(
                say("This is a single number; a map has height and width, and may have channels.")
            )
        raise FileError(
            say(
                "This array has {count} dimensions; a map has height and width, and may have channels.",
                count=len(shape),
            )
        )
    if len(shape) < 3:
        return "HW"
    *_, first, middle, last = shape
    if last in _COLOURS and first not in _COLOURS and last <= min(first, middle):
        return "HWC" if len(shape) == 3 else "NHWC"
    return "CHW" if len(shape) == 3 else "NCHW"


def arrange(
    array: Array, axes: Axes | None = None, likely: Axes | None = None
) -> tuple[Array, Axes, tuple[str, ...]]:
    """Return an array as (channels, height, width), the order that its axes had, and what to say about it.

    A single row is a map of one row. Of a batch, only one of length 1 is accepted.

    Args:
        array: one to four dimensions.
        axes: the order of its axes; None to guess.
        likely: what the format of the file makes likely, better than a guess by the shape.

    Raises:
        FileError: an order that does not fit, too many dimensions, or a batch of several maps.
    """
    order = axes or likely or guess(array.shape)
    if order not in choices(array.shape):
        possible = ", ".join(choices(array.shape)) or say("none")
        raise FileError(
            say(
                "An array of {shape} has no axes {order}; possible are {possible}.",
                shape=times(array.shape),
                order=order,
                possible=possible,
            )
        )
    if len(array.shape) < 3:
        return array.reshape((1,) * (3 - array.ndim) + array.shape), order, ()
    words = {"N": say("batch"), "C": say("channels"), "H": say("height"), "W": say("width")}
    read = " × ".join(words[axis] for axis in order)
    notes = () if axes else (say("Read as {axes}: {shape}.", axes=read, shape=times(array.shape)),)
    if order.startswith("N"):
        if array.shape[0] != 1:
            raise FileError(
                say(
                    "This array holds a batch of {count} maps ({shape}); please save one of them.",
                    count=array.shape[0],
                    shape=times(array.shape),
                )
            )
        array = array[0]
    return (np.moveaxis(array, -1, 0) if order.endswith("HWC") else array), order, notes
