"""Slides: a heading begins one, notes are spoken, pictures say what they show, and the bytes are the same each time."""

import re
import shutil
import zipfile

import pytest

from analysis.render import RenderError, render

SLIDES = """---
title: "Children's services, {{< meta date >}}"
date: 2021-07-15
format: FORMATS
---

## Plans fell after one year of growth

{{< embed notebooks/evidence.ipynb#fig-one >}}

::: notes
The rate in the last year was 45.6.
:::

## What the Board is asked

::: {.callout-note title="To note"}
The fall.
:::

| Measure | Rate |
|---------|-----:|
| Plans   | 45.6 |

: Rates {#tbl-rates}

See @tbl-rates.
"""


@pytest.fixture
def project(root, tmp_path):
    shutil.copytree(root / "tests/render/cases/notebooks", tmp_path / "notebooks")
    text = (tmp_path / "notebooks/evidence.ipynb").read_text("utf-8")
    label = re.search(r"label: (fig-[\w-]+)", text)[1]
    write = SLIDES.replace("fig-one", label)
    (tmp_path / "slides.qmd").write_text(write.replace("FORMATS", "pptx"), "utf-8")
    return tmp_path


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {entry.filename: (entry.date_time[:3], archive.read(entry)) for entry in archive.infolist()}


def test_slides_say_what_the_paper_says(project):
    (made,) = render(project / "slides.qmd", "builtin").papers
    assert made.suffix == ".pptx"
    found = parts(made)
    slides = "".join(content.decode() for name, (_, content) in found.items() if re.match(r"ppt/slides/slide\d", name))
    words = "".join(re.findall(r"<a:t>([^<]*)</a:t>", slides))
    for said in (
        "15 July 2021",
        "Plans fell after one year of growth",
        "To note",
        "Table 1: Rates",
        "45.6",
        "Figure 1: ",
    ):
        assert said in words
    notes = "".join(content.decode() for name, (_, content) in found.items() if "notesSlide" in name)
    assert "The rate in the last year was 45.6." in "".join(re.findall(r"<a:t>([^<]*)</a:t>", notes))
    assert "The rate in the last year" not in words
    (alt,) = re.findall(r'<p:pic>.*?<p:cNvPr[^>]*descr="([^"]*)"', slides, re.DOTALL)
    assert alt
    assert ".png" not in alt
    assert {date for date, _ in found.values()} == {(2021, 7, 15)}


def test_two_renderings_are_the_same_bytes(project):
    (made,) = render(project / "slides.qmd", "builtin").papers
    first = made.read_bytes()
    (made,) = render(project / "slides.qmd", "builtin").papers
    assert made.read_bytes() == first


def test_notes_in_a_paper_that_is_read_are_refused(project):
    paper = project / "slides.qmd"
    paper.write_text(paper.read_text("utf-8").replace("format: pptx", "format: html"), "utf-8")
    with pytest.raises(RenderError, match=r"slides.qmd, line 11: The class `.notes`"):
        render(paper, "builtin")


def test_a_caption_that_says_what_the_title_says_stands_once(project):
    text = (project / "slides.qmd").read_text("utf-8")
    said = _shown(render(project / "slides.qmd", "builtin").papers[0])
    caption = re.search(r"^Figure 1: (.*)$", said, re.MULTILINE)[1]
    (project / "slides.qmd").write_text(text.replace("Plans fell after one year of growth", caption), "utf-8")
    shown = _shown(render(project / "slides.qmd", "builtin").papers[0])
    assert shown.count(caption) == 1
    assert "Figure 1: " not in shown
    assert "Table 1: Rates" in shown


def _shown(path):
    found = parts(path)
    slides = "".join(content.decode() for name, (_, content) in found.items() if re.match(r"ppt/slides/slide\d", name))
    return "\n".join(re.findall(r"<a:t>([^<]*)</a:t>", slides))


def test_what_the_first_slide_says_below_its_title_stands_at_the_foot_of_every_other(project):
    """A slide is copied out of its file: each says what pack it is of, and for whom."""
    path = project / "slides.qmd"
    said = 'subtitle: "DRAFT. Pack 0123. FOR STAFF ONLY & no other"\ndate:'
    path.write_text(path.read_text("utf-8").replace("date:", said, 1), "utf-8")
    (made,) = render(path, "builtin").papers
    slides = {
        name: content.decode() for name, (_, content) in parts(made).items() if re.match(r"ppt/slides/slide", name)
    }
    assert len(slides) > 2
    for text in slides.values():
        assert text.count("FOR STAFF ONLY &amp; no other") == 1
