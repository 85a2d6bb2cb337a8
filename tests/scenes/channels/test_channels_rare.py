"""What Channels says where it is seldom looked at."""

from __future__ import annotations

import numpy as np
import pytest

from poolviz.frame.asking import veiled
from poolviz.frame.model import Cell
from poolviz.model.scene import Gesture
from poolviz.scenes.channels.parameters import ChannelsParameters
from poolviz.scenes.slide import SCENE as SLIDE
from poolviz.session.jobs import Jobs
from poolviz.session.memo import Memo
from poolviz.session.session import new_session
from tests.scenes.channels.channelling import document, frame
from tests.scenes.showing import document as slide_document


def test_a_power_sum_has_its_own_words() -> None:
    shown = frame(document(np.ones((2, 40, 40)), mode="lp"))
    words = [line.text for board in shown.boards for line in (*board.beside, *board.below)]
    assert any("power sum" in text for text in (shown.formula_text, *words))


def test_a_large_gradient_is_asked_about_as_a_whole() -> None:
    own = ChannelsParameters(backward=True, reading="average")
    shown = frame(document(np.zeros((1, 130, 130)), own=own))
    assert shown.asking is not None
    assert shown.asking.boards == ("gradient0",)
    assert "≈" not in veiled(shown).formula_text


def test_slide_offers_one_action() -> None:
    with pytest.raises(KeyError):
        SLIDE.act(slide_document(), "nonsense", Memo())


def test_pointing_elsewhere_shows_the_step() -> None:
    shown = document(np.zeros((2, 4, 4)))
    assert frame(shown, 1).place == frame(shown, 1, Cell("nowhere", 0, 0)).place


def test_painting_the_only_channel_moves_the_only_output() -> None:
    session = new_session(Jobs(inline=True))
    session.show_scene("channels")
    session.gesture(Gesture("set", Cell(session.state.frame.boards[0].name, 1, 1), 9))
    assert "its output moved" in session.state.frame.caption.text
