"""What hands do: edits that move nothing, the pointer, weights, controls, and answers that are awaited."""

from __future__ import annotations

import numpy as np

from poolviz.frame.model import Cell
from poolviz.maps.map import Map
from poolviz.maps.presets import by_id
from poolviz.model.controls import FloatControl
from poolviz.model.document import Document
from poolviz.model.scene import Gesture
from poolviz.model.task import Task
from poolviz.scenes.unpool import SCENE
from poolviz.scenes.unpool.parameters import UnpoolParameters
from poolviz.session.changes import changed
from poolviz.session.memo import Memo
from poolviz.session.wishes import Wishes
from tests.scenes.unpool.showing_unpool import (
    answers,
    document,
    facts,
    frame,
    numbers,
    session,
    view,
    words,
)

ROWS = [[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]]
LOOKS = ("both", "back", "label")


def test_nothing_moves_when_a_loser_changes() -> None:
    found = session(ROWS)
    found.change(look="back", rounds=1)
    before = found.state.frame
    found.gesture(Gesture("set", Cell("input", 0, 0), 5))
    after = found.state.frame
    assert after.caption.lead == "Nothing moved"
    assert after.caption.text.startswith("Cell (0, 0) stays below its window's maximum")
    for name in ("pooled", "nearest", "bilinear", "transposed", "unpool"):
        assert after.board(name).plane is before.board(name).plane  # nothing even is painted anew
    found.gesture(Gesture("set", Cell("input", 0, 0), 9))
    assert found.state.frame.caption.lead == "Back again"
    assert found.state.frame.board("nearest").value(0, 0) == 9


def test_nothing_moves_either_when_it_loses_further_down() -> None:
    found = session(ROWS)
    found.gesture(Gesture("set", Cell("input", 1, 1), 7))  # wins pool 1, before and now, and loses pool 2
    assert found.state.frame.caption.text.startswith("Cell (1, 1) is thrown away by pool 2")
    found.gesture(Gesture("draw", Cell("input", 3, 1), 0, start=Cell("input", 3, 0)))
    assert found.state.frame.caption.text.startswith("None of these 2 cells comes through")


def test_a_tie_that_loses_moves_nothing() -> None:
    found = session([[6, 1], [1, 1]])
    found.gesture(Gesture("set", Cell("input", 1, 1), 6))
    assert found.state.frame.caption.text.startswith("Cell (1, 1) is thrown away by pool 1")


def test_other_edits_move_something() -> None:
    found = session(ROWS)
    found.gesture(Gesture("set", Cell("input", 1, 3), 20))
    assert found.state.frame.caption.lead != "Nothing moved"
    found.change(mode="average")
    found.gesture(Gesture("set", Cell("input", 0, 0), 2))
    assert found.state.frame.caption.lead != "Nothing moved"
    found = session(ROWS)
    found.change(window=1, stride=1)
    found.gesture(Gesture("set", Cell("input", 0, 0), 2))  # nothing is thrown away
    assert found.state.frame.caption.lead != "Nothing moved"


def test_another_channel_is_no_news_for_this_one() -> None:
    values = np.stack([np.array(ROWS)] * 2)
    before = document(values)
    after = Document(
        before.map.edited(1, 0, 0, 50), before.spec, scene="unpool", parameters=before.parameters
    )
    found = SCENE.timeline(after, Memo())
    assert found.frame(found.length - 1, None).caption.lead != "Nothing moved"


def test_the_photograph_is_two_clicks_away() -> None:
    found = session()
    found.act("photograph")
    assert found.state.title == "Photograph"
    assert found.state.step == found.state.timeline.length - 1 == 6
    assert "that is U-Net" in found.state.frame.caption.text
    found.undo()
    assert found.state.title == "Worked example"


def test_another_map_is_shown_when_all_is_back() -> None:
    found = session(ROWS)
    found.seek(0)
    found.open_map(by_id("blob").make((8, 8)))
    assert found.state.frame.place == "up, step 3 of 3"


def test_at_the_end_it_stays_at_the_end() -> None:
    found = session(np.arange(64).reshape(8, 8))
    assert found.state.frame.place == "up, step 3 of 3"
    found.change(rounds=2)
    assert found.state.frame.place == "up, step 2 of 2"
    found.seek(1)
    found.change(rounds=3)
    assert found.state.frame.place == "down, step 1 of 3"


def test_weights_are_typed_nudged_and_kept() -> None:
    shown = document(ROWS, look="back")
    after = SCENE.edit(shown, Gesture("set", Cell("kernel", 0, 1), 3))
    assert numbers(frame(after), "kernel") == [[1, 3], [1, 1]]
    after = SCENE.edit(after, Gesture("nudge", Cell("kernel", 0, 0), 1))
    assert numbers(frame(after), "kernel") == [[1.25, 3], [1, 1]]
    assert SCENE.edit(after, Gesture("set", Cell("kernel", 0, 1), 3)) is after
    wider = changed(after, SCENE, {"window": 3, "stride": 2, "rounds": 1})
    assert numbers(frame(wider), "kernel") == [[1.25, 3, 0], [1, 1, 0], [0, 0, 0]]
    assert SCENE.edit(shown, Gesture("set", Cell("nearest", 0, 0), 3)) is shown


