"""What a reader with a phone is told of wide pictures and tables: that they move, where they do, and nothing else."""

import shutil

import pytest

from analysis.render import render, write_project

pytestmark = pytest.mark.browser
COLUMNS = 12
PAPER = f"""---
title: Report card
date: 2012-07-18
---

## Every measure

| {" | ".join(f"A long name of a column {number}" for number in range(COLUMNS))} |
|{"---|" * COLUMNS}
| {" | ".join(["1,234,567"] * COLUMNS)} |

: A wide table {{#tbl-wide}}

| A | B |
|---|---|
| 1 | 2 |

: A narrow table {{#tbl-narrow}}

![A wide picture](a.png){{#fig-wide fig-alt="Three bars."}}
"""
TO_MOVE = {"picture": "Move sideways to see all of the picture", "table": "Move sideways to see every column"}


@pytest.fixture(scope="module")
def seen(drive, root, tmp_path_factory):
    """Return the regions of a paper as a phone and a desk show them."""
    folder = tmp_path_factory.mktemp("hints")
    write_project(folder, root)
    shutil.copyfile(root / "tests/render/cases/a.png", folder / "a.png")
    (folder / "paper.qmd").write_text(PAPER, "utf-8")
    (made,) = (path for path in render(folder, "builtin").papers if path.suffix == ".html")
    (found,) = drive("hints.mjs", made)
    return found


def test_a_phone_says_of_what_moves_that_it_moves_and_of_nothing_else(seen):
    assert [region["kind"] for region in seen["phone"]] == ["table", "table", "picture"]
    assert [region["scrolls"] for region in seen["phone"]] == [True, False, True]
    for region in seen["phone"]:
        assert region["says"].startswith(TO_MOVE[region["kind"]]) is region["scrolls"]
        assert bool(region["says"]) is region["scrolls"]


def test_a_desk_where_a_picture_fits_says_nothing(seen):
    assert [region["says"] for region in seen["desk"]] == ["", "", ""]
