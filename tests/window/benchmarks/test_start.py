"""From the start of the process to the first painted window, beside a bare window in the same run."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

ROOT = Path(__file__).parents[3]
PROGRAM = Path(__file__).with_name("starting.py")
ROUNDS = 9


def seconds(what: str, cache: Path) -> float:
    """How long one start takes, with byte code kept as an installed program has it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {
        "PYTHONPYCACHEPREFIX": str(cache),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(cache / "settings"),
        "XDG_DATA_HOME": str(cache / "data"),
    }
    begin = time.time()
    end = subprocess.run(
        [sys.executable, str(PROGRAM), what], capture_output=True, text=True, check=True, env=environment
    )
    return float(end.stdout) - begin


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_the_start_beside_a_bare_window(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    for what in ("bare", "poolviz"):
        seconds(what, tmp_path)  # compiles, and brings files into the cache
    times: dict[str, list[float]] = {"bare": [], "poolviz": []}
    for _ in range(ROUNDS):
        for what, taken in times.items():
            taken.append(seconds(what, tmp_path))
    medians = {what: statistics.median(taken) for what, taken in times.items()}
    ratio = statistics.median(ours / bare for ours, bare in zip(times["poolviz"], times["bare"], strict=True))
    benchmark.extra_info.update(medians, ratio=ratio)
    sys.stdout.write(
        f"\nbare {medians['bare']:.2f} s, poolviz {medians['poolviz']:.2f} s, ratio {ratio:.2f}\n"
    )
    benchmark(lambda: None)  # the fixture must time something; what counts is the ratio
    assert ratio < 1.5
