"""YAML that people wrote: every way of being wrong is a sentence with its place."""

import re

import pytest
import yaml

from analysis.catalogue.errors import SourceError
from analysis.catalogue.yaml_reader import load_yaml, parse_yaml


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a: [", "not YAML"),
        (b"a: caf\xe9", "not UTF-8"),
        (b"ends: 2011-02-30", "day is out of range"),
        (b"a: !!python/object:os.system x", "not YAML"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(raw, said):
    with pytest.raises(SourceError, match=said) as error:
        parse_yaml(raw, "card.layout.yml")
    assert str(error.value).startswith("card.layout.yml: ")


def test_a_byte_order_mark_does_not_matter():
    assert parse_yaml(b"\xef\xbb\xbfa: 1\n", "x") == {"a": 1}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
            f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n".encode()
            for before, after in zip("abcdefgh", "bcdefghi", strict=True)
        ), "more than 100,000 values"),
        (b"a: &a [*a]", "more than 100,000 values"),
        (b"[" * 900 + b"]" * 900, "nested too deeply|more than|not YAML"),
        (b"# " + b"x" * 2_000_001, "more than 2 MB"),
    ],
)  # fmt: skip
def test_a_few_lines_that_mean_billions_of_values_are_refused(raw, said):
    with pytest.raises(SourceError, match=said):
        parse_yaml(raw, "card.layout.yml")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("title: a\nboard: x\u202ey\n", "Line 2: character 9 is a character that shows nothing"),
        ("a: 1\nb: 2\nc: x\u200bd\n", "Line 3"),
        ('a: "x\\u202ey"\n', "A value holds a character that shows nothing or changes the direction"),
        ('a: ["x", {"\\x1b[31m": 1}]\n', "A value holds a control character"),
        ("a: 1\nb: " + "x" * 3000 + "\n", "Line 2: a word of 3,000 letters"),
    ],
)
def test_letters_that_nobody_sees_are_refused_with_their_line(written, said):
    with pytest.raises(SourceError, match=re.escape(said)):
        parse_yaml(written.encode(), "council.yml")


def test_lines_are_those_of_the_file_that_it_stands_in():
    with pytest.raises(SourceError, match="Line 8"):
        parse_yaml("a: 1\nb: x\u202ey\n".encode(), "SOURCE.md", first_line=7)


def test_words_of_every_language_are_read():
    assert parse_yaml("a: Łódź, naïve “x” £4\u00a0000\n".encode(), "x.yml") == {"a": "Łódź, naïve “x” £4\u00a0000"}


def test_plain_values_are_read_and_no_object_is_made():
    assert load_yaml("a: [1, 2.5, yes, text]") == {"a": [1, 2.5, True, "text"]}
    with pytest.raises(yaml.YAMLError):
        load_yaml("!!python/object/apply:os.system [id]")
