"""The rows of the table that try things out: keep a result, wiggle a number, change the losers."""

from __future__ import annotations

from poolviz.window.commands import act, offers, toggle
from poolviz.window.row import Desk, Row


def _can_keep(desk: Desk) -> bool:
    state = desk.session.state
    return state.kept is not None or bool(state.frame.results)


TRIAL_ROWS: tuple[Row, ...] = (
    Row("wiggle_up", "A little more", "Edit", ("Alt+Up",),
        "Wiggle the cell by 0.1 and see which outputs move (Alt and the wheel); Esc takes it back",
        lambda desk: desk.session.wiggle(1), "", "trial", on_stage=True),
    Row("wiggle_down", "A little less", "Edit", ("Alt+Down",),
        "Wiggle the cell by −0.1 and see which outputs move (Alt and the wheel); Esc takes it back",
        lambda desk: desk.session.wiggle(-1), "", "trial", on_stage=True),
    Row("same_output", "Same output from other losers", "Edit", ("R",),
        "Give every cell that wins nowhere another number below its winner: the output stays",
        lambda desk: act(desk.session, "same_output"), "", "trial", on_stage=True,
        enabled=lambda desk: offers(desk.session.state, "same_output")),
    Row("ties", "Next tie rule", "Edit", ("T",), "Which of equal cells wins: first, last, by column, or all",
        lambda desk: toggle(desk.session, "ties"), "", "trial", on_stage=True,
        enabled=lambda desk: offers(desk.session.state, "ties")),
    Row("keep", "Keep as A", "View", ("K",),
        "Freeze the result as A and see it beside what follows; once more lets it go",
        lambda desk: desk.session.keep(), "", "kept", on_stage=True, enabled=_can_keep,
        checked=lambda desk: desk.session.state.kept is not None),
)  # fmt: skip
