"""Authorities that split or merged: no series runs through the break in silence."""

import pandas as pd
import pytest

from analysis.sources.area_breaks import area_breaks

DORSET_COUNTY, DORSET, BCP = "E10000009", "E06000059", "E06000058"


def said(*codes):
    return {issue.area: issue.message for issue in area_breaks(pd.DataFrame({"area": codes}), "dfe")}


def test_an_authority_that_ended_names_the_day_and_what_replaced_it():
    message = said(DORSET_COUNTY)[DORSET_COUNTY]
    assert "31 March 2019" in message
    assert "Bournemouth, Christchurch and Poole" in message


@pytest.mark.parametrize(
    ("code", "day", "before"),
    [
        (BCP, "1 April 2019", "Poole"),
        (DORSET, "1 April 2019", "Dorset (until 2019)"),
        ("E06000061", "1 April 2021", "Northamptonshire"),
        ("E06000062", "1 April 2021", "Northamptonshire"),
        ("E06000063", "1 April 2023", "Cumbria"),
        ("E06000064", "1 April 2023", "Cumbria"),
    ],
)
def test_an_authority_that_began_names_the_day_and_what_was_there_before(code, day, before):
    message = said(code)[code]
    assert day in message
    assert before in message


def test_an_authority_that_only_changed_its_code_does_not_break():
    assert said("E06000066", "E06000065", "E06000060", "E06000027", "E92000001", "SN2021-E06000027") == {}


def test_nothing_read_breaks_nowhere():
    assert said() == {}
