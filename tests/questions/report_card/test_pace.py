import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.catalogue.period import Month
from analysis.questions.report_card.aims import Aim
from analysis.questions.report_card.pace import met_at_this_pace, missed_from_first, missed_since
from whole_answers import held_to_its_record


def line(*values, target=90.0, polarity="high_is_good", basis="month", grows=False):
    """A line of the card with these figures, the last of May 2021."""
    ends = [Month(2021, 5).plus(step).last_day for step in range(1 - len(values), 1)]
    series = pd.DataFrame({"period_end": pd.to_datetime(ends), "value": values}).dropna()
    measure = SimpleNamespace(polarity=polarity, grows_to_the_year=grows)
    aim = Aim((target,) if target is not None else (), (), None)
    row = SimpleNamespace(series=lambda _: series)
    return SimpleNamespace(
        aim=aim, measure=measure, row=row, basis=basis, value=float(values[-1]), period_end=ends[-1] if ends else None
    )


@pytest.mark.parametrize(
    ("values", "more", "since"),
    [
        ((95, 80, 85), {}, dt.date(2021, 4, 30)),
        ((80, 95, 85), {}, dt.date(2021, 5, 31)),
        ((80, 80, 95), {}, None),
        ((80, 90), {}, None),
        ((100, 95), {"polarity": "low_is_good"}, dt.date(2021, 4, 30)),
        ((80, 80), {"polarity": "neutral"}, None),
        ((80, 80), {"target": None}, None),
    ],
)
def test_a_target_is_missed_since_the_first_month_of_the_run_that_goes_on(values, more, since):
    assert missed_since(line(*values, **more)) == since


@pytest.mark.parametrize(
    ("values", "more", "ahead", "month"),
    [
        ((70, 71, 72, 73, 74, 75, 82), {}, "month", Month(2021, 9)),  # 2 a month, 8 to go
        ((70, 0, 0, 0, 0, 0, 83), {}, "month", Month(2021, 9)),  # 2.17 a month, 7 to go: 3.2 months, so the fourth
        ((85, 0, 0, 0, 0, 0, 80), {}, "not at this pace", None),
        ((80, 0, 0, 0, 0, 0, 80), {}, "not at this pace", None),
        ((79, 0, 0, 0, 0, 0, 80), {}, "beyond two years", None),
        ((80, 85), {}, "too few months", None),
        ((120, 0, 0, 0, 0, 0, 102), {"polarity": "low_is_good"}, "month", Month(2021, 9)),
        ((70, 0, 0, 0, 0, 0, 82), {"polarity": "neutral"}, "too few months", None),
        ((70, 0, 0, 0, 0, 0, 82), {"target": None}, "too few months", None),
        ((70, 0, 0, 0, 0, 0, 82), {"basis": "year_to_date", "grows": True}, "too few months", None),
    ],
)
def test_a_pace_leads_to_the_first_month_in_which_the_target_would_be_met(values, more, ahead, month):
    assert met_at_this_pace(line(*values, **more)) == (ahead, month)


def test_what_is_missed_from_the_first_month_may_have_been_missed_before():
    assert missed_from_first(line(80, 85))
    assert not missed_from_first(line(95, 85))
    assert not missed_from_first(line(80, 95))


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
