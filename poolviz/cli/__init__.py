"""The command line: what a person may ask for, with a window or without one."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from poolviz import __version__
from poolviz.cli.screen import SYSTEM_LIBRARIES, missing_library, why_no_window

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SYSTEM_LIBRARIES", "main"]

_EXAMPLES = """\
examples:
  poolviz                          the worked example
  poolviz photograph.png           a picture, .npy or .csv file
  poolviz "1 1 2 4; 5 6 7 8"       numbers, rows parted by semicolons
  poolviz pool map.npy -o out.npz  pool a file without a window; see “poolviz pool --help”
  poolviz cards -o cards.txt       six cards to explain, for Anki
  poolviz worksheet -o sheet.pdf   exercises on paper, and their key; see “poolviz worksheet --help”
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run poolviz and return its exit code: 0 after a normal end, 2 if no window can be opened.

    Args:
        argv: what follows the program's name; None takes it from the command line.

    Raises:
        SystemExit: after --help and --version (code 0), and when an option is not known (code 2).

    >>> main(["--version"])
    Traceback (most recent call last):
    SystemExit: 0
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = _COMMANDS.get(arguments[0]) if arguments else None
    if command is not None:
        return command(arguments[1:])
    wishes = _parser().parse_args(arguments)
    complaint = why_no_window()
    if complaint is None:
        try:
            from poolviz.app import run

            return run(wishes.source, fresh=wishes.fresh, debug=wishes.debug)
        except ImportError as error:
            complaint = missing_library(error)
            if complaint is None:
                raise
    print(complaint, file=sys.stderr)
    return 2


def _pool(arguments: Sequence[str]) -> int:
    from poolviz.cli.pool import pool_file

    return pool_file(arguments)


def _cards(arguments: Sequence[str]) -> int:
    from poolviz.cli.cards import write_cards

    return write_cards(arguments)


def _worksheet(arguments: Sequence[str]) -> int:
    from poolviz.cli.worksheet import write_pdfs

    return write_pdfs(arguments)


# What does without a window; each is loaded when it is asked for.
_COMMANDS = {"pool": _pool, "cards": _cards, "worksheet": _worksheet}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="poolviz",
        description="See pooling happen: slide a window over a feature map, forward and backward.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "source", nargs="?", metavar="SOURCE", help="a file to open, or a matrix such as “1 1 2 4; 5 6 7 8”"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="start as if for the first time, ignoring saved settings"
    )
    parser.add_argument("--debug", action="store_true", help="tell on the terminal what happens inside")
    parser.add_argument("--version", action="version", version=f"poolviz {__version__}")
    return parser
