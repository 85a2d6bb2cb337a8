"""The one door to the files in `resources/`: text or bytes come out, never paths.

The same calls work from a wheel, an editable install, an unpacked source archive and a bare checkout,
because nobody else needs to know where the files are.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

# A folder called "resources" could belong to anybody; ours holds this file.
_INDEX = "INDEX.md"


def read_bytes(name: str) -> bytes:
    """Return the content of one resource.

    Args:
        name: folder and file below `resources/`, parted by "/", as in "icons/play.svg".

    Raises:
        FileNotFoundError: there is no such resource, or poolviz was installed without them.

    >>> read_bytes("icons/play.svg").startswith(b"<svg")
    True
    """
    place = _find(name)
    if not place.is_file():
        raise FileNotFoundError(f"poolviz has no resource called “{name}”.")
    return place.read_bytes()


def read_text(name: str) -> str:
    """Return the content of one resource as text; resources are written in UTF-8.

    Args:
        name: folder and file below `resources/`, parted by "/".

    Raises:
        FileNotFoundError: there is no such resource, or poolviz was installed without them.

    >>> "SIL OPEN FONT LICENSE" in read_text("fonts/OFL.txt")
    True
    """
    return read_bytes(name).decode("utf-8")


def names(folder: str) -> tuple[str, ...]:
    """Return the sorted names of the files in one folder, ready for `read_bytes`.

    Args:
        folder: a folder below `resources/`, as in "icons"; folders inside it are not entered.

    Raises:
        FileNotFoundError: there is no such folder, or poolviz was installed without resources.

    >>> "icons/play.svg" in names("icons")
    True
    """
    return tuple(sorted(f"{folder}/{entry.name}" for entry in _inside(folder) if entry.is_file()))


def folders(folder: str) -> tuple[str, ...]:
    """Return the sorted names of the folders in one folder, ready for `names`.

    Raises:
        FileNotFoundError: there is no such folder, or poolviz was installed without resources.

    >>> "translations/de" in folders("translations")
    True
    """
    return tuple(sorted(f"{folder}/{entry.name}" for entry in _inside(folder) if entry.is_dir()))


def _inside(folder: str) -> Iterator[Traversable]:
    place = _find(folder)
    if not place.is_dir():
        raise FileNotFoundError(f"poolviz has no folder of resources called “{folder}”.")
    return place.iterdir()


def _find(name: str) -> Traversable:
    """Return the place of a resource, which need not exist, refusing to leave the folder of resources."""
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
        raise FileNotFoundError(
            f"“{name}” is no name of a resource: folders and a file parted by single “/” are expected."
        )
    return _root().joinpath(*parts)


@cache
def _root() -> Traversable:
    """Return the folder of resources: inside the installed package, else beside the package in a checkout."""
    package = resources.files("poolviz")
    inside = package / "resources"
    if (inside / _INDEX).is_file():
        return inside
    with resources.as_file(package) as folder:
        beside = folder.parent / "resources"
    if (beside / _INDEX).is_file():
        return beside
    raise FileNotFoundError("poolviz was installed without its resources; please install it again.")
