"""What is in the wheel: the program and its resources, and nothing that happened to lie about."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built in a few hundred milliseconds and without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_every_resource_is_in_it_unchanged(wheel: zipfile.ZipFile) -> None:
    resources = ROOT / "resources"
    shipped = {name for name in wheel.namelist() if name.startswith("poolviz/resources/")}
    assert shipped == {f"poolviz/resources/{name}" for name in files_below(resources)}
    for name in files_below(resources):
        assert wheel.read(f"poolviz/resources/{name}") == (resources / name).read_bytes()


def test_the_whole_program_is_in_it_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    program = {
        name
        for name in wheel.namelist()
        if not name.startswith("poolviz/resources/") and ".dist-info/" not in name
    }
    assert program == {f"poolviz/{name}" for name in files_below(ROOT / "poolviz")}


def test_it_carries_the_licence_and_the_command(wheel: zipfile.ZipFile) -> None:
    about = {name.split(".dist-info/")[1]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert wheel.read(about["licenses/LICENSE"]) == (ROOT / "LICENSE").read_bytes()
    assert "poolviz = poolviz.cli:main" in wheel.read(about["entry_points.txt"]).decode()


def test_it_asks_for_what_the_program_imports(wheel: zipfile.ZipFile) -> None:
    (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    needs = [
        line.removeprefix("Requires-Dist: ").lower()
        for line in wheel.read(metadata).decode().splitlines()
        if line.startswith("Requires-Dist: ") and "extra ==" not in line
    ]
    for package in (
        "pyside6-essentials",
        "numpy",
        "pyqtgraph",
        "pillow",
        "ziamath",
        "tifffile",
    ):
        assert any(need.startswith(package) for need in needs), package
