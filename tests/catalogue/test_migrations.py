"""A workspace of before becomes one of this version: whole or not at all, and as it was is kept."""

import pytest

from analysis.catalogue import migrations
from analysis.catalogue.area import areas
from analysis.catalogue.council import VERSION, council_of
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.migrations import BEFORE, STEPS, migrate, version_of

KIRKLEES = areas().find("Kirklees")
FILES = {
    "raw/card/card.csv": "measure,2021-05\nReferrals,176\n",
    "raw/card/SOURCE.md": "---\npublisher: Us\n---\n",
    "processed/observations.parquet": "made again",
    "scenarios/ours.yml": "name: ours\n",
    "known-issues.yml": "[]\n",
    "notes.txt": "of a person",
}


@pytest.fixture
def before(tmp_path):
    folder = tmp_path / "figures"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def held(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_version_before_this_one_has_a_step():
    assert set(STEPS) == set(range(BEFORE, VERSION))


def test_a_data_folder_of_before_becomes_a_workspace(before):
    assert version_of(before) == BEFORE
    done = migrate(before, KIRKLEES)
    after = held(before)
    assert after["data/raw/card/card.csv"] == FILES["raw/card/card.csv"]
    assert after["data/catalogue/known-issues.yml"] == FILES["known-issues.yml"]
    assert after["data/scenarios/ours.yml"] == FILES["scenarios/ours.yml"]
    assert after["notes.txt"] == "of a person"
    assert not [name for name in after if "processed" in name]
    assert council_of(before).area == "Kirklees"
    assert version_of(before) == VERSION
    assert "raw is now data/raw" in done.lines
    assert done.workspace.raw == before / "data" / "raw"


def test_the_folder_as_it_was_is_kept_beside_it(before):
    done = migrate(before, KIRKLEES)
    assert held(done.kept) == FILES
    assert done.kept.parent == before.parent
    assert sorted(path.name for path in before.parent.iterdir()) == sorted([before.name, done.kept.name])


def test_one_of_this_version_is_left_as_it_is(before):
    migrate(before, KIRKLEES)
    now = held(before)
    assert migrate(before) is None
    assert held(before) == now


@pytest.mark.parametrize("fault", ["step", "lost", "open"])
def test_where_a_step_fails_nothing_has_changed(before, monkeypatch, fault):
    def fail(made, _area):
        if fault == "lost":
            (made / "notes.txt").unlink()
            return STEPS_BEFORE(made, KIRKLEES)
        raise PermissionError(13, "Permission denied")

    STEPS_BEFORE = STEPS[BEFORE]  # noqa: N806 - the step that is replaced
    if fault == "open":
        monkeypatch.setattr(type(before), "rename", lambda *_: (_ for _ in ()).throw(PermissionError(13, "in use")))
    else:
        monkeypatch.setattr(migrations, "STEPS", {BEFORE: fail})
    with pytest.raises(WorkbenchError, match="lost" if fault == "lost" else "cannot be changed"):
        migrate(before, KIRKLEES)
    assert held(before) == FILES
    assert [path.name for path in before.parent.iterdir()] == [before.name]


def test_whose_it_is_must_be_said(before):
    with pytest.raises(WorkbenchError, match="--area"):
        migrate(before)


def test_a_newer_workspace_and_what_is_none_are_refused(tmp_path):
    (tmp_path / "council.yml").write_text(f"version: {VERSION + 1}\narea: Kirklees\n", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="Update the program"):
        migrate(tmp_path)
    (tmp_path / "council.yml").write_text("area: [", encoding="utf-8")
    with pytest.raises(WorkbenchError, match="not a workspace"):
        version_of(tmp_path)


def test_a_checkout_of_the_program_is_no_data_folder(tmp_path):
    (tmp_path / "_quarto.yml").write_text("project: {}\n", encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    with pytest.raises(WorkbenchError, match="checkout"):
        migrate(tmp_path, KIRKLEES)
