import json

import openpyxl
import pytest


def test_an_answer_says_headline_verdicts_and_caveats(workbench):
    told = workbench("why", "cp_rate", "--area", "Torbay", "--between", "2016-03", "2017-03")
    assert told.code == 0
    assert "rose from 51.1 to 82.9" in told.out
    assert "Not supported (" in told.out
    assert "Cannot be tested with this data: " in told.out


def test_a_program_can_read_an_answer(workbench):
    told = workbench("why", "cp_rate", "--area", "880", "--between", "2016-03", "2017-03", "--format", "json")
    answer = json.loads(told.out)
    assert answer["area"] == "E06000027"
    assert {"name", "value", "unit", "sources"} <= set(answer["evidence"][0])


def test_a_misspelt_measure_is_answered_with_the_near_ones(workbench):
    told = workbench("why", "cp_rat", "--area", "Torbay")
    assert told.code == 2
    assert '"cp_rate"' in told.err


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("next", "cla_rate"), "likely range"),
        (("outlook",), "The forecast of the child protection (CP) rate"),
        (("compare", "referral_rate", "--with", "neighbours-2025"), "Torbay"),
        (("report-card",), "green"),
        (("data-quality",), "figures"),
        (("capacity", "--limit", "16"), "cases"),
        (("what-if", "icpc-like-neighbours"), "statistical neighbours"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_every_answer_can_be_had_as_text(workbench, command, said):
    told = workbench(*command, "--area", "Torbay", "--month", "2021-05")
    assert told.code == 0, told.err
    assert said in told.out


def test_an_answer_goes_to_excel_from_the_command_line_too(workbench, tmp_path):
    path = tmp_path / "referrals.xlsx"
    said = workbench("trend", "referrals", "--area", "Torbay", "--month", "2021-05", "--excel", str(path))
    assert said.code == 0
    assert f"Written to {path}." in said.out
    assert "Answer" in openpyxl.load_workbook(path).sheetnames[0]


def test_a_trend_by_month_or_by_year(workbench):
    told = workbench("trend", "referrals", "--area", "Torbay", "--month", "2021-05")
    assert told.out.startswith("In May 2021 there were 176 referrals in Torbay, within the range that has been usual")
    assert "In May 2021 there were 176 referrals" in told.out
    told = workbench("trend", "referrals", "--area", "Torbay", "--month", "2021-05", "--by", "year", "--format", "json")
    assert json.loads(told.out)["texts"]["headline"].startswith("In the year to March 2021 there were 2,242 referrals")


def test_a_month_without_enough_figures_is_said_with_what_it_takes(workbench):
    told = workbench("trend", "referrals", "--area", "Torbay", "--month", "2012-06")
    assert told.code == 2
    assert "there are 3 months and 1 year in a row up to June 2012" in told.err
    assert "7 months or 5 years" in told.err


@pytest.mark.parametrize("limit", ["0", "-3", "nan", "inf"])
def test_a_limit_no_worker_can_have_is_refused(workbench, limit):
    told = workbench("capacity", "--area", "Torbay", "--limit", limit)
    assert told.code == 2
    assert "a number of cases above 0" in told.err


@pytest.mark.parametrize(
    "command",
    [
        ("why", "cp_rate"),
        ("next", "cp_rate"),
        ("outlook",),
        ("trend", "referrals"),
        ("compare", "cp_rate"),
        ("report-card",),
        ("capacity",),
        ("what-if", "icpc-like-neighbours"),
        ("data-quality",),
    ],
    ids=lambda command: command[0],
)
def test_a_month_still_to_come_is_never_answered_with_old_figures(workbench, command):
    told = workbench(*command, "--area", "Torbay", "--month", "2999-05")
    assert told.code == 2
    assert told.out == ""
    assert "May 2999 has not begun yet" in told.err


def test_no_mark_of_markdown_stands_on_a_terminal(workbench):
    for command in (("why", "cp_rate", "--between", "2020-03", "2021-03"), ("trend", "referrals"), ("summary",)):
        told = workbench(*command, "--area", "Torbay", *(() if "--between" in command else ("--month", "2021-05")))
        assert told.code == 0, told.err
        assert "\\" not in told.out
        assert "**" not in told.out
