import datetime as dt

import pytest

from analysis.catalogue.council import Reporting, council_of, month_by_rule
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.period import Month

TODAY = dt.date(2026, 1, 20)


@pytest.fixture
def written(tmp_path):
    def write(text):
        (tmp_path / "council.yml").write_text(text, encoding="utf-8")
        return council_of(tmp_path)

    return write


def test_area_alone_is_enough(written):
    council = written("version: 1\narea: Kirklees\n")
    assert council.authority.code == "E08000034"
    assert council.title == "Kirklees"
    assert council.neighbours == "in_force"
    assert council.reporting.report_month == "newest"


def test_a_year_of_neighbours_needs_no_quotes_and_names_are_found(written):
    assert written("version: 1\narea: Kirklees\nneighbours: 2021\n").neighbours == "2021"
    assert written("version: 1\narea: Derby\nneighbours: [Plymouth, Wigan]\n").named_neighbours == (
        "E06000026",
        "E08000010",
    )


def test_everything_that_is_wrong_is_said_at_once(written):
    with pytest.raises(WorkbenchError) as error:
        written(
            "version: 9\narea: Kirkless\naudience: everyone\nneighbours: [Nowhere]\nreporting: {papers_due_days: -1}\n"
            "x: 1"
        )
    for said in ("version", "Kirklees", "audience", "Nowhere", "papers_due_days", "x: is not a name"):
        assert said in str(error.value)


def test_a_region_is_no_council(written):
    with pytest.raises(WorkbenchError, match="not a local authority"):
        written("version: 1\narea: England\n")


def test_a_folder_of_before_has_none(tmp_path):
    assert council_of(tmp_path) is None


@pytest.mark.parametrize(
    ("rule", "newest", "month"),
    [
        ("newest", Month(2025, 9), Month(2025, 9)),
        ("newest", None, Month(2025, 12)),
        ("month_before", Month(2025, 9), Month(2025, 12)),
        ("two_months_before", Month(2025, 9), Month(2025, 11)),
    ],
)
def test_the_report_month_follows_the_councils_rule(rule, newest, month):
    assert month_by_rule(rule, newest, TODAY) == month


def test_the_next_meeting_may_be_today():
    meetings = Reporting(meetings=(dt.date(2026, 3, 1), TODAY, dt.date(2025, 12, 1)))
    assert meetings.next_meeting(TODAY) == TODAY
    assert meetings.next_meeting(dt.date(2027, 1, 1)) is None
