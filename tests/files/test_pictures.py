"""Pictures open upright and in grey; nothing is lost in silence; what harms is refused before decoding."""

from __future__ import annotations

import io
import itertools
import struct
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as nps
from numpy.typing import NDArray
from PIL import Image

from poolviz.files.limits import Limits
from poolviz.files.opening import open_map
from poolviz.files.pictures import read_picture, reduced
from poolviz.files.recognise import PictureFormat
from tests.files.drawn import png, saved

Array = NDArray[Any]
LIMITS = Limits()
GREY_NOTE = "Colour picture opened as grey (0.299 red + 0.587 green + 0.114 blue)."
WHITE_NOTE = "Its transparent parts were put on white."

RANDOM = np.random.default_rng(1)
GREY = RANDOM.integers(0, 256, (5, 7), np.uint8)
COLOUR = RANDOM.integers(0, 256, (5, 7, 3), np.uint8)


def luma(colour: Array) -> Array:
    grey: Array = np.floor(colour @ np.array([0.299, 0.587, 0.114]) + 0.5)
    return grey


@pytest.mark.parametrize("form", ["PNG", "BMP", "GIF"])
def test_grey_pictures_keep_their_levels(form: PictureFormat) -> None:
    levels, notes = read_picture(saved(Image.fromarray(GREY), form), form, LIMITS)
    assert levels.dtype == np.uint8
    assert np.array_equal(levels, GREY[np.newaxis])
    assert notes == () if form != "GIF" else (GREY_NOTE,)


def test_jpeg_and_webp_come_close() -> None:
    smooth = np.add.outer(np.arange(0, 64, 2), np.arange(0, 96, 2)).astype(np.uint8)
    levels, notes = read_picture(saved(Image.fromarray(smooth), "JPEG", quality=95), "JPEG", LIMITS)
    assert np.abs(levels[0].astype(int) - smooth).max() < 6
    assert notes == ()
    levels, notes = read_picture(saved(Image.fromarray(smooth), "WEBP", lossless=True), "WEBP", LIMITS)
    assert np.array_equal(levels[0], smooth)
    assert notes == (GREY_NOTE,)


@pytest.mark.parametrize("form", ["PNG", "BMP"])
def test_colours_become_grey_by_luma(form: PictureFormat) -> None:
    levels, notes = read_picture(saved(Image.fromarray(COLOUR), form), form, LIMITS)
    assert np.abs(levels[0] - luma(COLOUR)).max() <= 1
    assert (levels[0] == luma(COLOUR)).mean() > 0.9
    assert notes == (GREY_NOTE,)


def test_known_colours_have_their_known_grey() -> None:
    known = Image.new("RGB", (5, 1))
    known.putdata([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255), (7, 7, 7)])
    assert read_picture(saved(known, "PNG"), "PNG", LIMITS)[0].tolist() == [[[76, 150, 29, 255, 7]]]


def test_colours_can_be_kept_as_channels() -> None:
    data = saved(Image.fromarray(COLOUR), "PNG")
    levels, notes = read_picture(data, "PNG", LIMITS, colour=True)
    assert np.array_equal(levels, np.moveaxis(COLOUR, -1, 0))
    assert notes == ()
    levels, notes = read_picture(saved(Image.fromarray(GREY), "PNG"), "PNG", LIMITS, colour=True)
    assert levels.shape == (1, 5, 7)


def test_sixteen_bits_of_grey_are_kept() -> None:
    deep = RANDOM.integers(0, 65536, (4, 6)).astype(np.uint16)
    levels, notes = read_picture(saved(Image.fromarray(deep), "PNG"), "PNG", LIMITS)
    assert levels.dtype == np.uint16
    assert np.array_equal(levels[0], deep)
    assert notes == ()


