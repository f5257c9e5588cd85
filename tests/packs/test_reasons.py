"""Why a pack would run."""

import json

import pytest

from analysis.packs.manifest import made_from
from analysis.packs.plan import plan_packs
from analysis.packs.publication import failed_folder
from analysis.packs.reasons import explain


@pytest.fixture
def spec(workspace):
    (spec,) = plan_packs(workspace, area_names=["Torbay"], month_names=["2021-05"])
    return spec


@pytest.fixture
def published(spec):
    """A manifest as a pack of now would have."""
    spec.folder.mkdir(parents=True)
    manifest = {"parameters": spec.parameters, **made_from(spec)}
    (spec.folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def reasons(spec):
    (planned,) = explain([spec])
    return planned.reasons


def test_there_is_no_pack_yet(spec):
    assert reasons(spec) == {"new": ""}


def test_its_last_run_failed(spec):
    failed_folder(spec.workspace.root, spec.name).mkdir(parents=True)
    assert reasons(spec) == {"failed before": ""}


@pytest.mark.usefixtures("published")
def test_nothing_has_changed(spec):
    assert reasons(spec) == {"unchanged": ""}
    assert str(explain([spec])[0]) == "Torbay, May 2021: unchanged"


@pytest.mark.usefixtures("published")
def test_a_file_was_received(spec):
    for number in range(5):
        (spec.workspace.raw / f"c{number}.csv").write_text("x", encoding="utf-8")
    assert reasons(spec) == {"data": "raw/c0.csv, raw/c1.csv, raw/c2.csv and 2 more"}


@pytest.mark.usefixtures("published")
def test_a_notebook_was_changed(spec):
    with spec.notebooks[0].open("a", encoding="utf-8") as file:
        file.write("\n")
    assert "01_numbers.ipynb" in reasons(spec)["code"]


@pytest.mark.usefixtures("published")
def test_a_manifest_that_is_half_there_counts_as_none(spec):
    (spec.folder / "manifest.json").write_text("{", encoding="utf-8")
    assert reasons(spec) == {"new": ""}


@pytest.mark.usefixtures("published")
def test_another_version_of_a_package_is_other_code(spec, monkeypatch):
    monkeypatch.setattr("analysis.packs.manifest.packages", lambda: {"Jinja2": "0"})
    assert "Jinja2" in reasons(spec)["code"]


@pytest.mark.usefixtures("published")
def test_other_parameters(spec):
    path = spec.folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) | {"parameters": {}}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert reasons(spec) == {"parameter": ""}
