"""Text reads the same whichever program wrote it."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.opening import open_map
from poolviz.files.texts import decode, looks_like_text
from tests.files.conftest import Refused

TABLE = "größe;wert\n1,5;2\n3;4\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"],
)
def test_a_table_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE.encode(encoding))
    opened = open_map(path)
    assert opened.map.values.tolist() == [[[1.5, 2.0], [3.0, 4.0]]]
    assert opened.notes == (
        "The first row was taken for headings: größe, wert.",
        "Commas were read as decimal commas.",
    )
    assert (opened.axes, opened.axes_choices) == ("HW", ("HW",))


@pytest.mark.parametrize("data", [b"\xff\xfe1\0 \0\x00\xd8", b"\xfe\xff\0001\xd8\x00", b"\xff\xfe\0\0001\0"])
def test_a_damaged_text_is_said_to_be(data: bytes, refused: Refused) -> None:
    assert "is damaged or cut short" in refused(data, "a.txt").sentence


def test_what_looks_like_text() -> None:
    assert looks_like_text(b"1,2\r\n3,4\x0c")
    assert looks_like_text(b"a")
    assert not looks_like_text(b"1 2\x00")
    assert not looks_like_text(b"\x01\x02\x03\x04")
    assert not looks_like_text(bytes(50))


def test_a_text_too_long_is_refused() -> None:
    few = Limits(text_characters=10)
    assert decode(b"1 2 3 4 5 ", few) == "1 2 3 4 5 "
    with pytest.raises(FileError, match="has 11 characters; up to 10 are read"):
        decode(b"1 2 3 4 5 6", few)
    with pytest.raises(FileError, match="has 41 characters"):
        decode(b" " * 41, few)


def test_a_large_table_opens_within_two_seconds(tmp_path: Path) -> None:
    values = np.random.default_rng(0).normal(size=(512, 512))
    np.savetxt(tmp_path / "savetxt.txt", values)
    start = time.perf_counter()
    opened = open_map(tmp_path / "savetxt.txt")
    assert time.perf_counter() - start < 2
    assert np.array_equal(opened.map.values[0], values)


def test_what_numpy_and_spreadsheets_write(tmp_path: Path) -> None:
    np.savetxt(tmp_path / "a.csv", np.eye(3), delimiter=",", header="identity")
    assert np.array_equal(open_map(tmp_path / "a.csv").map.values[0], np.eye(3))
    np.savetxt(tmp_path / "b.csv", np.eye(3, dtype=int), fmt="%d", delimiter="\t")
    assert open_map(tmp_path / "b.csv").map.dtype == np.int64


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,2\n3\n", "Row 2 has 1 cell, but row 1 has 2"),
        ("1,2\n3,four\n", "Row 2, column 2 holds “four”"),
        ("\n\n", "There are no numbers in this text"),
        ("[[[[[1]]]]]", "more than four dimensions"),
    ],
)
def test_what_is_no_table(text: str, words: str, refused: Refused) -> None:
    assert words in refused(text.encode(), "table.csv").sentence


def test_a_map_beyond_the_limits_is_refused(refused: Refused) -> None:
    error = refused(b"1 2 3", "a.txt", Limits(elements=2))
    assert error.sentence == "“a.txt”: This map has 3 numbers (1 × 1 × 3); up to 2 are opened."
