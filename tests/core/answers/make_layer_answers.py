"""Writes layers.json beside this file: what PyTorch answers for convolution, unpooling and resampling.

Run with an interpreter that has torch: `python tests/core/answers/make_layer_answers.py`. All numbers given
are quarters, so that sums of products are exact and every correct program gives the same.
"""

from __future__ import annotations

import json
import math
import random
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SEED = 7

Case = dict[str, Any]

CONVOLUTIONS: list[tuple[dict[str, Any], tuple[int, ...], tuple[int, ...]]] = [
    ({}, (2, 5, 6), (3, 2, 3, 3)),
    ({"stride": 2, "padding": 1}, (2, 7, 6), (2, 2, 3, 3)),
    ({"stride": (1, 3), "padding": (2, 0)}, (1, 5, 8), (2, 1, 3, 2)),
    ({"dilation": 2, "padding": 2}, (2, 6, 5), (2, 2, 3, 2)),
    ({"groups": 2, "stride": 2}, (4, 6, 6), (4, 2, 2, 2)),
    ({"groups": 3, "padding": 1}, (3, 4, 5), (3, 1, 3, 3)),
    ({"groups": 2, "padding": 1}, (2, 4, 4), (4, 1, 2, 2)),
    ({"padding": "same"}, (1, 4, 5), (1, 1, 2, 3)),
    ({"padding": "same", "dilation": (1, 2)}, (1, 4, 6), (1, 1, 4, 2)),
    ({"padding": "valid", "stride": 2}, (1, 5, 5), (1, 1, 2, 2)),
]

# Settings, surplus over the smallest size (PyTorch's output_padding), shape of the map, shape of the weights.
TRANSPOSED: list[tuple[dict[str, Any], int, tuple[int, ...], tuple[int, ...]]] = [
    ({"stride": 2}, 0, (2, 3, 3), (2, 3, 2, 2)),
    ({"stride": 2, "padding": 1}, 1, (1, 4, 3), (1, 2, 3, 3)),
    ({"stride": 3, "padding": (0, 1)}, 2, (2, 2, 3), (2, 1, 2, 3)),
    ({"dilation": 2, "padding": 1}, 0, (1, 3, 4), (1, 1, 2, 3)),
    ({"groups": 2, "stride": 2}, 0, (4, 2, 3), (4, 1, 3, 2)),
]

# Window, stride, padding, and size of the map.
UNPOOLED = [(2, 2, 0, (4, 6)), (2, 2, 0, (5, 5)), (3, 2, 1, (7, 6)), (3, 1, 0, (5, 5)), (2, 1, 1, (3, 4))]

RESIZED = [((3, 4), (6, 8)), ((3, 4), (7, 5)), ((5, 2), (3, 9)), ((1, 3), (4, 4)), ((4, 4), (4, 4))]

# Mode, window, stride, padding, length of the blur, and size of the map.
BLURRED = [
    ("max", 2, 2, 0, 3, (8, 7)),
    ("max", 3, 2, 1, 3, (8, 9)),
    ("max", 2, 2, 0, 5, (9, 8)),
    ("max", 2, 2, 0, 2, (6, 7)),
    ("average", 2, 2, 0, 3, (7, 8)),
    ("average", 3, 3, 1, 4, (9, 8)),
]


def quarters(shape: tuple[int, ...], chance: random.Random) -> Any:  # noqa: ANN401 - nested lists
    """Nested lists of multiples of 1/4 between -4 and 4."""
    if not shape:
        return chance.randint(-16, 16) / 4
    return [quarters(shape[1:], chance) for _ in range(shape[0])]


def apart(size: tuple[int, int], chance: random.Random) -> Any:  # noqa: ANN401 - nested lists
    """One channel of different quarters, so that every window has one winner."""
    numbers = [number / 4 for number in range(size[0] * size[1])]
    chance.shuffle(numbers)
    return [[numbers[row * size[1] : (row + 1) * size[1]] for row in range(size[0])]]