def test_a_window_as_large_as_the_map_has_a_kernel_at_every_step() -> None:
    shown = view(document(np.arange(6.0).reshape(2, 3), {"window": "global", "stride": None}))
    assert [kernel.shape for kernel in shown.kernels] == [(2, 3), (1, 1)]
    assert shown.back("transposed", 0).values.tolist() == [[[5.0] * 3] * 2]


def test_answers_are_awaited() -> None:
    memo = Memo(eager=False)
    shown = document(ROWS, look="label")
    own = shown.parameters["unpool"]
    assert isinstance(own, UnpoolParameters)
    line = SCENE.timeline(shown, memo)
    waiting = line.frame(line.length - 1, None)
    assert waiting.caption.text == "The two heads are being fitted to this picture and its label."
    assert waiting.board("coarse").shown == waiting.board("skip").shown == 0
    assert words(waiting, "never")[0] == "0 wrong"
    there = waiting
    for title in ("Looking for edges, lines and spots…", "Pooling what was found…"):
        wish = memo.wishes.first
        assert wish is not None
        assert wish.title == title
        memo.wishes = Wishes()
        memo.fulfil(wish.map, wish.question, wish.work(Task()))
        there = line.frame(line.length - 1, None)  # the same timeline asks again
    assert there.board("skip").shown is None
    assert frame(document(ROWS, look="back")).caption.text  # needs none of it


def test_what_the_pointer_finds() -> None:
    shown = document(ROWS, rounds=1, look="back")
    kept = frame(shown, focus=Cell("unpool", 1, 1))
    assert "6 here: it comes through all pools" in kept.caption.text
    assert "Back come: nearest 6, bilinear" in kept.caption.text
    assert "chosen" in kept.roles("input", 1, 1)
    assert "chosen" in kept.roles("nearest_error", 1, 1)
    lost = frame(shown, focus=Cell("input", 0, 0))
    assert "1 here, thrown away by pool 1." in lost.caption.text
    early = frame(shown, 0, Cell("input", 0, 0))
    assert "Back come" not in early.caption.text
    averaged = frame(document(ROWS, {"mode": "average"}), focus=Cell("input", 0, 0))
    assert "every cell has its share" in averaged.caption.text
    coarse = frame(shown, focus=Cell("pooled", 0, 1))
    assert "window" in coarse.roles("input", 1, 3)
    assert "2 × 2 cells of the map" in coarse.caption.text
    assert frame(shown, focus=Cell("kernel", 0, 0)).caption == frame(shown).caption


def test_what_the_pointer_finds_on_labels() -> None:
    shown = document(ROWS, look="label")
    found = frame(shown, focus=Cell("label", 1, 1))
    assert found.caption.text == (
        "The label says foreground. Down and up is wrong here. With the skip: right."
    )
    other = frame(shown, focus=Cell("never", 0, 0))
    assert other.caption.text == "The label says background. Down and up is right. With the skip: right."
    early = frame(shown, 0, Cell("label", 0, 0))
    assert early.caption.text == "The label says background."
    large = document(by_id("photograph").make().values[:, 60:100, 20:80], rounds=3, look="label")
    row, column = (int(place) for place in np.argwhere(answers(large).wrong["skip"])[0])
    assert "With the skip: wrong." in frame(large, focus=Cell("skip", row, column)).caption.text


def test_controls_are_those_of_what_is_looked_at() -> None:
    fields = {
        look: {control.field for control in SCENE.controls(document(ROWS, look=look))} for look in LOOKS
    }
    assert "kernel" in fields["back"]
    assert {"label", "wipe", "pooled_by", "threshold"} <= fields["label"]
    assert not fields["both"] & {"kernel", "label", "wipe", "pooled_by", "threshold"}
    for mode, wanted in (("max", "ties"), ("average", "count_include_pad"), ("lp", "rounds")):
        found = {c.field: c for c in SCENE.controls(document(ROWS, {"mode": mode}))}
        assert wanted in found
        assert found["with_spread"].enabled == (mode == "max")
    drawn = document(ROWS, look="label", label="drawn", drawn=Map.from_array(np.ones((4, 4), np.uint8)))
    controls = {c.field: c for c in SCENE.controls(drawn)}
    assert not controls["threshold"].enabled
    level = {c.field: c for c in SCENE.controls(document([[3, 3], [3, 3]], look="label"))}
    threshold = level["threshold"]
    assert isinstance(threshold, FloatControl)
    assert (threshold.value, threshold.step) == (3, 1)


def test_facts_speak_of_no_label_where_none_is_shown() -> None:
    assert "Counted for" not in facts(frame(document(ROWS, look="back")))
