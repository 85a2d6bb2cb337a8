"""``poolviz cards``: the cards to explain, as text that Anki imports."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from poolviz.cli.parsing import Parser, add_language, refuse_overwriting
from poolviz.files.errors import FileError
from poolviz.files.writing import write_atomically
from poolviz.frame.languages import speak
from poolviz.model.cards import anki_text, cards

_EPILOG = """\
The text has one card a line: question, answer and topic, parted by tabs. In Anki: File, Import.

Exit code 0: written; 1: it failed; 2: a bad call.
"""


def write_cards(argv: Sequence[str]) -> int:
    """Write the cards as the command line says; the exit code: 0 written, 1 failed, 2 a bad call.

    Raises:
        SystemExit: after --help (code 0) and when the call cannot be understood (code 2).
    """
    wishes = _parser().parse_args(argv)
    try:
        speak(wishes.language)
        refuse_overwriting(wishes.output, force=wishes.force)
        write_atomically(wishes.output, anki_text(cards()).encode())
    except FileError as error:
        print(f"poolviz cards: {error.sentence}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="poolviz cards",
        description="Write six cards to explain pooling in one's own words, for Anki.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-o", "--output", metavar="OUT.txt", type=Path, required=True, help="where to write")
    parser.add_argument("--force", action="store_true", help="replace OUT.txt if it is there")
    add_language(parser)
    return parser
