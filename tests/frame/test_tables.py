"""Tables as data: rows that fit their columns, the room that they take, and what is asked of the room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from poolviz.frame.asking import veiled
from poolviz.frame.layout import arrange
from poolviz.frame.model import Asking, Frame, Run, Table
from poolviz.frame.table_room import column_width, rows_height, table_width
from poolviz.frame.tables import Column, Row

COLUMNS = (Column("Layer", "left"), Column("", "bar", rank=1), Column("Field"))


def row(name: str, field: str) -> Row:
    return Row(((Run(name),), (), (Run(field, role="winner"), Run(" px", quiet=True))), bar=0.5)


TABLE = Table("t", "Layers", "", COLUMNS, tuple(row(f"conv {i}", str(i)) for i in range(20)), chosen=3)


def test_rows_have_an_entry_for_each_column() -> None:
    with pytest.raises(ValueError, match="every row of t needs 3 entries"):
        replace(TABLE, totals=(Row(()),))


def test_a_row_is_read_column_by_column() -> None:
    assert TABLE.reading(2) == "Layer: conv 2\nField: 2 px"


def test_wider_words_want_more_room() -> None:
    wide = replace(TABLE, rows=(row("a very long name for a layer", "1"),))
    assert column_width(wide, 0, 10.0) > column_width(TABLE, 0, 10.0)
    assert table_width(wide, 20.0) == pytest.approx(2 * table_width(wide, 10.0))
    nothing = replace(TABLE, rows=())
    assert column_width(nothing, 0, 10.0) > 0


def test_a_long_table_gives_way_before_boards_do() -> None:
    least = rows_height(TABLE, 10.0, at_best=False, most=1000.0)
    assert least < rows_height(TABLE, 10.0, at_best=True, most=1000.0)
    assert rows_height(TABLE, 10.0, at_best=False, most=50.0) == 50.0
    assert rows_height(replace(TABLE, totals=(row("all", "9"),)), 10.0, at_best=False, most=1e3) > least


def test_a_table_takes_its_place() -> None:
    place = arrange(Frame((), (("t",),), tables=(TABLE,)), 800.0, 600.0, 14.0)["t"]
    assert 0 < place.x < place.x + place.cell_width <= 800
    assert 0 < place.y < place.y + place.cell_height <= 600
    narrow = arrange(Frame((), (("t",),), tables=(TABLE,)), 120.0, 600.0, 14.0)["t"]
    assert narrow.x + narrow.cell_width <= 120


def test_answers_are_asked_from_the_chosen_row_on() -> None:
    table = replace(TABLE, answers=(2,))
    shown = veiled(Frame((), (("t",),), tables=(table,), asking=Asking((), "How much?")))
    rows = shown.tables[0].rows
    assert [run.text for run in rows[3].entries[2]] == ["?"]
    assert [run.text for run in rows[4].entries[2]] == ["?"]
    assert rows[4].entries[0] is table.rows[4].entries[0]
    assert rows[2] is table.rows[2]
    free = replace(table, chosen=None)
    assert veiled(Frame((), (), tables=(free,), asking=Asking((), ""))).tables[0] is free
