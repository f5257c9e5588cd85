"""`workbench sources update`, against a service on this machine that speaks the documented contract."""

import datetime as dt
import json
from pathlib import Path

import pytest

from analysis.cli.sources import update
from analysis.cli.updating import as_data, in_words
from analysis.sources.formats import published_format
from analysis.sources.statistics_service.client import BASE, DataSet
from analysis.sources.statistics_service.held import HeldFile
from analysis.sources.statistics_service.update import Fetched, Standing, UpdateReport
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


TODAY = dt.date(2026, 11, 30)
HELD = HeldFile("raw/cin-2025/c1.csv", Path("c1.csv"), dt.date(2026, 10, 31), "1.4")


def standing(state, *, held=HELD, version="2.0", why=""):
    offered = None if version is None else DataSet("id-1", C1, version, dt.date(2026, 11, 29))
    return Standing(published_format("dfe_cin_referrals"), "https://a.page", state, held, offered, why)


def told(*standings, fetched=(), dry_run=False):
    return in_words(UpdateReport(standings, fetched, ()), TODAY, dry_run=dry_run).splitlines()[1:]


@pytest.mark.parametrize(
    ("stands", "line"),
    [
        (standing("newer"), "newer, a major version: its columns are checked"),
        (standing("newer", version="1.5"), "newer"),
        (standing("newer", held=None), "newer, a major version: its columns are checked"),
        (standing("held", version="1.4"), "held already"),
    ],
)
def test_a_major_version_is_named_where_it_is_newer_alone(stands, line):
    offered = stands.offered.version
    assert told(stands)[1] == f"  offered: version {offered}, published on 2026-11-29: {line}"


def test_what_is_held_and_what_came_of_it_is_said():
    came = Fetched(standing("newer"), "cin-2026", ("referrals", "re_referrals"))
    said = told(standing("newer"), fetched=(came,))
    assert said[0] == "  held: published on 2026-10-31, version 1.4, 30 days old (raw/cin-2025/c1.csv)"
    assert said[-2] == f"Fetched {came.standing.form.title} to data/raw/cin-2026"
    assert said[-1] == "  It no longer has referrals, re_referrals."
    assert told(standing("held"))[-1] == "Nothing was fetched."
    assert told(standing("newer"), dry_run=True)[-1] == "1 release would be fetched; nothing was, for --dry-run."
    by_hand = told(standing("by_hand", held=None, version=None, why="It is not offered"))
    assert by_hand[:2] == [
        "  held: nothing",
        "  by hand: It is not offered; download it from https://a.page and `workbench sources add` it",
    ]


def test_a_program_is_told_what_was_fetched_and_what_was_lost():
    came = Fetched(standing("newer"), "cin-2026", ("referrals",))
    data = as_data(UpdateReport((came.standing, standing("by_hand", held=None, version=None, why="x")), (came,), ()))
    assert data["fetched"] == [{"format": "dfe_cin_referrals", "into": "cin-2026", "lost": ["referrals"]}]
    first, second = data["releases"]
    assert (first["held"]["version"], first["offered"]["id"], first["why"]) == ("1.4", "id-1", None)
    assert (second["held"], second["offered"], second["why"]) == (None, None, "x")
