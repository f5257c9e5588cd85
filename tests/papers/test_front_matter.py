import pytest
import yaml

from analysis.catalogue.errors import WorkbenchError
from analysis.papers.front_matter import front_matter, with_formats

HEAD = 'title: "A {{< var x.y >}}"\nformat:\n  html:\n    toc: true\n  typst:\n    toc: false\n'
PAPER = f"---\n{HEAD}---\n\n## Head\n\n---\n\nEnd\n"


def formats(text):
    return front_matter(text)[0]["format"]


def test_a_paper_keeps_its_options_in_the_formats_that_stay():
    assert formats(with_formats(PAPER, ["html"], "x")) == {"html": {"toc": True}}


def test_a_format_that_the_paper_does_not_name_is_added_in_the_order_asked():
    found = with_formats(PAPER, ["docx", "typst"], "x")
    assert list(formats(found).items()) == [("docx", "default"), ("typst", {"toc": False})]
    assert front_matter(found)[0]["title"] == "A {{< var x.y >}}"
    assert found.endswith("\n## Head\n\n---\n\nEnd\n")


@pytest.mark.parametrize("asked", [[], ["html", "typst"]])
def test_a_paper_that_needs_no_change_is_left_letter_by_letter(asked):
    assert with_formats(PAPER, asked, "x") == PAPER


def test_a_paper_with_one_format_by_name_gets_others():
    assert yaml.safe_load(with_formats("---\nformat: html\n---\nx\n", ["html", "docx"], "x").split("---")[1]) == {
        "format": {"html": "default", "docx": "default"}
    }


def test_slides_of_a_paper_that_is_none_are_refused():
    with pytest.raises(WorkbenchError, match="cib-briefing is not written as slides"):
        with_formats(PAPER, ["pptx"], "cib-briefing")
