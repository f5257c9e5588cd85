"""The data section on what is in data/raw: an area's own issues, its age, and what is not held."""

import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.present import tables
from analysis.questions import data_quality as module
from analysis.questions.data_quality import answer_data_quality
from analysis.store import open_store
from own_months_store import KIRKLEES, rows_of
from own_months_store import store_of as months_store
from recorded_answers import as_recorded


@pytest.fixture(scope="module")
def store(root):
    return open_store(Workspace.find(root))


@pytest.fixture(scope="module")
def torbay(store):
    return answer_data_quality(store, "E06000027", Month(2021, 5))


@pytest.fixture(scope="module")
def plymouth(store):
    return answer_data_quality(store, "E06000026", Month(2021, 5))


def test_a_shortened_list_of_issues_says_of_how_many(torbay):
    recent = sum(torbay.evidence[f"data.recent_{kind}"].value for kind in ("errors", "warnings"))
    assert recent > len(torbay.tables["issues"])
    assert tables.caption(torbay, "issues").startswith(f"The 12 most pressing of {recent} things")


def test_the_table_of_checks_comes_to_what_the_answer_says(torbay):
    checks = torbay.tables["checks"]
    said = [torbay.evidence[f"data.{kind}"].value for kind in ("errors", "warnings")]
    assert [checks["error"].sum(), checks["warning"].sum()] == said


def test_nothing_that_ends_after_the_month_is_counted_as_held(torbay):
    assert torbay.tables["held"]["last"].max().date() <= dt.date(2021, 5, 31)


def test_another_councils_contradictions_are_not_laid_at_ones_door(plymouth):
    assert plymouth.evidence["data.errors"].value == 0
    assert "issues" not in plymouth.tables


def test_a_council_quoted_in_anothers_paper_is_not_said_to_have_papers_held(plymouth, torbay):
    assert plymouth.missing[0].startswith("No papers of the council itself are held")
    assert torbay.missing == ()


def test_a_figure_dated_after_its_paper_is_marked(torbay):
    frame = tables.sheet(torbay, "held").frame.set_index("Release or paper")
    assert frame.loc["Torbay improvement plan, October 2011", "Last period ends"] == "November 2011 (after publication)"


def test_a_release_of_after_the_month_is_marked(torbay):
    frame = tables.sheet(torbay, "freshness").frame.set_index("Measure")
    assert frame.loc["Section 47 enquiries", "Published"].endswith("(after the month)")


def test_a_figure_is_dated_by_the_release_it_is_taken_from(torbay):
    frame = tables.sheet(torbay, "freshness").frame.set_index("Measure")
    assert frame.loc["Referrals", "Published"] == "31 October 2024 (after the month)"  # 176; 175 in the July 2021 paper


def test_the_oldest_of_the_newest_figures_is_named(torbay):
    assert tables.caption(torbay, "freshness").endswith("at most 11 months (children aged 0 to 17)")


def test_an_area_of_which_nothing_is_held_gets_a_sentence(store):
    answer = answer_data_quality(store, "E08000035", Month(2021, 5))
    assert answer.missing == ("Nothing is held of this area up to the month.",)


def test_two_publishers_of_one_number_are_set_side_by_side(torbay):
    pairs = torbay.tables["publishers"].set_index(["measure", "basis", "period_end"])
    may = pairs.loc[("referrals", "month", dt.date(2021, 5, 31))]  # 002:129 and table c6 of October 2024
    assert (may["council"], may["published"], may["difference"]) == (175, 176, -1)
    year = pairs.loc[("referrals", "year", dt.date(2021, 3, 31))]
    assert (year["council"], year["published"]) == (2238, 2242)
    assert "publishers_differ" in [caveat.kind for caveat in torbay.caveats]


def test_a_rate_is_not_counted_again_beside_its_count(torbay):
    pairs = torbay.tables["publishers"]
    assert not {"referral_rate", "cla_start_rate"} & set(pairs["measure"])


def test_an_area_without_papers_of_its_own_has_nothing_to_set_side_by_side(plymouth):
    assert "publishers" not in plymouth.tables
    assert "publishers_differ" not in [caveat.kind for caveat in plymouth.caveats]


def test_the_months_that_differ_are_added_up_for_both_publishers(torbay):
    months = torbay.tables["publishers"].query("measure == 'referrals' and basis == 'month'")
    told = next(caveat for caveat in torbay.caveats if caveat.kind == "publishers_differ").facts
    assert torbay.evidence[told["together_local"]].value == months["council"].sum() == 1967
    assert torbay.evidence[told["together_published"]].value == months["published"].sum() == 1980


def test_a_figure_after_the_month_is_not_set_beside_another(store):
    answer = answer_data_quality(store, "E06000027", Month(2020, 8))
    assert answer.tables["publishers"]["period_end"].max() == dt.date(2020, 8, 31)


SEPTEMBER = Month(2025, 9)


