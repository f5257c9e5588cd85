"""The documentation as a website: every page is in its list, and no link of a page leads nowhere."""

import re

import pytest
import yaml

LINK = re.compile(r"(?<!`)\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
MADE = ("build/", "data/processed/")  # folders that a run makes
NAMED_FILE = re.compile(r"`([\w/.-]*[\w-](?:/|\.(?:py|yml|md|ipynb|qmd|toml)))`")


@pytest.fixture(scope="module")
def docs(root):
    return root / "docs"


def files_in(contents):
    for entry in contents:
        if isinstance(entry, str):
            yield entry
        else:
            yield from files_in(entry["contents"])


def anchors(page):
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s.-]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def dead_links(page, within):
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    for target, anchor in LINK.findall(text):
        found = (page.parent / target).resolve() if target else page
        if not found.is_file() or not found.is_relative_to(within) or (anchor and anchor not in anchors(found)):
            yield f"{page.relative_to(within)}: {target}#{anchor}"


def test_every_page_is_listed_once_and_every_listed_page_is_there(docs):
    website = yaml.safe_load((docs / "_quarto.yml").read_text(encoding="utf-8"))["website"]
    listed = list(files_in(website["sidebar"]["contents"]))
    assert sorted(listed) == sorted(page.relative_to(docs).as_posix() for page in docs.rglob("*.md"))


def test_no_page_is_named_as_quarto_leaves_it_out(docs):
    assert [page for page in docs.rglob("*.md") if page.stem == "README" or page.name.startswith("_")] == []


def test_no_link_of_the_website_leads_nowhere_or_out_of_it(docs):
    assert [dead for page in sorted(docs.rglob("*.md")) for dead in dead_links(page, docs.resolve())] == []


def test_no_link_of_the_pages_at_the_top_leads_nowhere(root):
    pages = [root / name for name in ("README.md", "CHANGELOG.md", "SECURITY.md")]
    assert [dead for page in pages for dead in dead_links(page, root.resolve())] == []


def test_a_dead_link_is_found(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# One\n\n[a](#one) [b](#two) [c](other.md) `[d](x.md)` [e](../page.md)\n", encoding="utf-8")
    assert list(dead_links(page, tmp_path)) == ["page.md: #two", "page.md: other.md#", "page.md: ../page.md#"]


def lost_files(text, root):
    """Names of files and folders in code spans that are neither in the library, nor in the repository."""
    bare = {path.name for path in (root / "src").rglob("*") if path.is_file()}
    places = [root, root / "src" / "analysis", root / "docs"]
    for name in NAMED_FILE.findall(text):
        if not any((place / name).exists() for place in places) and name not in {*bare, *MADE}:
            yield name


def test_every_file_that_the_architecture_names_is_there(docs, root):
    assert list(lost_files((docs / "architecture.md").read_text(encoding="utf-8"), root)) == []


def test_a_file_that_is_gone_is_found(root):
    text = "`methods/rates.py` `store/shelf.py` `questions/trend/` `questions/marks/` `suppression.py` `README.md`"
    assert list(lost_files(text, root)) == ["store/shelf.py", "questions/marks/"]
