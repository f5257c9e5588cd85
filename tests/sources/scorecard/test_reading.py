"""No false figure goes in silently: each known way of doing so is asked, doubted in words, or refused."""

import datetime as dt
import json

import openpyxl

from analysis.sources.scorecard.tally import tallies_of

MONTHS = ["Apr-25", "May-25", "Jun-25", "Jul-25", "Aug-25", "Sep-25"]
CARD = ["Ref", "Indicator", *MONTHS]


def card(*rows, more=()):
    return [[*CARD, *more], *[list(row) for row in rows]]


def test_what_was_counted_since_april_ends_with_the_last_month_not_with_the_year(read):
    values, _ = read(card(["K1", "Number of referrals received", *"123456", "21"], more=["YTD 2025/26"]))
    assert values["referrals", "2025-09-30", "year_to_date"] == 21
    assert not [key for key in values if key[1] > "2025-09-30"]


def test_a_stock_has_no_sum_since_april(read):
    values, _ = read(card(["K1", "Number of children looked after at month end", *"123456", "6"], more=["YTD"]))
    assert {basis for _, _, basis in values} == {"snapshot"}


def test_the_outturn_of_a_share_counted_on_one_day_is_not_taken_for_that_of_31_march(read):
    rows = card(["K1", "% of CP plans lasting 2 years or more (open)", *["3%"] * 6, "2.6%"], more=["Outturn 2024/25"])
    assert {end for _, end, _ in read(rows)[0]} == {
        f"2025-{end}" for end in ("04-30", "05-31", "06-30", "07-31", "08-31", "09-30")
    }


def test_percentages_saved_as_fractions_are_percentages_and_say_so(read):
    values, reading = read(card(["K1", "% of CLA reviews held on time", "0.9", "0.95", "1", "0.925", "0.94", "0.93"]))
    assert values["cla_reviewed_on_time_percent", "2025-05-31", "month"] == 95
    assert values["cla_reviewed_on_time_percent", "2025-06-30", "month"] == 100
    assert "cell_understood_as" in set(reading.issues["check"])


def test_one_fraction_among_percentages_is_kept_out_in_words(read):
    values, reading = read(card(["K1", "% of CLA reviews held on time", "90", "0.95", "91", "92.5", "94", "93"]))
    assert ("cla_reviewed_on_time_percent", "2025-05-31", "month") not in values
    assert any("may be 95%" in message for message in reading.issues["message"])


def test_errors_and_negative_numbers_are_told_at_the_cell_and_the_others_read(read):
    values, reading = read(card(["K1", "Number of referrals received", "#N/A", "-3", "12", "#N/A", "#REF!", "14"]))
    assert {end: value for (_, end, _), value in values.items()} == {"2025-06-30": 12, "2025-09-30": 14}
    assert (reading.issues["check"] == "cell_not_understood").sum() == 4


def test_no_period_ends_after_the_day_of_the_paper(read):
    values, reading = read(card(["K1", "Number of referrals received", *"123456"]), dt.date(2025, 7, 15))
    assert max(end for _, end, _ in values) == "2025-06-30"
    assert any("after the day the paper is of" in message for message in reading.issues["message"])


def test_months_to_come_are_no_gaps_and_months_left_out_are(read):
    values, _ = read(card(["K1", "Number of referrals received", "1", "", "3", "", "", ""]))
    assert values == {
        ("referrals", "2025-04-30", "month"): 1,
        ("referrals", "2025-05-31", "month"): "blank",
        ("referrals", "2025-06-30", "month"): 3,
    }


def test_bare_years_are_read_once_somebody_has_said_what_they_are(read):
    rows = [["Ref", "Indicator", "2023", "2024"], ["K1", "Number of referrals received", "5", "6"]]
    assert read(rows)[0] == {}
    assert read(rows, years="to_march")[0]["referrals", "2024-03-31", "year"] == 6
    assert read(rows, years="calendar")[0]["referrals", "2023-12-31", "year"] == 5


