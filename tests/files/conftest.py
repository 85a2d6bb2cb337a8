"""What the tests of readers share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from poolviz.files.errors import FileError
from poolviz.files.limits import Limits
from poolviz.files.opening import open_map

Refused = Callable[..., FileError]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """Open bytes under a name and return the error, having checked that its sentence is one."""

    def check(data: bytes, name: str, limits: Limits | None = None) -> FileError:
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(FileError) as caught:
            open_map(path, limits or Limits())
        sentence = caught.value.sentence
        assert sentence.startswith(f"“{name}”: ")
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert len(sentence) < 300
        return caught.value

    return check
