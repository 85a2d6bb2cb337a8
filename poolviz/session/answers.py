"""The worker for answers that frames wait for: one at a time, and only as long as somebody waits."""

from __future__ import annotations

from collections.abc import Callable

from poolviz.session.jobs import Jobs
from poolviz.session.wishes import Wish


class Answers:
    """Works on one wish; another one in its place, or none, makes it stale."""

    def __init__(
        self,
        answered: Callable[[Wish, object], None],
        failed: Callable[[Wish, BaseException], None],
        *,
        inline: bool = False,
    ) -> None:
        """``answered`` and ``failed`` are called from :meth:`collect`."""
        self._jobs = Jobs(inline=inline)
        self._answered = answered
        self._failed = failed
        self._wish: Wish | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being worked on."""
        return self._wish is not None

    @property
    def progress(self) -> float | None:
        """The share of the work that is done, 0 … 1; None if nobody can tell."""
        return self._jobs.progress

    def pursue(self, wish: Wish | None) -> None:
        """Work on a wish from now on; nothing changes if that is under way."""
        under_way = self._wish
        if wish is not None and under_way is not None and wish.key == under_way.key:
            return
        self._jobs.cancel()
        self._wish = wish
        if wish is not None:
            self._jobs.start(wish.title, wish.work, self._done, self._broken)

    def collect(self) -> bool:
        """Hand over a finished answer; whether there was one."""
        return self._jobs.collect()

    def close(self) -> None:
        """Let go of the worker."""
        self._jobs.close()

    def _done(self, answer: object) -> None:
        self._answered(self._taken(), answer)

    def _broken(self, error: BaseException) -> None:
        self._failed(self._taken(), error)

    def _taken(self) -> Wish:
        wish, self._wish = self._wish, None
        assert wish is not None, "an answer arrives for the wish that it was worked out for"
        return wish
