"""The command line: what is handed on, and what is said where no window can be opened."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import poolviz
from poolviz import cli

ROOT = Path(__file__).parents[1]

Call = tuple[str | None, bool, bool]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """What the command line asks of the program, which is not started."""
    seen: list[Call] = []

    def run(source: str | None, *, fresh: bool, debug: bool) -> int:
        seen.append((source, fresh, debug))
        return 7

    app = ModuleType("poolviz.app")
    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "poolviz.app", app)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return seen


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, on a machine without a screen."""
    screen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in screen}
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=bare | {"PYTHONIOENCODING": "utf-8"} | environment,
        cwd=ROOT,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (None, False, False)),
        (["cat.png"], ("cat.png", False, False)),
        (["1 1 2 4; 5 6 7 8", "--fresh"], ("1 1 2 4; 5 6 7 8", True, False)),
        (["-1 2; 3 4"], ("-1 2; 3 4", False, False)),
        (["--debug", "cat.png"], ("cat.png", False, True)),
    ],
)
def test_wishes_are_handed_on(arguments: list[str], expected: Call, calls: list[Call]) -> None:
    assert cli.main(arguments) == 7
    assert calls == [expected]


def test_an_unknown_option_is_a_bad_call(calls: list[Call], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["--nonsense"])
    assert end.value.code == 2
    assert calls == []
    assert "--nonsense" in capsys.readouterr().err


def test_version_and_help_need_no_screen() -> None:
    version = start("-m", "poolviz", "--version")
    assert (version.returncode, version.stdout, version.stderr) == (0, f"poolviz {poolviz.__version__}\n", "")
    help_text = start("-m", "poolviz", "--help")
    assert (help_text.returncode, help_text.stderr) == (0, "")
    for option in ("SOURCE", "--fresh", "--debug", "--version"):
        assert option in help_text.stdout


ONE_SENTENCE = re.compile(r"poolviz [^\n]+\n")

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can tell beforehand")


@linux
def test_without_a_screen_one_sentence_is_said_and_qt_is_not_touched() -> None:
    code = "import sys; from poolviz.cli import main; print(main([]), 'PySide6' in sys.modules)"
    run = start("-c", code)
    assert run.stdout == "2 False\n"
    assert ONE_SENTENCE.fullmatch(run.stderr)
    assert "xvfb-run -a poolviz" in run.stderr


@linux
def test_an_empty_variable_is_no_screen() -> None:
    run = start("-m", "poolviz", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert run.returncode == 2
    assert "xvfb-run" in run.stderr


@linux
@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_either_kind_of_screen_will_do(
    variable: str, calls: list[Call], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(cli.screen, "_can_load", lambda library: True)
    monkeypatch.setenv(variable, ":7")
    assert cli.main([]) == 7
    assert len(calls) == 1


@linux
def test_a_missing_library_of_the_x_window_is_named_before_qt_aborts(
    calls: list[Call], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(cli.screen, "_can_load", lambda library: library != "libxcb-cursor.so.0")
    assert cli.main([]) == 2
    assert calls == []
    said = capsys.readouterr().err
    assert "libxcb-cursor.so.0 is missing" in said
    assert f"apt-get install {cli.SYSTEM_LIBRARIES}" in said


def test_a_library_that_is_not_there_cannot_be_loaded() -> None:
    assert not cli.screen._can_load("libnobody-wrote-this.so.9")


def failing_app(monkeypatch: pytest.MonkeyPatch, message: str) -> None:
    def run(source: str | None, *, fresh: bool, debug: bool) -> int:
        raise ImportError(message)

    app = ModuleType("poolviz.app")
    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "poolviz.app", app)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_a_missing_library_of_qt_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing_app(monkeypatch, "libEGL.so.1: cannot open shared object file: No such file or directory")
    assert cli.main([]) == 2
    said = capsys.readouterr().err
    assert "libEGL.so.1 is missing" in said
    assert f"apt-get install {cli.SYSTEM_LIBRARIES}" in said
    assert ONE_SENTENCE.fullmatch(said)


def test_any_other_failed_import_is_no_matter_of_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_app(monkeypatch, "cannot import name 'colour' from 'poolviz'")
    with pytest.raises(ImportError, match="colour"):
        cli.main([])


def test_the_set_up_installs_the_libraries_that_are_named() -> None:
    script = (ROOT / "resources" / "setup.sh").read_text("utf-8")
    found = re.search(r'^libraries="([^"]+)"', script, re.MULTILINE)
    assert found is not None
    assert found.group(1).split() == cli.SYSTEM_LIBRARIES.split()
