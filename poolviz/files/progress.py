"""Progress as a JSON file: read with suspicion, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.writing import write_atomically
from poolviz.frame.words import say
from poolviz.model.progress import Progress, Tally

FORMAT = "poolviz progress"
VERSION = 1


def progress_text(progress: Progress) -> str:
    r"""The JSON text that stands for a progress.

    >>> print(progress_text(Progress().answered("values", right=True)))
    {
      "format": "poolviz progress",
      "version": 1,
      "kinds": {
        "values": {
          "asked": 1,
          "right": 1,
          "last": [
            true
          ]
        }
      }
    }
    """
    kinds = {
        kind: {"asked": tally.asked, "right": tally.right, "last": list(tally.last)}
        for kind, tally in progress.tallies.items()
    }
    return json.dumps({"format": FORMAT, "version": VERSION, "kinds": kinds}, indent=2, ensure_ascii=False)


def read_progress(path: Path) -> Progress:
    """The progress in a file; an empty one if there is no such file.

    Raises:
        FileError: it cannot be read, is damaged, is no progress, or was written by a newer poolviz.
    """
    try:
        if not path.exists():
            return Progress()
        with path.open("rb") as file:
            data = file.read(Limits().progress_bytes)  # what is cut off is damaged
    except OSError as error:
        raise FileError(say("The progress file cannot be read."), str(error)) from error
    try:
        return _progress_in(json.loads(data.decode("utf-8")))
    except (ValueError, RecursionError) as error:
        raise FileError(say("The progress file is damaged."), str(error)) from error


def write_progress(path: Path, progress: Progress) -> None:
    """Write a progress down, making its folder if need be.

    Raises:
        FileError: it cannot be written; what was there before still is.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(say("The folder of the progress file cannot be made."), str(error)) from error
    write_atomically(path, (progress_text(progress) + "\n").encode())


def put_aside(path: Path) -> Path:
    """Give a progress file another name beside, one that no file has yet; the new name.

    Raises:
        FileError: it cannot be renamed.
    """
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(1, 10_000))
    try:
        aside = next(other for other in numbered if not other.exists())
        path.rename(aside)
    except (OSError, StopIteration) as error:
        raise FileError(say("The progress file cannot be kept under another name."), str(error)) from error
    return aside


def _progress_in(content: object) -> Progress:
    """The progress that a JSON value stands for; ValueError if it stands for none."""
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ValueError("it is not a progress of poolviz")
    version = content.get("version")
    if type(version) is not int or version < 1:
        raise ValueError(f"it has no version that is known: {version!r}")
    if version > VERSION:
        raise FileError(say("The progress file was written by a newer poolviz."), f"version {version}")
    kinds = content.get("kinds")
    if not isinstance(kinds, dict):
        raise ValueError("it lacks its kinds")
    return Progress(MappingProxyType({kind: _tally_in(tally) for kind, tally in kinds.items()}))


def _tally_in(content: object) -> Tally:
    if not isinstance(content, dict):
        raise ValueError("a kind is not an object")
    asked, right, last = content.get("asked"), content.get("right"), content.get("last")
    if type(asked) is not int or type(right) is not int:
        raise ValueError("asked and right are whole numbers")
    if not isinstance(last, list) or not all(isinstance(one, bool) for one in last):
        raise ValueError("last is a list of true and false")
    return Tally(asked, right, tuple(last))
