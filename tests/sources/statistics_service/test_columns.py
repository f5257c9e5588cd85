"""Whether a file that came has what the one before it had."""

import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources.formats import published_formats
from analysis.sources.statistics_service.columns import check_columns, columns_of, lost_measures, measures_in

PLACES = "time_period,time_identifier,geographic_level,region_code,old_la_code,new_la_code,la_name"
ROW = "2025,Reporting year,Local authority,,880,E06000027,Torbay,Referrals and Re-referrals"
FORM = published_formats()["dfe_cin_referrals"]


@pytest.fixture
def file(tmp_path):
    def write(columns, figures, name="c1.csv", places=PLACES, row=ROW):
        path = tmp_path / name
        path.write_text(f"{places},category,{columns}\n{row},{figures}\n", encoding="utf-8")
        return path

    return write


def test_a_file_with_its_figures_areas_and_years_passes(file):
    path = file("referral_count", "1484")
    check_columns(path, FORM)
    assert measures_in(columns_of(path, FORM), FORM) == {"referrals"}


def test_a_file_of_another_format_is_named_for_what_it_is(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("Measure,Period end,Basis,Value,Unit\nReferrals,2011-03-31,year,3031,count\n")
    with pytest.raises(
        SourceError, match=r"It should be Referrals and re-referrals .* and is long, for it has the columns"
    ):
        check_columns(path, FORM)


def test_a_file_without_a_known_figure_says_what_it_has(file):
    with pytest.raises(SourceError, match="no column of figures that is known; it has category"):
        check_columns(file("something_else", "1"), FORM)


def test_measures_that_the_file_before_had_are_named(file):
    figures = [figure.column for figure in FORM.figures][:2]
    before = file(",".join(figures), "1,2", "before.csv")
    now = file(figures[0], "1", "now.csv")
    (lost,) = lost_measures(before, now, FORM)
    assert lost
    assert lost_measures(now, before, FORM) == []
