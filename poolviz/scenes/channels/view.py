"""What every frame of Channels is made from: worked out once for a document, then only looked at."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from poolviz.core import Geometry, PoolSpec, pool, pool_backward
from poolviz.frame.model import Scale
from poolviz.frame.plane import Array, ArrayPlane, Plane
from poolviz.frame.scale import finite_range, scale_between, signed_scale
from poolviz.frame.words import say, translated
from poolviz.model.answer import Answer
from poolviz.model.derived import pooling_effort
from poolviz.model.display import scale_of
from poolviz.model.document import Document
from poolviz.model.grid import Position
from poolviz.model.scene import Compute
from poolviz.model.windows import Windows
from poolviz.scenes.channels.mixing import mixed, mixing_effort
from poolviz.scenes.channels.mosaic import Mosaic
from poolviz.scenes.channels.parameters import ChannelsParameters

MOST_IN_A_ROW = 8
_READABLE = 24  # more cells beside each other than this need a magnifier
# Beyond so many products a convolution would make people wait.
_MOST_PRODUCTS = 1 << 25


@dataclass(frozen=True, eq=False)
class View:
    """A document's channels under one layer; each part is worked out when it is first asked for."""

    document: Document
    parameters: ChannelsParameters
    compute: Compute

    @cached_property
    def geometry(self) -> Geometry:
        """Where the windows lie, on all channels alike."""
        return self.document.spec.geometry(self.document.map.size)

    @property
    def channels(self) -> int:
        """How many there are."""
        return self.document.map.channels

    @property
    def chosen(self) -> int:
        """The channel that is picked out."""
        return self.document.channel

    @property
    def in_a_row(self) -> bool:
        """Whether all channels have a board of their own."""
        return self.channels <= MOST_IN_A_ROW

    @cached_property
    def boards(self) -> tuple[int, ...]:
        """The channels that have a board of their own."""
        return tuple(range(self.channels)) if self.in_a_row else (self.chosen,)

    @property
    def is_large(self) -> bool:
        """Whether numbers need a magnifier."""
        return max(self.document.map.size[1] * len(self.boards), self.document.map.size[0]) > _READABLE

    @property
    def is_composed(self) -> bool:
        """Whether red, green and blue are shown together as well."""
        return self.is_colour and not self.parameters.backward

    @property
    def is_colour(self) -> bool:
        """Whether the channels are red, green and blue."""
        return self.document.map.kind == "picture" and self.channels == 3

    def name(self, channel: int) -> str:
        """What a channel is called: by its filter, its colour or its number."""
        names = self.document.map.channel_names
        if names:
            return translated(names[channel])
        if self.is_colour:
            return (say("red"), say("green"), say("blue"))[channel]
        return say("channel {number}", number=channel + 1)

    @cached_property
    def rests(self) -> str:
        """Why there can be no convolution now; empty if there can."""
        return why_it_rests(self.document)

    @property
    def mixes(self) -> bool:
        """Whether the layer is the convolution."""
        return self.parameters.layer == "convolution" and not self.rests

    def windows(self, channel: int) -> Windows:
        """The windows on one channel."""
        return Windows(self.document.map.plane(channel), self.geometry)

    # -- what comes out ----------------------------------------------------------------------------

    def answer(self, channel: int) -> Answer:
        """One channel pooled."""
        return self.compute.pooled(self.document.map, channel, self.document.spec)

    @cached_property
    def mixture(self) -> Array:
        """What the convolution gives, (C, H′, W′)."""
        self.compute.announce(mixing_effort(self.channels, self.geometry))
        return mixed(self.document.map.values, self.geometry)

    def values(self, channel: int) -> Array:
        """One channel of the layer's output, (H′, W′)."""
        is_stacked = self.mixes or not self.in_a_row
        values: Array = self.outputs[channel] if is_stacked else self.answer(channel).values
        return values

    @cached_property
    def outputs(self) -> Array:
        """All channels of the layer's output, (C, H′, W′): many are pooled at once, not one by one."""
        if self.mixes:
            return self.mixture
        map_, spec = self.document.map, self.document.spec
        self.compute.announce(self.channels * pooling_effort(spec, map_.size))
        return pool(map_.values, spec).values

    def value(self, channel: int, output: Position) -> float | int:
        """One number of the layer's output."""
        if self.mixes:
            return float(self.mixture[(channel, *output)])
        return self.answer(channel).value(*output)

    def plane(self, channel: int) -> Plane:
        """One channel of the output, as a board reads it."""
        return self._mixed_planes[channel] if self.mixes else self.answer(channel).numbers.plane(0)

    @cached_property
    def _mixed_planes(self) -> tuple[Plane, ...]:
        return tuple(ArrayPlane(values) for values in self.mixture)

    def winner(self, channel: int, output: Position) -> Position | None:
        """Where the maximum of a window lies; None if it has none."""
        if self.mixes or self.document.spec.mode != "max":
            return None
        return self.windows(channel).cell(self.answer(channel).winner(*output))

    @cached_property
    def readings(self) -> tuple[float, ...]:
        """The global average or the global maximum of every output channel."""
        read = np.mean if self.parameters.reading == "average" else np.max
        one_by_one = map(self.values, range(self.channels))
        stacks = (values[None] for values in one_by_one) if self.in_a_row else (self.outputs,)
        with np.errstate(all="ignore"):
            flat = (stack.reshape(len(stack), -1).astype(np.float64, copy=False) for stack in stacks)
            return tuple(np.concatenate([read(numbers, axis=1) for numbers in flat]).tolist())

    @cached_property
    def readings_so_far(self) -> Array:
        """What the readings are after each window, (H′W′, C): bounded, for small maps only."""
        values = self.outputs.reshape(self.channels, -1).T
        with np.errstate(all="ignore"):
            if self.parameters.reading == "max":
                largest: Array = np.maximum.accumulate(values, axis=0)
                return largest
            sums: Array = np.cumsum(values, axis=0, dtype=np.float64)
            return sums / np.arange(1, len(values) + 1)[:, None]

    # -- what flows back ---------------------------------------------------------------------------

    @cached_property
    def gradients(self) -> tuple[Array, ...]:
        """∂L/∂output of the channels that have boards, (H′, W′) each, from 1, 2, 3, … at their numbers."""
        return tuple(self.gradient(channel) for channel in self.boards)

    def gradient(self, channel: int) -> Array:
        """∂L/∂output of one channel, (H′, W′)."""
        mode = self.parameters.reading
        given = np.full((1, 1), self.upstream(channel))
        values = self.values(channel).astype(np.float64, copy=False)
        self.compute.announce(values.size // 2)  # a window as large as its map is soon gone through
        return pool_backward(given, values, PoolSpec(mode, window="global"))

    def upstream(self, channel: int) -> float:
        """What comes back from the loss to one channel's number: 1, 2, 3, …, so that each can be followed."""
        return float(channel + 1)

    # -- many channels -----------------------------------------------------------------------------

    @cached_property
    def mosaics(self) -> tuple[Mosaic, Mosaic]:
        """How the thumbnails of the inputs lie, and those of the outputs."""
        return Mosaic(self.channels, self.document.map.size), Mosaic(self.channels, self.geometry.output)

    @cached_property
    def mosaic_planes(self) -> tuple[Plane, Plane]:
        """The thumbnails of all inputs and of all outputs."""
        before, after = self.mosaics
        self.compute.announce(math.prod(self.document.map.shape))
        outputs = self.outputs  # says what it costs before anything is put together
        planes = before.put_together(self.document.map.values), after.put_together(outputs)
        return ArrayPlane(planes[0]), ArrayPlane(planes[1])

    # -- colours -----------------------------------------------------------------------------------

    @cached_property
    def common_scale(self) -> Scale:
        """One scale for all channels."""
        return scale_of(self.document.map, self.chosen, replace(self.document.display, common=True))

    def input_scale(self, channel: int) -> Scale:
        """The colours of one channel: a common scale beside thumbnails, else as the document says."""
        if not self.in_a_row:
            return self.common_scale
        return scale_of(self.document.map, channel, self.document.display)

    def output_scale(self, channel: int) -> Scale:
        """Those of its input, so that equal numbers look equal; a mixture has numbers of all channels."""
        if self.mixes:
            return self.common_scale
        scale = self.input_scale(channel)
        if self.document.spec.mode != "lp":
            return scale
        return scale_between(*finite_range(self.plane(channel)), scale.palette)

    @cached_property
    def gradient_scale(self) -> Scale:
        """One scale for all gradients at the outputs, neutral at 0."""
        return signed_scale(*self.gradients)


def why_it_rests(document: Document) -> str:
    """Why a document's channels cannot be convolved now; empty if they can."""
    geometry = document.spec.geometry(document.map.size)
    if not (geometry.rows.uniform and geometry.columns.uniform):
        return say("no kernel fits: with a fixed output size windows differ in size")
    products = document.map.channels**2 * geometry.products
    if products > _MOST_PRODUCTS:
        return say("rests: {count} products would take too long", count=products)
    return ""
