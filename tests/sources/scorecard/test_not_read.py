import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources.scorecard.grid import Grid, GridCell
from analysis.sources.scorecard.intake import look_at_scorecard
from analysis.sources.scorecard.not_read import refuse_other_nations, why_no_periods
from analysis.sources.scorecard.period_words import read_period_words


def sheet(*rows):
    return [Grid("a.csv", None, [[GridCell(str(cell)) for cell in row] for row in rows])]


def looked(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        look_at_scorecard(path, "a.csv")
    return error.value


@pytest.mark.parametrize(
    ("written", "calendar", "fiscal", "april", "january"),
    [
        ("Q1 2024", "January to March 2024", "April to June 2024", "Q1 2024/25", "Q4 2023/24"),
        ("Quarter 2 2024", "April to June 2024", "July to September 2024", "Q2 2024/25", "Q1 2024/25"),
        ("Q4 2024", "October to December 2024", "January to March 2025", "Q4 2024/25", "Q3 2024/25"),
    ],
)
def test_a_quarter_of_one_year_is_asked_with_both_of_its_meanings(tmp_path, written, calendar, fiscal, april, january):
    error = looked(tmp_path, f"Indicator,{written}\nNumber of referrals received,1351\n")
    assert calendar in error.what
    assert fiscal in error.what
    assert april in error.hint
    assert january in error.hint
    assert read_period_words(april).end.month in (3, 6, 9, 12)  # what the hint tells to write is read


@pytest.mark.parametrize(
    "weeks", [("w/c 01/09/2025", "w/c 08/09/2025"), ("Week 36", "Week 37"), ("W/E 7 Sep 25", "W/E 14 Sep 25")]
)
def test_weeks_are_named_and_lead_to_months(tmp_path, weeks):
    error = looked(tmp_path, f"Indicator,{weeks[0]},{weeks[1]}\nNumber of referrals received,101,98\n")
    assert "figures by week are not read" in error.what
    assert weeks[0] in error.what
    assert "months" in error.hint


@pytest.mark.parametrize(
    ("text", "nation", "named"),
    [
        (
            "Data values,Year,Area,Measure\n120,2023-24,Cardiff,On the register\n95,2023-24,Swansea,On the register\n",
            "Wales",
            "Cardiff",
        ),
        (
            "Local authority,2020,2021\nAberdeen City,101,99\nGlasgow City,301,299\nScotland,2500,2400\n",
            "Scotland",
            "Glasgow",
        ),
        ("Area code,2022/23,2023/24\nN09000003,301,299\n", "Northern Ireland", "N09000003"),
    ],
)
def test_files_of_other_nations_are_refused_by_name(tmp_path, text, nation, named):
    error = looked(tmp_path, text)
    assert f"figures of {nation}" in error.what
    assert named in error.what
    assert "England only" in error.what


def test_a_file_of_england_that_also_names_another_nation_is_not_refused():
    refuse_other_nations(sheet(["Area", "2023/24"], ["Torbay", "12"], ["Wales", "13"]), "a.csv")


def test_months_and_plain_words_are_no_weeks_and_no_quarters():
    assert why_no_periods(sheet(["Indicator", "Apr-24", "Weekly visits", "Q1 2024/25"])) is None


def test_another_release_of_the_department_is_told_what_it_holds(tmp_path):
    columns = "time_period,geographic_level,country_code,new_la_code,accommodation_type,number"
    error = looked(tmp_path, f"{columns}\n202425,Local authority,E92000001,E08000034,Semi-independent,12\n")
    assert "read by no reader yet; it holds accommodation_type, number" in error.what
    assert "These are read" in error.hint
