"""Finished pages in a real browser: axe-core finds nothing, 320 px are enough, nothing comes from the network."""

import json
import shutil

import pytest

from analysis.catalogue.pack_file import PackFile
from analysis.packs.difference import PackDifference, write_page
from analysis.packs.index import write_build_index, write_pack_index
from analysis.papers.changes import Change
from analysis.render import render, write_project

pytestmark = pytest.mark.browser
WIDE_PAPER = """---
title: Report card
date: 2012-07-18
format:
  html:
    css: theme/landscape.css
    toc: false
---

## Every measure

| Ref | {names} |
|:----|{dashes}
{rows}

: Every measure of the month {{#tbl-card}}

| {names} |
|{dashes}
| {cells} |
"""
BAD_PAGE = """<!DOCTYPE html><html><head><title></title></head><body>
<img src="http://127.0.0.1:9/x.png"><p style="color: #bbb">Pale words.</p>
<div style="width: 900px">Wide.</div><div style="overflow-x: auto"><div style="width: 700px">Scrolls.</div></div>
</body></html>"""
UNDECIDED = """<!DOCTYPE html><html lang="en"><head><title>Page</title></head><body><main><h1>Page</h1>
<p><a href="#x" style="color: #ccc">\u21a9\ufe0e</a></p><div class="table-region" style="overflow-x: auto; background:
linear-gradient(#000, #fff)"><div style="width: 700px"><p>Words on a shade.</p></div></div></main></body></html>"""


@pytest.fixture(scope="module")
def check(drive):
    """Return a function that opens pages and returns what is wrong with each."""
    return lambda *pages: drive("check.mjs", *pages)


@pytest.fixture(scope="module")
def pages(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(root / "reports/_example", folder, dirs_exist_ok=True)
    write_project(folder, root)
    columns = 12
    names = " | ".join(f"A long name of a column {number}" for number in range(columns))
    cells = " | ".join(["1,234,567"] * columns)
    rows = "\n".join(f"| T{number} | {cells} |" for number in range(30))
    paper = WIDE_PAPER.format(names=names, dashes="---|" * columns, rows=rows, cells=cells)
    (folder / "wide.qmd").write_text(paper, "utf-8")
    made = [path for path in render(folder, "builtin").papers if path.suffix == ".html"]
    lists = list_of_packs(folder / "packs")
    published = [*(root / "build").glob("*/*/papers/*.html"), *(root / "build").glob("*/*/index.html")]
    return [*made, *lists, *sorted(published), *(root / "build").glob("index.html")]


def list_of_packs(build):
    """Write the page over all packs, and that of one pack whose state is a long correction."""
    for area, month in (("Torbay", "2021-05"), ("Bournemouth, Christchurch and Poole", "2024-06")):
        folder = build / area.split(",")[0].lower() / month
        (folder / "papers").mkdir(parents=True)
        (folder / "papers/cib-briefing.html").touch()
        said = {"area": {"name": area}, "month": month, "id": "0123456789ab", "mark": "DRAFT. x", "known_at": None}
        (folder / "manifest.json").write_text(json.dumps(said), "utf-8")
    contents = PackFile.model_validate({"papers": [{"paper": "cib-briefing"}]})
    mark = "DRAFT. Bournemouth, Christchurch and Poole, June 2024. Pack 0123456789ab"
    changed = PackDifference("Torbay, April 2021", "Torbay, May 2021", (Change("CP rate", "75.0", "89.0"),))
    write_page(changed, build / "changes.html")
    return [write_build_index(build), write_pack_index(folder, "One pack", mark, contents), build / "changes.html"]


def test_nothing_is_wrong_with_any_finished_page(check, pages):
    for found in check(*pages):
        assert {key: value for key, value in found.items() if value} == {"page": found["page"]}


def test_a_bad_page_does_not_pass_unnoticed(check, tmp_path):
    (tmp_path / "bad.html").write_text(BAD_PAGE, "utf-8")
    (found,) = check(tmp_path / "bad.html")
    seen = {violation["id"] for violation in found["violations"]}
    assert {"image-alt", "color-contrast", "html-has-lang", "document-title"} <= seen
    assert found["overflow"]
    assert found["unreachable"]
    assert found["requests"]


def test_pale_symbols_and_words_on_a_shade_in_a_region_that_scrolls_do_not_pass(check, tmp_path):
    (tmp_path / "bad.html").write_text(UNDECIDED, "utf-8")
    (found,) = check(tmp_path / "bad.html")
    for width in ("violations", "violationsNarrow"):
        seen = {
            where for violation in found[width] if violation["id"] == "color-contrast" for where in violation["where"]
        }
        assert seen == {"a", "div > p"}
