"""Every check that needs more than a line has a page."""

import re

import pytest

from analysis.audit.checks import CHECKS
from analysis.audit.relations import relations
from analysis.catalogue.measure import measures

HEADINGS = ["What it finds", "The arithmetic", "An example", "When it is wrong"]


@pytest.mark.parametrize("check", [check for check in CHECKS if check.own_page], ids=lambda check: check.name)
def test_a_check_explains_itself(root, check):
    page = (root / check.page).read_text(encoding="utf-8")
    assert page.startswith(f"# {check.title}\n\n`{check.name}`, at worst: {check.worst}.\n")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == HEADINGS
    assert all(part.strip() for part in re.split(r"^## .+$", page, flags=re.MULTILINE))


def test_no_page_is_left_over(root):
    pages = {page.stem for page in (root / "docs/checks").glob("*.md")} - {"index"}
    assert pages == {check.name for check in CHECKS if check.own_page}


def test_relations_name_measures_of_the_catalogue():
    assert set(relations().named()) <= set(measures())
