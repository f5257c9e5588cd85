"""No phrase can be turned into its opposite without a test that fails (`tests/phrase_senses.py` says how)."""

import pytest

from analysis.language.phrasebook import phrasebook
from phrase_senses import (
    MODULES,
    OPPOSITES,
    now,
    of_module,
    of_the_book,
    opposite,
    phrases_of_the_book,
    recorded,
    senses,
)

HINT = "Where the change of sense is meant: python tests/phrase_senses.py, and look at what it changes."
RECORDED = recorded()
BOOK = dict(phrases_of_the_book())
SIBLINGS = [("up", "down"), ("more", "fewer"), ("above", "below"), ("rose", "fell"), ("rise", "fall")]
SIBLINGS += [("added", "took off"), ("rest added", "rest took off"), ("cost", "save"), ("rising", "falling")]
# Siblings that are no mirror of each other, because only one of them has to say more.
NO_MIRROR = {"driver_means/social_worker_vacancy_rate", "part_unknown", "one_event/apart", "ages", "plan_overdue"}


@pytest.mark.parametrize("path", sorted({*BOOK, *RECORDED["phrasebook"]}))
def test_a_phrase_of_the_book_says_in_its_case_what_it_is_recorded_to_say(path):
    assert senses(BOOK.get(path, "")) == RECORDED["phrasebook"].get(path, []), HINT


@pytest.mark.parametrize("module", MODULES, ids=[path.stem for path in MODULES])
def test_a_phrase_of_a_module_is_said_under_the_condition_it_is_recorded_with(module):
    assert of_module(module.read_text(encoding="utf-8")) == RECORDED.get(module.stem, {}), HINT


def test_the_record_has_nothing_that_is_no_longer_said():
    assert set(RECORDED) == set(now())


@pytest.mark.parametrize("path", sorted(of_the_book()))
def test_every_way_of_turning_a_phrase_round_is_seen(path):
    turned = list(opposite(BOOK[path]))
    assert turned
    assert all(senses(text) != RECORDED["phrasebook"][path] for text in turned)


def _pairs(found, path=""):
    if isinstance(found, dict):
        for one, other in SIBLINGS:
            if isinstance(found.get(one), str) and isinstance(found.get(other), str):
                yield f"{path}: {one}, {other}", path, found[one], found[other]
        for name, inner in found.items():
            yield from _pairs(inner, f"{path}/{name}".strip("/"))


PAIRS = list(_pairs(dict(phrasebook())))


@pytest.mark.parametrize(("path", "one", "other"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_cases_that_are_opposites_say_opposite_things(path, one, other):
    if path in NO_MIRROR:
        assert senses(one) != senses(other) or one != other
        return
    assert one != other
    first, second = senses(one), senses(other)
    assert len(first) == len(second)
    for word, there in zip(first, second, strict=True):
        assert word == there or any({word, there} == set(pair) for pair in OPPOSITES)
    assert first != second or not first


def test_turning_round_knows_both_sides_and_denials():
    assert list(opposite("Plans rose above it.")) == ["Plans fell above it.", "Plans rose below it."]
    assert list(opposite("It is not so.")) == ["It is so."]


def test_the_condition_is_part_of_the_sense_of_a_module():
    source = "def told(change):\n    return 'rose' if change > 0 else 'fell'\n"
    assert of_module(source) != of_module(source.replace(">", "<"))
    assert of_module(source) == {"told": ["if change > 0: rose", "unless change > 0: fell"]}
