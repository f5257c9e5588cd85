"""Tables of "are there enough social workers": the workforce by year, a limit, the queue, the teams."""

import datetime as dt

import pandas as pd

from analysis.catalogue.period import Month
from analysis.language.numbers import number
from analysis.language.phrasebook import phrase
from analysis.language.phrases.capacity import TEAMS
from analysis.present.tables.printed_table import PrintedTable, cells, changes
from analysis.questions.answer import Answer


def workforce(answer: Answer) -> PrintedTable:
    """Who held the cases on each 30 September."""
    frame = answer.tables["workforce"]
    if "month" in frame:
        return _by_month(answer)
    columns = {
        "Date": [Month.of(day).words for day in frame["date"]],
        "Caseload": cells(frame["caseload"], "cases_per_fte"),
        "Cases": cells(frame["cases"]),
        "Case holders": cells(frame["case_holders"], "fte"),
        "Posts": cells(frame["posts"], "fte"),
        "Vacant": cells(frame["vacancy_rate"], "percent"),
        "Agency for each 100 in post": cells(frame["agency_for_each_100_in_post"], "count"),
        "Workers who hold cases": cells(frame["share_holding_cases"], "percent"),
    }
    heading = phrase("table_heading", "workforce", area=answer.area_name, dates=_span(list(frame["date"])))
    note = phrase("table_note", "workforce")
    return PrintedTable(heading, pd.DataFrame(columns), tuple(columns)[1:], note)


def vacancy(answer: Answer) -> PrintedTable:
    """What vacancy rate holds the caseload at the limit, by how many cases there are."""
    frame = answer.tables["vacancy"]
    columns = {
        "Cases, against now": [number(100 * level, "percent") for level in frame["demand"]],
        "Cases": cells(frame["cases"]),
        "Vacancy rate that holds the limit": [
            "none: not with every post filled" if rate < 0 else number(rate, "percent")
            for rate in frame["vacancy_rate"]
        ],
    }
    limit = answer.evidence[f"{answer.group}.limit"].value
    heading = phrase("table_heading", "vacancy", area=answer.area_name, limit=_limit(limit))
    note = phrase("table_note", "vacancy")
    return PrintedTable(heading, pd.DataFrame(columns), tuple(columns)[1:], note)


def queue(answer: Answer) -> PrintedTable:
    """Assessments that became due and those completed, month by month."""
    frame = answer.tables["queue"]
    columns = {
        "Month": [Month.of(day).words for day in frame["month"]],
        "Became due": cells(frame["due"]),
        "Completed": cells(frame["completed"]),
        "Completed over due, so far": changes(frame["ahead"]),
        "Completed in time": cells(frame["on_time_percent"], "percent"),
    }
    heading = phrase("table_heading", "queue", area=answer.area_name, dates=_span(list(frame["month"])))
    note = phrase("table_note", "assessments due")
    return PrintedTable(heading, pd.DataFrame(columns), tuple(columns)[1:], note)


def teams(answer: Answer) -> PrintedTable:
    """Average and largest caseload by team, with what the largest was made of."""
    frame = answer.tables["teams"]
    columns = {
        "Team": [TEAMS[team] for team in frame["team"]],
        "Date": [Month.of(day).words for day in frame["date"]],
        "Average": cells(frame["average"], "cases_per_fte"),
        "Largest": cells(frame["largest"]),
        "of them CP": cells(frame["cp"]),
        "of them CIN": cells(frame["cin"]),
        "of them CLA": cells(frame["cla"]),
    }
    note = phrase("table_note", "teams")
    heading = phrase("table_heading", "teams", area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), tuple(columns)[2:], note)


def _by_month(answer: Answer) -> PrintedTable:
    """Caseload and vacancies as the council counts them, newest first."""
    frame = answer.tables["workforce"]
    columns = {
        "Month": [Month.of(day).words for day in frame["month"]],
        "Cases for each worker": cells(frame["caseload"], "cases_per_fte"),
        "Posts that are vacant": cells(frame["vacancy_rate"], "percent", 1),
    }
    heading = phrase("table_heading", "caseload by month", area=answer.area_name)
    return PrintedTable(heading, pd.DataFrame(columns), tuple(columns)[1:])


def _span(days: list[dt.date]) -> str:
    first, last = (Month.of(day).words for day in (days[0], days[-1]))
    return first if first == last else f"{first} to {last}"


def _limit(limit: object) -> str:
    return f"{number(limit, 'cases_per_fte')} cases a worker" if isinstance(limit, int | float) else "its limit"
