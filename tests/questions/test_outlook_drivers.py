import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.questions.outlook_drivers import answer_drivers
from pathway_store import TORBAY, published_store
from whole_answers import held_to_its_record

MONTH = Month(2021, 5)


def test_only_forecasts_that_tests_have_shown_to_be_nearer_are_named():
    answer = answer_drivers(published_store(), TORBAY, MONTH)
    (finding,) = [finding for finding in answer.findings if finding.kind == "outlook_drivers"]
    frame = answer.tables["drivers"].set_index("measure")
    assert finding.facts["closer"] == tuple(frame.index[frame["closer"]]) == ("cp_rate",)
    assert answer.evidence["outlook.untested"].value == frame["improvement"].isna().sum() == 2


def test_drivers_that_cannot_be_forecast_are_left_out_and_named():
    answer = answer_drivers(published_store(), TORBAY, Month(2016, 6))
    assert "cp_rate" in set(answer.tables["drivers"]["measure"])
    assert any("Caseload" in sentence for sentence in answer.missing)


def test_an_area_without_any_driver_is_a_gap_and_not_a_crash():
    with pytest.raises(NoFiguresError, match="nothing can be forecast"):
        answer_drivers(published_store(), TORBAY, Month(2012, 6))


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("next")
