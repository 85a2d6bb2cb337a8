"""When work beside the program has taken so long that a person should see it, and may stop it."""

from __future__ import annotations

from dataclasses import dataclass

_PATIENCE = 0.4  # seconds: what is there sooner would only flicker


@dataclass(frozen=True)
class Work:
    """What goes on, and the share of it that is done in whole per cent; None if nobody can tell."""

    title: str
    percent: int | None = None


@dataclass(frozen=True)
class Patience:
    """How long one piece of work has been going on.

    >>> waited = Patience().after("Opening", 0.3)
    >>> waited.work(0.5), waited.after("Opening", 0.3).work(0.5)
    (None, Work(title='Opening', percent=50))
    """

    title: str = ""
    seconds: float = 0.0

    def after(self, title: str, seconds: float) -> Patience:
        """Some time later, with what goes on then; "" is nothing."""
        return Patience(title, seconds + (self.seconds if title == self.title else 0.0))

    def work(self, share: float | None) -> Work | None:
        """What a person should see of it, if ``share`` of it is done."""
        if not self.title or self.seconds < _PATIENCE:
            return None
        return Work(self.title, None if share is None else int(100 * share))