def of_hand(month=SEPTEMBER):
    """An answer on a store of two files: referrals of three months, one hidden, and a share that cannot be."""
    referrals = rows_of("referrals", (400, None, 420), last=Month(2025, 8))
    gone = [
        entry | {"value": None, "missing": "suppressed"} for entry in rows_of("referrals", [0], last=Month(2025, 9))
    ]
    shares = rows_of("re_referrals_percent", [20.0, 120.0], unit="percent", last=Month(2023, 10))
    later = rows_of("referrals", [999], last=Month(2025, 10))
    other = rows_of("referrals", [888], last=Month(2025, 8), area="E08000035")
    return answer_data_quality(months_store(referrals, gone, shares, later, other), KIRKLEES, month)


def test_every_value_is_what_the_record_says():
    as_recorded("data_quality", of_hand())


def test_files_figures_and_gaps_are_counted_up_to_the_month_and_of_the_area_alone():
    held = {name.split(".")[1]: entry.value for name, entry in of_hand().evidence.items()}
    assert (held["files"], held["figures"], held["gaps"]) == (2, 4, 1)
    ages = of_hand().tables["freshness"].set_index("measure")
    assert ages.loc["referrals", "months_old"] == 1  # August 2025, asked in September
    assert bool(ages.loc["referrals", "published_later"])  # 15 October 2025
    older = of_hand(month=Month(2026, 1)).tables["freshness"].set_index("measure")
    assert older.loc["referrals", "months_old"] == 3  # October 2025, asked in January 2026
    assert not older.loc["referrals", "published_later"]


def issue(severity, end, message, evidence="{}"):
    return {
        "severity": severity,
        "period_end": pd.Timestamp(end),
        "message": message,
        "evidence": evidence,
        "check": "share-above-whole",
        "area": KIRKLEES,
        "measure": "referrals",
        "source": f"a.csv#row {message}",
    }


ISSUES = [
    issue("warning", "2025-08-31", "a warning of August"),
    issue("error", "2023-09-30", "an error of two years ago"),
    issue("note", "2025-08-31", "a note"),
    issue("error", "2023-10-31", "an error of less than two years ago"),
    issue("error", "2025-07-31", "an error of July", '{"accepted": "yes"}'),
    issue("error", "2025-08-31", "an error of August"),
]


def test_errors_come_before_warnings_and_the_newest_first_and_two_are_told(monkeypatch):
    monkeypatch.setattr(module.audit, "run", lambda *_: pd.DataFrame(ISSUES))
    answer = of_hand()
    errors = ["an error of August", "an error of July", "an error of less than two years ago"]
    assert list(answer.tables["issues"]["message"]) == [*errors, "a warning of August"]
    assert list(answer.tables["all_issues"]["message"]) == [
        *errors,
        "an error of two years ago",
        "a warning of August",
    ]
    told = [finding.facts["message"] for finding in answer.findings if finding.kind == "data_issue"]
    assert told == errors[:2]
    held = {name.split(".")[1]: entry.value for name, entry in answer.evidence.items()}
    counted = ("errors", "warnings", "notes", "recent_errors", "recent_warnings", "accepted")
    assert [held[name] for name in counted] == [4, 1, 1, 3, 1, 1]
    (row,) = answer.tables["checks"].to_dict("records")
    assert (row["error"], row["warning"], row["note"]) == (4, 1, 0)


def test_what_several_checks_see_in_one_row_at_one_time_is_counted_and_listed_once(monkeypatch):
    same = [
        issue("warning", end, "jumps") | {"severity": kind}
        for end, kind in (("2025-07-31", "error"), ("2025-08-31", "warning"))
    ]
    monkeypatch.setattr(module.audit, "run", lambda *_: pd.DataFrame([*same, issue("error", "2025-07-31", "apart")]))
    answer = of_hand()
    assert answer.tables["all_issues"]["findings"].tolist() == [2, 1]
    held = {name.split(".")[1]: entry.value for name, entry in answer.evidence.items()}
    assert (held["errors"], held["warnings"], held["recent_errors"]) == (2, 0, 2)


def test_no_more_than_twelve_issues_are_listed_of_all(monkeypatch):
    many = [issue("error", f"2025-08-{day:02}", f"error {day}") for day in range(1, 15)]
    monkeypatch.setattr(module.audit, "run", lambda *_: pd.DataFrame(many))
    tables_ = of_hand().tables
    assert (len(tables_["issues"]), len(tables_["all_issues"])) == (12, 14)
    assert tables_["issues"]["message"].iloc[0] == "error 14"


def test_an_issue_of_another_area_is_not_counted_and_one_of_no_area_is(monkeypatch):
    others = [ISSUES[5] | {"area": "E08000035"}, ISSUES[5] | {"area": None}]
    monkeypatch.setattr(module.audit, "run", lambda *_: pd.DataFrame(others))
    assert of_hand().evidence["data.errors"].value == 1
