"""README's tables of papers, reports/pack.yml and the papers themselves name each other, and none is forgotten."""

import re

import pytest
import yaml


@pytest.fixture(scope="module")
def there(root):
    return {path.stem for path in (root / "reports").glob("*.qmd")}


@pytest.fixture(scope="module")
def listed(root):
    return [
        entry["paper"]
        for entry in yaml.safe_load((root / "reports" / "pack.yml").read_text(encoding="utf-8"))["papers"]
    ]


@pytest.fixture(scope="module")
def tables(root):
    """Return the papers of README's first table, which a pack has, and of its second, which it may have."""
    text = (root / "README.md").read_text(encoding="utf-8")
    first, second = text.split("| paper | what it is |")[1:3]
    names = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)
    return [names.findall(part.split("\n\n")[0]) for part in (first, second)]


def test_readme_tells_of_the_papers_that_a_pack_has(tables, listed):
    assert sorted(tables[0]) == sorted(listed)


def test_readme_tells_of_every_other_paper(tables, listed, there):
    assert sorted(tables[1]) == sorted(there - set(listed))


def test_every_paper_of_a_title_block_includes_its_own(root, there):
    for name in there:
        text = (root / "reports" / f"{name}.qmd").read_text(encoding="utf-8")
        assert set(re.findall(r"include _title-block-([a-z-]+)\.md", text)) <= {name}
