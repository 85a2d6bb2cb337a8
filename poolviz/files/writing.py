"""Writing whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from pathlib import Path

from poolviz.files.errors import FileError
from poolviz.frame.words import say


def write_atomically(path: str | Path, data: bytes) -> None:
    """Write a file so that, whatever happens meanwhile, either the old content is there or all of the new.

    The data go into a new file beside the target, down to the disk, and only then take its name. A link
    is followed, and permissions stay as they are.

    Raises:
        FileError: no such folder, no permission, a full disk, or a folder of that name; nothing was changed.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise FileError(say("“{name}” is a folder; please choose another name.", name=target.name))
        # Cut, because a file name may be as long as the file system allows already.
        beside = target.with_name(f".{target.name[:32]}.{secrets.token_hex(6)}")
        try:
            _write_down(beside, data)
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
        finally:
            # Still there only if something went wrong.
            beside.unlink(missing_ok=True)
    except ValueError as error:
        raise FileError(say("This is no name that a file can have."), str(error)) from error
    except OSError as error:
        raise FileError(_sentence(error), str(error.strerror)) from error


def _write_down(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sentence(error: OSError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return say("The folder to write into does not exist.")
        case PermissionError():
            return say("You have no permission to write there.")
        case _ if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            return say("The disk is full; nothing was written.")
        case _ if error.errno == errno.EROFS:
            return say("Nothing can be written there: the disk is read-only.")
        case _ if error.errno == errno.ENAMETOOLONG:
            return say("This name is too long for a file.")
        case _:
            return say("The file could not be written.")
