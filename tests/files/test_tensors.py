"""safetensors: what its own library writes opens, bfloat16 is widened exactly, forged headers are refused."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from safetensors.numpy import save

from poolviz.files.entries import Entry
from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.opening import contents, open_map
from poolviz.files.tensors import open_safetensors
from tests.files.conftest import Refused

Array = NDArray[Any]
LIMITS = Limits()


def forged(header: object, numbers: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + numbers


def tensor(dtype: object = "F32", shape: object = (2, 2), offsets: object = (0, 16)) -> dict[str, object]:
    return {"dtype": dtype, "shape": shape, "data_offsets": offsets}


@pytest.mark.parametrize("kind", ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?"])
def test_every_type_that_numpy_has(kind: str, tmp_path: Path) -> None:
    values = np.arange(12).reshape(1, 3, 4).astype(kind)
    path = tmp_path / "a.safetensors"
    path.write_bytes(save({"a": values}, metadata={"format": "np"}))
    made = open_map(path).map
    assert made.dtype == (np.uint8 if kind == "?" else np.dtype(kind))
    assert np.array_equal(made.values, values)


def test_bfloat16_is_widened_exactly(tmp_path: Path) -> None:
    values = np.array([[1.0, -2.5, 3.140625], [np.inf, np.nan, 1e-40]], ml_dtypes.bfloat16)
    path = tmp_path / "a.safetensors"
    path.write_bytes(save({"a": values}))
    made = open_map(path).map
    assert made.dtype == np.float32
    assert np.array_equal(made.values[0], values.astype(np.float32), equal_nan=True)
    assert contents(path) == (Entry("a", (2, 3), "BF16"),)


def test_a_bfloat16_tensor_needs_room_to_be_widened(refused: Refused) -> None:
    data = save({"a": np.ones((100, 100), ml_dtypes.bfloat16)})
    assert "too much to open" in refused(data, "a.safetensors", Limits(array_bytes=30_000)).sentence


def test_one_of_several_is_chosen_by_name(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(save({"conv.weight": np.ones((8, 3, 3)), "fc": np.arange(6.0).reshape(2, 3)}))
    assert {entry.name: entry.shape for entry in contents(path)} == {"conv.weight": (8, 3, 3), "fc": (2, 3)}
    opened = open_map(path, entry="fc")
    assert (opened.map.name, opened.map.values.tolist()) == (
        "model.safetensors::fc",
        [[[0, 1, 2], [3, 4, 5]]],
    )


def test_truth_is_one_whatever_its_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes(forged({"a": tensor("BOOL", [1, 3], [0, 3])}, b"\0\1\7"))
    assert open_map(path).map.values.tolist() == [[[0, 1, 1]]]


FORGED = {
    "a header beyond the end": (struct.pack("<Q", 10**6) + b"{", "claims 1\u202f000\u202f000 bytes"),
    "a header of terabytes": (struct.pack("<Q", 2**47) + b"{", "bytes of header"),
    "no JSON": (forged(b"{nothing}"), "header cannot be read"),
    "no text": (forged(b'{"\xff\xfe": 1}'), "header cannot be read"),
    "deep nesting": (forged(b'{"a":' + b"[" * 9000 + b"]" * 9000 + b"}"), "header cannot be read"),
    "no description": (forged({"a": 5}), "does not say what “a” is"),
    "no shape": (forged({"a": {"dtype": "F32", "data_offsets": [0, 4]}}), "does not say where “a” is"),
    "a shape of words": (forged({"a": tensor(shape="wide")}), "does not say where “a” is"),
    "a negative shape": (forged({"a": tensor(shape=[-2, -2])}, bytes(16)), "does not say where “a” is"),
    "a shape of truths": (forged({"a": tensor(shape=[True, 4])}, bytes(16)), "does not say where “a” is"),
    "too many axes": (forged({"a": tensor(shape=[1] * 40, offsets=[0, 4])}, bytes(4)), "where “a” is"),
    "three offsets": (forged({"a": tensor(offsets=[0, 16, 3])}, bytes(16)), "does not say where “a” is"),
    "a place beyond the end": (forged({"a": tensor()}, bytes(15)), "place of “a” does not fit its shape"),
    "a place that is too small": (forged({"a": tensor(offsets=[0, 8])}, bytes(16)), "does not fit its shape"),
    "a place turned around": (forged({"a": tensor(offsets=[16, 0])}, bytes(16)), "does not fit its shape"),
    "terabytes": (forged({"a": tensor(shape=[10**6, 10**6])}, bytes(16)), "does not fit its shape"),
    "an unknown type": (forged({"a": tensor("F8_E4M3", offsets=[0, 4])}, bytes(4)), "are not read."),
    "a type that is no word": (forged({"a": tensor(dtype=[])}, bytes(16)), "of this type are not read."),
    "an empty tensor": (forged({"a": tensor(shape=[0, 2], offsets=[0, 0])}), "This tensor is empty."),
    "a single number": (forged({"a": tensor(shape=[], offsets=[0, 4])}, bytes(4)), "is a single number"),
    "nothing": (forged({"__metadata__": {}}), "no array of numbers in this file"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "words"), FORGED.values(), ids=FORGED.keys())
def test_forged_headers_are_refused(data: bytes, words: str, refused: Refused) -> None:
    assert words in refused(data, "a.safetensors").sentence


def test_too_many_tensors_are_refused(refused: Refused) -> None:
    data = save({f"t{index}": np.ones((1, 1)) for index in range(12)})
    assert "more than 10 arrays" in refused(data, "a.safetensors", Limits(members=10)).sentence


def test_headers_that_are_no_list(refused: Refused) -> None:
    with pytest.raises(FileError, match="cut short"):
        open_safetensors(b"1234567", LIMITS)
    with pytest.raises(FileError, match="no list of tensors"):
        open_safetensors(forged(b"[]"), LIMITS)


SMALL = save({"a": np.arange(6, dtype=np.int16).reshape(2, 3), "b": np.ones((1, 2), ml_dtypes.bfloat16)})


@pytest.mark.parametrize("length", range(len(SMALL)))
def test_cut_short_anywhere(length: int) -> None:
    with pytest.raises(FileError):
        open_safetensors(SMALL[:length], LIMITS)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_flipped_bits_give_a_map_or_a_sentence(data: st.DataObject) -> None:
    damaged = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        found = open_safetensors(bytes(damaged), LIMITS)
    except FileError as error:
        assert error.sentence.endswith(".")  # noqa: PT017
    else:
        for entry in found.entries:
            assert entry.problem or found.read(entry).shape == entry.shape
