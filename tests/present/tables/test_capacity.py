"""Tables of the workforce: an absent number is said, a limit that no rate holds is said, the months are named."""

from types import SimpleNamespace

import pandas as pd

from analysis.catalogue.parameters import read_parameters
from analysis.language.phrases.capacity import TEAMS
from analysis.present.tables import capacity
from analysis.questions.answer import Answer
from printed_record import held_as_printed

SEPTEMBER = pd.Timestamp("2020-09-30")


def answer(name, rows, **evidence):
    told = {f"capacity.{key}": SimpleNamespace(value=value) for key, value in evidence.items()}
    context = read_parameters("Torbay", "2021-05")
    return Answer("?", None, context, "capacity", findings=(), evidence=told, tables={name: pd.DataFrame(rows)})


def test_the_workforce_of_each_september_has_its_units():
    row = {
        "date": SEPTEMBER, "caseload": 20.76, "cases": 1306, "case_holders": 62.9, "posts": 130.4,
        "vacancy_rate": 38.7, "agency_for_each_100_in_post": float("nan"), "share_holding_cases": 53.0,
    }  # fmt: skip
    made = capacity.workforce(answer("workforce", [row]))
    assert made.heading == "Cases and social workers in Torbay, September 2020"
    shown = made.frame.iloc[0]
    assert (shown["Date"], shown["Caseload"], shown["Cases"]) == ("September 2020", "20.8", "1,306")
    assert shown["Agency for each 100 in post"] == "not available"
    assert shown["Vacant"].endswith("%")
    assert "Date" not in made.numbers


def test_the_councils_own_months_are_a_table_of_their_own():
    row = {"month": pd.Timestamp("2021-05-31"), "caseload": 18.0, "vacancy_rate": float("nan")}
    made = capacity.workforce(answer("workforce", [row]))
    assert list(made.frame) == ["Month", "Cases for each worker", "Posts that are vacant"]
    assert made.frame.iloc[0].to_list() == ["May 2021", "18.0", "not available"]


def test_a_limit_that_no_vacancy_rate_holds_is_said_in_words():
    rows = [{"demand": 1.0, "cases": 1306, "vacancy_rate": 12.0}, {"demand": 1.2, "cases": 1567, "vacancy_rate": -4.0}]
    made = capacity.vacancy(answer("vacancy", rows, limit=17.1))
    assert made.frame["Vacancy rate that holds the limit"].to_list()[1] == "none: not with every post filled"
    assert made.frame["Cases, against now"].to_list() == ["100%", "120%"]
    assert made.heading.endswith("at 17.1 cases a worker")


def test_the_queue_names_its_months_and_says_that_it_is_no_count_of_a_queue():
    days = [pd.Timestamp("2021-04-30"), pd.Timestamp("2021-05-31")]
    rows = [{"month": day, "due": 100, "completed": 98, "ahead": -2.0, "on_time_percent": 81.0} for day in days]
    made = capacity.queue(answer("queue", rows))
    assert "April 2021 to May 2021" in made.heading
    assert made.frame["Completed over due, so far"].to_list() == ["\u22122", "\u22122"]
    assert "no count of a queue" in made.note


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("capacity")


def test_a_teams_largest_caseload_is_shown_with_what_it_is_made_of():
    row = {
        "team": next(iter(TEAMS)), "date": SEPTEMBER, "average": 17.25, "largest": 31,
        "cp": 12, "cin": float("nan"), "cla": 4,
    }  # fmt: skip
    made = capacity.teams(answer("teams", [row]))
    assert made.frame.iloc[0].to_list() == [
        *(next(iter(TEAMS.values())), "September 2020", "17.3", "31", "12", "not available", "4")
    ]
    assert made.numbers == ("Average", "Largest", "of them CP", "of them CIN", "of them CLA")
