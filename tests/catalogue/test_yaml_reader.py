"""YAML that people wrote: every way of being wrong is a sentence with its place."""

import pytest

from analysis.catalogue.errors import SourceError
from analysis.catalogue.yaml_reader import parse_yaml


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
