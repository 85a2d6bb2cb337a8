"""The rules of the house, as far as the syntax of the program can show them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "poolviz"
PURE = ("assets", "core", "frame", "maps", "model", "exercises", "scenes", "files", "session")
QT = ("PySide6", "shiboken6", "pyqtgraph")
MAX_LINES = 300

MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def room_of(path: Path) -> str:
    """The package, or the module at the top, that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def modules_that_call(name: str) -> list[str]:
    """One entry for each call of something by that name: `QTimer(…)` as well as `QtCore.QTimer(…)`."""
    return [
        name_of(path)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and called(node) == name
    ]


def called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def imported_by(path: Path) -> set[str]:
    """The full names of all modules and members that a file imports, at its top or later."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def contract(name: str) -> dict[str, Any]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found = [one for one in settings["tool"]["importlinter"]["contracts"] if one["name"] == name]
    assert len(found) == 1, name
    return dict(found[0])


def rooms() -> set[str]:
    return {room_of(path) for path in MODULES} - {"__init__"}


# Rule 1: imports go one way.


def test_the_layers_are_those_of_the_house_and_all_are_built() -> None:
    layers = contract("Imports go one way")
    assert layers["exhaustive"] is True
    named = [room for layer in layers["layers"] for room in re.split(r"\s*\|\s*", layer)]
    assert set(named) == rooms(), "no brackets: a layer named is a layer built"


def test_scenes_are_kept_apart_by_a_contract() -> None:
    apart = contract("Scenes do not know each other")
    assert (apart["type"], apart["modules"]) == ("independence", ["poolviz.scenes.*"])


# Rule 2: no Qt up to session.


def test_the_contract_names_the_whole_pure_half() -> None:
    forbidden = contract("No Qt up to session")
    assert set(forbidden["source_modules"]) == {f"poolviz.{room}" for room in PURE if room in rooms()}
    assert set(forbidden["forbidden_modules"]) == set(QT)


BLOCKED_IMPORT = """
import importlib, sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {qt}:
            raise ImportError(name + " is blocked")

sys.meta_path.insert(0, Block())
for name in {modules}:
    importlib.import_module(name)
assert not set({qt}) & set(sys.modules)
"""


def test_the_pure_half_imports_with_qt_blocked() -> None:
    paths = [path for path in MODULES if room_of(path) in PURE]
    modules = [
        name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in paths
    ]
    code = BLOCKED_IMPORT.format(qt=QT, modules=modules)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


# Rule 4: one of each.


# QGuiApplication: what prints without a window, or on no screen at all.
@pytest.mark.parametrize("name", ["QTimer", "QSettings", "QApplication", "QGuiApplication"])
def test_there_is_one_of_each(name: str) -> None:
    subclasses = [
        node.name
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith(name) for base in node.bases)
    ]
    assert subclasses == [], f"{name} has a second name"
    assert len(modules_that_call(name)) == 1, modules_that_call(name)


def test_no_timer_is_started_without_an_object() -> None:
    assert modules_that_call("singleShot") == []
    assert modules_that_call("startTimer") == []


def test_no_handler_is_called_through_event() -> None:
    """A fault inside ``super().event(…)`` passes through Qt into Python again; PySide may not survive that.

    With Python 3.11 and PySide 6.11 it reads an error that is not an object yet, and the program ends. An
    event filter on the widget itself sees the same events and lets Qt go on by itself.
    """
    overrides = [
        name_of(path)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name == "event"
    ]
    assert overrides == []


def test_only_assets_opens_resources() -> None:
    users = {
        name_of(path)
        for path in MODULES
        if any(name.startswith("importlib.resources") for name in imported_by(path))
    }
    assert users == {"poolviz/assets.py"}


def test_nobody_looks_for_files_beside_the_program() -> None:
    users = [
        name_of(path)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Name) and node.id == "__file__"
    ]
    assert users == []


# Rule 5: documents, states and frames are frozen.


@pytest.mark.parametrize("room", ["core", "frame", "maps", "model", "exercises", "scenes"])
def test_dataclasses_are_frozen(room: str) -> None:
    loose = [name for path in sorted((PACKAGE / room).rglob("*.py")) for name in loose_dataclasses(path)]
    assert loose == []


def test_what_a_session_publishes_is_frozen() -> None:
    assert loose_dataclasses(PACKAGE / "session" / "state.py") == []


def loose_dataclasses(path: Path) -> list[str]:
    return [
        f"{name_of(path)}: {node.name}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator) and "frozen=True" not in ast.unparse(decorator)
    ]


# Rule 7: colours only in the theme.

HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")


def test_colours_are_written_in_the_theme_only() -> None:
    users = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HEX_COLOUR.search(node.value)
    }
    assert users == {"poolviz/views/high_contrast.py", "poolviz/views/theme.py"}


# Rule 9: typed without excuses, and short enough to read at one sitting.


@pytest.mark.parametrize("path", MODULES + TESTS, ids=name_of)
def test_a_file_can_be_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


def test_no_module_of_ours_is_excused_from_types() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert settings["strict"] is True
    excused = {name for override in settings["overrides"] for name in override["module"]}
    assert {name for name in excused if name.split(".")[0] in ("poolviz", "tests")} == set()


# The project speaks of itself alone.

HOME_OF_SOMEBODY = re.compile(r"(?<![\w.}])/(?:home|root|Users|work|tmp|opt|mnt)/\w")
TEXT = {".py", ".md", ".toml", ".sh", ".svg", ".txt", ".json", ".cfg", ""}


def test_no_file_names_a_place_on_somebody_s_machine() -> None:
    folders = ("poolviz", "tests", "resources", ".ci")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += [path for path in ROOT.iterdir() if path.is_file() and path.name[0] != "."]
    telling = [
        name_of(path)
        for path in files
        if path.suffix in TEXT
        and "__pycache__" not in path.parts
        and HOME_OF_SOMEBODY.search(path.read_text("utf-8", errors="replace"))
    ]
    assert telling == []