@pytest.mark.parametrize(("colour", "channels"), [(2, 3), (6, 4), (4, 2)])
def test_sixteen_bits_of_colour_are_cut_and_it_is_said(colour: int, channels: int) -> None:
    pixel = struct.pack(f">{channels}H", *[0x1234, 0x5678, 0x9ABC, 0xFFFF][:channels])
    levels, notes = read_picture(png(2, 1, 16, colour, b"\0" + pixel * 2), "PNG", LIMITS)
    assert levels.dtype == np.uint8
    assert notes[0] == "Its 16 bits a channel were cut to 8."


def test_black_and_white_and_palettes() -> None:
    bits = Image.fromarray(GREY > 128)
    assert set(read_picture(saved(bits, "PNG"), "PNG", LIMITS)[0].ravel().tolist()) == {0, 255}
    palette = Image.fromarray(COLOUR).quantize(4)
    levels, notes = read_picture(saved(palette, "GIF"), "GIF", LIMITS)
    assert np.abs(levels[0] - luma(np.asarray(palette.convert("RGB")))).max() <= 1
    assert notes == (GREY_NOTE,)


def on_white(levels: Array, alpha: Array) -> Array:
    share = alpha / 255
    return levels * share + 255 * (1 - share)


def test_transparent_parts_are_put_on_white() -> None:
    alpha = RANDOM.integers(0, 256, (5, 7), np.uint8)
    data = saved(Image.fromarray(np.dstack([COLOUR, alpha])), "PNG")
    levels, notes = read_picture(data, "PNG", LIMITS)
    assert np.abs(levels[0] - on_white(luma(COLOUR), alpha)).max() <= 1.5
    assert notes == (WHITE_NOTE, GREY_NOTE)
    bands, notes = read_picture(data, "PNG", LIMITS, colour=True)
    assert np.abs(bands - on_white(np.moveaxis(COLOUR, -1, 0), alpha)).max() <= 1
    assert notes == (WHITE_NOTE,)
    grey = Image.merge("LA", [Image.fromarray(GREY), Image.fromarray(alpha)])
    levels, notes = read_picture(saved(grey, "PNG"), "PNG", LIMITS)
    assert np.abs(levels[0] - on_white(GREY, alpha)).max() <= 1
    assert notes == (WHITE_NOTE,)


def test_a_transparent_entry_of_a_palette_is_white() -> None:
    palette = Image.new("P", (2, 1))
    palette.putpalette([0, 0, 0, 200, 200, 200])
    palette.putdata([0, 1])
    for form in ("PNG", "GIF"):
        levels, notes = read_picture(saved(palette, form, transparency=0), form, LIMITS)
        assert levels.tolist() == [[[255, 200]]]
        assert WHITE_NOTE in notes


def test_printing_colours() -> None:
    ink = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    levels, notes = read_picture(saved(ink, "JPEG", quality=100), "JPEG", LIMITS)
    assert abs(int(levels[0, 0, 0]) - 76) < 4
    assert notes == ("Its printing colours (CMYK) were turned into red, green and blue.", GREY_NOTE)


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_opened(form: PictureFormat) -> None:
    frames = [Image.new("L", (4, 3), level) for level in (10, 200, 90)]
    data = saved(frames[0], form, save_all=True, append_images=frames[1:], lossless=True)
    levels, notes = read_picture(data, form, LIMITS)
    assert levels.tolist() == [[[10] * 4] * 3]
    assert notes[0] == "This picture moves; its first frame was opened."


# What the camera stored, and how Pillow's own exif_transpose would turn it.
@pytest.mark.parametrize("orientation", range(10))
@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_pictures_are_turned_as_their_camera_says(orientation: int, form: PictureFormat) -> None:
    from PIL import ImageOps

    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(Image.fromarray(COLOUR), form, exif=exif, lossless=True)
    expected = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("L"))
    assert np.array_equal(read_picture(data, form, LIMITS)[0][0], expected)
    bands, _ = read_picture(data, form, LIMITS, colour=True)
    assert bands.shape == (3, *expected.shape)


