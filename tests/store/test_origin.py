"""Which store a table is of, and what was taken away from it since."""

import pytest

from analysis.store.origin import Origin


def test_cuts_are_kept_in_their_order_and_the_store_stays(tmp_path):
    whole = Origin(tmp_path, "stamp")
    cut = whole.cut("known at 2021-05-31").cut("without doubted figures")
    assert cut == Origin(tmp_path, "stamp", ("known at 2021-05-31", "without doubted figures"))
    assert whole.cuts == ()


def test_another_order_of_cuts_is_another_origin(tmp_path):
    whole = Origin(tmp_path, "stamp")
    assert whole.cut("a").cut("b") != whole.cut("b").cut("a")


def test_an_origin_cannot_be_changed(tmp_path):
    with pytest.raises(AttributeError):
        Origin(tmp_path, "stamp").stamp = "other"
