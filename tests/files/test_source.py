"""Only ordinary files are read, whole and within limits, and nothing hangs."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from poolviz.files import source
from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.opening import open_map

LIMITS = Limits()


def sentence(path: str | Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(FileError) as caught:
        open_map(path, limits)
    return caught.value.sentence


def test_what_is_no_file_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty.npy").touch()
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert sentence(tmp_path / "gone.npy") == "“gone.npy”: There is no such file (any more)."
    assert sentence(tmp_path / "empty.npy") == "“empty.npy”: This file is empty."
    assert sentence(tmp_path / "empty.npy" / "x.npy") == "“x.npy”: There is no such file (any more)."
    assert sentence(tmp_path / "dangling") == "“dangling”: There is no such file (any more)."
    assert sentence(tmp_path / "loop") == "“loop”: This file could not be read."
    assert sentence(tmp_path).endswith("This is a folder; please choose a file inside it.")
    assert sentence(tmp_path / ("x" * 300)).endswith("This file could not be read.")
    assert sentence(str(tmp_path) + "/a\0b").endswith("This is no name that a file can have.")
    assert sentence("").endswith("This is a folder; please choose a file inside it.")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_and_a_socket_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert sentence(tmp_path / "pipe.png").endswith("no ordinary file but a pipe, a device or a socket.")
    assert sentence("/dev/null").endswith("no ordinary file but a pipe, a device or a socket.")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert sentence(tmp_path / "s").endswith("no ordinary file but a pipe, a device or a socket.")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_file_that_turns_into_a_pipe_does_not_hang_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "turns.npy"
    path.write_bytes(b"1 2")
    opening = os.open

    def swapped(*arguments: object) -> int:
        path.unlink()
        os.mkfifo(path)
        return opening(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(FileError, match="pipe"):
        source.read_file(path, LIMITS)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.npy"
    path.write_bytes(b"1")
    path.chmod(0)
    if os.access(path, os.R_OK):  # as root, everything may be read

        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
    assert sentence(path) == "“locked.npy”: You have no permission to read this file."


def test_too_large_is_refused_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "large.npy"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    assert sentence(path) == "“large.npy”: This file has 300 MB; files up to 256 MB are opened."
    assert source.read_file(path, Limits(file_bytes=300_000_000))[:1] == b"\0"


@pytest.mark.parametrize("change", [b"1 2 3", b"1"])
def test_a_file_that_changes_while_it_is_read(
    change: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "live.txt"
    path.write_bytes(b"1 2")
    before = os.fstat

    def late(descriptor: int) -> os.stat_result:
        status = before(descriptor)
        path.write_bytes(change)
        return status

    monkeypatch.setattr(os, "fstat", late)
    assert sentence(path) == "“live.txt”: This file changed while it was being read; please open it again."


def test_an_unpleasant_name_stays_inside_its_sentence(tmp_path: Path) -> None:
    assert sentence(tmp_path / "two\nlines.npy").startswith("“two lines.npy”: ")
    assert len(sentence(tmp_path / ("long" * 60 + ".npy"))) < 150
