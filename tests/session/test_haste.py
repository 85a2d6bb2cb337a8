"""What may be worked out while the window waits for it: sheet by sheet, and all sheets together."""

from __future__ import annotations

import threading

import pytest

from poolviz.session.haste import TakesLongError, hurry, in_haste


def test_a_sheet_that_costs_more_than_there_is_time_for_is_refused() -> None:
    with in_haste(100):
        hurry(100)
        with pytest.raises(TakesLongError):
            hurry(101)


def test_so_are_several_that_each_would_do() -> None:
    with in_haste(100):
        hurry(90)
        hurry(50)
        with pytest.raises(TakesLongError):
            hurry(90)
    with in_haste(100):  # the next picture has its own time
        hurry(90)


def test_a_worker_takes_its_time() -> None:
    refused = []

    def work() -> None:
        try:
            hurry(10**9)
        except TakesLongError as error:  # pragma: no cover - only when it is wrong
            refused.append(error)

    with in_haste(1):
        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
    assert refused == []
    hurry(10**9)
