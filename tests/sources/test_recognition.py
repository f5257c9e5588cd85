"""What a file is, and what shows it."""

import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources.recognition import LAYOUT_ENDING, Recognition, recognise_file

PLACES = "time_period,time_identifier,geographic_level,region_code,old_la_code,new_la_code,la_name"
REFERRALS = f"{PLACES},category,referral_count\n"
REFERRALS += "2025,Reporting year,Local authority,,880,E06000027,Torbay,Referrals and Re-referrals,1484\n"
SERIES = "Measure,Period end,Basis,Value,Unit\nReferrals,2011-03-31,year,3031,count\n"
CARD = "Ref,Indicator,Apr-25,May-25\nK1,Number of referrals received,1,2\n"
LAYOUT = (
    "title: Card\nlabel: Measure\nfigures: [{column: Apr 11, ends: 2011-04-30, measure: referrals, basis: month}]\n"
)


@pytest.fixture
def recognise(tmp_path):
    def write(text, name="file.csv", **beside):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        for ending, content in beside.items():
            path.with_name(path.stem + ending).write_text(content, encoding="utf-8")
        return recognise_file(path)

    return write


def test_official_statistics_are_known_by_their_columns_with_their_last_year(recognise):
    found = recognise(REFERRALS)
    assert isinstance(found, Recognition)
    assert (found.format, found.year) == ("dfe_cin_referrals", 2025)
    assert found.published.id == found.format
    assert "category says" in found.reason


@pytest.mark.parametrize(("text", "form"), [(SERIES, "series"), (CARD, "scorecard")])
def test_other_files_are_known_by_what_they_hold(recognise, text, form):
    assert recognise(text).format == form


def test_a_register_is_known_by_its_text_and_what_it_is_a_register_of(recognise):
    words = "Ref,Description,Probability\nR1,Too few social workers,4\n"
    found = recognise(words, "risks.csv")
    assert (found.format, found.reason) == (
        "register",
        "it has a column Description, and its name (risk) says what it is a register of",
    )
    with pytest.raises(SourceError):
        recognise(words, "file.csv")


def test_a_layout_beside_a_file_goes_before_everything_else(recognise):
    found = recognise("Measure,Apr 11\nReferrals,250\n", **{LAYOUT_ENDING: LAYOUT})
    assert (found.format, found.title) == ("wide_table", "Card")
    assert found.layout.name == "file.layout.yml"


def test_a_file_that_comes_near_to_official_statistics_says_what_it_shares_and_lacks(recognise):
    with pytest.raises(SourceError) as refused:
        recognise("time_period,old_la_code,note\n2025,880,words\n")
    assert "the nearest is" in str(refused.value)
    assert "lacks" in str(refused.value)


def test_a_file_with_a_row_for_each_person_is_refused_before_anything_else(recognise):
    with pytest.raises(SourceError) as refused:
        recognise("Child ID,Date of birth,UPN\n4711,2010-05-04,A123456789012\n")
    assert "4711" not in str(refused.value)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(SourceError):
        recognise_file(tmp_path / "none.csv")
