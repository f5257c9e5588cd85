"""The layout of a wide table: what it may say, and what is wrong in it said at once."""

import datetime as dt

import pytest
from pydantic import ValidationError

from analysis.catalogue.errors import SourceError
from analysis.sources.wide_layout import (
    BasisColumn,
    FigureColumn,
    Footnote,
    MarkColumn,
    RatioColumn,
    RemarkColumn,
    RowNote,
    StrictLayout,
    TargetColumn,
    WideLayout,
    read_layout,
)

END = dt.date(2011, 4, 30)


def layout(**changes):
    given = {
        "title": "Card",
        "ref": "Ref",
        "label": "Measure",
        "figures": (FigureColumn(column="Apr 11", ends=END, basis="month"),),
        "rows": (RowNote(ref="T2", measure="referrals"),),
    }
    return WideLayout(**(given | changes))


def test_the_basis_of_a_column_is_its_own_or_the_rows_or_said_row_by_row():
    column = FigureColumn(column="a", ends=END)
    assert column.basis_for("month") == "month"
    assert column.model_copy(update={"basis": "year"}).basis_for("month") == "year"
    mapped = FigureColumn(column="a", ends=END, basis={"year_to_date": "year"})
    assert mapped.basis_for("year_to_date") == "year"
    assert mapped.basis_for("month") == "month"
    assert mapped.basis_for(None) is None


def test_the_area_of_a_column_is_its_code_and_must_be_known():
    assert FigureColumn(column="a", ends=END, area="Torbay").area == "E06000027"
    with pytest.raises(ValidationError):
        FigureColumn(column="a", ends=END, area="Atlantis")


def test_a_row_is_found_by_ref_or_label_and_is_a_measure_or_says_why_not():
    for wrong in ({"measure": "referrals"}, {"ref": "T2"}, {"ref": "T2", "measure": "a", "passed_over": "b"}):
        with pytest.raises(ValidationError):
            RowNote(**wrong)
    assert RowNote(label="Referrals", passed_over="a sum").measure is None


def test_the_note_of_a_row_is_found_by_all_that_it_names():
    both = RowNote(ref="T2", label="Referrals", measure="referrals")
    found = layout(rows=(both, RowNote(ref="T3", measure="cp_plans")))
    assert found.row_note("T2", "Referrals") is both
    assert found.row_note("T2", "Plans") is None
    assert found.row_note("T3", "whatever").measure == "cp_plans"


def test_without_rows_every_column_names_its_measure():
    with pytest.raises(ValidationError, match="must name its measure"):
        layout(rows=())
    named = FigureColumn(column="Referrals", ends=END, measure="referrals")
    assert layout(rows=(), figures=(named,)).rows == ()


def test_marks_and_ratios_belong_to_a_column_of_figures():
    assert layout(ratios=(RatioColumn(column="n/d"),), marks=(MarkColumn(column="RAG", kind="rag", of="Apr 11"),))
    with pytest.raises(ValidationError, match="no column of figures"):
        layout(marks=(MarkColumn(column="RAG", of="May 11"),))


def test_every_column_that_is_named_counts_as_known():
    found = layout(
        section="Theme",
        basis=BasisColumn(column="Counts", words={"in month": "month"}),
        ratios=(RatioColumn(column="n/d"),),
        targets=(TargetColumn(column="Target"),),
        marks=(MarkColumn(column="RAG"),),
        remarks=(RemarkColumn(column="Comment"),),
        footnotes={"*": Footnote(rate=True)},
        passed_over=("Notes",),
    )
    assert set(found.columns) == {
        "Ref",
        "Measure",
        "Theme",
        "Counts",
        "Apr 11",
        "n/d",
        "Target",
        "RAG",
        "Comment",
        "Notes",
    }


def test_a_misspelt_entry_is_an_error_and_an_entry_does_not_change():
    assert issubclass(TargetColumn, StrictLayout)
    with pytest.raises(ValidationError):
        TargetColumn(column="Target", levl="minimum")
    with pytest.raises(ValidationError):
        TargetColumn(column="Target").column = "Other"


def test_a_layout_is_read_from_its_file(tmp_path):
    path = tmp_path / "card.layout.yml"
    path.write_text(
        "title: Card\nref: Ref\nfigures: [{column: Apr 11, ends: 2011-04-30}]\nrows: [{ref: T2, measure: referrals}]\n"
    )
    assert read_layout(path, "card").rows[0].measure == "referrals"


def test_everything_that_is_wrong_is_said_at_once_and_counted(tmp_path):
    path = tmp_path / "card.layout.yml"
    path.write_text("title: Card\nfigures: [{column: Apr 11, ends: soon}]\nrows: [{measure: referrals}]\nodd: 1\n")
    with pytest.raises(SourceError) as refused:
        read_layout(path, "card")
    said = str(refused.value)
    assert "3 entries of the layout are wrong" in said
    for part in ("ends", "odd", "a ref or a label"):
        assert part in said
    with pytest.raises(SourceError, match="needs a layout beside it"):
        read_layout(tmp_path / "none.layout.yml", "none")
