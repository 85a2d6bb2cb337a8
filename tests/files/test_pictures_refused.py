"""Damaged and harmful pictures are refused, before any of them is decoded."""

from __future__ import annotations

import struct
import tracemalloc
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, features

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.pictures import read_picture
from poolviz.files.recognise import PictureFormat
from tests.files.conftest import Refused
from tests.files.drawn import png, saved

Array = NDArray[Any]
LIMITS = Limits()
RANDOM = np.random.default_rng(1)
GREY = RANDOM.integers(0, 256, (5, 7), np.uint8)
COLOUR = RANDOM.integers(0, 256, (5, 7, 3), np.uint8)


SMALL = {form: saved(Image.fromarray(COLOUR), form) for form in ("PNG", "JPEG", "BMP", "GIF", "WEBP")}


def outcome(data: bytes, form: PictureFormat) -> Array | None:
    try:
        levels, notes = read_picture(data, form, Limits(picture_bytes=10_000_000))
    except FileError as error:
        assert error.sentence.endswith(".")  # noqa: PT017
        return None
    assert levels.ndim == 3
    assert levels.size
    assert all(note.endswith(".") for note in notes)
    return levels


@pytest.mark.parametrize("form", SMALL)
def test_cut_short_anywhere(form: PictureFormat) -> None:
    data = SMALL[form]
    whole = outcome(data, form)
    assert whole is not None
    refused = sum(outcome(data[:length], form) is None for length in range(len(data)))
    # Only what follows the last pixel can be missed.
    assert refused > len(data) - 40


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(SMALL)), st.data())
def test_any_flipped_bits_give_a_map_or_a_sentence(form: PictureFormat, data: st.DataObject) -> None:
    damaged = bytearray(SMALL[form])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] ^= 1 << data.draw(st.integers(0, 7))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        outcome(bytes(damaged), form)


BOMBS = {
    "PNG": png(60_000, 60_000, 8, 2, b"\0" * 1000),
    "BMP": b"BM" + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0),
    "GIF": b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + b"\x80\0\0" + bytes(6) + b",\0\0\0\0"
    + struct.pack("<HH", 60_000, 60_000) + b"\0\x02\x02\x4c\x01\0;",
    "JPEG": SMALL["JPEG"].replace(struct.pack(">HH", 5, 7), struct.pack(">HH", 60_000, 60_000)),
}  # fmt: skip


@pytest.mark.parametrize("form", BOMBS)
def test_a_bomb_is_refused_before_it_is_decoded(form: str, refused: Refused) -> None:
    tracemalloc.start()
    try:
        error = refused(BOMBS[form], f"bomb.{form.lower()}")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "has 60\u202f000 × 60\u202f000 pixels" in error.sentence
    assert peak < 5e6


def test_a_progressive_jpeg_costs_more_to_open(refused: Refused) -> None:
    picture = Image.new("L", (100, 80))
    small = Limits(picture_pixels=2000, picture_bytes=12_000)
    assert read_picture(saved(picture, "JPEG"), "JPEG", small)[0].shape == (1, 40, 50)
    error = refused(saved(picture, "JPEG", progressive=True), "slow.jpg", small)
    assert "has 100 × 80 pixels, more than can be opened; please reduce it first." in error.sentence


def test_text_called_a_picture_is_refused(refused: Refused) -> None:
    for name in ("notes.png", "notes.JPG", "notes.webp"):
        assert refused(b"1 2; 3 4", name).sentence.endswith("named like a picture, but it holds text.")


def test_a_damaged_picture_says_what_it_was(refused: Refused) -> None:
    error = refused(SMALL["PNG"][:60], "cat.png")
    assert error.sentence == "“cat.png”: This looks like a PNG picture, but it is damaged or cut short."
    assert error.detail


def test_webp_is_part_of_this_pillow() -> None:
    assert features.check("webp")
