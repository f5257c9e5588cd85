"""What rows of a scorecard are, kept as YAML beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.errors import SourceError
from analysis.sources.scorecard.layout import RowMapping, ScorecardLayout, layout_text, read_scorecard_layout, row_key

LABELS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=20)


def test_a_row_needs_a_measure_or_the_reason_why_it_is_not_read():
    with pytest.raises(ValueError, match="either a measure, or not_read"):
        RowMapping(label="Referrals")
    with pytest.raises(ValueError, match="either a measure, or not_read"):
        RowMapping(label="Referrals", measure="referrals", not_read="a sum")


def test_a_row_is_found_by_ref_label_and_section_without_note_marks():
    row = RowMapping(label="Referrals [note 1]", ref="K1", section="Front Door", measure="referrals")
    layout = ScorecardLayout(scorecard="Card", rows=(row,))
    assert layout.row(row_key("REFERRALS", "K1", "front door")) is row


def test_a_row_that_moved_to_another_section_is_found_where_its_label_is_the_only_one():
    one = RowMapping(label="Referrals", section="Front door", measure="referrals")
    layout = ScorecardLayout(scorecard="Card", rows=(one,))
    assert layout.row(row_key("Referrals", None, "Help")) is one
    assert layout.row(row_key("Plans", None, "Front door")) is None
    twice = layout.model_copy(update={"rows": (one, one.model_copy(update={"section": "Care"}))})
    assert twice.row(row_key("Referrals", None, "Help")) is None


def test_a_row_of_another_ref_is_another_row():
    row = RowMapping(label="Referrals", ref="K1", measure="referrals")
    assert ScorecardLayout(scorecard="Card", rows=(row,)).row(row_key("Referrals", "K2", None)) is None


@given(LABELS, st.none() | LABELS, st.booleans())
def test_what_is_written_is_read_back(tmp_path_factory, label, ref, fractions):
    row = RowMapping(label=label, ref=ref, measure="referrals", unit="count", fractions=fractions)
    layout = ScorecardLayout(scorecard="Card", years="to_march", columns_not_read=("2023",), rows=(row,))
    path = tmp_path_factory.mktemp("layout") / "card.mapping.yml"
    path.write_text(layout_text(layout), encoding="utf-8")
    assert read_scorecard_layout(path, "card") == layout


def test_a_mapping_that_is_not_there_says_what_writes_it(tmp_path):
    with pytest.raises(SourceError, match="needs its mapping beside it") as refused:
        read_scorecard_layout(tmp_path / "none.mapping.yml", "card")
    assert "workbench sources add" in refused.value.hint


def test_everything_that_is_wrong_in_a_mapping_is_said_at_once(tmp_path):
    path = tmp_path / "card.mapping.yml"
    path.write_text("scorecard: Card\nyears: sometimes\nrows:\n  - {label: Referrals}\n  - {label: Plans, measur: x}\n")
    with pytest.raises(SourceError) as refused:
        read_scorecard_layout(path, "card")
    for part in ("years", "Referrals", "measur"):
        assert part in str(refused.value)
