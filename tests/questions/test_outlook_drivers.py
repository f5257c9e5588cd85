import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.questions.outlook_drivers import answer_drivers
from pathway_store import TORBAY, published_store

MONTH = Month(2021, 5)


def test_what_the_forecasts_earned_here_is_added_up_over_the_drivers():
    answer = answer_drivers(published_store(), TORBAY, MONTH)
    own = {name: answer.evidence[f"outlook.{name}"].value for name in ("own_nearer", "own_tried", "own_times")}
    assert own["own_nearer"] <= own["own_tried"] <= len(answer.tables["drivers"])
    assert own["own_times"] == 47


def test_drivers_that_cannot_be_forecast_are_left_out_and_named():
    answer = answer_drivers(published_store(), TORBAY, Month(2016, 6))
    assert "cp_rate" in set(answer.tables["drivers"]["measure"])
    assert any("Caseload" in sentence for sentence in answer.missing)


def test_an_area_without_any_driver_is_a_gap_and_not_a_crash():
    with pytest.raises(NoFiguresError, match="nothing can be forecast"):
        answer_drivers(published_store(), TORBAY, Month(2012, 6))
