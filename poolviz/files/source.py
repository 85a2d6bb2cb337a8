"""From a path to bytes: only ordinary files, only up to the limit, and all of it at once."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.frame.words import grouped, say

# Without waiting: opening a pipe would otherwise hang until somebody writes into it.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_file(path: Path, limits: Limits) -> bytes:
    """Return the whole content of an ordinary file.

    Everything is read before anything is understood, so that a file that changes meanwhile cannot
    contradict itself.

    Raises:
        FileError: no such file, a folder, a pipe or a device, no permission, empty, too large, or changed
            while it was being read.
    """
    try:
        # Looked at before it is opened, because opening a device may already do something.
        _check(path.stat(), limits)
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            status = os.fstat(file.fileno())
            _check(status, limits)
            data = file.read(status.st_size + 1)
    except ValueError as error:
        raise FileError(say("This is no name that a file can have."), str(error)) from error
    except OSError as error:
        raise FileError(_sentence(error), str(error.strerror)) from error
    if len(data) != status.st_size:
        raise FileError(say("This file changed while it was being read; please open it again."))
    return data


def _check(status: os.stat_result, limits: Limits) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FileError(say("This is a folder; please choose a file inside it."))
    if not stat.S_ISREG(status.st_mode):
        raise FileError(say("This is no ordinary file but a pipe, a device or a socket."))
    if status.st_size == 0:
        raise FileError(say("This file is empty."))
    if status.st_size > limits.file_bytes:
        raise FileError(
            say(
                "This file has {size} MB; files up to {most} MB are opened.",
                size=grouped(round(status.st_size / 1e6)),
                most=grouped(round(limits.file_bytes / 1e6)),
            )
        )


def _sentence(error: OSError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return say("There is no such file (any more).")
        case PermissionError():
            return say("You have no permission to read this file.")
        case _:
            return say("This file could not be read.")
