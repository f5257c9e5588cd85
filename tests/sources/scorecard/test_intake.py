"""A scorecard on its way in: proposed, asked about, settled."""

import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources.scorecard.intake import (
    Mapped,
    MappingAskedError,
    Scorecard,
    as_proposed,
    gone_rows,
    look_at_scorecard,
    own_rows,
    settle,
)
from analysis.sources.scorecard.layout import RowMapping, ScorecardLayout

HEAD = "Ref,Indicator,Apr-25,May-25,Jun-25\n"
KNOWN = "K1,Number of referrals received,12,14,13\n"
ODD = "K2,Widgets polished,3,4,5\n"


@pytest.fixture
def card(tmp_path):
    def write(text=HEAD + KNOWN, name="card.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return look_at_scorecard(path, name)

    return write


def test_a_file_of_figures_by_month_is_a_scorecard_named_for_its_file(card):
    found = card(name="social_care_card.csv")
    assert isinstance(found, Scorecard)
    assert found.proposal.title == "social care card"
    assert [row.mapping.measure for row in found.proposal.rows] == ["referrals"]


def test_a_file_without_figures_by_period_is_refused_with_the_reason(card):
    with pytest.raises(SourceError):
        card("Some,words\nand,others\n")


def test_a_release_that_no_reader_is_for_is_named_as_one(card):
    with pytest.raises(SourceError, match="no reader"):
        card("time_period,geographic_level,la_name,odd_count\n2024,Local authority,Leeds,3\n")


def test_where_every_row_is_sure_nothing_is_asked(card):
    mapped = settle(card())
    assert isinstance(mapped, Mapped)
    assert [row.measure for row in mapped.layout.rows] == ["referrals"]


def test_a_row_that_is_not_sure_is_asked_about_in_a_workbook_beside_the_file(card, tmp_path):
    found = card(HEAD + KNOWN + ODD)
    with pytest.raises(MappingAskedError, match="Of 2 rows, 1 is sure; 1 is called like no measure") as asked:
        settle(found)
    assert (tmp_path / "card.mapping.xlsx").is_file()
    assert "card.mapping.xlsx" in asked.value.hint
    mapped = settle(found)  # left as it is, it counts as seen
    assert [row.label for row in own_rows(mapped.layout)] == ["Widgets polished"]


def test_looked_at_only_rows_of_no_known_measure_are_left_out_in_words(card):
    rows = as_proposed(card(HEAD + KNOWN + ODD)).layout.rows
    assert [row.measure for row in rows] == ["referrals", None]
    assert "a measure of your own" in rows[1].not_read


def test_own_rows_are_those_the_council_defines():
    own = RowMapping(label="Widgets", measure="own_widgets", own=True)
    layout = ScorecardLayout(scorecard="Card", rows=(own, RowMapping(label="Referrals", measure="referrals")))
    assert own_rows(layout) == (own,)


def test_rows_that_a_mapping_knows_and_the_file_no_longer_has_are_gone(card):
    layout = ScorecardLayout(
        scorecard="Card",
        rows=(
            RowMapping(label="Number of referrals received", ref="K1", measure="referrals"),
            RowMapping(label="Plans open", ref="K9", measure="cp_plans"),
        ),
    )
    assert gone_rows(layout, card()) == ("Plans open",)
