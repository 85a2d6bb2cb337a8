"""NumPy's archives: members are listed by their headers, one is unpacked, and bombs stay packed."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from poolviz.files import opening
from poolviz.files.archives import open_npz
from poolviz.files.entries import ChoiceNeededError, Contents, Entry, split_entry
from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.opening import contents, open_map
from tests.files.conftest import Refused

Array = NDArray[Any]
LIMITS = Limits()
MAP = np.arange(24, dtype=np.float32).reshape(2, 3, 4)


def saved(**arrays: Array) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def npy(array: Array) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


@pytest.mark.parametrize("save", [np.savez_compressed, np.savez])
def test_the_only_array_opens_by_itself(save: Callable[..., None], tmp_path: Path) -> None:
    save(tmp_path / "one.npz", conv1=MAP)
    opened = open_map(tmp_path / "one.npz")
    assert opened.map.name == "one.npz"
    assert np.array_equal(opened.map.values, MAP)
    assert contents(tmp_path / "one.npz") == (Entry("conv1", (2, 3, 4), "float32"),)


def test_one_of_several_is_chosen_by_name(tmp_path: Path) -> None:
    path = tmp_path / "two.npz"
    path.write_bytes(saved(conv1=MAP, conv2=MAP[0] + 1))
    assert [str(entry) for entry in contents(path)] == ["“conv1” 2 × 3 × 4", "“conv2” 3 × 4"]
    with pytest.raises(ChoiceNeededError) as caught:
        open_map(path)
    assert caught.value.sentence == (
        "“two.npz”: This file holds 2 arrays; please choose one: “conv1” 2 × 3 × 4, “conv2” 3 × 4."
    )
    assert [entry.name for entry in caught.value.entries] == ["conv1", "conv2"]
    opened = open_map(path, entry="conv2")
    assert (opened.map.name, opened.notes) == ("two.npz::conv2", ("Opened “conv2” 3 × 4, one of 2.",))
    assert np.array_equal(opened.map.values[0], MAP[0] + 1)
    with pytest.raises(FileError, match="nothing called “conv9” in this file; it holds “conv1”, “conv2”"):
        open_map(path, entry="conv9")


def test_many_names_are_cut_short_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "many.npz"
    path.write_bytes(saved(**{f"a{index}": MAP for index in range(7)}))
    with pytest.raises(ChoiceNeededError, match=r"“a3” 2 × 3 × 4 and 3 more\."):
        open_map(path)
    with pytest.raises(FileError, match=r"“a3” and 3 more\."):
        open_map(path, entry="b")


def test_what_is_no_array_is_listed_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "odd.npz"
    objects = io.BytesIO()
    np.save(objects, np.array([[None]]), allow_pickle=True)
    path.write_bytes(
        zipped(
            ("good.npy", npy(MAP)),
            ("objects.npy", objects.getvalue()),
            ("readme.txt", b"hello"),
            ("short.npy", b"\x93NUMPY\1\0"),
        )
    )
    good, held, readme, short = contents(path)
    assert (good.problem, readme.problem) == ("", "This is no NumPy array.")
    assert "Python objects" in held.problem
    assert "damaged" in short.problem
    assert open_map(path).map.name == "odd.npz::good"
    with pytest.raises(FileError, match=r"“readme.txt” *: This is no NumPy array"):
        open_map(path, entry="readme.txt")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(), "There is no array of numbers in this file."),
        (
            zipped(("a.txt", b"x"), ("b.txt", b"y")),
            "no array of numbers in this file; it holds “a.txt”, “b.txt”.",
        ),
        (zipped(("a.npy", b"x")), "“a” : This looks like a NumPy file, but it is damaged"),
        (zipped(("a.npy", npy(MAP)), method=zipfile.ZIP_LZMA), "packed in a way that NumPy does not use"),
        (saved(a=MAP)[:-30], "This looks like a NumPy archive, but it is damaged or cut short."),
        (saved(a=np.ones((2, 2), complex)), "complex numbers"),
    ],
)
def test_archives_without_numbers(data: bytes, words: str, refused: Refused) -> None:
    assert words.replace("” :", "”:") in refused(data, "a.npz").sentence.replace("” :", "”:")


def test_a_locked_array_says_so(refused: Refused) -> None:
    data = bytearray(zipped(("a.npy", npy(MAP))))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    assert "locked with a password" in refused(bytes(data), "a.npz").sentence


def test_an_archive_under_another_name_is_one(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(saved(a=MAP))
    assert open_map(tmp_path / "a.zip").map.shape == (2, 3, 4)


def bomb(count: int) -> bytes:
    """A few kilobytes that unpack to many megabytes of zeros behind an honest header."""
    header = npy(np.zeros((1, 1), np.uint8))[:-1].replace(b"(1, 1)", b"(1, %d)" % count)
    padding = len(header) - 128
    header = header.replace(b" " * (padding + 1) + b"\n", b" \n") if padding else header
    return zipped(("a.npy", header + bytes(count)))


def test_a_bomb_is_not_unpacked(refused: Refused) -> None:
    data = bomb(300_000_000 // 4)
    assert len(data) < 100_000
    small = Limits(array_bytes=50_000_000)
    tracemalloc.start()
    try:
        error = refused(data, "bomb.npz", small)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "has 75\u202f000\u202f000 numbers in 75 MB; up to 64\u202f000\u202f000 in 50 MB" in error.sentence
    assert peak < 5e6


def test_a_large_array_needs_room_beside_its_file(refused: Refused) -> None:
    error = refused(saved(a=np.zeros((1000, 1000))), "a.npz", Limits(memory_bytes=10_000_000))
    assert "“a” 1000 × 1000 takes 8 MB unpacked, too much to open" in error.sentence


def test_a_member_that_lies_about_its_size(refused: Refused) -> None:
    data = saved(a=MAP)
    size = (128 + MAP.nbytes).to_bytes(4, "little")
    assert data.count(size) >= 1
    for wrong in (128 + MAP.nbytes + 1, 128 + MAP.nbytes - 1, 2**31):
        refused(data.replace(size, wrong.to_bytes(4, "little")), "a.npz")


def test_too_many_members_are_refused_before_they_are_listed(refused: Refused) -> None:
    data = zipped(*((f"{index}.npy", b"") for index in range(20)))
    assert "holds more than 10 arrays" in refused(data, "a.npz", Limits(members=10)).sentence


SMALL = saved(a=np.arange(6).reshape(2, 3))


def outcome(data: bytes) -> None:
    try:
        found = open_npz(data, LIMITS)
        for entry in found.entries:
            if not entry.problem:
                assert found.read(entry).shape == entry.shape
    except FileError as error:
        assert error.sentence.endswith(".")  # noqa: PT017


def test_cut_short_anywhere() -> None:
    for length in range(len(SMALL)):
        with pytest.raises(FileError):
            open_npz(SMALL[:length], LIMITS)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_flipped_bits_give_a_map_or_a_sentence(data: st.DataObject) -> None:
    damaged = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    outcome(bytes(damaged))


def test_a_file_and_what_is_wanted_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert split_entry("a.npz") == ("a.npz", None)
    assert split_entry("a.npz::conv1") == ("a.npz", "conv1")
    assert split_entry("a::b.npz::conv1") == ("a::b.npz", "conv1")
    assert split_entry("::x") == ("::x", None)
    Path("b.npz::x").touch()
    assert split_entry("b.npz::x") == ("b.npz::x", None)


def test_a_file_with_one_map_has_nothing_to_choose(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", MAP)
    assert contents(tmp_path / "a.npy") == ()
    with pytest.raises(FileError, match="holds one map only, and nothing called “x”"):
        open_map(tmp_path / "a.npy", entry="x")
    with pytest.raises(FileError, match="“gone”: There is no such file"):
        contents(tmp_path / "gone")


def test_an_array_that_comes_out_different_is_refused(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Contents((Entry("a", (2, 2), "float64"),), lambda entry: np.ones((0, 2)))
    monkeypatch.setattr(opening, "open_container", lambda *_: other)
    error = refused(saved(a=MAP), "a.npz")
    assert error.sentence == "“a.npz”: “a” 2 × 2 is damaged: 0 × 2 came out of it."
