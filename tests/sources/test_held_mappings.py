"""A guess without a yes: counted as the council's own, said so, and merged without loss by a yes."""

import datetime as dt

import openpyxl
import pandas as pd
import pytest

from analysis.catalogue.measure import measures
from analysis.catalogue.own import use
from analysis.catalogue.workspace import Workspace
from analysis.sources.add import Details, add_sources
from analysis.sources.held_mappings import own_measures_held, say_yes_everywhere, take_out_unheld
from analysis.sources.scorecard.layout import RowMapping, ScorecardLayout
from analysis.store import build_store

HEAD = ["Indicator", "Apr-25", "May-25", "Jun-25", "Jul-25"]
CARD = [
    ["Referrals", "48", "42", "61", "50"],
    ["Assessments completed within 45 working days", "81%", "82%", "83%", "84%"],
]
OWN, GUESSED = "own_assessments_completed_within_45_working_days", "assessments_45_days_percent"
CONFIRMED = 7  # column of the mapping


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "council.yml").write_text("version: 1\narea: Kirklees\n", encoding="utf-8")
    found = Workspace.find(tmp_path)
    found.raw.mkdir(parents=True)
    use(found)
    return found


@pytest.fixture
def received(tmp_path):
    """Return a function that writes a card of so many months as a council would send it."""

    def write(name, months):
        lines = [line[: months + 1] for line in (HEAD, *CARD)]
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(",".join(line) for line in lines), encoding="utf-8")
        return path

    return write


def take_in(workspace, path, day=dt.date(2025, 10, 1)):
    report = add_sources(workspace, [path], Details(day))
    assert not report.problems
    return report


def say_yes(path):
    beside = path.with_name(f"{path.stem}.mapping.xlsx")
    book = openpyxl.load_workbook(beside)
    row = next(line for line in book["Rows"].iter_rows(min_row=3) if line[3].value == CARD[1][0])
    row[CONFIRMED - 1].value = "yes"
    book.save(beside)


def held(workspace):
    build_store(workspace)
    frame = pd.read_parquet(workspace.processed / "observations.parquet")
    return frame[frame["unit"].eq("percent")]


def test_without_a_yes_it_is_the_councils_own_and_that_is_said_each_month(workspace, received):
    first, second = received("card.csv", 3), received("card-july.csv", 4)
    assert take_in(workspace, first).asked
    for path in (first, second):
        (added,) = take_in(workspace, path).added
        assert any("until somebody says yes" in remark for remark in added.remarks), path
    assert set(held(workspace)["measure"]) == {OWN}
    assert second.with_name("card-july.mapping.xlsx").is_file()  # where the yes can be said


def test_a_later_yes_moves_every_month_of_every_file_and_loses_none(workspace, received):
    first, second = received("card.csv", 3), received("card-july.csv", 4)
    take_in(workspace, first)
    take_in(workspace, first)
    take_in(workspace, second)
    before = held(workspace)
    say_yes(second)
    (added,) = take_in(workspace, second).added
    assert any("waited for this yes" in remark for remark in added.remarks)
    assert any(f"no longer measures of your own: {OWN}" in remark for remark in added.remarks)
    after = held(workspace)
    assert set(after["measure"]) == {GUESSED}
    key = ["period_end", "value", "source"]
    assert sorted(after[key].itertuples(index=False)) == sorted(before[key].itertuples(index=False))
    assert OWN not in measures()
    assert OWN not in (workspace.data / "catalogue" / "measures.yml").read_text(encoding="utf-8")


def test_a_card_says_beside_the_row_that_nobody_has_confirmed_it(workspace, received):
    card = received("card.csv", 3)
    take_in(workspace, card)
    take_in(workspace, card)
    build_store(workspace)
    remarks = pd.read_parquet(workspace.processed / "remarks.parquet")
    (text,) = remarks.loc[remarks["measure"].eq(OWN), "text"]
    assert text.startswith("It is counted as the council's own until somebody confirms")
    say_yes(card)
    take_in(workspace, card)
    build_store(workspace)
    assert not len(pd.read_parquet(workspace.processed / "remarks.parquet"))


def test_a_yes_to_another_measure_than_was_guessed_moves_nothing(workspace, received):
    card = received("card.csv", 3)
    take_in(workspace, card)
    take_in(workspace, card)
    row = RowMapping(label=CARD[1][0], measure="assessments_20_days_percent", unit="percent")
    assert say_yes_everywhere(workspace, ScorecardLayout(scorecard="card", rows=(row,))) == ()
    assert own_measures_held(workspace) == {OWN}
    assert take_out_unheld(workspace, frozenset({OWN})) == ()  # a file has it yet
