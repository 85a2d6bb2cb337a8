"""NumPy's files: whatever numbers it writes open; what is forged is refused before memory is taken."""

from __future__ import annotations

import io
import pickle
import struct
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from numpy.typing import NDArray

from poolviz.files.arrays import read_npy
from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.opening import open_map
from tests.files.conftest import Refused

Array = NDArray[Any]
LIMITS = Limits()


def saved(values: object, **options: bool) -> bytes:
    file = io.BytesIO()
    np.save(file, np.asanyarray(values), **options)
    return file.getvalue()


def forged(header: str, numbers: bytes = b"", version: tuple[int, int] = (1, 0)) -> bytes:
    text = header.encode("utf-8")
    length = struct.pack("<H" if version[0] == 1 else "<I", len(text))
    return b"\x93NUMPY" + bytes(version) + length + text + numbers


ARRAYS = nps.arrays(
    st.sampled_from(["u1", "i1", ">i2", "<u4", ">i8", "u8", "<f2", ">f4", "f8", "?"]),
    nps.array_shapes(min_dims=1, max_dims=4, max_side=4),
)


@settings(max_examples=150, deadline=None)
@given(ARRAYS, st.booleans())
def test_what_numpy_saves_reads_back(values: Array, fortran: bool) -> None:
    values = np.asfortranarray(values) if fortran else values
    back = read_npy(saved(values), LIMITS)
    assert back.dtype == values.dtype
    assert np.array_equal(back, values, equal_nan=values.dtype.kind == "f")
    assert not back.flags.writeable


def test_the_long_double_of_this_machine_opens(tmp_path: Path) -> None:
    np.save(tmp_path / "long.npy", np.ones((2, 2), np.longdouble))
    assert open_map(tmp_path / "long.npy").map.dtype == np.float64


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_every_version_of_the_format(version: tuple[int, int]) -> None:
    file = io.BytesIO()
    np.lib.format.write_array(file, np.arange(6).reshape(2, 3), version)
    assert read_npy(file.getvalue(), LIMITS).tolist() == [[0, 1, 2], [3, 4, 5]]


def test_a_file_becomes_a_map_without_a_copy_of_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "large.npy"
    np.save(path, np.ones((4, 1000, 1000), np.float32))
    tracemalloc.start()
    try:
        made = open_map(path).map
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert made.shape == (4, 1000, 1000)
    assert peak < 16.5e6


def test_a_map_is_called_like_its_file(tmp_path: Path) -> None:
    np.save(tmp_path / "conv1.npy", np.arange(9, dtype=">f4").reshape(3, 3))
    opened = open_map(str(tmp_path / "conv1.npy"))
    assert (opened.map.name, opened.map.kind, opened.notes) == ("conv1.npy", "numbers", ())
    assert opened.map.dtype == np.dtype("f4")
    assert opened.map.values.tolist() == [[[0, 1, 2], [3, 4, 5], [6, 7, 8]]]