def test_two_different_figures_of_one_month_are_both_kept_out(read):
    rows = card(["K1", "Number of referrals received", *"123456"])
    other = card(["K1", "Number of referrals received", *"923456"])
    values, reading = read({"Card": rows, "Copy": other})
    assert ("referrals", "2025-04-30", "month") not in values
    assert values["referrals", "2025-05-31", "month"] == 2
    assert "printed_twice" in set(reading.issues["check"])


def test_suppressed_figures_stay_suppressed(read):
    values, _ = read(card(["K1", "Number of referrals received", "c", "<5", "x", "4", "z", "[c]"]))
    assert set(values.values()) == {"suppressed", "not_available", "not_applicable", 4}


def test_numerators_and_denominators_come_along_and_are_checked(read):
    rows = [
        ["Ref", "Indicator", "Numerator", "Denominator", "This month"],
        ["K1", "% of CLA reviews held on time", "9", "10", "95%"],
    ]
    values, reading = read({"Sep 25": rows})
    (row,) = reading.observations.itertuples()
    assert (row.numerator, row.denominator, values["cla_reviewed_on_time_percent", "2025-09-30", "month"]) == (
        9,
        10,
        95,
    )
    assert any("9 of 10 is 90.0%" in message for message in reading.issues["message"])


def test_rows_of_parts_under_a_percentage_belong_to_it(read):
    rows = card(
        ["K1", "% of CLA reviews held on time", *["90%"] * 6],
        ["", "Numerator", *"999999"],
        ["", "Denominator", *["10"] * 6],
    )
    _, reading = read(rows)
    assert set(reading.observations["denominator"]) == {10.0}
    assert set(reading.observations["measure"]) == {"cla_reviewed_on_time_percent"}


def test_targets_marks_and_words_beside_a_row_are_kept(read):
    rows = card(
        ["K1", "% of CLA reviews held on time", *["90%"] * 6, "95%", "Amber", "Two late"],
        more=["Target 2025/26", "RAG", "Comments"],
    )
    _, reading = read(rows)
    assert list(reading.targets["value"]) == [95.0]
    assert list(reading.marks["mark"]) == ["amber"]
    assert list(reading.remarks["text"]) == ["Two late"]


def test_each_printed_row_of_figures_has_its_entry_so_that_a_card_can_follow_it(read):
    rows = [
        ["Month", "Measure", "Value"],
        *([f"{month}-25", "Number of referrals received", "5"] for month in ("Apr", "May")),
    ]
    _, reading = read(rows)
    assert list(reading.entries["source"]) == ["card.csv#row 2, column C", "card.csv#row 3, column C"]
    assert list(reading.observations["source"]) == list(reading.entries["source"])
    _, reading = read(card(["K1", "Number of referrals received", *"123456"]))
    assert list(reading.entries["source"]) == ["card.csv#row 2, column B"]


def test_with_months_down_a_figure_is_found_by_its_column_first(read):
    rows = [["Month", "Number of referrals received", "Number of children looked after at month end"]]
    rows += [[f"{month}-25", "5", "7"] for month in ("Apr", "May", "Jun")]
    _, reading = read(rows)
    assert reading.observations["source"][0] == "card.csv#column B, row 2"
    assert set(reading.observations["source"]) == set(reading.entries["source"])


def test_a_table_of_areas_gives_each_its_figure(read):
    rows = [["Referrals"], ["Area", "2022/23", "2023/24"], ["Kirklees", "1", "2"], ["Torbay", "3", "4"]]
    _, reading = read(rows)
    assert {(row.area, row.value) for row in reading.observations.itertuples() if row.period_end.year == 2024} == {
        ("E08000034", 2.0),
        ("E06000027", 4.0),
    }


def test_areas_of_other_countries_are_said_to_be_none_of_england(read):
    _, reading = read([["Referrals"], ["Local authority", "2022/23", "2023/24"], ["Aberdeen City", "1", "2"]])
    assert reading.observations.empty
    assert any("authorities of England only" in message for message in reading.issues["message"])


def test_a_formula_without_a_value_is_not_blank(read, workbook):
    path = workbook(Card=[CARD, ["K1", "Number of referrals received", "=1+1", 2, 3, 4, 5, 6]])
    values, reading = read(path)
    assert ("referrals", "2025-04-30", "month") not in values
    assert any("formula and no saved value" in message for message in reading.issues["message"])


