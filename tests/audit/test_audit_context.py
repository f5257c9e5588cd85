"""What the auditor has on the table."""

import pandas as pd
import pytest

from analysis.audit.audit_context import Material, paper_of, printed_row
from analysis.audit.relations import relations
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month


@pytest.fixture
def material(paper):
    def lay(month=None, **kinds):
        return Material.of(paper(**kinds), measures(), relations(), month)

    return lay


def referrals(end, value, **more):
    return {"measure": "referrals", "period_end": end, "value": value, **more}


def test_a_paper_is_the_folder_of_a_source_and_a_row_its_file_and_row():
    sources = pd.Series(["paper/table.csv#row 2, column A", "alone.csv#row 3"])
    assert list(paper_of(sources)) == ["paper", "alone.csv"]
    assert list(printed_row(sources)) == ["paper/table.csv#row 2", "alone.csv#row 3"]


def test_where_periods_stand_down_the_row_of_a_measure_is_its_column_also_of_a_sheet():
    sources = pd.Series(["p/a.csv#column E, row 5", "p/a.ods#Front door, column E, row 5", "p/a.xlsx#Card!E5"])
    assert list(printed_row(sources)) == ["p/a.csv#column E", "p/a.ods#Front door, column E", "p/a.xlsx#Card!E5"]


def test_nothing_that_ends_after_the_month_is_looked_at(material):
    rows = [referrals("2012-04-30", 1.0), referrals("2012-05-31", 2.0)]
    assert list(material(Month(2012, 4), observations=rows).figures["value"]) == [1.0]
    assert list(material(observations=rows).figures["value"]) == [1.0, 2.0]


def test_figures_are_those_with_a_value_in_the_order_of_their_series(material):
    rows = [referrals("2012-05-31", 2.0), referrals("2012-04-30", 1.0), referrals("2012-06-30", None, missing="blank")]
    found = material(observations=rows)
    assert list(found.figures["value"]) == [1.0, 2.0]
    assert set(found.figures["series"]) == {0}
    assert found.has("referrals")
    assert not found.has("referrals", "cp_plans")


def test_of_a_figure_printed_twice_the_last_counts_and_rough_ones_are_apart(material):
    rows = [
        referrals("2012-04-30", 1.0),
        referrals("2012-04-30", 2.0),
        referrals("2012-05-31", 250.0, as_printed="over 250"),
    ]
    found = material(observations=rows)
    assert list(found.one_each["value"]) == [2.0, 250.0]
    assert list(found.precise("referrals")["value"]) == [2.0]
    assert found.precise("cp_plans").empty


def test_the_newest_vintage_of_a_figure_counts(material):
    rows = [referrals("2012-04-30", 1.0), referrals("2012-04-30", 5.0, published_on="2012-09-01")]
    assert list(material(observations=rows).newest["value"]) == [5.0]


def test_groups_to_compare_with_are_not_the_papers_own(material):
    rows = [referrals("2012-04-30", 1.0), referrals("2012-04-30", 9.0, area="E92000001")]
    assert list(material(observations=rows).own["value"]) == [1.0]


def test_monthly_series_have_three_figures_and_more(material, series):
    assert len(material(observations=series("referrals", "2012-01-31", [1, 2, 3])).monthly) == 3
    assert material(observations=series("referrals", "2012-01-31", [1, 2])).monthly.empty
    yearly = [referrals(f"{year}-03-31", 1.0 * year, basis="year") for year in (2009, 2010, 2011)]
    assert material(observations=yearly).monthly.empty


def test_what_was_printed_gives_decimals_and_the_half_of_its_last_digit(material):
    rows = [referrals("2012-04-30", 12.5, as_printed="12.50")]
    figure = material(observations=rows).figures.iloc[0]
    assert figure["decimals"] == 2
    assert figure["slack"] == pytest.approx(0.005)


def test_a_row_is_called_as_the_paper_calls_it_and_else_as_the_catalogue(material):
    rows = [referrals("2012-04-30", 1.0, source="paper/table.csv#row 2, column A"), referrals("2012-05-31", 2.0)]
    entries = [
        {"ref": "T2", "label": "Contacts taken on", "measure": "referrals", "source": "paper/table.csv#row 2, column B"}
    ]
    labels = list(material(observations=rows, entries=entries).figures["label"])
    assert labels == ["Contacts taken on", measures()["referrals"].name]
    found = material(observations=rows)
    assert found.label("referrals") == measures()["referrals"].label
    assert found.label("own_widgets") == "own widgets"
    assert found.polarity("own_widgets") == "neutral"


def test_measures_stand_side_by_side_one_row_a_period(material):
    rows = [referrals("2012-04-30", 10.0), {"measure": "re_referrals", "period_end": "2012-04-30", "value": 3.0}]
    table = material(observations=rows).wide(["referrals", "re_referrals", "cp_plans"])
    assert len(table) == 1
    assert table.loc[0, ["referrals", "re_referrals"]].tolist() == [10.0, 3.0]
    assert table["cp_plans"].isna().all()
    assert table.loc[0, "source"].startswith("paper/")