REFUSED = {
    "objects": (saved([[None, 1]], allow_pickle=True), "made of Python objects"),
    "records": (saved(np.zeros(2, [("a", "f4"), ("b", "i1")])), "made of records"),
    "text": (saved([["a", "b"]]), "is of type “<U1”"),
    "bytes": (saved(np.array([b"ab"])), "is of type “|S2”"),
    "dates": (saved(np.array(["2020-01-01"], "M8[D]")), "is of type “<M8[D]”"),
    "complex numbers": (saved([[1j]]), "complex numbers"),
    "no numbers": (saved(np.ones((3, 0))), "is empty: its shape is (3, 0)"),
    "five dimensions": (saved(np.ones((1, 1, 1, 2, 2))), "has 5 dimensions"),
    "no dimension": (saved(5), "is a single number"),
    "a batch": (saved(np.ones((2, 3, 4, 4))), "a batch of 2 maps (2 × 3 × 4 × 4)"),
    "more than it holds": (saved(np.ones((3, 3)))[:-1], "claims 72 bytes of numbers but holds 71"),
    "less than it holds": (saved(np.ones((3, 3))) + b"x", "claims 72 bytes of numbers but holds 73"),
    "a later version": (b"\x93NUMPY\x09" + saved([1])[7:], "its first bytes"),
    "only a name": (b"\x93NUMPY", "its first bytes"),
    "a header that never ends": (b"\x93NUMPY\x02\x00\xff\xff\xff\xff    ", "bytes of header"),
    "a header cut short": (saved([1])[:40], "bytes of header"),
    "a header too long": (forged(" " * 20_000, version=(2, 0)), "claims 20\u202f000 bytes of header"),
    "a header that is no dictionary": (forged("[1, 2]    "), "lacks what it should say"),
    "a header that computes": (forged("__import__('os').getcwd()"), "header cannot be read"),
    "a header nested deeply": (forged("(" * 5000 + ")" * 5000), "header cannot be read"),
    "a header with other fields": (forged("{'descr': '<f4', 'shape': (1,)}"), "lacks what it should say"),
    "a negative shape": (
        forged("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 4)}"),
        "its shape is (-1, 4)",
    ),
    "a shape of words": (
        forged("{'descr': '<f4', 'fortran_order': False, 'shape': 'wide'}"),
        "its shape is 'wide'",
    ),
    "a shape of truths": (
        forged("{'descr': '<f4', 'fortran_order': False, 'shape': (True,)}", bytes(4)),
        "its shape is (True,)",
    ),
    "a type of another kind": (
        forged("{'descr': 7, 'fortran_order': False, 'shape': (1,)}"),
        "made of records",
    ),
    "an unknown type": (
        forged("{'descr': '<f5', 'fortran_order': False, 'shape': (1,)}"),
        "is of type “<f5”",
    ),
    "thirty-two gibibytes": (
        forged("{'descr': '<f8', 'fortran_order': False, 'shape': (65536, 65536)}", bytes(10)),
        "claims 34\u202f359\u202f738\u202f368 bytes of numbers but holds 10",
    ),
    "more than there are atoms": (
        forged("{'descr': '<f8', 'fortran_order': False, 'shape': (" + "9" * 4000 + ", 2)}"),
        "claims more than 10¹⁵ bytes",
    ),
    "more than can be printed": (
        forged("{'descr': '<f8', 'fortran_order': False, 'shape': (" + "9" * 4000 + "," + "9" * 4000 + ")}"),
        "claims more than 10¹⁵ bytes",
    ),
    "more axes than arrays have": (
        forged("{'descr': '|u1', 'fortran_order': False, 'shape': (" + "1," * 65 + ")}", bytes(1)),
        "its shape has 65 axes",
    ),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_array_of_numbers_is_refused(data: bytes, words: str, refused: Refused) -> None:
    tracemalloc.start()
    try:
        error = refused(data, "forged.npy")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert words in error.sentence
    assert peak < 5e6


def test_an_array_beyond_the_limits_is_refused(refused: Refused) -> None:
    data = saved(np.zeros((11, 10), np.uint8))
    assert "has 110 numbers" in refused(data, "a.npy", Limits(elements=109)).sentence
    assert "has 110 numbers" in refused(data, "a.npy", Limits(array_bytes=109)).sentence


def test_a_type_that_this_machine_lacks_is_refused(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    data = forged("{'descr': '<f12', 'fortran_order': False, 'shape': (1,)}", bytes(12))
    if hasattr(np, "float96"):
        pytest.skip("this machine has float96")
    assert "Numbers of type “<f12” cannot be read on this computer" in refused(data, "a.npy").sentence


def test_nothing_inside_an_array_of_objects_is_run(refused: Refused, tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (tmp_path / "sprung",)

    array = np.empty((1, 1), object)
    array[0, 0] = Trap()
    refused(saved(array, allow_pickle=True), "trap.npy")
    for name in ("trap.npy", "trap.csv", "trap.png", "trap", "trap.pt"):
        refused(pickle.dumps(Trap()), name)
    assert not (tmp_path / "sprung").exists()
    pickle.loads(pickle.dumps(Trap()))
    assert (tmp_path / "sprung").exists()


@pytest.mark.parametrize("length", range(len(saved(np.arange(4, dtype=np.uint8)))))
def test_cut_short_anywhere(length: int) -> None:
    with pytest.raises(FileError):
        read_npy(saved(np.arange(4, dtype=np.uint8))[:length], LIMITS)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_flipped_bits_give_a_map_or_a_sentence(data: st.DataObject) -> None:
    damaged = bytearray(saved(np.arange(12, dtype="<i2").reshape(3, 4)))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] ^= 1 << data.draw(st.integers(0, 7))
    try:
        values = read_npy(bytes(damaged), LIMITS)
    except FileError as error:
        assert error.sentence.endswith(".")  # noqa: PT017
    else:
        assert values.nbytes == 24