def test_a_percentage_of_excel_is_what_it_shows(read, workbook):
    path = workbook(Card=[CARD, ["K1", "% of CLA reviews held on time", 0.9, 0.005, 1, 0.925, 0.94, 0.93]])
    book = openpyxl.load_workbook(path)
    for cell in book["Card"][2][2:]:
        cell.number_format = "0.0%"
    book.save(path)
    values, _ = read(path)
    assert values["cla_reviewed_on_time_percent", "2025-05-31", "month"] == 0.5


def test_the_formats_of_the_reference_material_are_all_read_right(read, shared):
    folder = shared / "field" / "formats"
    expected = json.loads((shared / "field" / "formats-expected.json").read_text(encoding="utf-8"))
    refused = {"34_report.pdf", "35_empty.csv", "41_password.xlsx"}
    wrong = {}
    for name, about in expected.items():
        if name in refused:
            continue
        values, _ = read(folder / name, dt.date(2025, 4, 15))
        held = {
            (measure, end): value if isinstance(value, float) else None for (measure, end, _), value in values.items()
        }
        for measure, end, value in about["figures"]:
            said = held.get((measure, end), "nothing")
            if said != value and not (isinstance(said, float) and value is not None and abs(said - value) < 1e-6):
                wrong[name, measure, end] = (said, value)
    assert wrong == {}


def test_what_was_counted_since_april_is_kept_out_with_the_month_it_reaches_beyond_the_paper(read):
    rows = card(["K1", "Number of referrals received", *"123456", "21"], more=["YTD 2025/26"])
    values, reading = read(rows, dt.date(2025, 9, 28))
    assert {basis for _, _, basis in values} == {"month"}
    assert max(end for _, end, _ in values) == "2025-08-31"
    assert sum("after the day the paper is of" in message for message in reading.issues["message"]) == 2


def test_noughts_in_months_to_come_do_not_date_what_was_counted_since_april(read):
    rows = card(["K1", "Number of referrals received", *"1234", "0", "0", "10"], more=["YTD 2025/26"])
    values, _ = read(rows, dt.date(2025, 8, 5))
    assert values["referrals", "2025-07-31", "year_to_date"] == 10


SHARE = "% of assessments completed within 45 working days"


def of_others(reading):
    kept = reading.observations[~reading.observations["area"].str.startswith("E0")]
    return {(row.area[:3], row.period_end.date().isoformat(), row.basis): row.value for row in kept.itertuples()}


def test_printed_comparisons_of_england_and_the_neighbours_are_held_under_their_year(read):
    more = ["England 2023/24", "SN 2023/24", "England"]
    _, reading = read(card(["K1", SHARE, *["80%"] * 6, "83%", "81.2%", "84%"], more=more))
    assert of_others(reading) == {("ENG", "2024-03-31", "year"): 83, ("SNo", "2024-03-31", "year"): 81.2}


def test_rows_below_a_measure_give_its_target_comparison_and_ratings(read):
    values, reading = read(
        card(
            ["K1", SHARE, *["0.80"] * 6],
            ["", "Target", *["0.9"] * 6],
            ["", "England average 2023/24", *["0.83"] * 6],
            ["", "Statistical neighbours", *["0.81"] * 6],
            ["", "RAG", *"RARAGG"],
            ["K2", "Number of referrals received", *"123456"],
        )
    )
    assert len(values) == 13  # two measures of six months, and England's year
    assert of_others(reading) == {("ENG", "2024-03-31", "year"): 83}
    assert list(reading.targets["value"]) == [90]
    assert [(mark.period_end.month, mark.mark) for mark in reading.marks.itertuples()][-1] == (9, "green")
    assert len(reading.marks) == 6
    assert {source.partition(" (")[0].rpartition("!")[2] for source in reading.targets["source"]} == {
        "card.csv#row 2, column H"
    }


