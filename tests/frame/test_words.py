from __future__ import annotations

from collections.abc import Iterator

import pytest

from poolviz.frame import words


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use(str)


def test_a_translation_may_order_its_fields_as_it_likes() -> None:
    words.use({"window {number} of {total}": "von {total} Fenstern das {number}."}.__getitem__)
    assert words.say("window {number} of {total}", number=2, total=4) == "von 4 Fenstern das 2."
