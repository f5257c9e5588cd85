import datetime as dt

import pytest

from analysis.catalogue.errors import NoFiguresError, ParametersError, UnknownNameError
from analysis.language.phrases import texts
from analysis.questions.own_months import own_months
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.months import _window, answer_why_months, can_be_told
from analysis.questions.why.question import why
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from whole_answers import held_to_its_record

CONTACTS = [1532, 1393, 1488, 1523, 1036, 1496, 1422, 1512, 1459, 1470, 1449, 1449, 1492, 1460, 1416, 1499, 1000, 1363]


def asked(measure, *rows, between="latest"):
    return why(store_of(*rows), measure, KIRKLEES, LAST, between=between)


def test_a_measure_without_a_pathway_is_set_beside_the_same_month_a_year_ago():
    answer = asked("contacts", rows_of("contacts", CONTACTS))
    assert answer.between == (dt.date(2024, 9, 30), dt.date(2025, 9, 30))
    said = texts(answer)["answer"]
    assert "contacts fell from 1,496 to 1,363 between September 2024 and September 2025" in said
    assert "8,230 contacts in the six months to September 2025, fewer than the 8,468" in said
    assert "This is no more than its months usually differ." in said
    assert answer.verdicts == ()
    assert any("No steps are known" in gap for gap in answer.missing)


def test_two_months_by_name_are_explained_and_one_that_is_not_held_is_named():
    answer = asked("contacts", rows_of("contacts", CONTACTS), between=("2024-08", "2025-08"))
    assert answer.between == (dt.date(2024, 8, 31), dt.date(2025, 8, 31))
    with pytest.raises((ParametersError, UnknownNameError)):
        asked("contacts", rows_of("contacts", CONTACTS), between=("2023-08", "2025-08"))


@pytest.mark.parametrize(
    ("between", "told"),
    [
        (("August", "2025-08"), '"August" is not a month; write it as YYYY-MM'),
        (("2020-08", "2025-08"), "no figure of August 2020 is held"),
        (("2025-08", "2024-08"), "a change goes from an earlier month to a later one"),
        (("2025-08", "2025-08"), "a change goes from an earlier month to a later one"),
        (("2025-08",), "a change goes from an earlier month to a later one"),
    ],
)
def test_what_is_wrong_with_two_months_is_said_with_those_that_are_held(between, told):
    figures = SeriesReader.from_store(store_of(rows_of("contacts", CONTACTS)), KIRKLEES, LAST.last_day)
    found = own_months(figures, "contacts")
    with pytest.raises(ParametersError) as error:
        _window(found, None, between)
    assert told in str(error.value)
    assert "Choose the same month of two years where it is held." in str(error.value)


def test_months_of_different_times_of_year_are_refused_where_a_year_is_held():
    with pytest.raises(ParametersError, match="different times of year"):
        asked("contacts", rows_of("contacts", CONTACTS), between=("2025-07", "2025-08"))


def test_a_stock_by_month_end_is_explained_from_those_who_came_and_left():
    stock, starts, ends = range(600, 620), [25] * 20, [24] * 20
    answer = asked(
        "cla_rate",
        rows_of("cla_rate", [value / 10 for value in stock], basis="snapshot", unit="per_10000"),
        rows_of("cla_at_period_end", stock, basis="snapshot"),
        rows_of("cla_started", starts),
        rows_of("cla_ended", ends),
    )
    said = texts(answer)["answer"]
    assert "rose from 60.7 to 61.9 per 10,000 children between September 2024 and September 2025 (607 to 619" in said
    assert "300 children came into care and 288 left care, which is the whole change" in said
    assert answer.figures["waterfall"]["value"].tolist() == [607, 300, -288, 0, 619]


def test_what_does_not_add_up_is_said():
    answer = asked(
        "cla_at_period_end",
        rows_of("cla_at_period_end", [600] * 8 + [590] * 12, basis="snapshot"),
        rows_of("cla_started", [25] * 20),
        rows_of("cla_ended", [24] * 20),
    )
    assert "but the number fell by 10: 22 does not add up" in texts(answer)["answer"]