def test_a_target_above_months_that_stand_below_each_other_is_of_its_column(read):
    months = [[f"{month}-25", "12", "0.91"] for month in ("Apr", "May", "Jun")]
    heads = [["Month", "Number of referrals received", SHARE], ["Target 2025/26", "", "95%"]]
    _, reading = read([*heads, *months])
    (target,) = reading.targets.itertuples()
    assert (target.value, str(target.due_on.date())) == (95, "2026-03-31")
    entries = reading.entries[reading.entries["measure"] == target.measure]["source"]
    assert target.source.partition(" (")[0] == entries.iloc[0]


def test_a_target_that_moves_is_dated_by_its_month(read):
    _, reading = read(card(["K1", SHARE, *["80%"] * 6], ["", "Target", "85%", "86%", "87%", "88%", "89%", "90%"]))
    assert [(row.due_on.month, row.value) for row in reading.targets.itertuples()] == list(
        zip(range(4, 10), range(85, 91), strict=True)
    )


def test_what_is_usual_for_a_row_is_known_from_all_its_sheets(read):
    sheets = {
        f"{month} 2025": [["Indicator", "Actual"], [SHARE, figure]]
        for month, figure in {"April": "91.6", "May": "92.4", "June": "0.93", "July": "94.1"}.items()
    }
    values, reading = read(sheets)
    assert {end for _, end, _ in values} == {"2025-04-30", "2025-05-31", "2025-07-31"}
    assert any("may be 93%" in message for message in reading.issues["message"])


def test_num_den_and_percentage_under_each_month_are_no_parts_of_the_council(read):
    rows = [["Indicator", "Apr-25", "", "", "May-25", "", ""], ["", "Num", "Den", "%", "Num", "Den", "%"]]
    values, reading = read([*rows, [SHARE, "9", "10", "90%", "8", "10", "80%"]])
    assert sorted(values.values()) == [80, 90]
    assert set(reading.observations["denominator"]) == {10}


def test_an_empty_column_of_quarters_is_no_gap_of_a_row_that_has_none(read):
    rows = [
        ["Indicator", "Apr-25", "May-25", "Jun-25", "Q1 2025/26"],
        [SHARE, "80%", "81%", "82%", ""],
        ["Number of referrals received", "3", "", "5", "8"],
    ]
    values, _ = read(rows)
    assert [key for key in values if key[2] == "quarter"] == [("referrals", "2025-06-30", "quarter")]
    assert values["referrals", "2025-05-31", "month"] == "blank"


def test_a_target_that_is_a_range_is_two_limits_and_one_to_come_is_said_so(read):
    head = ["Indicator", "Apr-25", "May-25", "Target"]
    _, reading = read([head, [SHARE, "80%", "81%", "85-90"], ["Number of referrals received", "3", "4", "tbc"]])
    found = [
        (row.level, row.value if row.value == row.value else None, row.missing) for row in reading.targets.itertuples()
    ]
    assert [one[:2] for one in found] == [("minimum", 85), ("upper", 90), ("target", None)]
    assert found[2][2] == "not_yet_set"


def test_a_target_that_cannot_be_read_is_counted_among_what_is_kept_out(read):
    _, reading = read([["Indicator", "Apr-25", "May-25", "Target"], [SHARE, "80%", "81%", "top 25 of 150 by spring"]])
    (tally,) = tallies_of(reading.issues)
    assert [one.why for one in tally.kept_out] == ["a target that is neither a figure nor a range"]


def test_a_rating_beside_each_month_is_kept_under_that_month(read):
    _, reading = read([["Indicator", "Apr-25", "RAG", "May-25", "RAG"], [SHARE, "80%", "R", "81%", "G"]])
    marks = {(str(row.period_end.date()), row.mark) for row in reading.marks.itertuples()}
    assert marks == {("2025-04-30", "red"), ("2025-05-31", "green")}


def test_a_row_of_another_nation_is_kept_out_and_says_whose_it_is(read):
    rows = [["Area code", "Measure", "Month", "Value"]]
    for code in ("E06000027", "W06000015"):
        rows += [[code, "Referrals", f"2025-0{month}", str(80 + month)] for month in (4, 5, 6)]
    figures, reading = read(rows)
    assert len(figures) == 3
    errors = [issue for issue in reading.issues.to_dict("records") if issue["check"] == "area_unknown"]
    assert len(errors) == 3
    assert "W06000015: it is of Wales" in errors[0]["message"]
