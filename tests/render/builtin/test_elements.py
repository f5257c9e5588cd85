"""What pandoc's tree shows to lie outside the subset, each at its line."""

import pytest

from analysis.render.builtin.elements import (
    Found,
    code_annotation,
    dead_links,
    picture,
    problems,
    struck_link,
    unknown_words,
)
from analysis.render.builtin.source import SourceLine
from analysis.render.tree import elements, read_markdown


def found(text, own=frozenset()):
    lines = [SourceLine(line, "a.qmd", number) for number, line in enumerate(text.splitlines(), start=1)]
    return problems(read_markdown(text, "a.qmd"), lines, own)


@pytest.mark.parametrize(
    "text", ["# A {#sec-a}\n\n[b](#sec-a) *c* ~~d~~", "::: {.callout-note}\na\n:::", '![A](a.png){#fig-a fig-alt="A"}']
)
def test_what_is_done_passes(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x\n\n[a]{.odd-class}", "odd-class"),
        ("x\n\n[a]{odd=1}", "odd"),
        ("x\n\n::: {#thm-a}\na\n:::", "thm-a"),
        ("x\n\n[a](#nowhere)", "nothing in the paper is called so"),
        ("x\n\n~~[a](b.html)~~", "struck out"),
        ("x\n\n![A](a.svg){fig-alt=A}", "a.svg"),
    ],
)
def test_what_is_not_done_is_said_at_its_line(text, said):
    (problem, *_) = found(text)
    assert said in problem.what
    assert (problem.file, problem.line) == ("a.qmd", 3)


def test_a_class_of_the_papers_own_style_sheet_is_its_own_affair():
    assert found("[a]{.strip}", frozenset({"strip"})) == []
    assert found("[a]{.strip}") != []


def test_code_with_numbers_that_a_list_explains_is_found():
    tree = read_markdown("```r\nx <- 1 # <1>\n```\n\n```r\nx <- 2\n```\n", "a.qmd")
    assert [each for element in elements(tree) for each in code_annotation(element)] == [
        Found("A code annotation, `# <1>`.", "# <1>")
    ]


def test_links_to_places_that_are_there_or_are_equations_are_alive():
    tree = read_markdown("# A {#sec-a}\n\n[b](#sec-a) [c](#eq-x) [d](#gone)", "a.qmd")
    assert [each.sought for each in dead_links(list(elements(tree)))] == ["#gone"]


def test_plain_struck_text_is_no_trouble():
    tree = read_markdown("~~a~~ [b](c.html)", "a.qmd")
    assert [each for element in elements(tree) for each in struck_link(element)] == []
    assert [each for element in elements(tree) for each in unknown_words(element, frozenset())] == []


@pytest.mark.parametrize(
    ("address", "is_found"), [("a.svg", True), ("a.SVG?x=1", True), ("a.png", False), ("a", False)]
)
def test_a_picture_that_not_every_format_can_hold_is_named(address, is_found):
    image = {"t": "Image", "c": [["", [], []], [], [address, ""]]}
    assert [each.what.endswith(f"{address}.") for each in picture(image)] == [True] * is_found
    assert list(picture({"t": "Str", "c": address})) == []
