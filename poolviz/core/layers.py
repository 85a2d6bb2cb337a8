"""The layers a network is stacked from: what each does to the shape of the maps, and what it costs.

Every layer knows only itself and the volume it is given; `poolviz.core.stack` sends a picture through all.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from poolviz.core.checks import Pair, at_least, flag, one_or_two
from poolviz.core.geometry import Geometry
from poolviz.core.kernels import checked_groups, kernel_spec, refuse_unequal
from poolviz.core.padding import Padding, as_pair
from poolviz.core.sentences import Sentence
from poolviz.core.spec import PoolSpec

_WHOLE_MAP = PoolSpec(mode="average", window="global")


@dataclass(frozen=True)
class Volume:
    """Maps of one picture between two layers: so many `channels` of `size` (H, W).

    >>> Volume(64, (112, 112)).numbers
    802816
    """

    channels: int
    size: Pair

    @property
    def numbers(self) -> int:
        """How many numbers they hold: C · H · W."""
        return self.channels * self.size[0] * self.size[1]


@dataclass(frozen=True)
class Layer:
    """A layer that works cell by cell and learns nothing; the others say what they do differently."""

    def geometry(self, given: Volume) -> Geometry | None:
        """Where its windows lie on the maps it is given; None if it works cell by cell.

        Raises:
            SpecError: not one window fits.
        """
        return None

    def channels_from(self, given: Volume) -> int:
        """How many channels it gives.

        Raises:
            SpecError: it cannot work on so many channels.
        """
        return given.channels

    def parameters(self, given: Volume) -> int:
        """How many numbers it learns."""
        return 0

    def multiply_adds(self, given: Volume) -> int:
        """Multiplications, each with an addition, for one picture; additions alone do not count."""
        return 0


@dataclass(frozen=True)
class ReLU(Layer):
    """Everything below 0 becomes 0."""


@dataclass(frozen=True)
class Normalisation(Layer):
    """Batch normalisation: a trained factor and a trained shift for each channel.

    No multiply-adds: once trained, it is folded into the convolution before it.
    """

    def parameters(self, given: Volume) -> int:
        """Two for each channel."""
        return 2 * given.channels


@dataclass(frozen=True)
class Convolution(Layer):
    """A convolution with `channels` filters, as `conv2d`.

    Args:
        channels: filters, and so channels that come out.
        window: cells per side of a kernel, an int or (height, width).
        stride: cells from one window to the next, an int or (down, right).
        padding: as for `PoolSpec`.
        dilation: distance between neighbouring taps, an int or a pair.
        groups: into how many groups channels and filters fall; as many as channels make it depthwise.
        bias: whether each filter has a trained number to add.

    Raises:
        SpecError: a setting cannot be; its `field` names the setting.

    >>> Convolution(64).parameters(Volume(64, (56, 56)))
    36928
    """

    channels: int
    window: int | Pair = 3
    stride: int | Pair = 1
    padding: Padding = 0
    dilation: int | Pair = 1
    groups: int = 1
    bias: bool = True

    def __post_init__(self) -> None:
        window = one_or_two(
            1,
            self.window,
            "window",
            Sentence("Window"),
            Sentence("a window without cells has nothing to weigh"),
        )
        spec = kernel_spec(window, self.stride, self.padding, self.dilation)
        for name, value in (
            (
                "channels",
                at_least(
                    1, self.channels, "channels", Sentence("Channels"), Sentence("each filter gives one")
                ),
            ),
            ("window", window),
            ("stride", spec.stride),
            ("padding", spec.padding),
            ("dilation", spec.dilation),
            ("groups", checked_groups(self.groups)),
            ("bias", flag(self.bias, "bias", Sentence("The bias"))),
        ):
            object.__setattr__(self, name, value)
        refuse_unequal(self.channels, Sentence("filters"), self.groups)

    def geometry(self, given: Volume) -> Geometry:
        """As that of a pooling with the same settings."""
        return kernel_spec(self.window, self.stride, self.padding, self.dilation).geometry(given.size)

    def channels_from(self, given: Volume) -> int:
        """One for each filter."""
        refuse_unequal(given.channels, Sentence("channels"), self.groups)
        return self.channels

    def parameters(self, given: Volume) -> int:
        """A weight for each cell that a filter sees in each channel of its group, and the bias."""
        return self.channels * (self._weights(given) + self.bias)

    def multiply_adds(self, given: Volume) -> int:
        """One for each weight at each place; as usual, cells in the padding count too."""
        return self.channels * self.geometry(given).windows * self._weights(given)

    def _weights(self, given: Volume) -> int:
        """Weights of one filter."""
        height, width = as_pair(self.window)
        return given.channels // self.groups * height * width


@dataclass(frozen=True)
class Pooling(Layer):
    """A pooling of each channel by itself, as `pool`: nothing learned, nothing multiplied."""

    spec: PoolSpec = field(default_factory=PoolSpec)

    def geometry(self, given: Volume) -> Geometry:
        """That of its specification."""
        return self.spec.geometry(given.size)


@dataclass(frozen=True)
class GlobalAverage(Layer):
    """The mean of each whole map: one number a channel."""

    def geometry(self, given: Volume) -> Geometry:
        """One window, the whole map."""
        return _WHOLE_MAP.geometry(given.size)


@dataclass(frozen=True)
class FullyConnected(Layer):
    """All maps flattened into one row of numbers, and each of `outputs` sums weighs all of them.

    The same as a convolution whose window is the whole map.

    Raises:
        SpecError: a setting cannot be; its `field` names the setting.

    >>> FullyConnected(10).parameters(Volume(8, (112, 112))), FullyConnected(10).parameters(Volume(8, (1, 1)))
    (1003530, 90)
    """

    outputs: int
    bias: bool = True

    def __post_init__(self) -> None:
        outputs = at_least(
            1, self.outputs, "outputs", Sentence("Outputs"), Sentence("there must be something to tell")
        )
        object.__setattr__(self, "outputs", outputs)
        object.__setattr__(self, "bias", flag(self.bias, "bias", Sentence("The bias")))

    def geometry(self, given: Volume) -> Geometry:
        """One window, the whole map."""
        return _WHOLE_MAP.geometry(given.size)

    def channels_from(self, given: Volume) -> int:
        """One for each output."""
        return self.outputs

    def parameters(self, given: Volume) -> int:
        """A weight for each number given and each output, and the bias."""
        return self.outputs * (given.numbers + self.bias)

    def multiply_adds(self, given: Volume) -> int:
        """One for each weight."""
        return self.outputs * given.numbers


@dataclass(frozen=True)
class Residual(Layer):
    """Two ways from the same maps, added up: through `main`, and past it through `shortcut`.

    Without layers in `shortcut` the maps themselves are added. The sum itself works cell by cell.
    """

    main: tuple[Layer, ...]
    shortcut: tuple[Layer, ...] = ()


def without_pooling(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """The same layers, those of `Pooling` left out: what the network would cost at full resolution.

    >>> without_pooling((Convolution(8), Pooling(), GlobalAverage()))[1:]
    (GlobalAverage(),)
    """
    return tuple(layer for layer in layers if not isinstance(layer, Pooling))
