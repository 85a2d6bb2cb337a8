"""Words under a magnifier stand on the stage, however low it is."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from poolviz.maps.map import Map
from poolviz.session.session import Session
from tests.views.conftest import Shown


@pytest.mark.parametrize(("height", "text"), [(716, 13.0), (394, 26.0)])
def test_the_maxima_of_shift_can_be_read(show: Shown, session: Session, height: int, text: float) -> None:
    session.show_scene("shift")
    session.open_map(Map.from_array(np.arange(668 * 1000).reshape(668, 1000) % 251))
    stage = show(width=900, height=height)
    stage.set_text_size(text)
    QApplication.processEvents()
    said = [one for one in stage._scenery._words._lines if one.line.text.startswith("max ")]
    assert len(said) == 2
    for one in said:
        lens = min(
            (grid.extent() for name, grid in stage._scenery.grids.items() if "lens" in name),
            key=lambda area: abs(area.left() - one.x),
        )
        assert lens.bottom() < one.y <= stage._canvas.viewport().height()
