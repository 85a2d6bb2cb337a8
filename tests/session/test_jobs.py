from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from poolviz.model.task import StoppedError, Task
from poolviz.session.jobs import Jobs


class Ear:
    def __init__(self) -> None:
        self.heard: list[Any] = []

    def done(self, result: object) -> None:
        self.heard.append(result)

    def failed(self, error: BaseException) -> None:
        self.heard.append(error)


@pytest.fixture
def ear() -> Ear:
    return Ear()


def collected(jobs: Jobs) -> None:
    deadline = time.monotonic() + 10
    while not jobs.collect():
        assert time.monotonic() < deadline, "the job never finished"
        time.sleep(0.001)


def test_a_result_waits_until_it_is_collected(ear: Ear) -> None:
    jobs = Jobs()
    jobs.start("Counting", lambda _: 3, ear.done, ear.failed)
    assert jobs.title == "Counting"
    assert ear.heard == []
    collected(jobs)
    assert ear.heard == [3]
    assert jobs.title == ""
    assert not jobs.collect()
    jobs.close()


@pytest.mark.parametrize("inline", [True, False])
def test_a_failure_arrives_as_an_exception(ear: Ear, inline: bool) -> None:
    jobs = Jobs(inline=inline)

    def work(_: Task) -> None:
        raise OSError("gone")

    jobs.start("Opening", work, ear.done, ear.failed)
    if not inline:
        collected(jobs)
    assert [str(error) for error in ear.heard] == ["gone"]
    jobs.close()


def test_a_newer_job_makes_the_older_stale(ear: Ear) -> None:
    jobs, gate = Jobs(), threading.Event()
    tasks: list[Task] = []

    def slow(task: Task) -> str:
        tasks.append(task)
        gate.wait(10)
        return "old"

    jobs.start("Old", slow, ear.done, ear.failed)
    while not tasks:
        time.sleep(0.001)
    jobs.start("New", lambda _: "new", ear.done, ear.failed)
    with pytest.raises(StoppedError):  # told to stop
        tasks[0].check()
    gate.set()
    collected(jobs)
    assert ear.heard == ["new"]
    jobs.close()


def test_inline_work_is_done_at_once(ear: Ear) -> None:
    jobs = Jobs(inline=True)
    jobs.start("Counting", lambda _: 3, ear.done, ear.failed)
    assert ear.heard == [3]
    assert jobs.title == ""
