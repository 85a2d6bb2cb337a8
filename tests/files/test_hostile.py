"""Files made to harm, opened in a process of their own that is short of memory and has no network."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.files.drawn import png

pytest.importorskip("resource", reason="memory cannot be limited here")

# What opening may take, beyond what the program needs anyway.
SECONDS = 2.0
MEGABYTES = 512

CHILD = f"""
import json, resource, socket, sys, time
from poolviz.files.errors import FileError
from poolviz.files.opening import open_map
import PIL.Image, tifffile

def refuse(*_, **__):
    raise SystemExit("somebody opened a socket")

socket.socket = socket.create_connection = socket.getaddrinfo = refuse
pages = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
limit = pages + {MEGABYTES} * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
before = time.process_time()
try:
    said = str(open_map(sys.argv[1]).map.shape)
except FileError as error:
    said = error.sentence
print(json.dumps([said, time.process_time() - before]))
"""


def npy_header(shape: tuple[int, ...], kind: str = "<f8") -> bytes:
    text = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}}}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()


def zeros_packed(count: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.npy", "w") as member:
        member.write(npy_header((count // 1000, 1000), "|u1"))
        for _ in range(count // 1_000_000):
            member.write(bytes(1_000_000))
    return file.getvalue()


# Made only when its test runs: together they are large.
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "claims.npy": (lambda: npy_header((65536, 65536)), "claims 34\u202f359\u202f738\u202f368 bytes"),
    "bomb.npz": (lambda: zeros_packed(200_000_000), "200\u202f000\u202f000 numbers in 200 MB; up to"),
    "large.npz": (lambda: zeros_packed(60_000_000), "(1, 60000, 1000)"),
    "wide.png": (lambda: png(30_000, 30_000, 8, 2, bytes(100_000)), "more than can be opened"),
    "empty.png": (lambda: png(7_000, 7_000, 8, 0, bytes(100)), "damaged or cut short"),
    "line.csv": (lambda: b"1," * 30_000_000, "more than 1\u202f000\u202f000 numbers"),
    "lines.csv": (lambda: b"1\n" * 30_000_000, "more than 1\u202f000\u202f000 numbers"),
    "quotes.csv": (lambda: b'"' * 60_000_000, "“quotes.csv”: "),
    "nested.txt": (lambda: b"[" * 60_000_000, "more than 1\u202f000\u202f000 numbers"),
    "rows.json": (lambda: b"[" + b"[1]," * 14_000_000 + b"]", "more than 1\u202f000\u202f000 numbers"),
    "latex.tex": (lambda: b"\\begin{matrix}" + b"1&" * 30_000_000, "more than 1\u202f000\u202f000 numbers"),
    "braces.tex": (lambda: b"\\begin{" * 8_000_000, "more than 1\u202f000\u202f000 numbers"),
    "words.txt": (lambda: b"pool " * 12_000_000, "more than 1\u202f000\u202f000 numbers"),
    "wide.txt": (lambda: "1 2".encode("utf-16-le") * 10_000_000, "more than 1\u202f000\u202f000 numbers"),
    "long.txt": (lambda: b"1" * 60_000_000, "There are no numbers in this text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_in_a_sentence_soon_and_in_little_memory(name: str, tmp_path: Path) -> None:
    make, words = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    found = _opened_in_a_child(path)
    assert words in found[0]
    assert found[1] < SECONDS


def test_the_largest_array_that_is_allowed_opens_in_that_memory(tmp_path: Path) -> None:
    np.save(tmp_path / "turned.npy", np.zeros((4, 3000, 2600), order="F"))
    said, seconds = _opened_in_a_child(tmp_path / "turned.npy")
    assert said == "(4, 3000, 2600)"
    assert seconds < SECONDS


def _opened_in_a_child(path: Path) -> tuple[str, float]:
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stderr == ""
    said, seconds = json.loads(run.stdout)
    return said, seconds
