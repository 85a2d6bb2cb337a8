"""Every sentence that the program says can be translated, and is, into every language that it ships.

When a sentence is new or was changed, the test of completeness prints the lines for the catalogues, ready to
be pasted; only the words between the last quotation marks are missing.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from poolviz import assets, scenes
from poolviz.files.opening import COLOURS
from poolviz.frame.catalogue import Catalogue, fields_of, read_catalogue
from poolviz.maps.filters import BANK
from poolviz.maps.presets import DEEP_PRESETS, PRESETS
from poolviz.model.scene import discover
from poolviz.window.actions import ACTIONS
from poolviz.window.language import NO_PROMISE, PROMISE

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "poolviz").rglob("*.py"))
LANGUAGES = assets.folders("translations")


@dataclass(frozen=True)
class Saying:
    """One call of `say`."""

    file: str
    line: int
    template: str | None
    """None if it is worked out and not written there."""
    fields: frozenset[str]
    passes_on: bool
    """Whether it fills fields by **."""
    early: bool
    """Whether it is called while its file is imported, before a language can have been chosen."""

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


@cache
def sayings() -> tuple[Saying, ...]:
    found = (saying for path in FILES for saying in sayings_in(path))
    return tuple(sorted(found, key=lambda saying: (saying.file, saying.line)))


def sayings_in(path: Path) -> Iterator[Saying]:
    tree = ast.parse(path.read_text("utf-8"), str(path))
    late = {id(inner) for node in ast.walk(tree) for part in later_parts(node) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and is_say(node.func):
            yield Saying(
                path.relative_to(ROOT).as_posix(),
                node.lineno,
                literal(node.args),
                frozenset(keyword.arg for keyword in node.keywords if keyword.arg),
                any(keyword.arg is None for keyword in node.keywords),
                # A Sentence of the core is said later.
                is_say(node.func, "say") and id(node) not in late,
            )


def later_parts(node: ast.AST) -> list[ast.AST]:
    """What runs only when a function is called; its default values and decorators do not wait so long."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return list(node.body)
    return [node.body] if isinstance(node, ast.Lambda) else []


def is_say(function: ast.expr, *names: str) -> bool:
    match function:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="words"), attr=name):
            return name in (names or ("say", "Sentence"))
        case _:
            return False


def literal(arguments: list[ast.expr]) -> str | None:
    match arguments:
        case [ast.Constant(value=str(template))]:
            return template
        case _:
            return None


def tabled() -> Iterator[tuple[str, str]]:
    """Each plain text of the tables that are made while the program is imported, and which table has it."""
    for row in ACTIONS:
        yield from ((text, f"action {row.id}") for text in (row.plain_title, row.plain_tip))
    for preset in (*PRESETS, *DEEP_PRESETS):
        yield preset.plain_title, f"preset {preset.id}"
    yield from ((found.name, "filter") for found in BANK)
    yield from ((text, "another language") for text in (PROMISE, NO_PROMISE))
    yield from ((name, "channels of a picture") for name in COLOURS)
    for scene in discover(scenes).values():
        yield from ((text, f"scene {scene.id}") for text in (scene.title, scene.tip))


def templates() -> dict[str, str]:
    """Each template, and the first place that says it."""
    found: dict[str, str] = dict(tabled())
    for saying in sayings():
        if saying.template is not None:
            found.setdefault(saying.template, saying.place)
    return found


def catalogue(language: str) -> Catalogue:
    head = f"{language}/language.toml"
    parts = [name for name in assets.names(language) if name != head]
    return read_catalogue(assets.read_text(head), *map(assets.read_text, parts))


def toml(text: str) -> str:
    """A text between quotation marks, as TOML and JSON write it alike."""
    return json.dumps(text, ensure_ascii=False)


# How sentences are said


def test_sentences_are_found_at_all() -> None:
    assert len(templates()) > 100
    assert {saying.place.split("/")[1] for saying in sayings()} >= {"scenes", "session", "window"}


def test_every_template_is_written_where_it_is_said() -> None:
    worked_out = [saying.place for saying in sayings() if saying.template is None]
    assert worked_out == [], "say() takes one literal text; what varies belongs into named fields"


def test_say_goes_by_its_own_name() -> None:
    renamed = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "poolviz.frame.words"
        for alias in node.names
        if alias.name == "say" and alias.asname
    ]
    assert renamed == [], "these sentences would not be found"


def test_every_field_is_filled() -> None:
    wrong = [
        f"{saying.place}: {saying.template}"
        for saying in sayings()
        if saying.template is not None
        and not saying.passes_on
        and saying.fields != fields_of(saying.template)
    ]
    assert wrong == [], "a template and the fields passed with it differ"


def test_nothing_is_said_while_files_are_imported() -> None:
    early = [f"{saying.place}: {saying.template}" for saying in sayings() if saying.early]
    assert early == [], (
        "this would stay English: say it in a function, which runs after a language was chosen"
    )


# How sentences are translated


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_is_complete(name: str) -> None:
    known = catalogue(name).sentences
    missing = [f'{toml(said)} = ""  # {place}' for said, place in templates().items() if said not in known]
    if missing:
        tell(f"{len(missing)} sentences are missing in resources/{name}; please add:", missing)


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_has_no_sentence_that_nobody_says(name: str) -> None:
    dead = [toml(template) for template in catalogue(name).sentences if template not in templates()]
    if dead:
        tell(f"{len(dead)} sentences in resources/{name} are said no more; please remove:", dead)


def tell(what: str, lines: list[str]) -> None:
    pytest.fail("\n".join(["", what, "", *lines, ""]), pytrace=False)


@pytest.mark.parametrize("name", LANGUAGES)
def test_spaces_at_both_ends_are_kept(name: str) -> None:
    """Pieces of a formula line stand beside each other: a lost space glues them together."""
    lost = [
        template
        for template, translation in catalogue(name).sentences.items()
        if edges(template) != edges(translation)
    ]
    assert lost == []


def edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_german_ships() -> None:
    assert "translations/de" in LANGUAGES
    german = catalogue("translations/de")
    assert (german.code, german.name) == ("de", "Deutsch")
    assert german("Stride") == "Schrittweite"
