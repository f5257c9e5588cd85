"""Words beside figures give no small count away, and large ones stay."""

import pytest

from analysis.present.disclosure import Rule, Rules, protect, redaction
from analysis.present.disclosure.redaction import gives_small_count
from disclosure_attacks import MONTHS, cell
from pathway_store import store_of

RULE = Rule(rule="suppress", low=1, high=5)


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("There were 3 children adopted in May.", True),
        ("Two of the siblings moved to new placements.", True),
        ("Four CP conferences were late.", True),
        ("There were 32 children adopted.", False),
        ("Performance rose by 3% for children in care.", False),
        ("Within 2 years children return home.", False),
        ("Priority 3: recruit social workers.", False),
    ],
)
def test_a_small_number_of_children_is_found_in_words(text, gives):
    assert gives_small_count(text, Rules.of(RULE)) is gives


@pytest.mark.parametrize(
    ("value", "printed", "shown"),
    [
        (None, "3 (from May only)", "[c]"),
        (None, "three so far", "[c]"),
        (None, "n/a", "n/a"),
        (40.0, "40", "40"),
        (40.0, "40 (3 of them repeat)", "40"),
    ],
)
def test_the_text_of_a_cell_says_no_more_than_its_figure(value, printed, shown):
    row = cell("s47_enquiries", "month", MONTHS[0], value, as_printed=printed)
    row["missing"] = None if value else "partial"
    store = protect(store_of([row]), RULE, ["our-returns"])
    assert store.observations.loc[0, "as_printed"] == shown


@pytest.mark.parametrize(
    ("text", "shown", "more"),
    [
        ("46/97", (47.4, 46, 97), False),
        ("46/98", (47.4, 46, 97), True),
        ("0.47", (47.0,), False),
        ("47%", (47.0,), False),
        ("94%", (47.0,), True),
        ("1,200", (1200.0,), False),
        ("Forty, of whom two", (40.0,), True),
        (None, (40.0,), False),
        ("4", (float("nan"),), True),
    ],
)
def test_a_text_says_more_where_it_holds_a_number_that_is_not_shown(text, shown, more):
    assert redaction._says_more(text, *shown) is more
