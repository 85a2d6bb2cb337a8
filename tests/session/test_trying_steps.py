"""A wiggle in a scene whose steps are as many as the numbers of the map say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from poolviz import scenes
from poolviz.core import PoolSpec
from poolviz.frame.model import Cell, Frame
from poolviz.maps.map import Map
from poolviz.model.document import Document
from poolviz.model.scene import Compute, Timeline, discover
from poolviz.session.jobs import Jobs
from poolviz.session.session import Session
from tests.session.conftest import now


class Growing:
    """As many steps as the first number says; the last one stays on show."""

    def __init__(self) -> None:
        self.slide = discover(scenes)["slide"]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - of the scene
        return getattr(self.slide, name)

    def timeline(self, document: Document, compute: Compute) -> Timeline:
        whole = self.slide.timeline(document, compute)
        length = int(document.map.value(0, 0, 0))

        def frame(step: int, focus: Cell | None) -> Frame:
            assert step < length
            return whole.frame(step, focus)

        return replace(whole, length=length, frame=frame, keeps_end=True)


def test_what_it_began_from_may_have_fewer_steps() -> None:
    document = Document(Map.from_array(np.full((4, 4), 2.0), "Two"), PoolSpec(window=2))
    session = Session({"slide": Growing()}, document, Jobs(inline=True))
    session.seek(1)
    session.wiggle(10, Cell("input", 0, 0))
    assert now(session).step == 2
    assert now(session).frame.caption.lead == "Wiggle"
