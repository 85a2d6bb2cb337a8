"""Arrays in brackets: what NumPy, PyTorch, TensorFlow and JAX print, and what people write in code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from poolviz.files.cells import Sheet, left_out
from poolviz.files.errors import FileError, shortened
from poolviz.files.grids import too_many
from poolviz.frame.words import say

_PROMPT = re.compile(r"\A\s*(?:(?:In|Out) ?\[[0-9]*\]:|>>>)")
# Before the first bracket: "A = ", "array(", "<tf.Tensor: shape=(2, 2), dtype=int32, numpy=array(".
_BEFORE = re.compile(
    r"\s*(?:[A-Za-z_][\w.]*\s*=\s*)?(?:Parameter containing:\s*)?"
    r"(?:<?[A-Za-z_][\w.]{0,40}\s*[(:][^\[\]{}]{0,200})?\s*"
)
# After the last one: ")", "], dtype=float32)", ", device='cuda:0', grad_fn=<ReluBackward0>)", ";".
_AFTER = re.compile(
    r"[\s)>;.,]*(?:(?:dtype|device|grad_fn|requires_grad|shape|size|layout|weak_type)=[^\[\]{}]{0,300})?"
)
# Lists of single numbers print as [np.float64(1.0), tensor(2.)].
_WRAPPED = re.compile(r"(?:np\.\w{1,20}|tensor)\(([^()\[\]{},]{0,60})\)")
_MISSING = re.compile(r"^\s*,|,\s*,")
# A batch, channels, rows, columns.
_DEEPEST = 4


def is_bracketed(text: str) -> bool:
    """Tell whether a text is an array in brackets and not rows of cells that happen to hold one."""
    text = _without_prompt(text[:1000])
    opening = re.search(r"[\[{]", text)
    if opening is None:
        return text.lstrip().startswith("(")
    return _BEFORE.fullmatch(text[: opening.start()]) is not None


def read_brackets(text: str, most: int) -> list[Sheet]:
    """Part an array in brackets into sheets, one a channel.

    A semicolon, or a new line in a single pair of brackets, ends a row, as in MATLAB and Julia.

    Args:
        text: for which `is_bracketed` is true.
        most: how many numbers are read.

    Raises:
        FileError: brackets that do not match, too many dimensions, or too many numbers.

    >>> read_brackets("tensor([[1., 2.], [3., 4.]], dtype=torch.float64)", 100)[0].rows
    [['1.', '2.'], ['3.', '4.']]
    """
    # A pair of brackets a row and one a channel, and as good as every row has a number.
    too_many(max(text.count(bracket) for bracket in "[{(") // 2 - _DEEPEST, most)
    inside = _inside(text)
    if "(" in inside:
        inside = _WRAPPED.sub(r"\1", inside)
    leaves = list(_leaves(inside))
    depth = len(leaves[0].path)
    if any(len(leaf.path) != depth for leaf in leaves):
        raise FileError(say("The brackets in this text are not nested evenly: all rows need the same depth."))
    # One pair around everything is the rule; without it, rows follow each other.
    if all(leaf.path[0] == 0 for leaf in leaves):
        leaves = [_Leaf(leaf.path[1:], leaf.text) for leaf in leaves]
    if not leaves[0].path:
        rows = _rows_of_one(leaves[0].text)
        return [_sheet(rows, most)]
    return _sheets(leaves, most)


def _without_prompt(text: str) -> str:
    prompt = _PROMPT.match(text)
    return text[prompt.end() :] if prompt else text


class _Leaf(NamedTuple):
    """The text in an innermost pair of brackets, and which one it is on every level from outside."""

    path: tuple[int, ...]
    text: str


def _inside(text: str) -> str:
    """Return the array alone, in square brackets, without what a program printed around it."""
    text = _without_prompt(text)
    if text.lstrip().startswith("("):
        text = text.replace("(", "[").replace(")", "]")
    text = text.replace("{", "[").replace("}", "]")
    first, last = text.find("["), text.rfind("]")
    if last < first:
        raise FileError(say("The brackets in this text do not match: one is not closed."))
    after = text[last + 1 :]
    if not _AFTER.fullmatch(after):
        raise FileError(
            say(
                "The text ends with “{text}” after its last bracket; please leave that out.",
                text=shortened(after),
            )
        )
    return text[first : last + 1]


def _leaves(text: str) -> Iterator[_Leaf]:
    """Yield the innermost pairs of brackets, walking along the text without recursion."""
    path: list[int] = []
    seen, end, innermost = 0, 0, False
    for bracket in re.finditer(r"[\[\]]", text):
        between = text[end : bracket.start()]
        end = bracket.end()
        opens = bracket[0] == "["
        if not (innermost and not opens) and between.strip(" \n,;"):
            if not between.strip(" \n,;.…"):
                raise left_out()
            raise FileError(
                say(
                    "“{text}” stands between two rows in brackets; it belongs into one of them.",
                    text=shortened(between),
                )
            )
        if opens:
            path.append(seen)
            seen = 0
            if len(path) > _DEEPEST:
                raise FileError(
                    say("This array has more than four dimensions; a map has channels, rows and columns.")
                )
        elif not path:
            raise FileError(say("The brackets in this text do not match: one closes that was never opened."))
        else:
            if innermost:
                yield _Leaf(tuple(path), between)
            seen = path.pop() + 1
        innermost = opens
    if path:
        raise FileError(say("The brackets in this text do not match: one is not closed."))


def _rows_of_one(text: str) -> list[str]:
    """Part what stands in a single pair of brackets into rows."""
    lines = [line for line in re.split(r"[;\n]", text) if line.strip()]
    if ";" in text or len(lines) < 2:
        return lines or [""]
    # A long vector is printed on several lines too, but then the last one is shorter.
    lengths = {len(_cells(line, len(text))) for line in lines}
    wraps = any(line.rstrip().endswith(",") for line in lines[:-1])
    return lines if len(lengths) == 1 and not wraps else [text]


def _sheets(leaves: Sequence[_Leaf], most: int) -> list[Sheet]:
    """Gather rows into channels; what lies further out may only be a batch of one."""
    pages: dict[tuple[int, ...], list[str]] = {}
    for leaf in leaves:
        pages.setdefault(leaf.path[:-1], []).append(leaf.text)
    if any(any(page[:-1]) for page in pages):
        raise FileError(say("This array holds a batch of several maps; please copy one of them."))
    sheets = [_sheet(rows, most) for rows in pages.values()]
    too_many(sum(len(row) for sheet in sheets for row in sheet.rows), most)
    return sheets


def _sheet(lines: Sequence[str], most: int) -> Sheet:
    rows: list[list[str]] = []
    total = 0
    for label, line in enumerate(lines, 1):
        if _MISSING.search(line):
            raise FileError(
                say("A number is missing beside a comma in row {row}.", row=label), shortened(line, 120)
            )
        rows.append(_cells(line, most))
        total += len(rows[-1])
        too_many(total, most)
    return Sheet(rows, range(1, len(rows) + 1))


def _cells(line: str, most: int) -> list[str]:
    return line.replace(",", " ").split(None, most)
