"""What docs/threats.md says a test shows, a test of that name shows."""

import re

import pytest


@pytest.fixture(scope="module")
def named(root):
    return sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", (root / "docs/threats.md").read_text("utf-8"))))


def test_every_test_that_is_named_is_there(root, named):
    assert len(named) > 20
    absent = []
    for name in named:
        file, _, test = name.partition("::")
        path = root / file
        if not path.is_file() or f"def {test or 'test_'}" not in path.read_text(encoding="utf-8"):
            absent.append(name)
    assert absent == []


def test_every_row_says_what_stops_it_and_what_shows_it(root):
    rows = [line for line in (root / "docs/threats.md").read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert [row for row in cells if len(row) != 3 or not all(row)] == []
