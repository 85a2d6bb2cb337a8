"""Why no window can be opened, in a plain sentence.

It is said before Qt is imported, because Qt aborts the process without a word that helps.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys

# The same list as in resources/setup.sh: what Qt needs, then what a real X window adds.
SYSTEM_LIBRARIES = (
    "libegl1 libgl1 libglib2.0-0 libxkbcommon0 libdbus-1-3 libfontconfig1 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
)

_X_LIBRARIES = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
    "libxkbcommon-x11.so.0",
)

_NO_SCREEN = (
    "poolviz opens a window and finds no screen (neither DISPLAY nor WAYLAND_DISPLAY is set): on a machine "
    "without one, “xvfb-run -a poolviz” gives it a virtual screen; --help and --version need none."
)


def why_no_window() -> str | None:
    """Return a sentence if a window is bound to fail, which only Linux and its kin can tell beforehand."""
    if not sys.platform.startswith(("linux", "freebsd")):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    on_wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    on_x = bool(os.environ.get("DISPLAY"))
    if not platform and not on_wayland and not on_x:
        return _NO_SCREEN
    if platform.startswith("xcb") or (not platform and not on_wayland):
        absent = [name for name in _X_LIBRARIES if not _can_load(name)]
        if absent:
            return _install_sentence(absent[0])
    return None


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_library(error: ImportError) -> str | None:
    """Return a sentence if an import failed for want of a system library such as libEGL.so.1."""
    found = re.match(r"lib[\w.+-]+\.so[\w.]*", str(error))
    return _install_sentence(found.group()) if found else None


def _install_sentence(library: str) -> str:
    return (
        f"poolviz cannot open a window because the system library {library} is missing; "
        f"on Debian or Ubuntu install what it needs with: apt-get install {SYSTEM_LIBRARIES}"
    )
