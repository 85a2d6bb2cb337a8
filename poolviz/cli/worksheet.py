"""``poolviz worksheet``: exercises and their key as PDF, without a window and without a screen."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from poolviz.cli.parsing import Parser, add_language, refuse_other_ending, refuse_overwriting
from poolviz.cli.screen import missing_library
from poolviz.exercises import LEVELS, Wishes, kinds
from poolviz.files.errors import FileError
from poolviz.frame.languages import speak

if TYPE_CHECKING:
    from poolviz.export.plan import Plan

_EPILOG = """\
The kinds take turns: {kinds}.
The same seed, kinds, level and wishes give the same exercises on every machine; the first of each kind is the
one that Recall begins with. The key goes beside the worksheet: sheet.pdf and sheet-key.pdf.

Exit code 0: written; 1: it failed; 2: a bad call.
"""


def write_pdfs(argv: Sequence[str]) -> int:
    """Write a worksheet as the command line says; the exit code: 0 written, 1 failed, 2 a bad call.

    Raises:
        SystemExit: after --help (code 0) and when the call cannot be understood (code 2).
    """
    wishes = _parser().parse_args(argv)
    try:
        return _written(wishes)
    except FileError as error:
        return _complain(error.sentence, 1)
    except ValueError as error:
        return _complain(str(error), 2)
    except ImportError as error:
        complaint = missing_library(error)
        if complaint is None:
            raise
        return _complain(complaint, 2)


def _written(wishes: argparse.Namespace) -> int:
    # Set before Qt is imported: paper needs no screen, whether there is one or not.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from poolviz.export.worksheet import key_beside, write_worksheet

    speak(wishes.language)
    plan = _plan(wishes)
    refuse_other_ending(wishes.output, ".pdf")
    for path in (wishes.output, key_beside(wishes.output)):
        refuse_overwriting(path, force=wishes.force)
    application = QGuiApplication.instance() or QGuiApplication([])
    sheet, key = write_worksheet(plan, wishes.output, replacing=True)
    print(f"{sheet}\n{key}")
    del application
    return 0


def _plan(wishes: argparse.Namespace) -> Plan:
    from poolviz.export.plan import Plan

    return Plan(
        seed=wishes.seed,
        kinds=tuple(name.strip() for name in wishes.kinds.split(",") if name.strip()),
        count=wishes.count,
        level=wishes.level,
        wishes=Wishes(
            unique_maxima=wishes.unique_maxima,
            whole_means=wishes.whole_means,
            ties=wishes.ties,
            odd_sizes=wishes.odd_sizes,
        ),
        paper=wishes.paper,
    )


def _complain(sentence: str, code: int) -> int:
    print(f"poolviz worksheet: {sentence}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="poolviz worksheet",
        description="Print exercises about pooling, and their key.",
        epilog=_EPILOG.format(kinds=", ".join(kinds())),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "-o", "--output", metavar="SHEET.pdf", type=Path, required=True, help="where to write"
    )
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.add_argument("--seed", type=int, default=20461, metavar="N", help="default: 20461")
    parser.add_argument(
        "--kinds", default="values,size,route", metavar="A,B,…", help="default: values,size,route"
    )
    parser.add_argument("--count", type=int, default=12, metavar="N", help="how many exercises; default: 12")
    parser.add_argument("--level", default="even", choices=LEVELS, help="default: even")
    parser.add_argument("--paper", default="A4", choices=("A4", "Letter"), help="default: A4")
    parser.add_argument(
        "--unique-maxima", action="store_true", help="no window holds its largest number twice"
    )
    parser.add_argument(
        "--whole-means", action="store_true", help="the mean of every window is a whole number"
    )
    parser.add_argument("--ties", action="store_true", help="some window holds its largest number twice")
    parser.add_argument("--odd-sizes", action="store_true", help="height and width of every map are odd")
    add_language(parser)
    return parser
