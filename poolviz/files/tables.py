"""Typeset matrices: LaTeX environments, and tables drawn with upright bars as in Markdown."""

from __future__ import annotations

import re

from poolviz.files.cells import Sheet
from poolviz.files.errors import FileError
from poolviz.files.grids import Grid, too_many, without_headings
from poolviz.frame.words import say

_ENVIRONMENT = re.compile(
    r"\\begin\{(\w*matrix\*?|array|tabular|aligned|cases)\}(?:\s*\[[^\]]{0,20}\])?(?:\s*\{[^{}]{0,200}\})?"
)
_ROW_END = re.compile(r"\\\\(?:\s*\[[^\]]{0,20}\])?|\\cr\b|\\tabularnewline\b")
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_RULE = re.compile(r"\\(?:hline|toprule|midrule|bottomrule|cline\{[^{}]{0,20}\}|left|right)\b\.?")
_SPACE = re.compile(r"\\(?:[,;:! ]|quad\b|qquad\b|phantom\{[^{}]{0,20}\})|[~$]")
_STYLE = re.compile(
    r"\\(?:math\w{2,6}|text\w{0,6}|boldsymbol|num|fbox|boxed|color\{\w{0,20}\})\s*\{([^{}]{0,60})\}"
)
_DOTS = re.compile(r"\\[cdlv]?dots\b")
_BORDER = re.compile(r"[\s|:+=\u2500-\u257f-]*")


def is_latex(text: str) -> bool:
    """Tell whether a text is a matrix in LaTeX, with or without its environment."""
    return "\\begin{" in text or ("\\\\" in text and "&" in text)


def read_latex(text: str, most: int) -> Grid:
    r"""Part a LaTeX matrix into cells; bold, spacing, rules and comments are left out.

    Raises:
        FileError: several matrices, an environment without its end, or too many numbers.

    >>> read_latex(r"\begin{bmatrix} 1 & 2 \\ 3 & \mathbf{4} \end{bmatrix}", 100).sheet.rows
    [['1', '2'], ['3', '4']]
    """
    too_many(text.count("&"), most)
    # A command or two a number; looking at millions of them takes long.
    too_many(text.count("\\") // 2, most)
    body = _ROW_END.sub("\n", " ".join(_body(_COMMENT.sub("", text)).split("\n")))
    for pattern, replacement in ((_RULE, " "), (_SPACE, " "), (_DOTS, "..."), (_STYLE, r"\1")):
        body = pattern.sub(replacement, body)
    body = body.replace("{,}", ",").replace("\\infty", "inf").replace("{", "").replace("}", "")
    too_many(body.count("\n") + body.count("&"), most)
    lines = [line for line in body.split("\n") if line.strip()]
    rows = [["".join(cell.split()) for cell in line.split("&")] for line in lines]
    return Grid(Sheet(rows, range(1, len(rows) + 1)))


def _body(text: str) -> str:
    """Return what stands inside the one environment, or the whole text if there is none."""
    starts = list(_ENVIRONMENT.finditer(text))
    if not starts:
        return text
    if len(starts) > 1:
        raise FileError(say("This text holds several matrices; please copy one of them."))
    name = starts[0][1]
    end = text.find(f"\\end{{{name}}}", starts[0].end())
    if end < 0:
        raise FileError(
            say("The matrix in this text has a \\begin{{{name}}} without its \\end{{{name}}}.", name=name)
        )
    return text[starts[0].end() : end]


def is_table(text: str) -> bool:
    """Tell whether every line of a text has an upright bar or is a border."""
    if "|" not in text:
        return False
    return all("|" in line or _BORDER.fullmatch(line) for line in text.split("\n"))


def read_table(text: str, most: int) -> Grid:
    r"""Part a table with upright bars into cells.

    An empty row of headings is left out, and so is what `without_headings` leaves out.

    Raises:
        FileError: no numbers, or too many.

    >>> read_table("|   |   |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |", 100).sheet.rows
    [['1', '2'], ['3', '4']]
    """
    too_many(text.count("|") // 2, most)
    found = [
        (label, _cells(line))
        for label, line in enumerate(text.split("\n"), 1)
        if not _BORDER.fullmatch(line) or _is_blank_heading(line)
    ]
    if found and not any(found[0][1]):
        found = found[1:]
    return without_headings(Sheet([row for _, row in found], [label for label, _ in found]))


def _is_blank_heading(line: str) -> bool:
    return "|" in line and not line.strip(" |\t")


def _cells(line: str) -> list[str]:
    line = line.strip()
    return [cell.strip(" *`") for cell in line.removeprefix("|").removesuffix("|").split("|")]
