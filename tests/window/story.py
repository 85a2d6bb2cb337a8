"""What a random person did, told when something goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.window.person import Person


@contextmanager
def story(person: Person, last: int = 25) -> Iterator[None]:
    """Tell what the person did last if something goes wrong."""
    try:
        yield
    except BaseException as error:
        error.add_note("what was done last:\n  " + "\n  ".join(list(person.done)[-last:]))
        raise