def test_the_step_that_moved_most_is_found_over_the_same_months_of_two_years():
    answer = asked(
        "cp_plans_started",
        rows_of("referrals", [400] * 24),
        rows_of("s47_enquiries", [100] * 12 + [150] * 12),
        rows_of("cp_plans_started", [40] * 12 + [60] * 12),
    )
    frame = answer.tables["month_steps"]
    assert frame["contribution"].sum() == pytest.approx(12 * 20)
    assert frame.set_index("measure").loc["s47_enquiries", "contribution"] == pytest.approx(240)
    assert "what moved most was section 47 (S47) enquiries for each referral" in texts(answer)["answer"]


def test_without_a_year_the_newest_two_months_are_compared_and_the_season_is_named():
    answer = asked("contacts", rows_of("contacts", CONTACTS[-5:]))
    assert answer.between == (dt.date(2025, 8, 31), dt.date(2025, 9, 30))
    assert "different times of year" in texts(answer)["caveats"]
    assert "It takes 12, and there are 5" in texts(answer)["doubt"]


def test_two_months_are_told_and_not_drawn_and_three_are():
    two, three = (asked("contacts", rows_of("contacts", values)) for values in ([100.0, 120.0], [90.0, 100.0, 120.0]))
    assert "rate" not in two.figures
    assert "proposals" not in two.tables  # a table that says what the picture is of, and one change
    assert len(three.figures["rate"]) == 3
    assert "proposals" in three.tables


def test_a_month_that_lacks_between_the_two_is_named():
    months = [*CONTACTS[:10], None, *CONTACTS[11:]]
    assert "No figure is there for February 2025" in texts(asked("contacts", rows_of("contacts", months)))["caveats"]


def test_the_largest_change_over_a_year_is_found():
    values = [100] * 12 + [100, 100, 180, 100, 100, 100]
    answer = asked("contacts", rows_of("contacts", values), between="largest")
    assert answer.between == (dt.date(2024, 6, 30), dt.date(2025, 6, 30))
    assert answer.tables["proposals"]["reason"].iloc[0] == "latest"


def test_a_rate_whose_number_is_not_printed_is_told_by_itself():
    answer = asked("cp_rate", rows_of("cp_rate", [45.0 + place / 10 for place in range(20)], "snapshot", "per_10000"))
    said = texts(answer)
    assert said["headline"].startswith("In Kirklees the child protection (CP) rate rose from 45.7 to 46.9 per 10,000")


def test_a_single_month_cannot_be_explained():
    with pytest.raises(NoFiguresError):
        asked("cp_rate", rows_of("cp_plans_at_period_end", [450], basis="snapshot"))
    with pytest.raises(UnknownNameError):
        asked("contacts", rows_of("contacts", [1400]))


RESTLESS = [160, 141, 170, 149, 138, 165, 152, 144, 168, 155, 140, 163]


def contacts_at(*levels):
    """Three years of contacts, each around a level of its own and restless in the same way."""
    return rows_of("contacts", [value + level for level in levels for value in RESTLESS])


@pytest.mark.parametrize(("levels", "way"), [((0, 0, 16), "higher"), ((16, 16, 0), "lower")])
def test_a_lasting_change_of_level_is_told_where_two_months_could_be_chance(levels, way):
    said = texts(asked("contacts", contacts_at(*levels)))["answer"]
    assert "This could be chance." in said
    assert f"But its months have been at a {way} level since October 2024." in said


def test_no_change_of_level_is_told_where_there_is_none_or_the_change_is_told_or_older_months_are_asked_for():
    quiet = asked("contacts", contacts_at(0, 0, 0))
    large = asked("contacts", contacts_at(0, 0, 80))
    older = asked("contacts", contacts_at(0, 0, 16), between=("2023-09", "2024-09"))
    for answer in (quiet, large, older):
        assert "level since" not in texts(answer)["answer"]


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_a_change_can_be_told_where_both_of_its_months_are_held():
    figures = SeriesReader.from_store(store_of(rows_of("contacts", CONTACTS)), KIRKLEES, LAST.last_day)
    assert can_be_told(figures, "contacts", "latest")
    assert can_be_told(figures, "contacts", ("2024-08", "2025-08"))
    assert not can_be_told(figures, "contacts", ("2023-08", "2025-08"))
    assert not can_be_told(figures, "contacts", ("soon", "2025-08"))
    assert not can_be_told(figures, "referrals", "latest")
    assert answer_why_months(figures, "contacts", LAST, "latest", "mine").group == "mine"
