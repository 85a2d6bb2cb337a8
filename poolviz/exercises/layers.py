"""A layer in the words of an exercise."""

from __future__ import annotations

from poolviz.core import Convolution, FullyConnected, GlobalAverage, Layer, Pooling, PoolSpec
from poolviz.core.padding import as_pair, is_none, padding_sides
from poolviz.exercises.told import pair, size_text, told
from poolviz.frame.words import say


def layer_words(layer: Layer) -> str:
    """What a layer does, with everything that decides its output.

    >>> layer_words(Convolution(64, 3, padding=1))
    'Convolution with 64 filters, 3 × 3, stride 1, padding 1'
    """
    if isinstance(layer, Pooling):
        return told(layer.spec)
    if isinstance(layer, GlobalAverage):
        return say("Global average pooling")
    if isinstance(layer, FullyConnected):
        return say("Flatten and fully connected, {count} outputs with bias", count=layer.outputs)
    assert isinstance(layer, Convolution), "no other layer is asked about"
    name = say("Convolution with {count} filters", count=layer.channels)
    return ", ".join((name, *window_words(layer)))


def window_words(layer: Convolution) -> tuple[str, ...]:
    """The windows of a convolution, without its filters."""
    return size_text(as_pair(layer.window)), say("stride {stride}", stride=pair(layer.stride)), *_rest(layer)


def conv_in_short(layer: Convolution) -> str:
    """A convolution among other layers: its window, and only what is unusual.

    >>> conv_in_short(Convolution(1, 3)), conv_in_short(Convolution(1, 5, 2))
    ('conv 3 × 3', 'conv 5 × 5, stride 2')
    """
    parts = [say("conv {size}", size=size_text(as_pair(layer.window)))]
    if as_pair(layer.stride) != (1, 1):
        parts.append(say("stride {stride}", stride=pair(layer.stride)))
    return ", ".join((*parts, *_rest(layer)))


def pool_in_short(spec: PoolSpec) -> str:
    """A pool among other layers, whose mode does not matter.

    >>> pool_in_short(PoolSpec(window=3, stride=2, padding=1, ceil_mode=True))
    'pool 3 × 3, stride 2, padding 1, ceil mode'
    """
    window = spec.window
    assert window != "global", "the whole map is not asked about"
    stride = window if spec.stride is None else spec.stride
    like = Convolution(1, window, padding=spec.padding, dilation=spec.dilation)
    parts = [say("pool {size}", size=size_text(as_pair(window))), say("stride {stride}", stride=pair(stride))]
    parts += [say("ceil mode")] if spec.ceil_mode else []
    return ", ".join((*parts[:2], *_rest(like), *parts[2:]))


def _rest(layer: Convolution) -> tuple[str, ...]:
    parts: list[str] = []
    if isinstance(layer.padding, str):
        parts += [] if is_none(layer.padding) else [say("padding “{rule}”", rule=layer.padding)]
    elif not is_none(layer.padding):
        (top, _), (left, _) = padding_sides(layer.padding)
        parts.append(say("padding {padding}", padding=pair((top, left))))
    if max(as_pair(layer.dilation)) > 1:
        parts.append(say("dilation {dilation}", dilation=pair(layer.dilation)))
    return tuple(parts)
