"""Notes that say something of one child in passing, and notes about figures."""

import pytest

from analysis.sources.told_in_passing import lists_people, tells_in_passing


@pytest.mark.parametrize(
    "text",
    [
        "Third placement since June, school refusing again, mum in hospital.",
        "15-year-old stabbed outside the station; strategy meeting same day",
        "Girl aged 9, self harm, placed out of area with no notice.",
        "Nikodem's review was late because of the holidays",
        "Young carer of her disabled mother, not in school since May",
        "Newborn on NICU, parents contesting",
    ],
)
def test_one_child_is_told_of(text):
    assert tells_in_passing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Every child on a plan for over 15 months is reviewed by the Head of Service each month.",
        "The number of children on a plan rose in June after two large sibling groups were registered.",
        "Two-year-old funding uptake",
        "Mother and baby placements",
        "Amber within 5% of the target",
        "Agreed to add repeat plans; Priya to draft the definition.",
    ],
)
def test_notes_about_figures_tell_of_nobody(text):
    assert not tells_in_passing(text)


def test_names_and_initials_are_a_list_where_no_role_announces_them():
    assert lists_people("Included: Nikodem Ogden, Kezia Umeh, Xanthe Yates and Quinn Dunne")
    assert lists_people("Cases this month: UE, ZU, DK, GL")
    assert not lists_people("Apologies: Nikodem Ogden, Kezia Umeh, Xanthe Yates")
    assert not lists_people("Statistical neighbours: Plymouth, Southend-on-Sea, Isle of Wight")
