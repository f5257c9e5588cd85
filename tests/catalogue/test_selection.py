from analysis.catalogue.measure import measures
from analysis.catalogue.selection import Selections, selections


def test_a_report_card_shows_published_measures_that_compare():
    assert "cp_rate" in selections().report_card
    assert all(measures().compared_as(measure) == measure for measure in selections().report_card)


def test_a_measure_of_no_catalogue_is_named():
    said = selections().model_dump() | {"freshness": ("referrals", "x")}
    assert list(Selections.model_validate(said).problems()) == ["freshness, entry 2: there is no measure called x"]
