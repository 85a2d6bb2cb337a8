"""The gradient through the layer: from the outputs back to the map."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from poolviz.core import PoolSpec, pool_backward
from poolviz.frame.model import Scale
from poolviz.frame.plane import Array, ArrayPlane, Plane
from poolviz.frame.scale import signed_scale
from poolviz.model.derived import pooling_effort
from poolviz.model.upstream import Upstream
from poolviz.scenes.channels.mixing import OWN_SHARE
from poolviz.scenes.channels.view import View


@dataclass(frozen=True, eq=False)
class Routing:
    """∂L/∂input of the channels that have boards, when so many channels of the output have sent theirs."""

    view: View

    def reached(self, place: int, sent: int) -> Plane:
        """∂L/∂input at a place of ``view.boards``, when the first ``sent`` of them have sent, (H, W)."""
        if self.view.mixes:
            return self._mixed(place, sent)
        return self._own[place] if place < sent else self._nothing

    @cached_property
    def scale(self) -> Scale:
        """One scale for all of them, neutral at 0."""
        count = len(self.view.boards)
        planes = (self.reached(place, count) for place in range(count))
        return signed_scale(*(plane.read(slice(None), slice(None)) for plane in planes))

    @cached_property
    def arrived(self) -> tuple[float, ...]:
        """The sum of all that a pooling handed on, after each of the channels with boards has sent."""
        sums = [plane.read(slice(None), slice(None)).sum() for plane in self._own]
        return tuple(np.cumsum(sums).tolist())

    @cached_property
    def _nothing(self) -> Plane:
        return ArrayPlane(np.zeros(self.view.document.map.size))

    @cached_property
    def _own(self) -> tuple[Plane, ...]:
        """Pooling sends each channel's gradient back to that channel alone."""
        view, spec = self.view, self.view.document.spec
        return tuple(
            ArrayPlane(view.compute.gradient(view.document.map, channel, spec, Upstream("own", own=given)))
            for channel, given in zip(view.boards, view.gradients, strict=True)
        )

    def _mixed(self, place: int, sent: int) -> Plane:
        """A convolution sends every channel's gradient back to all of them, by its shares."""
        if not self.view.in_a_row:
            return self._all_mixed
        key = place, sent
        if key not in self._kept:
            self._kept[key] = ArrayPlane(self._shared(self._spread[:sent], place))
        return self._kept[key]

    @cached_property
    def _kept(self) -> dict[tuple[int, int], Plane]:
        return {}

    @cached_property
    def _spread(self) -> Array:
        """The gradients of the channels with boards, spread evenly over their windows, (n, H, W)."""
        return np.stack([self._over_windows(given) for given in self.view.gradients])

    def _over_windows(self, given: Array) -> Array:
        geometry, map_ = self.view.geometry, self.view.document.map
        # Whatever the mode: a kernel of equal weights is an average that divides by all its taps.
        spec = PoolSpec(
            "average",
            **{name: getattr(self.view.document.spec, name) for name in _GEOMETRY},
            divisor_override=geometry.taps,
        )
        self.view.compute.announce(pooling_effort(spec, map_.size, backward=True))
        return pool_backward(given, np.zeros(map_.size), spec)

    @cached_property
    def _all_mixed(self) -> Plane:
        """The chosen channel's share of what all channels send."""
        view = self.view
        spread = np.zeros(view.document.map.size)
        for channel in range(view.channels):
            weight = OWN_SHARE if channel == view.chosen else (1 - OWN_SHARE) / (view.channels - 1)
            spread += weight * self._over_windows(view.gradient(channel))
        return ArrayPlane(spread)

    def _shared(self, spread: Array, place: int) -> Array:
        """Half of what its own channel sent, and equal parts of what the others did."""
        if self.view.channels == 1:
            total: Array = spread.sum(axis=0)
            return total
        weights = np.full(len(spread), (1 - OWN_SHARE) / (self.view.channels - 1))
        weights[place : place + 1] = OWN_SHARE
        shared: Array = np.tensordot(weights, spread, axes=1)
        return shared


_GEOMETRY = ("window", "stride", "padding", "dilation", "ceil_mode", "adaptive")
