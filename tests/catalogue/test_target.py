import csv
import datetime as dt
import re

from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures
from analysis.catalogue.target import reaches, targets, targets_of

TORBAY = "E06000027"


def test_every_target_is_of_a_known_measure_and_area_in_its_unit():
    for target in targets():
        assert target.measure in measures()
        assert target.area in areas()
        assert target.unit == measures()[target.measure].unit
        assert f"{target.value:g}" in target.as_printed


def test_targets_are_those_of_the_report_card(root):
    path = root / "data" / "raw" / "torbay-report-card-2012-07" / "report_card.csv"
    dates = {"By Dec 2012": dt.date(2012, 12, 31), "By Jul 2013": dt.date(2013, 7, 31)}
    with path.open(encoding="utf-8", newline="") as stream:
        printed = {
            (row["Source line"], dates[column], row[column])
            for row in csv.DictReader(stream)
            for column in dates
            if row[column].strip()
        }
    held = {(t.source, t.due_on, t.as_printed) for t in targets() if t.source.startswith("000:")}
    assert held == {(source, due, text.strip()) for source, due, text in printed}


def test_the_improvement_notices_targets_are_held_with_their_window():
    notice = [target for target in targets() if target.due_on == dt.date(2011, 9, 30) and target.value > 70]
    assert {(target.measure, target.value, target.basis) for target in notice} == {
        ("initial_assessments_10_days_percent", 80.0, "year_to_date"),
        ("core_assessments_35_days_percent", 78.0, "year_to_date"),
    }


def test_the_next_target_is_the_one_that_counts():
    found = targets_of("initial_assessments_10_days_percent", TORBAY, dt.date(2012, 6, 30))
    assert [(target.due_on.year, target.value) for target in found] == [(2012, 79.0)]
    assert targets_of("initial_assessments_10_days_percent", TORBAY, dt.date(2014, 1, 1)) == []
    assert len(targets_of("initial_assessments_10_days_percent", TORBAY)) == 4


def test_low_is_met_from_below_and_high_from_above():
    (repeat,) = targets_of("re_referrals_percent", TORBAY, dt.date(2012, 6, 30))
    polarity = measures()[repeat.measure].polarity
    assert reaches(25.0, repeat.value, polarity)
    assert not reaches(25.1, repeat.value, polarity)
    assert reaches(80.0, 80.0, "high_is_good")
    assert reaches(79.9, 80.0, "high_is_good") is False
    assert reaches(1.0, 2.0, "neutral") is None


def test_a_range_is_held_as_two_limits():
    limits = {target.level: target.value for target in targets_of("cases_audited_percent", TORBAY)}
    assert limits == {"minimum": 5.0, "upper": 10.0}


def test_every_target_says_document_and_line():
    assert all(re.fullmatch(r"\d{3}:\d+(-\d+)?", target.source) for target in targets())
