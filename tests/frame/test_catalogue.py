"""A language is read whole or refused with a sentence; what it does not know stays English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poolviz.frame import words
from poolviz.frame.catalogue import fields_of, read_catalogue

HEAD = 'code = "de"\nname = "Deutsch"\n[sentences]\n'


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use(str)


def test_a_catalogue_speaks_for_the_program() -> None:
    words.use(read_catalogue(HEAD + '"window {number} of {total}" = "von {total} Fenstern das {number}."\n'))
    assert words.say("window {number} of {total}", number=2, total=4) == "von 4 Fenstern das 2."


def test_what_nobody_has_translated_stays_english() -> None:
    words.use(read_catalogue(HEAD))
    assert words.say("{count} windows", count=3) == "3 windows"


def test_a_catalogue_knows_its_language() -> None:
    catalogue = read_catalogue(HEAD)
    assert (catalogue.code, catalogue.name, dict(catalogue.sentences)) == ("de", "Deutsch", {})


def test_a_field_may_be_said_twice_and_written_in_its_own_way() -> None:
    catalogue = read_catalogue(HEAD + '"{count} of {count}" = "{count:>3}"\n')
    assert catalogue("{count} of {count}").format(count=5) == "  5"


def test_sentences_may_stand_in_texts_of_their_own() -> None:
    head = 'code = "de"\nname = "Deutsch"'
    parts = '[sentences]\n"Stride" = "Schrittweite"', '[sentences]\n"Window" = "Fenster"'
    catalogue = read_catalogue(head, *parts)
    assert dict(catalogue.sentences) == {"Stride": "Schrittweite", "Window": "Fenster"}
    with pytest.raises(ValueError, match="“Stride” is translated in two texts"):
        read_catalogue(head, *parts, parts[0])
    with pytest.raises(ValueError, match="lacks its table of sentences"):
        read_catalogue(head, "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            HEAD + '"window {number} of {total}" = "Fenster {number}"',
            r"The translation of “window \{number\} of \{total\}” lacks \{total\}\.",
        ),
        (
            HEAD + '"{a} and {b}" = "und"',
            r"The translation of “\{a\} and \{b\}” lacks \{a\}, \{b\}\.",
        ),
        (
            HEAD + '"Stride" = "Schrittweite {size}"',
            r"The translation of “Stride” has \{size\}, which the original lacks\.",
        ),
        (HEAD + '"Stride" = "Schritt{weite"', r"The braces in “Schritt\{weite” do not match\."),
        (HEAD + '"Stride" = "Schritt}"', r"The braces in “Schritt\}” do not match\."),
        (HEAD + '"Stride" = "Schritt {}"', r"“Schritt \{\}” has a field without a plain name: “\{\}”\."),
        (HEAD + '"{a}" = "{a.b}"', r"“\{a\.b\}” has a field without a plain name: “\{a\.b\}”\."),
        (HEAD + '"Stride" = 3', r"The translation of “Stride” is no text\."),
        (HEAD + '"Stride" = ""', r"The translation of “Stride” is no text\."),
        (HEAD + '"Stride" = "a"\n"Stride" = "b"', r"This catalogue of translations is no TOML: "),
        ("not = = toml", r"This catalogue of translations is no TOML: "),
        ('code = "de"\nname = "Deutsch"', r"lacks its table of sentences"),
        ('code = "de"\nname = "Deutsch"\nsentences = 3', r"lacks its table of sentences"),
        ('code = "de"\n[sentences]', r"lacks a line such as name = "),
        ('name = "Deutsch"\n[sentences]', r"lacks a line such as code = "),
        ('code = 3\nname = "Deutsch"\n[sentences]', r"lacks a line such as code = "),
    ],
)
def test_what_could_not_be_said_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_catalogue(text)


FIELDS = {"{a}": {"a"}, "{b:>5}": {"b"}, "{c!r}": {"c"}, "{d:{wide}}": {"d", "wide"}}


@given(st.lists(st.sampled_from([*FIELDS, " text ", "{{", "}}", "“”"])))
def test_fields_are_those_that_filling_in_asks_for(parts: list[str]) -> None:
    template = "".join(parts)
    fields = fields_of(template)
    assert fields == set().union(*(FIELDS.get(part, set()) for part in parts))
    template.format(**dict.fromkeys(fields, "1"))
