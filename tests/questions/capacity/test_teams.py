"""Teams as the council's own paper prints them, of the newest day only."""

import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.workspace import Workspace
from analysis.questions.capacity.teams import TEAMS, enter_teams, teams
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.store import open_store
from pathway_store import published_store
from whole_answers import held_to_its_record

TORBAY = "E06000027"


@pytest.fixture(scope="module")
def figures(root):
    return SeriesReader.from_store(open_store(Workspace.find(root)), TORBAY, dt.date(2012, 6, 30))


def test_each_team_has_its_average_and_its_largest_caseload(figures):
    found = teams(figures).set_index("team")
    assert set(found.index) <= set(TEAMS)
    assert found.loc["safeguarding_and_families", ["average", "largest"]].to_list() == [11.2, 31]  # 000 report card
    assert (found["largest"] >= found["average"]).all()


def test_only_the_teams_of_the_newest_day_are_told(figures):
    found = teams(figures)
    older = pd.concat([found.iloc[:1].assign(date=found["date"].max() - dt.timedelta(days=31)), found.iloc[1:]])
    told = enter_teams(Ledger("capacity"), figures, older).facts["teams"]
    assert found["team"].iloc[0] not in told
    assert set(told) == set(found["team"].iloc[1:])
    assert set(enter_teams(Ledger("capacity"), figures, found).facts["teams"]) == set(found["team"])


def test_without_a_paper_of_the_council_there_are_no_teams():
    assert teams(SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31))).empty


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("capacity")
