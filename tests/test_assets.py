"""The one door to the resources."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from poolviz import assets

RESOURCES = Path(__file__).parents[1] / "resources"

ICONS = (
    "brush check chevron-down chevron-right chevron-up close coverage first fullscreen info keyboard last "
    "link moon next open paste pause play pointer poolviz previous redo sun swap-pass undo unlink warning "
    "zoom-fit zoom-in zoom-out"
).split()


def test_text_and_bytes_are_the_file() -> None:
    index = (RESOURCES / "INDEX.md").read_bytes()
    assert assets.read_bytes("INDEX.md") == index
    assert assets.read_text("INDEX.md") == index.decode("utf-8")


@pytest.mark.parametrize("folder", ["fonts", "icons", "pictures", "licences"])
def test_names_lists_every_file_of_a_folder(folder: str) -> None:
    expected = sorted(f"{folder}/{path.name}" for path in (RESOURCES / folder).iterdir() if path.is_file())
    assert list(assets.names(folder)) == expected


@pytest.mark.parametrize("name", ["icons/nothing.svg", "nothing", "icons", "pictures/chelsea.png/x"])
def test_a_missing_resource_is_named(name: str) -> None:
    with pytest.raises(FileNotFoundError, match=name):
        assets.read_bytes(name)


def test_a_missing_folder_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="folder of resources called “sounds”"):
        assets.names("sounds")


@pytest.mark.parametrize(
    "name",
    ["../LICENSE", "icons/../../LICENSE", "/etc/hostname", "", "icons//play.svg", "..\\LICENSE"],
)
def test_nothing_outside_the_folder_can_be_read(name: str) -> None:
    with pytest.raises(FileNotFoundError, match="is no name of a resource"):
        assets.read_bytes(name)


@pytest.mark.parametrize("icon", ICONS)
def test_every_icon_is_a_drawing(icon: str) -> None:
    drawing = ET.fromstring(assets.read_text(f"icons/{icon}.svg"))
    side = "256" if icon == "poolviz" else "24"
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert drawing.get("viewBox") == f"0 0 {side} {side}"


@pytest.mark.parametrize("icon", [icon for icon in ICONS if icon != "poolviz"])
def test_an_icon_has_one_colour_that_the_theme_can_replace(icon: str) -> None:
    drawing = ET.fromstring(assets.read_text(f"icons/{icon}.svg"))
    colours = {
        value for element in drawing.iter() for key, value in element.items() if key in ("fill", "stroke")
    }
    assert colours <= {"none", "#000"}


def test_the_photograph_is_grey_and_224_square() -> None:
    header = assets.read_bytes("pictures/chelsea.png")[:26]
    width, height, depth, colour = struct.unpack(">IIBB", header[16:26])
    assert (width, height, depth, colour) == (224, 224, 8, 0)


@pytest.mark.parametrize("weight", ["Regular", "Medium", "SemiBold", "Bold"])
def test_the_letters_hold_every_sign_that_the_program_writes(weight: str, qapp: object) -> None:
    from PySide6.QtGui import QRawFont

    font = QRawFont(assets.read_bytes(f"fonts/Inter-{weight}.ttf"), 16)
    assert font.familyName() == "Inter" or font.familyName() == f"Inter {weight}"
    signs = "∂′⌊⌋⌈⌉→←↔↕×−≈Σ⁄¼½¾…≤≥≠²³√∞·–—“”’+/()[]⌘⇧"
    assert [sign for sign in signs if not font.supportsCharacter(ord(sign))] == []
