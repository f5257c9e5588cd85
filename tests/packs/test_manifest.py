"""The manifest of a pack: from what it was made, by which programs."""

import json

from analysis.execution.record import sha256_of
from analysis.execution.spec import MANIFEST
from analysis.packs.manifest import FORMAT, hashes, made_from


def read(published):
    plan, _ = published
    return plan, json.loads((plan.folder / MANIFEST).read_text(encoding="utf-8"))


def test_it_names_the_pack_and_what_stands_in_it_by_hash(published):
    plan, manifest = read(published)
    assert manifest["format"] == FORMAT
    assert manifest["area"] == {"code": "E06000027", "name": "Torbay"}
    assert (manifest["month"], manifest["known_at"]) == ("2021-05", None)
    for part in ("executed", "evidence", "papers"):
        assert manifest[part]
        for name, digest in manifest[part].items():
            assert sha256_of(plan.folder / name) == digest
    assert manifest["renderer"]["name"] == "builtin"


def test_it_names_no_place_of_the_machine(published):
    plan, _ = read(published)
    text = (plan.folder / MANIFEST).read_text(encoding="utf-8")
    assert str(plan.workspace.root) not in text


def test_what_a_pack_is_made_from_changes_with_each_input(published):
    plan, manifest = read(published)
    before = made_from(plan)
    assert {name: manifest[name] for name in before} == json.loads(json.dumps(before))
    received = plan.workspace.raw / "council" / "new.csv"
    received.parent.mkdir()
    received.write_text("a\n1\n")
    theme = next(path for path in (plan.workspace.reports / "theme").iterdir() if path.is_file())
    kept = theme.read_bytes()
    theme.write_bytes(kept + b"\n")
    try:
        after = made_from(plan)
        assert set(after["inputs"]) - set(before["inputs"]) == {"raw/council/new.csv"}
        assert [name for name in after["reports"] if after["reports"][name] != before["reports"][name]] == [
            f"reports/theme/{theme.name}"
        ]
        assert after["notebooks"] == before["notebooks"]
    finally:
        theme.write_bytes(kept)
        received.unlink()
        received.parent.rmdir()


def test_the_council_and_its_catalogue_count(published):
    plan, _ = published
    before = made_from(plan)
    council = plan.workspace.root / "council.yml"
    own = plan.workspace.catalogue / "measures.yml"
    own.parent.mkdir(parents=True)
    council.write_text("version: 1\narea: Torbay\n")
    own.write_text("[]\n")
    after = made_from(plan)
    assert (before["council"], before["catalogue"]) == ({}, {})
    assert (set(after["council"]), set(after["catalogue"])) == ({"council.yml"}, {"measures.yml"})
    council.unlink()
    own.unlink()
    own.parent.rmdir()


def test_hashes_are_by_path_below_the_base_in_order(tmp_path):
    for name in ("b.txt", "a/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    found = hashes([tmp_path / "b.txt", tmp_path / "a" / "c.txt"], tmp_path)
    assert list(found) == ["a/c.txt", "b.txt"]
    assert found["b.txt"] == sha256_of(tmp_path / "b.txt")
