"""Writes torch.json beside this file: what PyTorch's CPU kernels answer, for those who do not have PyTorch.

Run with an interpreter that has torch and numpy: `python tests/core/answers/make_torch_answers.py`.
Numbers are written so that they are read back bit by bit; NaN and infinities as words.
"""

from __future__ import annotations

import json
import math
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

SEED = 20

Numbers = Any


def plain(array: Any) -> Numbers:  # noqa: ANN401 - a tensor or an array
    """Nested lists of numbers, with words for those that JSON does not know."""

    def one(number: float) -> float | str:
        if not math.isfinite(number):
            return "nan" if math.isnan(number) else "inf" if number > 0 else "-inf"
        return number

    def all_of(value: Numbers) -> Numbers:
        return [all_of(part) for part in value] if isinstance(value, list) else one(value)

    return all_of(np.asarray(array).tolist())


def maps(rng: np.random.Generator) -> dict[str, np.ndarray[Any, Any]]:
    """Maps that tell rules apart: many ties, all negative, NaN and infinities, and ordinary numbers."""
    ties = rng.integers(-2, 3, (2, 7, 6)).astype(np.float64)
    special = rng.integers(-2, 3, (1, 6, 7)).astype(np.float64)
    special[0, [1, 2, 4], [1, 4, 5]] = np.nan
    special[0, [0, 5, 3], [6, 0, 3]] = np.inf, -np.inf, -0.0
    low = np.full((1, 5, 5), -np.inf)
    low[0, 2:, 2:] = -7
    return {"ties": ties, "special": special, "low": low, "plain": rng.standard_normal((2, 8, 5)).round(3)}


def answer(
    spec: dict[str, Any], name: str, x: np.ndarray[Any, Any], rng: np.random.Generator
) -> dict[str, Any] | None:
    """One case: the specification in our words, the map's name, and what torch gives."""
    import torch
    import torch.nn.functional as F  # noqa: N812 - torch's own name for it

    tensor = torch.tensor(x, requires_grad=True)
    found: dict[str, Any] = {"spec": spec, "map": name}
    try:
        if spec["mode"] == "max":
            if "adaptive" in spec:
                values, winners = F.adaptive_max_pool2d(tensor, spec["adaptive"], return_indices=True)
            else:
                values, winners = F.max_pool2d(
                    tensor,
                    spec["window"],
                    spec["stride"],
                    spec["padding"],
                    spec["dilation"],
                    spec["ceil_mode"],
                    return_indices=True,
                )
            found["winners"] = plain(winners)
        elif "adaptive" in spec:
            values = F.adaptive_avg_pool2d(tensor, spec["adaptive"])
        else:
            values = F.avg_pool2d(
                tensor,
                spec["window"],
                spec["stride"],
                spec["padding"],
                spec["ceil_mode"],
                spec["count_include_pad"],
                spec["divisor_override"],
            )
    except RuntimeError:
        return None  # no window fits
    upstream = rng.integers(-4, 5, tuple(values.shape)).astype(np.float64)
    values.backward(torch.tensor(upstream))
    return found | {
        "values": plain(values.detach()),
        "upstream": plain(upstream),
        "gradient": plain(tensor.grad),
    }


def specs() -> list[dict[str, Any]]:
    """Specifications in the words of `PoolSpec`."""
    found: list[dict[str, Any]] = []
    for window, stride, padding, ceil in product([1, 2, 3, [2, 3]], [1, 2, [3, 1]], [0, 1], [False, True]):
        if padding and (window == 1):
            continue
        shape = {"window": window, "stride": stride, "padding": padding, "ceil_mode": ceil}
        found += [{"mode": "max", "dilation": dilation, **shape} for dilation in (1, 2)]
        found += [
            {"mode": "average", "count_include_pad": counted, "divisor_override": divisor, **shape}
            for counted, divisor in ((True, None), (False, None), (True, 3), (False, -2))
        ]
    for mode, size in product(["max", "average"], [1, 2, 3, [3, 5], [9, 2]]):
        found.append({"mode": mode, "adaptive": size})
    return found


def main() -> None:
    """Ask torch and write the file."""
    import torch

    rng = np.random.default_rng(SEED)
    known = maps(rng)
    # Every specification on one map, the next one on the next map.
    names = list(known)
    cases = [answer(spec, names[i % 4], known[names[i % 4]], rng) for i, spec in enumerate(specs())]
    result = {
        "torch": torch.__version__.split("+")[0],
        "maps": {name: plain(x) for name, x in known.items()},
        "cases": [case for case in cases if case is not None],
    }
    text = json.dumps(result, separators=(",", ":")).replace('{"spec"', '\n{"spec"')
    Path(__file__).with_name("torch.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
