"""A finding names the paper's own reference of its row, or the area it is of."""

import pandas as pd
import pytest

from analysis.audit.references import area_name, with_references
from analysis.catalogue.issue import Issue

ENTRIES = pd.DataFrame(
    {"ref": ["T1", None], "source": ["card.csv#row 2, column Description", "card.csv#row 3, column Description"]}
)


@pytest.mark.parametrize(
    ("message", "source", "said"),
    [
        ("Referrals: it jumps.", "card.csv#row 2, column Apr-12", "T1: Referrals: it jumps."),
        ("Ref T1 stands twice.", "card.csv#row 2, column Ref", "Ref T1 stands twice."),
        ("Referrals of T12: it jumps.", "card.csv#row 2, column Apr-12", "T1: Referrals of T12: it jumps."),
        ("It jumps.", "card.csv#row 3, column Apr-12", "It jumps."),  # a row of its own paper that has no reference
        ("It differs.", "published.csv#line 9", "Torbay: It differs."),
        ("Torbay's plans differ.", "published.csv#line 9", "Torbay's plans differ."),
        ("It differs.", None, "It differs."),
    ],
)
def test_a_message_begins_with_the_reference_or_the_area_unless_it_names_it(message, source, said):
    (issue,) = with_references([Issue("x", "error", message, area="E06000027", source=source)], ENTRIES)
    assert issue.message == said


def test_an_area_that_no_register_has_is_called_by_its_code():
    assert (area_name("E06000027"), area_name("X1")) == ("Torbay", "X1")
