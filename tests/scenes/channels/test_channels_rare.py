"""What Channels says where it is seldom looked at."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.model import Cell
from poolviz.scenes.slide import SCENE as SLIDE
from poolviz.session.memo import Memo
from tests.scenes.channels.channelling import document, frame
from tests.scenes.showing import document as slide_document


def test_a_power_average_has_its_own_words() -> None:
    assert "power" in frame(document(mode="lp")).formula_text.lower()


def test_slide_offers_one_action() -> None:
    with pytest.raises(KeyError):
        SLIDE.act(slide_document(), "nonsense", Memo())


def test_pointing_elsewhere_shows_the_step() -> None:
    shown = document(np.zeros((2, 4, 4)))
    assert frame(shown, 1).place == frame(shown, 1, Cell("nowhere", 0, 0)).place
