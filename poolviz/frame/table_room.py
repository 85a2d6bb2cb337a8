"""How much room a table takes on the stage, from its words: letters are not measured here, as in `room`."""

from __future__ import annotations

from poolviz.frame.tables import Table

# In multiples of the text size.
ROW, TIGHT_ROW = 2.4, 1.65  # from row to row, at best and at least
BAR = 6.0  # a column of bars
PAD = 0.95  # between two columns
_LETTER = 0.57  # width of an ordinary letter
_FEWEST = 7  # rows that are shown at least; those around the chosen one


def column_width(table: Table, column: int, text: float) -> float:
    """How wide a column would like to be, with the room before it.

    >>> from poolviz.frame.tables import Column
    >>> column_width(Table("t", "", "", (Column("Field"), Column("", "bar")), ()), 1, 10.0)
    69.5
    """
    if table.columns[column].kind == "bar":
        return (BAR + PAD) * text
    return (table.letters[column] * _LETTER + PAD) * text


def table_width(table: Table, text: float) -> float:
    """How wide a table would like to be."""
    return sum(column_width(table, column, text) for column in range(len(table.columns)))


def rows_height(table: Table, text: float, *, at_best: bool, most: float) -> float:
    """How high a table would like to be, or has to be: titles, rows and totals, ``most`` at the most."""
    fixed = 1 + len(table.totals)
    if at_best:
        return max((fixed + len(table.rows)) * ROW * text, 0.0)
    return min((fixed + min(len(table.rows), _FEWEST)) * TIGHT_ROW * text, most)
