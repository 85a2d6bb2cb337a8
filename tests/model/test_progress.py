"""A tally is what counting the answers one by one gives, and nothing else can be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.model.progress import LAST, NO_PROGRESS, Tally

ANSWERS = st.lists(st.tuples(st.sampled_from(["values", "size", "route"]), st.booleans()), max_size=40)


@given(ANSWERS)
def test_a_progress_counts_every_kind_by_itself(answers: list[tuple[str, bool]]) -> None:
    progress = NO_PROGRESS
    for kind, right in answers:
        progress = progress.answered(kind, right=right)
    for kind in ("values", "size", "route"):
        own = [right for answered, right in answers if answered == kind]
        assert progress.of(kind) == Tally(len(own), own.count(True), tuple(own[-LAST:]))
    assert progress.total() == (len(answers), sum(right for _, right in answers))
    assert progress.total(["size"]) == (progress.of("size").asked, progress.of("size").right)


def test_nothing_answered_is_a_progress_as_well() -> None:
    assert NO_PROGRESS.of("values") == Tally()
    assert NO_PROGRESS.total() == (0, 0)


@pytest.mark.parametrize(
    ("asked", "right", "last"),
    [
        (1, 2, (True,)),
        (1, -1, (False,)),
        (2, 1, (True,)),
        (20, 10, (True,) * 11),
        (3, 1, (True, True, False)),
        (3, 2, (True, False, False)),
    ],
)
def test_numbers_that_no_answers_lead_to_are_refused(asked: int, right: int, last: tuple[bool, ...]) -> None:
    with pytest.raises(ValueError, match=r"last|right"):
        Tally(asked, right, last)
