import pytest

from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.data_quality import answer_data_quality
from analysis.questions.reorganisation import boundary_caveats
from pathway_store import TORBAY, published_store


@pytest.mark.parametrize(
    ("area", "begins"),
    [
        (
            "E06000058",
            "in place of Dorset (until 2019), Poole and Bournemouth, or of parts of them: its figures begin there",
        ),
        ("E06000062", "West Northamptonshire began on 1 April 2021 in place of part of Northamptonshire: its figures"),
    ],
)
def test_the_past_of_a_merged_or_split_authority_is_not_taken_for_its_own(area, begins):
    assert begins in texts(answer_data_quality(published_store(), area, Month(2024, 6)))["doubts"]


def test_an_authority_that_always_was_has_no_such_doubt():
    assert boundary_caveats(TORBAY) == ()
