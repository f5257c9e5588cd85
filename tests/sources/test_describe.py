"""What a file would be taken for, said without more of its figures than three of each row."""

import json

import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources.describe import Description, describe

CARD = (
    "Ref,Indicator,Apr-25,May-25,Jun-25,Jul-25,2023\n"
    "K1,Number of referrals received,1111,2222,3333,4444,5555\n"
    "K2,Widgets polished,3,4,5,6,7\n"
)


@pytest.fixture
def card(tmp_path):
    path = tmp_path / "card.csv"
    path.write_text(CARD, encoding="utf-8")
    return describe(path)


def test_a_scorecard_is_said_by_table_column_and_row(card):
    said = str(card)
    assert said.startswith("card.csv: ")
    assert "Table at row 1: periods across, 2 rows" in said
    assert '"Apr-25": values, month to 2025-04-30' in said
    assert "K1 Number of referrals received\n    Referrals, count: sure" in said
    assert "K2 Widgets polished\n    a measure of your own" in said
    assert "becomes your own" in said


def test_of_each_row_three_figures_at_most_are_said(card):
    for row in card.as_plain()["rows"]:
        assert 0 < len(row["figures"]) <= 3
    assert sum(figure in str(card) for figure in ("1111", "2222", "3333", "4444", "5555")) <= 3


def test_the_same_can_be_had_as_plain_data(card):
    plain = json.loads(json.dumps(card.as_plain()))
    assert plain["rows"][0]["measure"] == "referrals"
    assert plain["tables"][0]["columns"][2]["heading"] == "Apr-25"
    assert plain["problems"] == []


def test_a_column_that_is_not_sure_says_its_doubt(card):
    year = next(one for one in card.as_plain()["tables"][0]["columns"] if one["heading"] == "2023")
    assert "calendar year or a year to 31 March" in year["doubt"]
    assert year["taken_for"].endswith("of a period that is asked about")


def test_a_file_of_another_kind_is_said_with_its_reason_and_how_to_add_it(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("Measure,Period end,Basis,Value,Unit\nReferrals,2011-03-31,year,3031,count\n", encoding="utf-8")
    found = describe(path)
    assert isinstance(found, Description)
    assert str(found).splitlines()[1] == "Add it as it is with `workbench sources add`."
    assert found.as_plain()["format"] == "series"


def test_what_is_nothing_that_is_known_is_refused(tmp_path):
    path = tmp_path / "words.csv"
    path.write_text("a,b\nsome,words\n", encoding="utf-8")
    with pytest.raises(SourceError):
        describe(path)
