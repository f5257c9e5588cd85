import json
import shutil

import pytest


@pytest.fixture
def data(root, tmp_path):
    """A data folder with one small source."""
    shutil.copytree(root / "data" / "raw" / "torbay-improvement-plan-2017-09", tmp_path / "data" / "raw" / "plan-2017")
    return tmp_path / "data"


def test_building_says_how_many_figures_and_how_many_issues(workbench, data):
    told = workbench("--data", str(data), "sources", "build")
    assert told.code == 0
    assert "plan-2017: 43 observations" in told.out
    assert (data / "processed" / "observations.parquet").is_file()


def test_sources_are_listed_with_publisher_and_licence(workbench, data):
    told = workbench("--data", str(data), "sources", "list", "--format", "json")
    (source,) = json.loads(told.out)
    assert source["folder"] == "plan-2017"
    assert source["publisher"] == "Torbay Council"
    assert source["licence"]


def test_a_folder_of_which_nobody_says_where_it_is_from_is_named(workbench, data):
    (data / "raw" / "stray").mkdir()
    told = workbench("--data", str(data), "sources", "list")
    assert told.code == 1
    assert "stray" in told.err


def test_no_data_folder_is_said(workbench, tmp_path):
    told = workbench("--data", str(tmp_path / "nowhere"), "sources", "build")
    assert told.code == 1
    assert "Check --data" in told.err
