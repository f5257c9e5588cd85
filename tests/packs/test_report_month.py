"""Whose papers of which month, where a command names neither."""

import datetime as dt

import pytest

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.packs import report_month
from analysis.packs.report_month import Whose, newest_own_month, whose
from analysis.store import open_store

NOTE = "---\ntitle: {title}\npublisher: {title}\narea: {area}\npublished_on: {day}\nlicence: OGL\nstatus: published\n"
NOTE += "files:\n  {file}\n---\n"
CARD = "Ref,Measure,May 21\nT2,Referrals,250\n"
LAYOUT = "title: Card\nref: Ref\nlabel: Measure\nfigures: [{column: May 21, ends: 2021-05-31, basis: month}]\n"
LAYOUT += "rows: [{ref: T2, measure: referrals}]\n"
HEAD = "Measure,Area,Period end,Basis,Value,Unit\n"


@pytest.fixture
def workspace(tmp_path):
    space = Workspace(tmp_path, tmp_path / "data")
    texts = {
        "own": {"card.csv": CARD, "card.layout.yml": LAYOUT},
        "published-statistics": {
            "series.csv": f"{HEAD}Referrals,Torbay,2023-03-31,year,3,count\n"
            "Referrals,Plymouth,2022-03-31,year,9,count\n"
        },
    }
    notes = {
        "own": ("Torbay", "card.csv: {format: wide_table, layout: card.layout.yml}"),
        "published-statistics": ("null", "series.csv: {format: series}"),
    }
    for folder, files in texts.items():
        path = space.raw / folder
        path.mkdir(parents=True)
        area, file = notes[folder]
        path.joinpath("SOURCE.md").write_text(NOTE.format(title=folder, area=area, day="2023-10-01", file=file))
        for name, text in files.items():
            path.joinpath(name).write_text(text)
    return space


def council(workspace, rule="newest"):
    (workspace.root / "council.yml").write_text(f"version: 1\narea: Torbay\nreporting: {{report_month: {rule}}}\n")


def test_what_a_command_names_is_taken_as_it_stands(workspace):
    council(workspace)
    assert whose(workspace, "Plymouth", "2020-01") == Whose("Plymouth", "2020-01")


def test_what_it_does_not_name_is_the_councils_own(workspace):
    council(workspace)
    assert whose(workspace, None, None) == Whose("Torbay", "2021-05")
    assert whose(workspace, None, "2020-01") == Whose("Torbay", "2020-01")


def test_without_a_name_and_without_a_council_it_is_refused(workspace):
    with pytest.raises(ParametersError, match="none was named") as refused:
        whose(workspace, None, "2020-01")
    assert "council.yml" in refused.value.hint


def test_an_area_that_is_none_is_refused(workspace):
    council(workspace)
    with pytest.raises(ParametersError, match="Torbey"):
        whose(workspace, "Torbey", None)


def test_the_newest_month_is_that_of_the_areas_own_papers_and_else_of_any(workspace):
    store = open_store(workspace)
    assert newest_own_month(store, "E06000027") == Month(2021, 5)
    assert newest_own_month(store, "E06000026") == Month(2022, 3)
    assert newest_own_month(store, "E08000034") is None


def test_a_rule_of_the_calendar_needs_no_store(workspace, monkeypatch):
    council(workspace, "month_before")
    monkeypatch.setattr(report_month, "open_store", lambda _: pytest.fail("the store was opened"))
    last = dt.date.today().replace(day=1) - dt.timedelta(days=1)  # noqa: DTZ011
    assert whose(workspace, None, None).month == str(Month.of(last))
