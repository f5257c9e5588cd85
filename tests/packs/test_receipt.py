"""A pack that nothing was changed of is found at once; whatever it rests on, a change of it is seen."""

import os
import subprocess
import sys

import pytest

from analysis.packs import receipt
from analysis.packs.receipt import Receipts, state_of
from small_pack import make_workspace

ASKED = {"area": "E06000027", "month": "2021-05"}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no time that no program sets")


@pytest.fixture(scope="module")
def made(tmp_path_factory, root):
    """A workspace with what looks like a published pack of Torbay and words on two areas."""
    space = make_workspace(tmp_path_factory.mktemp("receipt") / "work bench", root)
    pack = space.build / "torbay" / "2021-05"
    for name in ("papers/paper.html", "data/raw/a/a.csv", "data/processed/observations.parquet"):
        path = (pack if name.startswith("papers") else space.root) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("first", encoding="utf-8")
    for area in ("torbay", "plymouth"):
        words = space.reports / "commentary" / area / "2021-05.md"
        words.parent.mkdir(parents=True)
        words.write_text("first", encoding="utf-8")
    (pack / "manifest.json").write_text(
        '{"without_figures": {}, "executed": {}, "renderer": {"name": "builtin"}}', encoding="utf-8"
    )
    return space, pack


@pytest.fixture
def kept(made):
    space, folder = made
    receipts = Receipts.of(space)
    receipts.keep(ASKED, receipt.as_it_stands("torbay-2021-05", "Torbay, May 2021", folder, {}))
    assert receipts.find(ASKED).folder == folder
    return space


def test_where_nothing_changed_the_pack_is_told_as_it_stands(kept):
    pack = Receipts.of(kept).find(ASKED)
    assert (pack.name, pack.title, pack.unchanged) == ("torbay-2021-05", "Torbay, May 2021", True)


@pytest.mark.parametrize(
    "name",
    [
        "data/raw/a/a.csv",
        "data/raw/a/new.csv",
        "data/catalogue/measures.yml",
        "data/scenarios/one.yml",
        "council.yml",
        "_quarto.yml",
        "notebooks/01_numbers.ipynb",
        "reports/paper.qmd",
        "reports/new.qmd",
        "reports/commentary/torbay/2021-05.md",
        "reports/commentary/torbay/2021-05/measures.md",
        "build/torbay/2021-05/papers/paper.html",
        "build/torbay/2021-05/papers/new.html",
    ],
)
def test_whatever_a_pack_rests_on_is_seen_to_change_with_its_size_and_its_time_put_back(kept, name):
    path = kept.root / name
    before = path.stat() if path.exists() else None
    text = path.read_bytes() if before else b"new"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes([text[0] ^ 1]) + text[1:])
    if before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Receipts.of(kept).find(ASKED) is None
    if before:
        path.write_bytes(text)
    else:
        path.unlink()


@pytest.mark.parametrize("name", ["data/processed/observations.parquet", "reports/commentary/plymouth/2021-05.md"])
def test_what_a_pack_does_not_rest_on_may_change(kept, name):
    (kept.root / name).write_text("second", encoding="utf-8")
    assert Receipts.of(kept).find(ASKED) is not None


@pytest.mark.parametrize("name", ["WORKBENCH_AUDIENCE", "QUARTO_PATH", "PATH"])
def test_a_setting_of_the_machine_is_seen_to_change(kept, monkeypatch, name):
    monkeypatch.setenv(name, "/elsewhere")
    assert Receipts.of(kept).find(ASKED) is None


def test_a_package_that_changed_is_seen(kept, monkeypatch):
    monkeypatch.setattr(receipt, "installed", lambda: ["pandas-4.0.0.dist-info"])
    assert Receipts.of(kept).find(ASKED) is None


def test_a_pack_that_was_asked_for_otherwise_is_another(kept):
    assert Receipts.of(kept).find({**ASKED, "audience": "team"}) is None


def test_a_receipt_that_is_not_whole_is_none(kept):
    for path in (kept.root / receipt.FOLDER).iterdir():
        path.write_text(path.read_text(encoding="utf-8")[:20], encoding="utf-8")
    assert Receipts.of(kept).find(ASKED) is None


def test_what_changed_while_a_pack_was_made_leaves_no_receipt(kept):
    receipts = Receipts.of(kept)
    pack = receipts.find(ASKED)
    (kept.root / "data" / "raw" / "a" / "a.csv").write_text("changed meanwhile", encoding="utf-8")
    receipts.keep({"another": 1}, pack)
    assert Receipts.of(kept).find({"another": 1}) is None


def test_where_no_time_can_be_trusted_nothing_is_kept(kept, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert state_of(kept) is None
    assert Receipts.of(kept).find(ASKED) is None


def test_looking_loads_no_tables_and_no_renderer():
    told = "import sys, analysis.packs.receipt; print({'pandas', 'numpy', 'typst', 'scipy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
