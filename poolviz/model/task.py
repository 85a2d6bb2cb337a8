"""Work that takes long, seen from inside: whether it is still wanted, and how far it has come."""

from __future__ import annotations


class StoppedError(Exception):
    """Nobody wants the result of this work any more."""


class Task:
    """What work in the background is given, so that it can be stopped and tell of its progress.

    It is written by one thread and read by another; each part is one plain value, so that no lock is needed.

    >>> task = Task()
    >>> task.reached(3, 4)
    >>> task.progress
    0.75
    """

    def __init__(self) -> None:
        self.progress: float | None = None
        """The share that is done, 0 … 1; None while nobody can tell."""
        self._stopped = False

    def stop(self) -> None:
        """Ask the work to end; it does so at its next :meth:`check`."""
        self._stopped = True

    def check(self) -> None:
        """To be called every few milliseconds of work.

        Raises:
            StoppedError: the result is not wanted any more.
        """
        if self._stopped:
            raise StoppedError

    def reached(self, done: int, total: int) -> None:
        """Tell that so many of so many parts are done, and :meth:`check`."""
        self.progress = done / total
        self.check()
