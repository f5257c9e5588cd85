"""Nothing of a sheet goes by in silence: each filled cell is read, a reason for none, or kept out with its reason."""

import datetime as dt

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis.sources.cells import parse_cell
from analysis.sources.scorecard.cell_counter import Counter, fate_of, why_no_figure
from analysis.sources.scorecard.tally import Tally, tallies_of

MONTHS = ["Apr-25", "May-25", "Jun-25", "Jul-25", "Aug-25", "Sep-25"]
REFERRALS = "Number of referrals received"


def counted(read, rows, **more) -> Tally:
    return tallies_of(read(rows, **more)[1].issues)[0]


def reasons(tally):
    return {(one.what, one.why): one.cells for one in tally.kept_out}


def test_each_filled_cell_of_a_row_has_one_fate(read):
    tally = counted(read, [["Ref", "Indicator", *MONTHS], ["K1", REFERRALS, "11", "c", "-3", "about 40", "", "15"]])
    assert (tally.rows, tally.rows_read) == (1, 1)
    assert (tally.read, tally.gaps, tally.doubted, tally.out) == (2, 1, 1, 1)
    assert tally.cells == 5
    assert reasons(tally) == {(f'row "{REFERRALS}"', "is below 0, which no such figure can be"): 1}


def test_comparisons_of_numbers_are_listed_with_what_stands_in_them(read):
    head = ["Ref", "Indicator", "Good is", "Target 25/26", "Stat neigh. avg 24/25", *MONTHS]
    tally = counted(read, [head, ["K1", REFERRALS, "Low", "12", "31.2", *"123456"]])
    assert tally.read == 6
    assert [(one.what, one.cells) for one in tally.kept_out] == [('column "Stat neigh. avg 24/25"', 1)]
    assert "comparison" in tally.kept_out[0].why


def test_a_sum_since_april_of_what_is_counted_on_one_day_is_listed(read):
    rows = [
        ["Ref", "Indicator", *MONTHS, "YTD"],
        ["K1", "Number of children looked after at month end", *"123456", "6"],
    ]
    assert [(one.what, one.cells) for one in counted(read, rows).kept_out] == [('column "YTD"', 1)]


def test_a_column_without_a_known_heading_is_listed(read):
    rows = [["Ref", "Indicator", *MONTHS, "Zebra"], ["K1", REFERRALS, *"123456", "77"]]
    assert reasons(counted(read, rows)) == {('column "Zebra"', "its heading names no period"): 1}


def test_figures_under_and_beside_a_table_are_listed(read):
    rows = [["Ref", "Indicator", *MONTHS], ["K1", REFERRALS, *"123456"], [], ["", "", "", "", "", "", "", "", "99"]]
    assert [one.cells for one in counted(read, rows).kept_out] == [1]


def test_a_total_between_the_months_of_a_table_with_months_down_is_listed_as_its_row(read):
    months = [
        ["Feb-25", "9"],
        ["Mar-25", "8"],
        ["Total 2024/25", "17"],
        ["Apr-25", "7"],
        ["May-25", "6"],
        ["Jun-25", "5"],
    ]
    _, reading = read([["Month", "Referrals"], *months])
    (tally,) = tallies_of(reading.issues)
    assert [(one.what, one.why) for one in tally.kept_out] == [('row "Total 2024/25"', "a sum or average of others")]


def test_refs_and_labels_are_no_figures(read):
    rows = [["Ref", "Indicator", *MONTHS], ["1.1", REFERRALS, *"123456"], ["1.2", "Number of contacts", *"223456"]]
    assert counted(read, rows).kept_out == ()


def test_two_figures_of_one_month_are_both_listed_and_a_repeated_one_is_not(read):
    rows = [["Ref", "Indicator", *MONTHS], ["K1", REFERRALS, *"123456"]]
    other = [["Ref", "Indicator", *MONTHS], ["K1", REFERRALS, *"923456"]]
    tally = counted(read, {"Card": rows, "Copy": other})
    assert (tally.read, tally.again, tally.out) == (5, 5, 2)


def test_a_figure_after_the_day_of_the_paper_is_listed_without_the_figure(read):
    rows = [["Ref", "Indicator", *MONTHS], ["K1", REFERRALS, *"123457"]]
    tally = counted(read, rows, published_on=dt.date(2025, 8, 31))
    assert tally.out == 1
    assert "after the day the paper is of" in tally.kept_out[0].why
    assert "7" not in tally.kept_out[0].why.replace("2025", "")


CELLS = st.sampled_from(["12", "7.5", "c", "n/a", "#REF!", "-", "*", "<5", "tbc", "(12)", "3 / 4", "Green", "12%", ""])


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=4))
@example([["c", "c", "12", "12", "c", "c"], ["c", "c", "12", "c", "c", "c"], ["c", "c", "c", "12%", "c", "c"]])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_filled_cell_is_counted_once(read, cells):
    labels = [REFERRALS, "Number of contacts", "Number of children looked after at month end", "Zebras counted"]
    rows = [[f"K{at}", label, *line] for at, (label, line) in enumerate(zip(labels, cells, strict=False))]
    filled = sum(bool(cell) for line in cells[:4] for cell in line)
    assert tallies_of(read([["Ref", "Indicator", *MONTHS], *rows])[1].issues)[0].cells == filled


def test_a_row_on_every_sheet_is_one_row_and_a_column_on_every_sheet_one_line(read):
    head = ["Ref", "Indicator", "This month", "Last month"]
    sheets = {f"{month} 25": [head, ["K1", REFERRALS, "11", "10"]] for month in ("Jul", "Aug", "Sep")}
    tally = counted(read, sheets)
    assert (tally.rows, tally.rows_read) == (1, 1)
    assert [(one.what, one.cells) for one in tally.kept_out] == [('column "Last month"', 3)]


def test_what_becomes_of_a_cell_is_read_a_gap_a_doubt_or_out():
    fates = {text: fate_of(parse_cell(text)) for text in ("12", "n/a", "12 (to date)", "#N/A", "Amber")}
    assert fates == {"12": "read", "n/a": "gap", "12 (to date)": "doubted", "#N/A": "out", "Amber": "out"}


def test_why_a_cell_is_no_figure_prints_nothing_of_it():
    assert why_no_figure("may be 0.85 or 85%") == "may be a fraction among percentages"
    assert why_no_figure("is a spreadsheet error") == "is a spreadsheet error"
    assert why_no_figure(None) == "is a mark where a figure should be"


def test_cells_kept_out_for_one_reason_in_one_row_are_counted_together():
    counter = Counter()
    for place in ("Card!B2", "Card!C2"):
        counter.keep_out(place, 'row "Referrals"', "it is hidden.")
    counter.note("Card!D2", "read")
    (kept,) = counter.tally("card.xlsx").kept_out
    assert (kept.cells, kept.where, kept.why) == (2, "Card!B2", "it is hidden")
