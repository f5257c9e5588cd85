"""What else happened in a window: only what lies in it, touches the measure, and is of the area or of all England."""

import datetime as dt

import pytest

from analysis.questions.why import events as module
from analysis.questions.why.events import FORMED, Event, events, events_in
from analysis.questions.why.window import Window
from whole_answers import held_to_its_record

TORBAY, WESTMORLAND = "E06000027", "E06000064"


def ids(before, after, area=TORBAY, group="cp"):
    return {event.id for event in events_in(Window(before, after), area, group)}


def test_the_pandemic_is_in_every_window_that_touches_it_and_in_no_other():
    assert "covid" in ids(dt.date(2019, 3, 31), dt.date(2020, 3, 31))
    assert "covid" in ids(dt.date(2021, 3, 31), dt.date(2022, 3, 31))
    assert "covid" not in ids(dt.date(2018, 3, 31), dt.date(2019, 3, 31))
    assert "covid" not in ids(dt.date(2022, 3, 31), dt.date(2023, 3, 31))


def test_what_ended_on_the_first_day_of_the_window_is_not_in_it():
    covid = next(event for event in events() if event.id == "covid")
    assert "covid" not in ids(covid.end, dt.date(2022, 7, 31))
    assert "covid" in ids(covid.end - dt.timedelta(days=1), dt.date(2022, 7, 31))
    assert "covid" in ids(dt.date(2019, 3, 31), covid.start)
    assert "covid" not in ids(dt.date(2019, 3, 31), covid.start - dt.timedelta(days=1))


def test_an_authority_that_was_formed_in_the_window_has_figures_of_other_areas_before():
    found = events_in(Window(dt.date(2022, 3, 31), dt.date(2024, 3, 31)), WESTMORLAND, "cp")
    assert FORMED in {event.what for event in found}
    later = events_in(Window(dt.date(2024, 3, 31), dt.date(2025, 3, 31)), WESTMORLAND, "cp")
    assert FORMED not in {event.what for event in later}


def event(**changed):
    given = {"id": "new_system", "from": "2021-06-01", "to": "2021-06-01", "area": TORBAY, "what": "a new system"}
    return Event.model_validate({**given, "offered_in": "x", **changed})


@pytest.mark.parametrize(
    ("changed", "there"),
    [
        ({}, True),
        ({"area": None}, True),
        ({"area": WESTMORLAND}, False),
        ({"about": ["cp", "cla"]}, True),
        ({"about": ["referrals"]}, False),
    ],
)
def test_an_event_is_told_of_its_own_area_and_measures_alone(monkeypatch, changed, there):
    monkeypatch.setattr(module, "events", lambda: (event(**changed),))
    assert ("new_system" in ids(dt.date(2021, 3, 31), dt.date(2022, 3, 31))) is there


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
