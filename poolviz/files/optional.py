"""Packages of others that only some formats need."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from poolviz.files.errors import FileError
from poolviz.frame.words import say


def optional(module: str, extra: str, what: str) -> ModuleType:
    """Import a package that may be missing.

    Args:
        module: the package.
        extra: the extra of poolviz that brings it.
        what: what needs it, as in "HDF5 files".

    Raises:
        FileError: it is missing; the sentence says how to get it.
    """
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ImportError as error:
        raise FileError(
            say(
                "To open {what}, poolviz needs “{package}”; please install it with the extra “{extra}”.",
                what=what,
                package=package,
                extra=extra,
            ),
            f"python -m pip install 'poolviz[{extra}]'",
        ) from error
