"""Both courses of a scenario, entered once."""

import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.period import Month
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.what_if.course_finding import ROLES, course_finding
from pathway_store import TORBAY, published_store
from whole_answers import held_to_its_record


@pytest.fixture
def entered():
    now = SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31)).at(
        "cp_plans_at_period_end", dt.date(2021, 3, 31)
    )
    columns = [name.removeprefix("stock_") for name in ROLES.values() if name.startswith("stock_")][1:]
    last = pd.Series({"period_end": dt.date(2024, 3, 31), **{name: 10.0 + at for at, name in enumerate(columns)}})
    ledger = Ledger("what_if")
    return ledger, course_finding(ledger, now, last, "2,000 futures", "Fewer plans", Month(2021, 5)), columns


def test_every_role_of_the_sentence_has_its_evidence(entered):
    ledger, finding, columns = entered
    assert set(finding.about) == set(ROLES)
    assert [ledger.value(f"stock_{name}") for name in columns] == [10.0 + at for at in range(len(columns))]
    assert finding.facts == {"measure": "cp_plans_at_period_end"}


def test_what_is_forecast_says_so_and_names_the_figure_it_starts_from(entered):
    ledger, _, _ = entered
    found = ledger.evidence["what_if.stock_scenario"]
    assert (found.kind, found.formula) == ("forecast", "2,000 futures")
    assert found.sources == ledger.evidence["what_if.stock_now"].sources != ()
    assert ledger.evidence["what_if.until"].value == "March 2024"


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("what_if")
