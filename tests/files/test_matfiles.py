"""MATLAB's files: the same numbers that SciPy writes, and nothing but a sentence for damaged ones."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.matfiles import open_mat
from poolviz.files.opening import contents, open_map
from tests.files.conftest import Refused

Array = NDArray[Any]
LIMITS = Limits()

# The numbers of MATLAB's types and classes.
STORED = {"i1": 1, "u1": 2, "i2": 3, "u2": 4, "i4": 5, "u4": 6, "f4": 7, "f8": 9, "i8": 12, "u8": 13}
CLASSES = {"f8": 6, "f4": 7, "i1": 8, "u1": 9, "i2": 10, "u2": 11, "i4": 12, "u4": 13, "i8": 14, "u8": 15}


def element(order: str, kind: int, content: bytes, short: bool = False) -> bytes:
    if short and len(content) <= 4:
        return struct.pack(f"{order}I", len(content) << 16 | kind) + content.ljust(4, b"\0")
    return struct.pack(f"{order}II", kind, len(content)) + content + bytes(-len(content) % 8)


def variable(
    name: str,
    values: Array,
    order: str = "<",
    *,
    stored: str = "",
    flags: int = 0,
    number: int = 0,
    packed: bool = False,
) -> bytes:
    kind = values.dtype.str[1:]
    lengths = np.array(values.shape, f"{order}i4").tobytes()
    numbers = values.astype(f"{order}{stored or kind}").tobytes("F")
    content = (
        element(order, 6, struct.pack(f"{order}II", flags << 8 | (number or CLASSES[kind]), 0))
        + element(order, 5, lengths)
        + element(order, 1, name.encode(), short=True)
        + element(order, STORED[stored or kind], numbers, short=True)
    )
    whole = element(order, 14, content)
    if not packed:
        return whole
    zipped = zlib.compress(whole)
    return struct.pack(f"{order}II", 15, len(zipped)) + zipped


def file(*variables: bytes, order: str = "<") -> bytes:
    mark = b"\x00\x01IM" if order == "<" else b"\x01\x00MI"
    return b"MATLAB 5.0 MAT-file, by hand".ljust(124) + mark + b"".join(variables)


VALUES = np.array([[1, 2, 3], [4, 5, 6]])


@pytest.mark.parametrize("kind", CLASSES)
@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("packed", [False, True])
def test_every_class_in_every_order(kind: str, order: str, packed: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(file(variable("x", VALUES.astype(kind), order, packed=packed), order=order))
    made = open_map(path).map
    assert made.dtype == np.dtype(kind)
    assert made.values.tolist() == [VALUES.tolist()]


def test_numbers_stored_smaller_than_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(file(variable("x", VALUES.astype("f8"), stored="u1")))
    assert open_map(path).map.dtype == np.float64
    path.write_bytes(file(variable("x", np.full((1, 1), 7.0), stored="u1")))
    assert open_map(path).map.values.tolist() == [[[7.0]]]


def test_channels_come_last(tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    path.write_bytes(file(variable("x", np.arange(24.0).reshape(2, 3, 4))))
    opened = open_map(path)
    assert (opened.axes, opened.map.shape) == ("HWC", (4, 2, 3))
    assert opened.map.value(3, 1, 2) == 23
    assert opened.notes == ("Read as height × width × channels: 2 × 3 × 4.",)
    assert open_map(path, axes="CHW").map.shape == (2, 3, 4)


def test_variables_are_listed_with_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.mat"
    numbers = VALUES.astype("f8")
    path.write_bytes(
        file(
            variable("good", numbers),
            variable("also", numbers, packed=True),
            *(variable(f"other{number}", numbers, number=number) for number in (1, 2, 3, 4, 5, 17)),
            variable("complex", numbers, flags=8),
            variable("truth", VALUES.astype("u1"), flags=2),
            variable("empty", np.zeros((0, 3))),
            element("<", 1, b"something else"),
        )
    )
    found = {entry.name: entry for entry in contents(path)}
    assert [name for name, entry in found.items() if not entry.problem] == ["good", "also", "truth"]
    assert (found["good"].shape, found["good"].dtype) == ((2, 3), "float64")
    words = ["cell array", "structure", "object", "text", "sparse matrix", "thing of its own"]
    for number, word in zip((1, 2, 3, 4, 5, 17), words, strict=True):
        assert word in found[f"other{number}"].problem
    assert "complex" in found["complex"].problem
    assert "empty" in found["empty"].problem
    assert open_map(path, entry="also").map.name == "a.mat::also"


BROKEN = {
    "no order": (file()[:126] + b"XX" + bytes(8), "in which order its bytes are"),
    "cut in a tag": (file(b"\x0e\0\0\0"), "cut short"),
    "cut in a variable": (file(variable("x", VALUES)[:-8]), "cut short"),
    "nothing": (file(), "no array of numbers"),
    "packed nonsense": (file(struct.pack("<II", 15, 8) + bytes(8)), "damaged or cut short"),
    "packed something else": (
        file(struct.pack("<II", 15, len(zlib.compress(bytes(16)))) + zlib.compress(bytes(16))),
        "packs something that is no variable",
    ),
    "no shape": (
        file(element("<", 14, element("<", 6, bytes(8)) + element("<", 5, bytes(4)) + element("<", 1, b"x"))),
        "does not say what it holds",
    ),
    "another number of numbers": (
        file(variable("x", VALUES).replace(struct.pack("<ii", 2, 3), struct.pack("<ii", 2, 4))),
        "“x” 2 × 4 does not hold as many numbers as it claims",
    ),
    "terabytes": (
        file(variable("x", VALUES).replace(struct.pack("<ii", 2, 3), struct.pack("<ii", 2**30, 2**30))),
        "too much to open",
    ),
    "a negative shape": (
        file(variable("x", VALUES).replace(struct.pack("<ii", 2, 3), struct.pack("<ii", -2, -3))),
        "This variable is empty.",
    ),
}


@pytest.mark.parametrize(("data", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_files_are_refused(data: bytes, words: str, refused: Refused) -> None:
    assert words in refused(data, "a.mat").sentence


def test_a_bomb_is_not_unpacked_beyond_what_it_claims(refused: Refused) -> None:
    whole = variable("x", np.zeros((2, 3)))[:-48] + bytes(50_000_000)
    zipped = zlib.compress(whole)
    data = file(struct.pack("<II", 15, len(zipped)) + zipped)
    assert len(data) < 100_000
    few = Limits(memory_bytes=1_000_000)
    assert open_mat(data, few).entries[0].name == "x"
    large = file(variable("x", np.zeros((1000, 1000)), packed=True))
    assert "takes 8 MB unpacked, too much to open" in refused(large, "a.mat", few).sentence


def test_too_many_variables_are_refused(refused: Refused) -> None:
    data = file(*(variable(f"x{index}", VALUES) for index in range(11)))
    assert "more than 10 arrays" in refused(data, "a.mat", Limits(members=10)).sentence


SMALL = file(variable("x", VALUES), variable("y", VALUES.astype("f4"), packed=True))


def outcome(data: bytes) -> None:
    try:
        found = open_mat(data, Limits(memory_bytes=10_000_000))
        for entry in found.entries:
            if not entry.problem:
                assert found.read(entry).shape == entry.shape
    except FileError as error:
        assert error.sentence.endswith(".")  # noqa: PT017


@pytest.mark.parametrize("length", range(len(SMALL)))
def test_cut_short_anywhere(length: int) -> None:
    outcome(SMALL[:length])


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_any_flipped_bits_give_a_map_or_a_sentence(data: st.DataObject) -> None:
    damaged = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(100, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    outcome(bytes(damaged))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_scipy_writes(data: st.DataObject) -> None:
    scipy_io = pytest.importorskip("scipy.io")
    shape = data.draw(st.lists(st.integers(1, 5), min_size=2, max_size=3))
    kind = data.draw(st.sampled_from([*CLASSES, "?"]))
    values = np.random.default_rng(data.draw(st.integers(0, 9))).integers(0, 100, shape).astype(kind)
    out = io.BytesIO()
    scipy_io.savemat(out, {"x": values, "s": {"a": 1}, "t": "text"}, do_compression=data.draw(st.booleans()))
    found = open_mat(out.getvalue(), LIMITS)
    (entry,) = (entry for entry in found.entries if not entry.problem)
    assert np.array_equal(found.read(entry), values)
