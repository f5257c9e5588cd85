import re
import string
from importlib.resources import files

import pytest

from analysis.catalogue.errors import UnknownNameError
from analysis.language.phrasebook import FILE, phrase, phrasebook
from printed_record import held_as_printed


def leaves(found, path=()):
    if isinstance(found, dict):
        for name, inner in found.items():
            yield from leaves(inner, (*path, str(name)))
    else:
        yield path, found


def test_no_kind_of_sentence_stands_twice_so_that_the_last_would_hide_the_first():
    text = files("analysis.language").joinpath(FILE).read_text(encoding="utf-8")
    kinds = re.findall(r"^([a-z_0-9]+):", text, flags=re.MULTILINE)
    assert sorted(kinds) == sorted(set(kinds)) == sorted(phrasebook())


LEAVES = list(leaves(phrasebook()))


@pytest.mark.parametrize(("path", "text"), LEAVES, ids=["/".join(path) for path, _ in LEAVES])
def test_every_phrase_can_be_said_and_is_short_plain_and_whole(path, text):
    words = {name: "x" for _, name, _, _ in string.Formatter().parse(text) if name}
    said = phrase(*path, **words)
    assert "{" not in said
    assert max((len(sentence.split()) for sentence in re.split(r"(?<=[.!?]) ", said)), default=0) <= 27
    assert not re.search(r"\b(step|held|pulled|as large up or down|nought)\b", said)
    whole = said.endswith((".", "?"))  # what does not is part of a sentence
    assert not whole or said[0].isupper() or said.startswith(("**", ", and", "x"))


def test_a_case_that_is_not_in_the_book_is_named_with_those_that_are():
    with pytest.raises(UnknownNameError, match="within chance"):
        phrase("how_sure", "certain")


def test_a_word_that_a_phrase_wants_must_be_given():
    with pytest.raises(KeyError):
        phrase("driver_happened", "up")


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
