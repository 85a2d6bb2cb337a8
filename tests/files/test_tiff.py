"""TIFF: pictures, measurements and stacks, packed or not, from Pillow and from tifffile."""

from __future__ import annotations

import io
import struct
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.opening import contents, open_map
from poolviz.files.tiff import _by_pillow, is_picture, open_tiff
from tests.files.conftest import Refused

Array = NDArray[Any]
LIMITS = Limits()
RANDOM = np.random.default_rng(2)
GREY = RANDOM.integers(0, 256, (5, 7), np.uint8)
COLOUR = RANDOM.integers(0, 256, (5, 7, 3), np.uint8)


def written(array: Array, **options: Any) -> bytes:  # noqa: ANN401
    file = io.BytesIO()
    tifffile.imwrite(file, array, **options)
    return file.getvalue()


def pictured(*pages: Image.Image, **options: Any) -> bytes:  # noqa: ANN401
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=len(pages) > 1, append_images=pages[1:], **options)
    return file.getvalue()


def opened(tmp_path: Path, data: bytes, **options: Any) -> Any:  # noqa: ANN401
    path = tmp_path / "a.tif"
    path.write_bytes(data)
    return open_map(path, **options)


@pytest.mark.parametrize("compression", [None, "tiff_lzw", "packbits", "tiff_adobe_deflate"])
def test_grey_pictures_packed_in_every_way(compression: str | None, tmp_path: Path) -> None:
    result = opened(tmp_path, pictured(Image.fromarray(GREY), compression=compression))
    assert (result.map.kind, result.notes) == ("picture", ())
    assert np.array_equal(result.map.values[0], GREY)


def test_colour_pictures_become_grey_or_three_channels(tmp_path: Path) -> None:
    data = written(COLOUR)
    assert opened(tmp_path, data).notes == (
        "Colour picture opened as grey (0.299 red + 0.587 green + 0.114 blue).",
    )
    assert np.array_equal(opened(tmp_path, data, colour=True).map.values, np.moveaxis(COLOUR, -1, 0))
    deep = opened(tmp_path, written(COLOUR.astype(np.uint16) * 257, photometric="rgb"))
    assert "Its 16 bits a channel were cut to 8." in deep.notes


def test_sixteen_bits_of_grey_are_kept(tmp_path: Path) -> None:
    result = opened(tmp_path, written(GREY.astype(np.uint16) * 100))
    assert result.map.dtype == np.uint16
    assert np.array_equal(result.map.values[0], GREY.astype(np.uint16) * 100)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_turned_as_they_say(orientation: int, tmp_path: Path) -> None:
    from PIL import ImageOps

    data = pictured(Image.fromarray(GREY), tiffinfo={274: orientation})
    expected = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
    result = opened(tmp_path, data)
    assert np.array_equal(result.map.values[0], expected)
    assert result.notes == ()
    plain = np.asarray(Image.fromarray(GREY))
    assert (orientation == 1) == np.array_equal(result.map.values[0], plain)


@pytest.mark.parametrize("kind", ["f4", "f8", "f2", "i1", "i2", "i4", "u4", "u8", ">f4"])
def test_measurements_keep_their_numbers(kind: str, tmp_path: Path) -> None:
    values = (GREY.astype(np.float64) - 20).astype(kind)
    result = opened(tmp_path, written(values))
    assert result.map.kind == "numbers"
    assert result.map.dtype == np.dtype(kind).newbyteorder("=")
    assert np.array_equal(result.map.values[0], values)


@pytest.mark.parametrize("big", [False, True])
def test_a_stack_of_pages_is_a_stack_of_channels(big: bool, tmp_path: Path) -> None:
    stack = RANDOM.normal(size=(6, 5, 7)).astype(np.float32)
    result = opened(tmp_path, written(stack, bigtiff=big))
    assert np.array_equal(result.map.values, stack)
    assert result.notes == ("Read as channels × height × width: 6 × 5 × 7.",)


def test_what_imagej_and_ome_write(tmp_path: Path) -> None:
    stack = RANDOM.integers(0, 999, (6, 5, 7)).astype(np.uint16)
    assert np.array_equal(opened(tmp_path, written(stack, imagej=True)).map.values, stack)
    assert np.array_equal(opened(tmp_path, written(stack, ome=True)).map.values, stack)


