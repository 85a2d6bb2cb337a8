"""Pickles, which are programs: recognised under any name and never opened."""

from __future__ import annotations

import re
from pathlib import PurePath

from poolviz.files.errors import FileError
from poolviz.files.texts import looks_like_text
from poolviz.frame.words import say

_ENDINGS = (".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".dill")
_TORCH_ENDINGS = (".pt", ".pth", ".ckpt")

# Protocols from 2 on say so in the first byte; older ones begin with a list, dictionary, tuple or class.
_PICKLE = re.compile(
    rb"\x80[\x02-\x05]"
    rb"|\((?:[ld]p\d+\n|[IL]-?\d+L?\n|F[-\d.]+\n|[SV][^\n]*\np\d+\n)"
    rb"|c[A-Za-z_][\w.]*\n[A-Za-z_]\w*\n[pq(R)]"
)
# PyTorch's own mark in its older files, and the member that holds the pickle in its newer ones.
_TORCH_NUMBER = b"\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19"
_TORCH_MEMBER = b"/data.pkl"
_ENDS = 1 << 16


def is_pickle(data: bytes) -> bool:
    """Tell whether a file is a pickle or a PyTorch file, by its content alone."""
    # Protocol 1 is the same as 0 with bytes among it, and ends in a full stop as all pickles do.
    is_first = data[:1] in (b"(", b"]", b"}", b")") and data.endswith(b".") and not looks_like_text(data)
    return is_first or _PICKLE.match(data) is not None or _is_torch(data)


def is_pickle_name(name: str) -> bool:
    """Tell whether a name is one that pickles have."""
    return PurePath(name).suffix.lower() in _ENDINGS


def refusal(data: bytes, name: str) -> FileError:
    """Return why a pickle is not opened, with three lines that turn it into an array.

    >>> print(refusal(b"", "features.pt").detail)
    import numpy, torch
    values = torch.load('features.pt', map_location='cpu', weights_only=True)
    numpy.save('features.npy', values.detach().float().numpy())
    """
    target = PurePath(name).with_suffix(".npy").name if PurePath(name).name else "values.npy"
    if _is_torch(data) or PurePath(name).suffix.lower() in _TORCH_ENDINGS:
        lines = (
            "import numpy, torch",
            f"values = torch.load({name!r}, map_location='cpu', weights_only=True)",
            f"numpy.save({target!r}, values.detach().float().numpy())",
        )
        what = say("a PyTorch file")
    else:
        lines = (
            "import numpy, pickle",
            f"values = pickle.load(open({name!r}, 'rb'))",
            f"numpy.save({target!r}, numpy.asarray(values))",
        )
        what = say("a pickle")
    return FileError(
        say(
            "This is {what}, and opening it could run a program hidden inside; where you trust it, "
            "three lines of Python turn it into a .npy file, which opens here.",
            what=what,
        ),
        "\n".join(lines),
    )


def _is_torch(data: bytes) -> bool:
    if data.startswith(b"PK"):
        return _TORCH_MEMBER in data[:_ENDS] or _TORCH_MEMBER in data[-_ENDS:]
    return _TORCH_NUMBER in data[:32]
