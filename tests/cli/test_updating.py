"""`workbench sources update`, against a service on this machine that speaks the documented contract."""

import json

import pytest

from analysis.cli.sources import update
from analysis.sources.statistics_service.client import BASE
from fake_statistics_service import Offer, service  # noqa: F401 - a fixture

C1 = "C1 - Children in need referrals and re-referrals 2013 to 2026"


@pytest.fixture
def updated(workbench, tmp_path, service):  # noqa: F811 - the fixture
    """Runs the command on an empty data folder."""
    service.offers = {"Children in need": [Offer(C1)]}

    def run(*options):
        return workbench("--data", str(tmp_path / "data"), "sources", "update", "--service", service.base, *options)

    return run


def test_a_dry_run_says_what_would_be_fetched(updated, tmp_path):
    told = updated("--dry-run")
    assert told.code == 0
    assert "offered: version 2.0, published on 2026-10-29: newer, a major version" in told.out
    assert "1 release would be fetched; nothing was" in told.out
    assert "held: nothing" in told.out
    assert "find-statistics/children-s-social-work-workforce" in told.out
    assert not (tmp_path / "data" / "raw").exists()


def test_what_is_newer_is_fetched_and_the_store_built(updated, tmp_path):
    told = updated()
    assert told.code == 0
    assert (
        "Fetched Referrals and re-referrals (table C1) to data/raw/characteristics-of-children-in-need-2026" in told.out
    )
    assert (tmp_path / "data" / "processed" / "observations.parquet").is_file()
    again = updated()
    assert (again.code, "Nothing was fetched." in again.out) == (0, True)
    assert "version 2.0" in again.out
    assert "held already" in again.out


def test_a_program_reads_how_each_release_stands(updated):
    told = updated("--format", "json", "--dry-run")
    releases = {one["format"]: one for one in json.loads(told.out)["releases"]}
    assert releases["dfe_cin_referrals"]["state"] == "newer"
    assert releases["dfe_cin_referrals"]["offered"]["version"] == "2.0"
    assert releases["dfe_workforce"]["state"] == "by_hand"


def test_without_a_network_what_is_held_is_listed_and_the_exit_code_says_so(updated, workbench, tmp_path):
    updated()
    told = workbench("--data", str(tmp_path / "data"), "sources", "update", "--service", "http://127.0.0.1:9")
    assert told.code == 1
    assert "version 2.0" in told.out
    assert "was not reached" in told.out
    assert "could not be reached" in told.err


def test_the_service_that_is_asked_is_the_departments_unless_another_is_named():
    assert update.__kwdefaults__["service"] == BASE
