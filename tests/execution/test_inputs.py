"""What a notebook rests on: any change of it shows."""

import json
from dataclasses import replace

import pytest

from analysis.execution.inputs import Inputs, council_files, data_files, keeps_to_the_library
from analysis.packs.plan import plan_pack
from analysis.store import open_store
from analysis.store.reads import EVERYTHING, Reads
from small_pack import write_notebook

NOTHING = Reads((), (), ())


@pytest.fixture
def plan(workspace):
    write_notebook(workspace.root / "notebooks" / "01_numbers.ipynb", "#| label: fig-line\nfrom analysis import ask")
    open_store(workspace)
    return plan_pack(workspace, area="Torbay", month="2012-06")


def written(tmp_path, *sources):
    path = tmp_path / "one.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": source} for source in sources]}))
    return path


@pytest.mark.parametrize(
    "source",
    ["from analysis import ask", "import analysis.ask as ask", "x = 1\nprint(x)", "from analysis.ask import why"],
)
def test_a_notebook_of_the_library_alone_keeps_to_it(tmp_path, source):
    assert keeps_to_the_library(written(tmp_path, "area = 1", source))


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "from pathlib import Path",
        "open('x')",
        "f = open",
        "%pip list",
        "!ls",
        "exec('1')",
        "x = ",
        "import analysis, os",
    ],
)
def test_a_notebook_that_may_read_anything_does_not(tmp_path, source):
    assert not keeps_to_the_library(written(tmp_path, source))


def test_files_of_the_data_folder_count_but_those_received_and_built_do_not(plan):
    scenario = plan.workspace.data / "scenarios" / "own.yml"
    scenario.parent.mkdir(exist_ok=True)
    scenario.write_text("a: 1")
    found = data_files(plan)
    assert scenario in found.values()
    assert not [path for path in found.values() if path.is_relative_to(plan.workspace.raw)]
    assert not [path for path in found.values() if path.is_relative_to(plan.workspace.processed)]


def test_the_councils_own_files_are_hashed_by_name(plan):
    catalogue = plan.workspace.catalogue
    catalogue.mkdir(parents=True, exist_ok=True)
    (catalogue / "measures.yml").write_text("[]")
    first = council_files(plan)["catalogue/measures.yml"]
    (catalogue / "measures.yml").write_text("[ ]")
    assert council_files(plan)["catalogue/measures.yml"] != first


def test_the_print_of_a_notebook_changes_with_what_it_read_and_with_nothing_else(plan):
    scenario = plan.workspace.data / "scenarios" / "own.yml"
    scenario.parent.mkdir(exist_ok=True)
    scenario.write_text("a: 1")
    name, read = plan.notebooks[0].stem, Reads((), (), ("data/scenarios/own.yml",))
    inputs = Inputs.of(plan)
    names = [known for known in inputs.files if known.endswith("own.yml")]
    read = Reads((), (), tuple(names))
    before, before_nothing, before_all = (inputs.print_of(name, one) for one in (read, NOTHING, EVERYTHING))
    scenario.write_text("a: 2")
    after = Inputs.of(plan)
    assert after.print_of(name, read) != before
    assert after.print_of(name, NOTHING) == before_nothing
    assert after.print_of(name, EVERYTHING) != before_all


def test_another_month_or_audience_is_another_print(plan):
    name = plan.notebooks[0].stem
    first = Inputs.of(plan).print_of(name, NOTHING)
    assert first is not None
    assert Inputs.of(plan).print_of(name, NOTHING) == first
    other = plan_pack(plan.workspace, area="Torbay", month="2012-05")
    assert Inputs.of(other).print_of(name, NOTHING) != first
    assert Inputs.of(replace(plan, audience="public")).print_of(name, NOTHING) != first


def test_of_a_notebook_that_reaches_out_nothing_can_be_known(plan):
    write_notebook(plan.notebooks[0], "import os")
    assert Inputs.of(plan).print_of(plan.notebooks[0].stem, NOTHING) is None
