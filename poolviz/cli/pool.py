"""``poolviz pool``: pool a file without a window and write down everything that came out."""

from __future__ import annotations

import argparse
import dataclasses
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from poolviz import __version__
from poolviz.cli.parsing import Parser, refuse_other_ending, refuse_overwriting
from poolviz.core import PoolSpec, SpecError, pool, pool_backward
from poolviz.files.axes import ALL_AXES, Axes
from poolviz.files.entries import split_entry
from poolviz.files.errors import FileError
from poolviz.files.opening import open_map
from poolviz.files.scaling import Scale
from poolviz.files.writing import write_atomically

WINNERS = (
    "Flat row-major index of each window's winner in its own channel's H x W plane without padding, "
    "-1 for a window that sees no cell (the convention of PyTorch's return_indices)."
)

_EPILOG = """\
The result is a NumPy archive with
  values    (C, H', W'), the pooled map
  winners   (C, H', W'), for max: flat index of each winner in its own H x W plane
            without padding, -1 for a window that sees no cell (as PyTorch)
  gradient  (C, H, W), the gradient at the map, if --upstream is given
  spec      JSON text: the specification, the shapes, and the convention of winners

Two numbers are rows x columns: --window 3x2. Exit code 0: written; 1: it failed; 2: a bad call.
"""


def pool_file(argv: Sequence[str]) -> int:
    """Pool as the command line says; the exit code: 0 written, 1 failed, 2 a bad call.

    Raises:
        SystemExit: after --help (code 0) and when the call cannot be understood (code 2).
    """
    wishes = _parser().parse_args(argv)
    try:
        spec = _spec(wishes)
    except SpecError as error:
        return _complain(str(error), 2)
    try:
        read = (named for named in (wishes.input, wishes.upstream) if named is not None)
        sources = [Path(split_entry(named)[0]) for named in read]
        refuse_overwriting(wishes.output, force=wishes.force, sources=sources)
        refuse_other_ending(wishes.output, ".npz")
        write_atomically(wishes.output, _archive(wishes, spec))
    except FileError as error:
        return _complain(error.sentence, 1)
    except (ValueError, MemoryError) as error:
        return _complain(str(error) or "There is not enough memory for a map of this size.", 1)
    return 0


def _complain(sentence: str, code: int) -> int:
    print(f"poolviz pool: {sentence}", file=sys.stderr)
    return code


def _archive(wishes: argparse.Namespace, spec: PoolSpec) -> bytes:
    """Everything that came out, as the bytes of an .npz file."""
    x = _opened(wishes.input, axes=wishes.axes, scale=wishes.scale, colour=wishes.colour)
    pooled = pool(x, spec)
    arrays: dict[str, NDArray[Any]] = {"values": pooled.values}
    if spec.mode == "max":
        arrays["winners"] = pooled.winners
    if wishes.upstream is not None:
        upstream = _opened(wishes.upstream)
        arrays["gradient"] = pool_backward(upstream, x, spec, pooled)
    told = {
        "program": f"poolviz {__version__}",
        "spec": dataclasses.asdict(spec),
        "input": {"shape": x.shape, "dtype": str(x.dtype)},
        "output": {"shape": pooled.values.shape, "dtype": str(pooled.values.dtype)},
        "winners": WINNERS if spec.mode == "max" else None,
    }
    buffer = io.BytesIO()
    np.savez_compressed(buffer, spec=np.array(json.dumps(told)), **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def _opened(
    named: str, *, axes: Axes | None = None, scale: Scale = "raw", colour: bool = False
) -> NDArray[Any]:
    """The numbers in a file, (C, H, W); an array of a file that holds several is named after "::"."""
    path, entry = split_entry(named)
    if not path:
        raise FileError("The name of the file to read is empty.")
    return open_map(path, entry=entry, axes=axes, scale=scale, colour=colour).map.values


def _spec(wishes: argparse.Namespace) -> PoolSpec:
    return PoolSpec(
        mode=wishes.mode,
        window=wishes.window,
        stride=wishes.stride,
        padding=wishes.padding,
        dilation=wishes.dilation,
        ceil_mode=wishes.ceil,
        count_include_pad=not wishes.no_count_padding,
        divisor_override=wishes.divisor,
        ties=wishes.ties,
        p=wishes.p,
        adaptive=wishes.adaptive,
    )


def numbers(text: str) -> int | tuple[int, int]:
    """Read one whole number, or two as rows x columns.

    >>> numbers("2"), numbers("3x2"), numbers("3 × 2")
    (2, (3, 2), (3, 2))
    """
    parts = text.lower().replace("×", "x").split("x")
    try:
        whole = [int(part) for part in parts]
    except ValueError:
        whole = []
    if len(whole) == 1:
        return whole[0]
    if len(whole) == 2:
        return whole[0], whole[1]
    raise argparse.ArgumentTypeError(f"“{text}” is neither a whole number such as 2 nor two such as 3x2")


def _window(text: str) -> int | tuple[int, int] | str:
    return "global" if text == "global" else numbers(text)


def _padding(text: str) -> int | tuple[int, int] | tuple[tuple[int, int], tuple[int, int]] | str:
    if text in ("valid", "same", "same_lower"):
        return text
    sides = text.split(",")
    if len(sides) == 4 and all(side.strip().isdecimal() for side in sides):
        top, bottom, left, right = (int(side) for side in sides)
        return (top, bottom), (left, right)
    try:
        return numbers(text)
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no padding: give 1, 1x2, top,bottom,left,right, valid, same or same_lower"
        ) from None


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="poolviz pool",
        description="Pool a file without a window.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "input", metavar="IN", help="any file that poolviz opens, or one array in it: f.npz::a"
    )
    parser.add_argument("-o", "--output", metavar="OUT.npz", type=Path, required=True, help="where to write")
    parser.add_argument("--force", action="store_true", help="replace OUT.npz if it is there")
    parser.add_argument("--upstream", metavar="G", help="a file with the gradient at the output, named as IN")
    parser.add_argument("--axes", choices=ALL_AXES, help="the order of the array's axes; default: guessed")
    parser.add_argument(
        "--scale", default="raw", choices=("raw", "unit"), help="unit: numbers brought between 0 and 1"
    )
    parser.add_argument(
        "--colour", action="store_true", help="a colour picture as 3 channels instead of grey"
    )
    parser.add_argument("--mode", default="max", choices=("max", "average", "lp"), help="default: max")
    parser.add_argument("--window", type=_window, default=2, metavar="K", help="default 2; global: whole map")
    parser.add_argument("--stride", type=numbers, metavar="S", help="default: the window")
    parser.add_argument(
        "--padding",
        type=_padding,
        default=0,
        metavar="P",
        help="1, 1x2, top,bottom,left,right, valid, same or same_lower",
    )
    parser.add_argument("--dilation", type=numbers, default=1, metavar="D")
    parser.add_argument("--ceil", action="store_true", help="keep a last window that overhangs")
    parser.add_argument(
        "--no-count-padding", action="store_true", help="average divides by real cells only, as Keras does"
    )
    parser.add_argument("--divisor", type=int, metavar="N", help="average divides by this number instead")
    parser.add_argument("--ties", default="first", choices=("first", "last", "column", "split"))
    parser.add_argument("--p", type=float, default=2.0, help="the power of lp, default 2")
    parser.add_argument("--adaptive", type=numbers, metavar="SIZE", help="output size of an adaptive pooling")
    return parser
