"""What the front matter says, as pandoc's metadata and options."""

from pathlib import Path

import pytest

from analysis.render.builtin.document import Document
from analysis.render.builtin.frontmatter import PASSED_ON, metadata, options_of, when
from analysis.render.builtin.source import Source
from analysis.render.outcome import RenderError

VALUES = {"var": {"pack.area": "Torbay"}, "meta": {}}


def told(**settings):
    document = Document(Source(Path("a.qmd"), "a.qmd", {}, (), ()), (), VALUES)
    return metadata(document, {"title": "A paper", **settings})


def test_names_are_filled_in_wherever_the_reader_sees_them():
    found = told(title="{{< var pack.area >}}", subtitle=["{{< var pack.area >}}"], author="{{< var pack.area >}} team")
    assert (found["title"], found["pagetitle"], found["subtitle"]) == ("Torbay", "Torbay", ["Torbay"])
    assert found["by-author"] == [{"name": "Torbay team", "affiliation": ""}]


def test_a_paper_needs_a_title():
    with pytest.raises(RenderError, match="no title"):
        told(title="")


def test_one_author_or_several_have_their_heading():
    assert told(author="A")["author-heading"] == "Author"
    several = told(author=["A", {"name": "B", "affiliation": "C"}])
    assert (several["author-heading"], several["author"]) == ("Authors", ["A", "B"])
    with pytest.raises(RenderError, match="An author is a name"):
        told(author=3)


def test_dates_and_language_are_said_in_words():
    found = told(date="2021-07-15", lang="en-GB")
    assert (found["date"], found["language"], found["region"]) == ("15 July 2021", "en", "GB")
    assert "date" not in told()


def test_settings_that_are_passed_on_keep_their_value_and_others_do_not():
    assert told(papersize="a4")["papersize"] == "a4"
    assert "odd" not in told(odd=1)
    assert "papersize" in PASSED_ON


def test_what_is_yes_or_no_is_known_by_its_dotted_name():
    assert when({"a": True, "b": {"c": False, "d": {"e": True}}, "f": "true"}) == {
        "a": True,
        "b.c": False,
        "b.d.e": True,
    }


def test_contents_and_bibliography_become_options(tmp_path):
    assert options_of({}, "html", tmp_path) == []
    assert options_of({"toc": True, "toc-depth": 2}, "html", tmp_path) == ["--toc", "--toc-depth=2"]
    assert options_of({"bibliography": ["a.bib", "b.bib"], "csl": "c.csl"}, "html", tmp_path) == [
        "--citeproc", "--bibliography=a.bib", "--bibliography=b.bib", "--csl=c.csl"
    ]  # fmt: skip


def test_included_text_becomes_a_file(tmp_path):
    given = {"include-in-header": [{"text": "<p>x</p>"}, {"file": "a.html"}, "b.html"]}
    first, *others = options_of(given, "html", tmp_path)
    assert Path(first.partition("=")[2]).read_text() == "<p>x</p>"
    assert others == ["--include-in-header=a.html", "--include-in-header=b.html"]