def case(
    what: str,
    settings: dict[str, Any],
    given: dict[str, Any],
    values: Any,  # noqa: ANN401 - a tensor
    chance: random.Random,
) -> Case:
    """A case as it is kept: what went in, what came out, and what was sent back to all that went in."""
    import torch

    upstream = quarters(tuple(values.shape), chance)
    values.backward(torch.tensor(upstream, dtype=torch.float64))
    return {
        "what": what,
        "settings": settings,
        "given": {name: tensor.tolist() for name, tensor in given.items()},
        "upstream": upstream,
        "values": values.tolist(),
        "gradients": {name: tensor.grad.tolist() for name, tensor in given.items() if tensor.requires_grad},
    }


def tensors(chance: random.Random, **shapes: tuple[int, ...]) -> dict[str, Any]:
    """Random tensors that want a gradient."""
    import torch

    return {
        name: torch.tensor(quarters(shape, chance), dtype=torch.float64, requires_grad=True)
        for name, shape in shapes.items()
    }


def convolutions(chance: random.Random) -> Iterator[Case]:
    """Convolution and its way back."""
    from torch.nn import functional

    for settings, x, weights in CONVOLUTIONS:
        given = tensors(chance, x=x, weights=weights, bias=weights[:1])
        with warnings.catch_warnings():
            # That padding "same" makes a copy where the kernel is even.
            warnings.simplefilter("ignore", UserWarning)
            values = functional.conv2d(given["x"], given["weights"], given["bias"], **settings)
        yield case("conv2d", settings, given, values, chance)
    for settings, surplus, x, weights in TRANSPOSED:
        channels = weights[1] * settings.get("groups", 1)
        given = tensors(chance, x=x, weights=weights, bias=(channels,))
        values = functional.conv_transpose2d(
            given["x"], given["weights"], given["bias"], output_padding=surplus, **settings
        )
        yield case("conv_transpose2d", {**settings, "size": list(values.shape[-2:])}, given, values, chance)


def unpooled(chance: random.Random) -> Iterator[Case]:
    """Max-unpooling; where windows overlap, winners are shared."""
    import torch
    from torch.nn import functional

    for window, stride, padding, size in UNPOOLED:
        x = torch.tensor(apart(size, chance), dtype=torch.float64)
        values, winners = functional.max_pool2d(x, window, stride, padding, return_indices=True)
        given = {"values": values.requires_grad_(), "winners": winners}
        back = functional.max_unpool2d(values, winners, window, stride, padding, output_size=size)
        yield case("max_unpool", {"size": list(size)}, given, back, chance)


def resized(chance: random.Random) -> Iterator[Case]:
    """Nearest neighbour and bilinear."""
    from torch.nn import functional

    for size, target in RESIZED:
        for mode in ("nearest", "bilinear"):
            given = tensors(chance, x=(2, *size))
            corners = {"align_corners": False} if mode == "bilinear" else {}
            values = functional.interpolate(given["x"][None], size=target, mode=mode, **corners)[0]
            yield case(f"upsample_{mode}", {"size": list(target)}, given, values, chance)


def blurred(chance: random.Random) -> Iterator[Case]:
    """Zhang's blur-pool out of PyTorch's own parts: dense pool, reflected padding, depthwise convolution."""
    import torch
    from torch.nn import functional

    for mode, window, stride, padding, taps, size in BLURRED:
        x = torch.tensor(apart(size, chance), dtype=torch.float64, requires_grad=True)
        dense = (functional.max_pool2d if mode == "max" else functional.avg_pool2d)(x, window, 1, padding)
        before, after = (taps - 1) // 2, taps // 2
        reflected = functional.pad(dense, (before, after, before, after), mode="reflect")
        row = torch.tensor([math.comb(taps - 1, tap) / 2 ** (taps - 1) for tap in range(taps)])
        kernel = torch.outer(row, row).double()[None, None]
        values = functional.conv2d(reflected, kernel, stride=stride)
        assert values.shape == functional.max_pool2d(x, window, stride, padding).shape
        settings = {"mode": mode, "window": window, "stride": stride, "padding": padding, "taps": taps}
        yield case("blur_pool", settings, {"x": x}, values, chance)


def answers() -> list[Case]:
    """All cases, worked out by the PyTorch that is installed."""
    chance = random.Random(SEED)
    return [found for part in (convolutions, unpooled, resized, blurred) for found in part(chance)]


def main() -> None:
    """Write the file."""
    import torch

    found = {"torch": torch.__version__.partition("+")[0], "cases": answers()}
    path = Path(__file__).with_name("layers.json")
    path.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
