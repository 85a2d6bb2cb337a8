"""What the commands without a window share: complaints of one sentence, and no file lost."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from poolviz.files.errors import FileError
from poolviz.frame.languages import ENGLISH, languages


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call and end with code 2."""
        self.exit(2, f"{self.prog}: {message[:1].upper()}{message[1:].rstrip('.')}.\n")


def refuse_overwriting(path: Path, *, force: bool, sources: Sequence[Path] = ()) -> None:
    """Refuse to write over a file, unless that is wished, and over a source in any case.

    Raises:
        FileError: the file is there already, or is one of those that are read.
    """
    if path.exists() and any(_is_same(source, path) for source in sources):
        raise FileError(f"“{path.name}” is read here, and is never written over: choose another name.")
    if path.exists() and not force:
        raise FileError(f"“{path.name}” is there already: choose another name, or add --force to replace it.")


def refuse_other_ending(path: Path, ending: str) -> None:
    """Refuse to write into a file whose name says that something else is in it.

    Raises:
        FileError: it does not end so.
    """
    if path.suffix.lower() != ending:
        example = f"{path.stem or 'out'}{ending}"
        raise FileError(
            f"“{path.name or path}” does not end in {ending}, which is what is written: "
            f"choose a name such as {example}."
        )


def add_language(parser: argparse.ArgumentParser) -> None:
    """Let a language be chosen; whoever reads the option calls ``speak`` with it."""
    parser.add_argument("--language", default=ENGLISH, choices=languages(), help=f"default: {ENGLISH}")


def _is_same(source: Path, path: Path) -> bool:
    """Whether two names mean one file; what cannot be looked at is refused when it is read."""
    try:
        return source.samefile(path)
    except (OSError, ValueError):
        return False
