"""Whatever may take long: pure functions on one worker thread, whose results come back as plain calls.

The session collects finished work when it advances; nothing of a job ever runs into a view's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from poolviz.model.task import Task


@dataclass(frozen=True, eq=False)
class Job:
    """Work under way: what it is called, and what to do with its result or its failure."""

    title: str
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]
    task: Task


class Jobs:
    """One job at a time; a newer one makes the older stale, and stale results are dropped."""

    def __init__(self, *, inline: bool = False) -> None:
        """``inline`` works at once in the caller's thread: for tests and for programs without a clock."""
        self.inline = inline
        self._pool: ThreadPoolExecutor | None = None
        self._job: Job | None = None

    @property
    def title(self) -> str:
        """What is being worked on; empty when idle."""
        return self._job.title if self._job else ""

    @property
    def progress(self) -> float | None:
        """The share of the work that is done, 0 … 1; None if nobody can tell."""
        return self._job.task.progress if self._job else None

    def start(
        self,
        title: str,
        work: Callable[[Task], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Begin ``work``; :meth:`collect` calls ``done`` or ``failed``, unless it is stale by then."""
        self.cancel()
        task = Task()
        if self.inline:
            future: Future[Any] = Future()
            try:
                future.set_result(work(task))
            except Exception as error:  # noqa: BLE001 - handed on, as a worker's future would
                future.set_exception(error)
        else:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(1, "poolviz-job")
            future = self._pool.submit(work, task)
        self._job = Job(title, future, done, failed, task)
        if self.inline:
            self.collect()

    def collect(self) -> bool:
        """Hand over a finished result; whether there was one."""
        job = self._job
        if job is None or not job.future.done():
            return False
        self._job = None
        error = job.future.exception()
        if error is None:
            job.done(job.future.result())
        else:
            job.failed(error)
        return True

    def cancel(self) -> None:
        """Give up what is under way; its result will be dropped."""
        if self._job is not None:
            self._job.task.stop()
            self._job.future.cancel()
            self._job = None

    def close(self) -> None:
        """Let go of the worker."""
        self.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
