"""Networks to begin with, as data: their layers, and the size of the picture that they were made for.

VGG-16: K. Simonyan and A. Zisserman, "Very deep convolutional networks for large-scale image recognition"
(2014), configuration D. ResNet-18: K. He, X. Zhang, S. Ren and J. Sun, "Deep residual learning for image
recognition" (2015). LeNet-5: Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning applied
to document recognition" (1998); its own subsampling had two trained numbers a map, ours has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from poolviz.model.rows import Entries, RowEntry

Shown = Literal["with", "without"]


@dataclass(frozen=True)
class Network:
    """A stack of layers, and the channels and the side of its picture.

    ``shown`` says whether it is opened with its pooling layers or without them.
    """

    title: str
    layers: Entries
    channels: int = 3
    side: int = 224
    shown: Shown = "with"


_RELU = RowEntry("relu")
_POOL = RowEntry("pool", (2, 2, 0))
_BETWEEN_POOLS = 2  # convolutions from one pool to the next, where pooling is there to be left out


def _conv(channels: int, window: int = 3, stride: int = 1, padding: int = 1) -> Entries:
    return RowEntry("conv", (channels, window, stride, padding)), _RELU


def _full(*outputs: int) -> Entries:
    """Fully connected layers, with ReLU between them."""
    rows = tuple(row for count in outputs for row in (RowEntry("full", (count,)), _RELU))
    return rows[:-1]


def _blocks() -> Entries:
    return tuple(row for channels in (64, 128, 256) for row in (*_conv(channels), _POOL))


def _lenet() -> Entries:
    return (*_conv(6, 5, padding=0), _POOL, *_conv(16, 5, padding=0), _POOL, *_full(120, 84, 10))


def _vgg() -> Entries:
    rounds = ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))
    rows = (row for channels, count in rounds for row in (*_conv(channels) * count, _POOL))
    return (*rows, *_full(4096, 4096, 1000))


def _resnet() -> Entries:
    stem = (RowEntry("conv", (64, 7, 2, 3)), RowEntry("norm"), _RELU, RowEntry("pool", (3, 2, 1)))
    stages = ((64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1))
    return (*stem, *(RowEntry("block", stage) for stage in stages), RowEntry("global"), *_full(1000))


def _ten() -> Entries:
    return tuple(row for _ in range(5) for row in (*_conv(64) * _BETWEEN_POOLS, _POOL))


OWN = "own"
NETWORKS: Mapping[str, Network] = MappingProxyType(
    {
        "blocks": Network("Three blocks", _blocks()),
        "LeNet-5": Network("LeNet-5 (modern pooling)", _lenet(), channels=1, side=32),
        "VGG-16": Network("VGG-16", _vgg()),
        "ResNet-18": Network("ResNet-18", _resnet()),
        "ten": Network("Ten convolutions at full resolution", _ten(), shown="without"),
    }
)
