"""The list of all packs in a real browser: what is typed narrows it, and without scripts it is whole."""

import json

import pytest

from analysis.packs.index import write_build_index

pytestmark = pytest.mark.browser
PACKS = (("torbay", "Torbay", "2021-05"), ("torbay", "Torbay", "2012-06"), ("plymouth", "Plymouth", "2024-06"))


@pytest.fixture(scope="module")
def told(drive, tmp_path_factory):
    build = tmp_path_factory.mktemp("space") / "build"
    for place, area, month in PACKS:
        pack = build / place / month
        pack.mkdir(parents=True)
        manifest = {"area": {"name": area}, "month": month, "id": "0123456789ab", "mark": "DRAFT. Not signed"}
        (pack / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    typed = ("torbay", "TORBAY 2012", "june  draft", "<b>", "norfolk")
    return drive("search.mjs", write_build_index(build), *typed, timeout=120)


def test_every_pack_is_listed_newest_first_before_anything_is_typed(told):
    assert told["before"]["rows"] == ["Plymouth, June 2024", "Torbay, May 2021", "Torbay, June 2012"]
    assert told["before"]["box"]
    assert told["before"]["said"] == ""


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("torbay", ["Torbay, May 2021", "Torbay, June 2012"]),
        ("TORBAY 2012", ["Torbay, June 2012"]),
        ("june  draft", ["Plymouth, June 2024", "Torbay, June 2012"]),
        ("<b>", []),
        ("norfolk", []),
    ],
)
def test_what_is_typed_leaves_the_packs_that_have_every_word_and_says_how_many(told, words, rows):
    after = told["after"][words]
    assert after["rows"] == rows
    assert after["said"] == f"{len(rows)} of 3 packs shown"
    assert after["focused"] == "words"


def test_an_emptied_search_shows_every_pack_again(told):
    assert len(told["emptied"]["rows"]) == len(PACKS)
    assert told["emptied"]["said"] == ""


def test_without_scripts_the_list_is_whole_and_offers_no_search(told):
    assert told["withoutScripts"] == {"rows": len(PACKS), "box": False}