def test_a_packed_stack_that_tifffile_cannot_unpack(tmp_path: Path) -> None:
    pages = [Image.fromarray(GREY // divisor) for divisor in (1, 2, 3)]
    result = opened(tmp_path, pictured(*pages, compression="tiff_lzw"))
    assert np.array_equal(result.map.values, np.stack([GREY, GREY // 2, GREY // 3]))
    floats = [Image.fromarray(GREY.astype(np.float32) / divisor) for divisor in (1, 2)]
    result = opened(tmp_path, pictured(*floats, compression="tiff_lzw"))
    assert np.array_equal(result.map.values[1], GREY.astype(np.float32) / 2)
    single = opened(tmp_path, pictured(floats[0], compression="tiff_lzw"))
    assert single.map.kind == "numbers"
    assert np.array_equal(single.map.values[0], GREY)


def test_pages_that_pillow_would_turn_around_are_not_read_through_it() -> None:
    first = FileError("The first sentence.")
    with pytest.raises(FileError, match="The first sentence"):
        _by_pillow(written(COLOUR), [0], (3, 5, 7), first)
    assert np.array_equal(_by_pillow(written(COLOUR), [0], (5, 7, 3), first), COLOUR)


def test_pages_of_different_sizes_are_listed(tmp_path: Path) -> None:
    data = pictured(Image.fromarray(GREY), Image.fromarray(GREY[:3]))
    path = tmp_path / "a.tif"
    path.write_bytes(data)
    assert [(entry.name, entry.shape) for entry in contents(path)] == [
        ("series 0", (5, 7)),
        ("series 1", (3, 7)),
    ]
    with pytest.raises(FileError, match="holds 2 arrays; please choose one: “series 0” 5 × 7"):
        open_map(path)
    assert np.array_equal(open_map(path, entry="series 1").map.values[0], GREY[:3])


def test_pages_that_are_no_numbers(tmp_path: Path, refused: Refused) -> None:
    assert "no plain numbers" in refused(written(np.ones((5, 7), complex)), "a.tif").sentence


def test_no_other_file_is_opened(tmp_path: Path) -> None:
    # A description that says that the second half lies in a file beside.
    stack = RANDOM.integers(0, 999, (2, 5, 7)).astype(np.uint16)
    data = written(stack, ome=True)
    (tmp_path / "beside.ome.tif").write_bytes(data)
    named = data.replace(b"<TiffData", b"<TiffDatA")
    assert np.array_equal(opened(tmp_path, named).map.values, stack)


def test_a_chain_of_pages_that_bites_its_tail(refused: Refused) -> None:
    ring = b"II*\0" + struct.pack("<IHI", 8, 0, 8)
    assert "run in circles" in refused(ring, "a.tif").sentence
    far = b"II*\0" + struct.pack("<I", 2**31)
    assert "damaged or cut short" in refused(far, "a.tif").sentence
    huge = b"II+\0\x08\0\0\0" + struct.pack("<QQ", 16, 2**62)
    assert "damaged or cut short" in refused(huge, "a.tif").sentence


def test_too_many_pages_are_refused(refused: Refused) -> None:
    data = written(np.zeros((12, 2, 2), np.uint8), photometric="minisblack", metadata=None)
    assert "more than 10 arrays" in refused(data, "a.tif", Limits(members=10)).sentence


def test_declared_sizes_are_checked_before_decoding(refused: Refused) -> None:
    data = written(GREY.astype(np.float64))
    wide = data.replace(struct.pack("<HHII", 256, 4, 1, 7), struct.pack("<HHII", 256, 4, 1, 2**30))
    wide = wide.replace(struct.pack("<HHIHH", 256, 3, 1, 7, 0), struct.pack("<HHII", 256, 4, 1, 2**30))
    assert wide != data
    assert "too much to open" in refused(wide, "a.tif").sentence


def test_a_damaged_file_leaves_nothing_on_standard_error(
    refused: Refused, capfd: pytest.CaptureFixture[str]
) -> None:
    data = written(GREY.astype(np.float64), metadata=None)
    # The place where the numbers begin is said to be something that no number can be.
    strips = struct.pack("<HHI", 273, 4, 1)
    assert strips in data
    refused(data.replace(strips, struct.pack("<HHI", 273, 77, 1)), "a.tif")
    assert capfd.readouterr().err == ""


def test_text_called_a_tiff_is_refused(refused: Refused) -> None:
    assert "named like a picture, but it holds text" in refused(b"1 2", "a.tiff").sentence


SMALL = {
    "picture": pictured(Image.fromarray(GREY)),
    "lzw": pictured(Image.fromarray(GREY), compression="tiff_lzw"),
    "floats": written(GREY.astype(np.float64)),
    "stack": written(np.ones((3, 4, 5), np.float32), photometric="minisblack"),
    "packed": written(GREY.astype(np.float32), compression="zlib"),
    "big": written(np.ones((2, 4, 5), np.float32), bigtiff=True),
}


def outcome(data: bytes) -> None:
    from poolviz.files.pictures import read_picture

    few = Limits(picture_bytes=10_000_000, memory_bytes=10_000_000)
    try:
        if is_picture(data, few):
            assert read_picture(data, "TIFF", few)[0].ndim == 3
            return
        found = open_tiff(data, few)
        for entry in found.entries:
            if not entry.problem:
                found.read(entry)
    except FileError as error:
        assert error.sentence.endswith(".")  # noqa: PT017


@pytest.mark.parametrize("name", SMALL)
def test_cut_short_anywhere(name: str) -> None:
    for length in range(8, len(SMALL[name])):
        outcome(SMALL[name][:length])


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(SMALL)), st.data())
def test_any_flipped_bits_give_a_map_or_a_sentence(name: str, data: st.DataObject) -> None:
    damaged = bytearray(SMALL[name])
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(4, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        outcome(bytes(damaged))
