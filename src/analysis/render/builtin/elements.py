"""What lies outside the subset, of what pandoc's tree shows: every class, attribute, label and kind of element.

A word of `vocabulary.yml` is done or without effect; a class that the paper's own style sheet names is its own affair;
anything else stops by name.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from analysis.render.builtin.settings import INSTALL
from analysis.render.builtin.source import SourceLine, locate
from analysis.render.builtin.vocabulary import (
    is_done_with,
    standing_of_attribute,
    standing_of_class,
    vocabulary,
)
from analysis.render.outcome import Problem
from analysis.render.tree import Tree, elements

ATTRIBUTES_AT = {"Header": 1}  # elsewhere they come first
WITH_ATTRIBUTES = frozenset({"Div", "Span", "Header", "Link", "Image", "Table", "CodeBlock", "Code", "Figure"})
OTHER_LABEL = re.compile(
    r"(?:lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau|vid|dia)-[\w-]+$", re.IGNORECASE
)
NOT_IN_ALL_FORMATS = frozenset({".svg", ".pdf", ".eps", ".tif", ".tiff", ".mp4", ".webm", ".mov", ".webp"})
_ANNOTATION = re.compile(r"(?:#|//|--|%)\s*<\d+>\s*$", re.MULTILINE)
_LABELS = "fig, tbl, sec or eq"


@dataclass(frozen=True, slots=True)
class Found:
    """Something outside the subset. what: a sentence; sought: letters that stand in its line; hint: the remedy."""

    what: str
    sought: str
    hint: str = INSTALL


def problems(tree: Tree, lines: Sequence[SourceLine], own_classes: frozenset[str]) -> list[Problem]:
    """Return every element of a tree that the built-in renderer does not do, each at its line.

    own_classes: those that the paper's style sheets name.
    """
    every = list(elements(tree))
    found = [each for element in every for check in CHECKS for each in check(element)]
    found += [each for element in every for each in unknown_words(element, own_classes)]
    found += dead_links(every)
    result: list[Problem] = []
    for each in dict.fromkeys(found):
        line = locate(lines, each.sought)
        file = lines[0].file if lines else None
        result.append(line.problem(each.what, each.hint) if line else Problem(each.what, file, None, each.hint))
    return result


def unknown_words(element: Tree, own_classes: frozenset[str]) -> Iterator[Found]:
    """Yield the classes and attributes of an element that are neither done nor without effect."""
    kind = element["t"]
    if kind not in WITH_ATTRIBUTES:
        return
    _, classes, pairs = element["c"][ATTRIBUTES_AT.get(kind, 0)]
    kind = "Image" if kind == "Figure" else kind
    for name in classes:
        standing = standing_of_class(kind, name)
        if standing == "refused":
            yield Found(f"The class `.{name}`.", name)
        elif standing is None and name not in own_classes:
            hint = "Correct it, name it in the paper's css, or take it out."
            yield Found(f"The class `.{name}`, of which nothing is known here.", name, hint)
    for name, value in pairs:
        if standing_of_attribute(kind, name) not in {"done", "no_effect"}:
            yield Found(f"The attribute `{name}`.", name)
        elif not is_done_with(name, value):
            yield Found(f"The attribute `{name}` with the value `{value}`.", name)


def _other_label(element: Tree) -> Iterator[Found]:
    """Yield labels of listings, theorems, callouts and the like, and references to them."""
    kind = element["t"]
    names: list[str] = []
    if kind in WITH_ATTRIBUTES:
        names = [element["c"][ATTRIBUTES_AT.get(kind, 0)][0]]
    elif kind == "Cite":
        names = [citation["citationId"] for citation in element["c"][0]]
    for name in names:
        if OTHER_LABEL.match(name):
            yield Found(f"A cross-reference of a kind that is not {_LABELS}: `{name}`.", name)


def _raw_part(element: Tree) -> Iterator[Found]:
    """Yield raw parts of formats that no paper is made in, which would be lost."""
    if element["t"] in {"RawBlock", "RawInline"} and element["c"][0] not in vocabulary()["raw"]:
        form, text = element["c"]
        first = next((line for line in text.splitlines() if line.strip()), "")
        yield Found(f"A raw part for `{form}`, {first[:40]}, which would be lost.", first.strip())


def picture(element: Tree) -> Iterator[Found]:
    """Yield pictures that not every format can hold."""
    if element["t"] == "Image":
        address = element["c"][2][0]
        if PurePosixPath(address.partition("?")[0]).suffix.lower() in NOT_IN_ALL_FORMATS:
            what = f"A picture that not every format can hold, {address}."
            yield Found(what, address, "Save it as PNG at 200 dpi.")


def _linked_picture(element: Tree) -> Iterator[Found]:
    """Yield a paragraph that is nothing but a linked picture: Quarto makes a figure of it."""
    if element["t"] in {"Para", "Plain"} and [each["t"] for each in element["c"]] == ["Link"]:
        inside = element["c"][0]["c"][1]
        if [each["t"] for each in inside] == ["Image"]:
            yield Found("A picture that is a link.", inside[0]["c"][2][0], "Put the link into the caption.")


def _labelled_block(element: Tree) -> Iterator[Found]:
    """Yield a block labelled as a figure that is none, or as a table that is none."""
    if element["t"] != "Div":
        return
    label = element["c"][0][0]
    pictures = sum(each["t"] == "Image" for each in elements(element["c"][1]))
    tables = sum(_is_table(each) for each in elements(element["c"][1]))
    if label.startswith("fig-") and (pictures != 1 or tables):
        counted = f"{pictures} picture{'s' * (pictures != 1)} and {tables} table{'s' * (tables != 1)}"
        yield Found(
            f"The block `{label}` is called a figure and holds {counted}.", label, "Give each a block of its own."
        )
    if label.startswith("tbl-") and (tables != 1 or pictures):
        yield Found(
            f"The block `{label}` is called a table and holds {tables}.", label, "Give each a block of its own."
        )


def _is_table(element: Tree) -> bool:
    return element["t"] == "Table" or (element["t"] == "RawBlock" and "<table" in element["c"][1])


def dead_links(every: Sequence[Tree]) -> Iterator[Found]:
    """Yield links to places in the paper that are not there, at which Typst stops without saying where.

    every: the elements of the paper.
    """
    places = {
        element["c"][ATTRIBUTES_AT.get(element["t"], 0)][0] for element in every if element["t"] in WITH_ATTRIBUTES
    }
    for element in every:
        address = element["c"][2][0] if element["t"] == "Link" else ""
        if address.startswith("#") and address[1:] not in places and not address.startswith("#eq-"):
            yield Found(f"A link to `{address}`, and nothing in the paper is called so.", address, "Correct the name.")


def code_annotation(element: Tree) -> Iterator[Found]:
    """Yield code whose lines carry numbers that a list below explains."""
    if element["t"] == "CodeBlock" and (match := _ANNOTATION.search(element["c"][1])):
        yield Found(f"A code annotation, `{match[0].strip()}`.", match[0].strip())


def struck_link(element: Tree) -> Iterator[Found]:
    """Yield a link that is struck out: PDF/UA allows one line through or under a letter."""
    if element["t"] in {"Strikeout", "Underline"}:
        for each in elements(element["c"]):
            if each["t"] in {"Link", "Strikeout", "Underline"}:
                yield Found("Text that is both struck out or underlined and a link.", "~~", "Take one of them away.")
                return


CHECKS: tuple[Callable[[Tree], Iterator[Found]], ...] = (
    _other_label,
    _raw_part,
    picture,
    _linked_picture,
    _labelled_block,
    code_annotation,
    struck_link,
)
