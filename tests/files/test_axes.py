"""The order of axes is guessed as people store them, said, and can be changed."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.files.axes import ALL_AXES, Axes, arrange, choices, guess
from poolviz.files.errors import FileError


@pytest.mark.parametrize(
    ("shape", "axes"),
    [
        ((5,), "HW"),
        ((4, 4), "HW"),
        ((64, 7, 7), "CHW"),
        ((3, 224, 224), "CHW"),
        ((224, 224, 3), "HWC"),
        ((224, 224, 1), "HWC"),
        ((224, 224, 4), "HWC"),
        ((3, 3, 3), "CHW"),
        ((1, 5, 3), "CHW"),
        ((5, 5, 2), "CHW"),
        ((2, 3, 4), "CHW"),
        ((1, 64, 7, 7), "NCHW"),
        ((1, 224, 224, 3), "NHWC"),
        ((1, 3, 8, 4), "NCHW"),
    ],
)
def test_the_likeliest_order(shape: tuple[int, ...], axes: Axes) -> None:
    assert guess(shape) == axes
    assert axes in choices(shape)


@pytest.mark.parametrize("axes", ALL_AXES)
def test_every_order_ends_as_channels_rows_columns(axes: Axes) -> None:
    lengths = {"N": 1, "C": 2, "H": 3, "W": 4}
    names = np.indices([lengths[axis] for axis in axes])
    arranged, order, notes = arrange(names.sum(axis=0) * 0 + _number(axes, names), axes)
    channels = 1 if axes == "HW" else 2
    assert arranged.shape == (channels, 3, 4)
    assert arranged[channels - 1, 2, 3] == 100 * (channels - 1) + 23
    assert order == axes
    assert notes == ()


def _number(axes: Axes, indices: np.typing.NDArray[np.int64]) -> np.typing.NDArray[np.int64]:
    weight = {"N": 0, "C": 100, "H": 10, "W": 1}
    total: np.typing.NDArray[np.int64] = sum(
        (weight[axis] * index for axis, index in zip(axes, indices, strict=True)), np.zeros_like(indices[0])
    )
    return total


def test_a_guess_among_several_is_said() -> None:
    assert arrange(np.ones((4, 4)))[2] == ()
    assert arrange(np.ones((8, 9, 3)))[2] == ("Read as height × width × channels: 8 × 9 × 3.",)
    assert arrange(np.ones((1, 2, 8, 9)))[2] == ("Read as batch × channels × height × width: 1 × 2 × 8 × 9.",)


def test_a_guess_can_be_changed() -> None:
    array = np.arange(75).reshape(5, 5, 3)
    assert arrange(array)[0].shape == (3, 5, 5)
    assert arrange(array, "CHW")[0].shape == (5, 5, 3)
    assert arrange(array, None, "CHW")[0].shape == (5, 5, 3)
    assert arrange(array, "HWC", "CHW")[0].shape == (3, 5, 5)


@pytest.mark.parametrize(
    ("shape", "axes", "sentence"),
    [
        ((), None, "This is a single number; a map has height and width, and may have channels."),
        ((1, 1, 1, 2, 2), None, "This array has 5 dimensions; a map has"),
        ((2, 3, 4, 4), None, "a batch of 2 maps (2 × 3 × 4 × 4); please save one of them."),
        ((2, 4, 4, 3), "NHWC", "a batch of 2 maps"),
        ((2, 3), "CHW", "An array of 2 × 3 has no axes CHW; possible are HW."),
        ((2, 3, 4), "HW", "An array of 2 × 3 × 4 has no axes HW; possible are CHW, HWC."),
        ((1,) * 5, "NCHW", "possible are none."),
    ],
)
def test_what_does_not_fit_is_refused(shape: tuple[int, ...], axes: Axes | None, sentence: str) -> None:
    with pytest.raises(FileError) as caught:
        arrange(np.ones(shape), axes)
    assert sentence in caught.value.sentence