def test_broken_exif_does_not_hide_a_sound_picture() -> None:
    in_words = b"MM\0*\0\0\0\x08\0\1" + struct.pack(">HHI4sI", 0x0112, 2, 3, b"up\0\0", 0)
    for exif in (b"", b"M", b"MM\0*\0\0", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", in_words):
        data = saved(Image.fromarray(GREY), "PNG", exif=b"Exif\0\0" + exif)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert np.array_equal(read_picture(data, "PNG", LIMITS)[0][0], GREY)


@pytest.mark.parametrize(
    ("form", "mode", "shape"),
    [
        ("PNG", "L", (10, 15)),
        ("PNG", "RGB", (10, 15)),
        ("PNG", "I;16", (10, 15)),
        ("JPEG", "L", (10, 15)),
        ("JPEG", "RGB", (10, 15)),
        ("BMP", "RGB", (10, 15)),
    ],
)
def test_a_large_picture_opens_reduced_and_it_is_said(
    form: PictureFormat, mode: str, shape: tuple[int, int]
) -> None:
    smooth = np.add.outer(np.arange(20.0), np.arange(30.0)) * 4
    kind = np.uint16 if mode == "I;16" else np.uint8
    picture = (
        Image.fromarray(smooth.astype(kind))
        if mode != "RGB"
        else Image.fromarray(np.dstack([smooth.astype(kind)] * 3))
    )
    levels, notes = read_picture(saved(picture, form), form, Limits(picture_pixels=200))
    assert levels.shape == (1, *shape)
    assert notes[-1] == "Opened reduced, with 15 × 10 of its 30 × 20 pixels."
    means = smooth.reshape(10, 2, 15, 2).mean(axis=(1, 3))
    assert np.abs(levels[0] - means).max() <= (3 if form == "JPEG" else 0.5)


def test_a_turned_picture_is_reduced_too() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(Image.new("L", (30, 20), 9), "PNG", exif=exif)
    levels, notes = read_picture(data, "PNG", Limits(picture_pixels=200))
    assert levels.shape == (1, 15, 10)
    assert notes == ("Opened reduced, with 15 × 10 of its 30 × 20 pixels.",)


@settings(max_examples=100, deadline=None)
@given(
    nps.arrays(
        st.sampled_from([np.uint8, np.uint16, np.int32, np.float32]),
        nps.array_shapes(min_dims=3, max_dims=3, max_side=12),
        elements=st.integers(0, 255),
    ),
    st.integers(1, 60),
)
def test_reduction_takes_the_mean_of_blocks_and_keeps_to_the_limit(levels: Array, most: int) -> None:
    small = reduced(levels, most)
    rows, columns = small.shape[1:]
    assert rows * columns <= most
    assert small.dtype == levels.dtype
    assert (small is levels) == (levels.shape[1] * levels.shape[2] <= most)
    # Whichever factors give this size, one pair of them gives these means.
    factors = (
        [n for n in range(1, long + 1) if long // n == short]
        for long, short in zip(levels.shape[1:], small.shape[1:], strict=True)
    )
    assert any(
        np.abs(small - block_means(levels, down, across)).max() <= 0.5 + (small.dtype == np.int32)
        for down, across in itertools.product(*factors)
    )


def block_means(levels: Array, down: int, across: int) -> Array:
    channels, rows, columns = levels.shape
    cut = levels[:, : rows // down * down, : columns // across * across].astype(np.float64)
    means: Array = cut.reshape(channels, rows // down, down, columns // across, across).mean(axis=(2, 4))
    return means


def test_a_picture_becomes_a_map(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    Image.fromarray(COLOUR).save(path)
    opened = open_map(path)
    assert (opened.map.name, opened.map.kind, opened.map.shape) == ("cat.png", "picture", (1, 5, 7))
    assert (opened.notes, opened.axes, opened.axes_choices) == ((GREY_NOTE,), None, ())
    assert open_map(path, colour=True).map.shape == (3, 5, 7)


def test_content_and_not_the_name_decides(tmp_path: Path) -> None:
    path = tmp_path / "cat.csv"
    path.write_bytes(saved(Image.fromarray(GREY), "JPEG"))
    assert open_map(path).map.kind == "picture"
