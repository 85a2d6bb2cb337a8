"""Packages of others that only some formats need."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

from poolviz.files.errors import FileError
from poolviz.frame.words import say


def optional(module: str, requirement: str, what: str) -> ModuleType:
    """Import a package that may be missing.

    Args:
        module: the package.
        requirement: what to ask pip for, as the extra of poolviz does that brings it.
        what: what needs it, as in "HDF5 files".

    Raises:
        FileError: it is missing; the sentence names the command that installs it, and the detail is that.
    """
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ImportError as error:
        command = f"{_quoted(sys.executable)} -m pip install {_quoted(requirement)}"
        sentence = say(
            "To open {what}, poolviz needs “{package}”; install it with “{command}”.",
            what=what,
            package=package,
            command=command,
        )
        raise FileError(sentence, command) from error


def _quoted(word: str) -> str:
    """A word of a command as shells of every system take it."""
    return f'"{word}"' if any(sign in word for sign in " <>") else word
