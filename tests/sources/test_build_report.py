"""What a build says of each source: figures, missing by reason, issues by severity."""

from analysis.sources.build_report import BuildReport, SourceReport
from analysis.sources.scorecard.tally import KeptOut, Tally
from analysis.sources.series import SeriesLayout, read_series


def test_a_reading_is_counted_by_reason_and_severity(table, about):
    reading = read_series(
        table(
            "Measure,Area,Period end,Basis,Value,Unit\n"
            "Referrals,Torbay,2011-03-31,year,3031,count\n"
            "Referrals,Torbay,2012-03-31,year,c,count\n"
            "Referrals,Torbay,2013-03-31,year,banana,count\n"
        ),
        SeriesLayout(),
        about,
    )
    report = SourceReport.of("council", reading)
    assert report.observations == len(reading.observations)
    assert report.missing["suppressed"] == 1
    assert sum(report.issues.values()) == len(reading.issues) > 0


def test_a_source_is_said_in_one_line():
    report = SourceReport("council", 1200, {"suppressed": 2, "not_yet_set": 1}, {"error": 3})
    assert str(report) == "council: 1,200 observations; missing: 2 suppressed, 1 not yet set; issues: 3 error"


def test_a_source_with_nothing_wrong_says_none_and_one_at_the_top_is_named():
    assert str(SourceReport("", 1, {}, {})) == "data/raw: 1 observations; missing: none; issues: none"


def test_rows_that_are_not_read_are_counted_and_the_way_to_them_is_named():
    assert str(SourceReport("a", 1, {}, {}, passed_over=4)).endswith("rows not read: 4 (see `workbench audit`)")


def test_a_build_adds_up_its_sources():
    report = BuildReport(
        (SourceReport("a", 3, {"blank": 1}, {"error": 1}), SourceReport("b", 4, {"blank": 2, "suppressed": 5}, {})),
        0.25,
    )
    assert report.observations == 7
    assert report.missing == {"blank": 3, "suppressed": 5}
    assert report.issues == {"error": 1}
    last = str(report).splitlines()[-1]
    assert last == "All sources: 7 observations; missing: 3 blank, 5 suppressed; issues: 1 error; 0.2 s"


def test_what_was_kept_out_is_counted_and_of_a_folder_just_added_listed():
    tally = Tally("card/a.xlsx", 2, 1, 10, kept_out=(KeptOut('row "x"', "is no figure", "card/a.xlsx#S!C4", 3),))
    source = SourceReport("card", 10, {}, {}, kept_out=3, tallies=(tally,))
    report = BuildReport((source,), 0.1)
    assert "kept out: 3 cells (`workbench sources kept-out` lists them)" in str(report).splitlines()[-1]
    assert "is no figure" not in str(report)
    told = report.told({"card"})
    assert "1 of 2 rows read; of 13 filled cells, 10 read, 0 said to be missing, 3 kept out" in told
    assert 'row "x" (3 cells, from S!C4): is no figure' in told
