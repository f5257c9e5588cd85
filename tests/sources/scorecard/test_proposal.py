"""Each row is proposed by its words and its figures; what could be two things is asked."""

from analysis.sources.scorecard.layout import ScorecardLayout
from analysis.sources.scorecard.proposal import polarity_said, propose

HEAD = ["Ref", "Indicator", "Apr-25", "May-25", "Jun-25"]


def proposed(found, *rows):
    return {row.mapping.ref: row for row in propose(found([HEAD, *map(list, rows)]), "Card").rows}


def test_a_row_nobody_knows_becomes_the_councils_own_with_unit_and_polarity_of_its_sheet(found):
    rows = [[*HEAD, "Good is"], ["R1", "Biscuits eaten on time", "80%", "81%", "82%", "High"]]
    (row,) = propose(found(rows), "Card").rows
    assert (row.certainty, row.mapping.unit, row.mapping.polarity) == ("own", "percent", "high_is_good")


def test_two_rows_of_one_measure_with_other_figures_are_both_asked(found):
    rows = proposed(found, ["R1", "Number of referrals received", *"123"], ["R2", "Referrals received", *"456"])
    assert {row.certainty for row in rows.values()} == {"guess"}
    assert "was taken for" in rows["R1"].question


def test_two_rows_of_one_measure_with_the_same_figures_are_one(found):
    rows = proposed(found, ["R1", "Number of referrals received", *"123"], ["R2", "Referrals received", *"123"])
    assert {row.certainty for row in rows.values()} == {"sure"}


def test_fractions_among_percentages_of_one_file_are_asked(found):
    rows = proposed(
        found,
        ["R1", "% of CLA reviews held on time", "0.9", "0.95", "0.93"],
        ["R2", "% of CP reviews completed within timescale", "90.5", "95", "93"],
    )
    assert rows["R1"].certainty == "asked"
    assert "fractions" in rows["R1"].question
    assert rows["R2"].certainty == "sure"


def test_an_earlier_mapping_is_not_asked_about_again(found):
    tables = found([HEAD, ["R1", "Number of biscuits eaten", *"123"]])
    first = propose(tables, "Card")
    assert not first.is_sure
    again = propose(tables, "Card", ScorecardLayout(scorecard="Card", rows=tuple(row.mapping for row in first.rows)))
    assert again.is_sure


def test_a_row_that_several_teams_have_is_no_measure_of_the_council_and_is_not_asked_about(found):
    head, figures = ["Indicator", "Aug-25", "Sep-25"], ["17.2", "17.6"]
    blocks = [[line] for line in ("Assessment Team", "Care Team")]
    rows = [line for title in blocks for line in (title, head, ["Average caseload", *figures], [""])]
    proposed = propose(found(rows), "Card").rows
    assert [(row.certainty, row.mapping.measure, row.mapping.unit) for row in proposed] == [
        ("own", "own_assessment_team_average_caseload", "cases_per_fte"),
        ("own", "own_care_team_average_caseload", "cases_per_fte"),
    ]
    assert proposed[0].between[0] == "social_worker_caseload"


def test_a_mark_in_the_column_of_which_way_is_good_says_nothing(found):
    rows = [["Indicator", "Good is", "Aug-25", "Sep-25"], ["% of CLA reviews held on time", "-", "91%", "92%"]]
    (row,) = propose(found(rows), "Card").rows
    assert "is printed for which way is good" not in row.why


def test_number_is_no_unit_of_figures_that_are_not_whole(found):
    head = ["Indicator", "Unit", "Jul-25", "Aug-25", "Sep-25"]
    row = ["Average caseload per social worker", "Number", "17.2", "17.6", "18.1"]
    caseload, referrals = propose(found([head, row, ["Referrals", "Number", "9", "8", "7"]]), "Card").rows
    assert (caseload.mapping.measure, referrals.mapping.unit) == ("social_worker_caseload", "count")


def test_bare_years_are_asked_about(found):
    tables = found([["Ref", "Indicator", "2023", "2024"], ["R1", "Number of referrals received", "1", "2"]])
    assert propose(tables, "Card").asks_years


def test_which_way_is_good_is_read_from_the_sheet():
    assert [polarity_said(text) for text in ("Higher", "Low", "\u2191", "n/a", "")] == [
        "high_is_good",
        "low_is_good",
        "high_is_good",
        "neutral",
        None,
    ]


def test_a_council_that_prints_another_way_as_good_is_told_so(found):
    head = ["Ref", "Indicator", "Good is", "Aug-25", "Sep-25"]
    rows = [["K1", "Number of children looked after at month end", "Low", "548", "551"]]
    (row,) = propose(found([head, *rows]), "Card").rows
    assert row.mapping.polarity == "neutral"
    assert '"Low" is printed for which way is good; here neither way is' in row.why


def test_a_council_that_agrees_or_prints_nothing_is_told_nothing(found):
    head = ["Ref", "Indicator", "Good is", "Aug-25", "Sep-25"]
    for said in ("High", ""):
        rows = [["K1", "% of CLA reviews held on time", said, "91%", "92%"]]
        (row,) = propose(found([head, *rows]), "Card").rows
        assert "printed for which way" not in row.why


def test_a_label_that_says_how_it_counts_is_believed_and_any_other_is_asked_about(found):
    rows = [
        ["Ref", "Indicator", "Aug-25", "Sep-25"],
        ["K1", "Biscuits eaten (rolling 12m)", "548", "551"],
        ["K2", "Biscuits in the tin at month end", "548", "551"],
        ["K3", "Biscuits eaten", "48", "51"],
    ]
    proposed = propose(found(rows), "Card").rows
    assert [row.mapping.basis for row in proposed] == ["rolling_12_months", "snapshot", None]


HEAD = ["Ref", "Indicator", "Jul-25", "Aug-25", "Sep-25"]
NEAR_ONE = ["K1", "% of CLA reviews held on time", "0.945", "1", "1"]


def test_a_row_near_100_is_of_fractions_where_the_others_of_its_file_are(found):
    others = ["K2", "% of assessments completed within 45 working days", "0.91", "0.92", "0.93"]
    row = next(one for one in propose(found([HEAD, NEAR_ONE, others]), "Card").rows if one.mapping.ref == "K1")
    assert row.mapping.fractions
    assert row.certainty == "sure"


def test_a_row_near_100_alone_in_its_file_is_asked_about(found):
    (row,) = propose(found([HEAD, NEAR_ONE]), "Card").rows
    assert row.certainty == "asked"
    assert "fractions" in row.question


def test_a_row_of_whole_ones_is_100_percent_only_in_a_file_of_fractions(found):
    ones = ["K1", "% of CLA reviews held on time", "1", "1", "1"]
    fractions = ["K2", "% of assessments completed within 45 working days", "0.91", "0.92", "0.93"]
    plain = ["K2", "% of assessments completed within 45 working days", "91.5", "92", "93"]
    for other, expected in ((fractions, True), (plain, False)):
        rows = {one.mapping.ref: one for one in propose(found([HEAD, ones, other]), "Card").rows}
        assert rows["K1"].mapping.fractions is expected
