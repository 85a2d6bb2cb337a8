from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from poolviz.frame.model import Cell
from poolviz.session.jobs import Jobs
from poolviz.session.session import new_session
from tests.session.conftest import Listener

WISHES = st.one_of(
    st.tuples(st.just("change"), st.fixed_dictionaries({"window": st.integers(0, 6)})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"stride": st.integers(0, 4)})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"padding": st.integers(0, 3)})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"mode": st.sampled_from(["max", "average"])})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"backward": st.booleans()})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"whole_map": st.booleans()})),
    st.tuples(st.just("change"), st.fixed_dictionaries({"coverage": st.booleans()})),
    st.tuples(st.just("seek"), st.integers(-2, 20)),
    st.tuples(st.just("advance"), st.floats(0, 3)),
    st.tuples(st.just("paste"), st.sampled_from(["1 2\n3 4", "5", "1 2 3; 4 5 6; 7 8 9", "x"])),
    st.tuples(st.just("choose_preset"), st.sampled_from(["one-peak", "blob", "worked-example"])),
    st.tuples(st.just("hover"), st.sampled_from([None, Cell("input", 0, 0), Cell("output", 0, 0)])),
    st.tuples(st.sampled_from(["undo", "redo", "play_pause", "give_up", "dismiss", "end_stroke", "unpin"])),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WISHES, max_size=12))
def test_one_call_publishes_once_or_not_at_all(wishes: list[tuple[object, ...]]) -> None:
    session = new_session(Jobs(inline=True))
    listener = Listener(session)
    for name, *arguments in wishes:
        method = getattr(session, str(name))
        if arguments and isinstance(arguments[0], dict):
            method(**arguments[0])
        else:
            method(*arguments)
        assert listener.taken() <= 1
        state = session.state
        assert 0 <= state.step < state.timeline.length
        assert state.frame.board("output").shape == state.document.output_size


@settings(max_examples=60, deadline=None)
@given(st.lists(WISHES, max_size=10))
def test_undoing_everything_ends_at_the_start(wishes: list[tuple[object, ...]]) -> None:
    session = new_session(Jobs(inline=True))
    spec, map_ = session.state.document.spec, session.state.document.map
    for name, *arguments in wishes:
        method = getattr(session, str(name))
        if arguments and isinstance(arguments[0], dict):
            method(**arguments[0])
        else:
            method(*arguments)
    while session.state.undo_label:
        session.undo()
    assert session.state.document.spec == spec
    assert session.state.document.map is map_
