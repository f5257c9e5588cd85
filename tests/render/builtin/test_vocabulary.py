"""Every word of the vocabulary ends as its list says (`benchmarks/subset_words.py` tries three hundred documents)."""

import random
import shutil

import pytest
import yaml

from analysis.render import RenderError, render
from analysis.render.builtin.vocabulary import (
    STANDINGS,
    is_done_with,
    standing_of_attribute,
    standing_of_class,
    standing_of_setting,
    vocabulary,
)
from render import paper_structure
from render.subset_page import CASES, PAGE, page
from render.vocabulary_documents import document

DOCUMENTS = 25


def outcome(folder, chance):
    """Return how one document ended, and what is wrong with that; nothing where it is as the lists say."""
    words, whole, without = document(chance)
    refused = [each for each in words if each.standing in {"refused", "unknown"}]
    made, said = made_of(folder, whole)
    if refused:
        named = made is None and all(f"{each.word}`" in said for each in refused)
        return "refused by name", [] if named else [
            f"{[each.word for each in refused]} not named in {said!r}:\n{whole}"
        ]
    if made is None:
        return "refused by name", [f"refused without need: {said}\n{whole}"]
    if any(each.standing == "no_effect" for each in words):
        bare, _ = made_of(folder, without)
        return "without effect", [] if bare == made else [f"not without effect:\n{whole}"]
    return "done", []


def made_of(folder, text):
    """Return the blocks of the page that is made of a text, or None and what refused it."""
    (folder / "paper.qmd").write_text(text, "utf-8")
    try:
        (made,) = render(folder / "paper.qmd", "builtin").papers
    except RenderError as error:
        return None, str(error)
    return paper_structure.of_html(made), ""


def test_documents_of_any_words_end_as_their_lists_say(root, tmp_path):
    shutil.copyfile(root / "tests/render/cases/a.png", tmp_path / "a.png")
    chance = random.Random(7)  # noqa: S311 - a test that can be run again
    ends = [outcome(tmp_path, chance) for _ in range(DOCUMENTS)]
    assert [wrong for _, found in ends for wrong in found] == []
    assert {end for end, _ in ends} == {"refused by name", "without effect", "done"}


def test_no_word_stands_on_two_lists():
    lists = [vocabulary()["settings"], *vocabulary()["attributes"].values()]
    for each in lists:
        words = [word for standing in STANDINGS for word in each.get(standing, [])]
        assert sorted(words) == sorted(set(words))


def test_the_page_of_the_subset_is_made_of_the_vocabulary_and_the_cases():
    text = PAGE.read_text("utf-8")
    assert page(text, vocabulary(), yaml.safe_load(CASES.read_text("utf-8"))) == text


@pytest.mark.parametrize("word", ["page-layout", "toc-location", "license", "callout-icon"])
def test_a_word_of_quartos_reference_that_is_not_done_is_refused_even_where_a_paper_prints_it(tmp_path, word):
    made, said = made_of(tmp_path, f"---\ntitle: A\nformat: html\n{word}: x\n---\n\n{{{{< meta {word} >}}}}\n")
    assert made is None
    assert f"`{word}`" in said


def test_what_stands_in_no_list_has_no_standing():
    assert standing_of_setting("toc") in STANDINGS
    assert [standing_of_setting("zz"), standing_of_class("Div", "zz"), standing_of_attribute("Div", "zz")] == [None] * 3
    named, values = next((name, values) for name, values in vocabulary()["values"].items() if values)
    assert is_done_with(named, values[0])
    assert not is_done_with(named, "never heard of")
    assert is_done_with("no values named", "anything")
