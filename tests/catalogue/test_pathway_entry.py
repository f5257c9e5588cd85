import pytest
from pydantic import ValidationError

from analysis.catalogue.pathway import pathway_catalogue
from analysis.catalogue.pathway_entry import ChainStep, PathwayEntry


def test_an_entry_names_every_measure_that_it_rests_on_once_or_more():
    entry = PathwayEntry.model_validate(
        {
            "asked_as": ["a"],
            "group": "g",
            "shape": "flow",
            "count": "b",
            "rate": "c",
            "flow": "d",
            "ratio": {"numerator": "e", "denominator": "f"},
            "volumes": ["h"],
            "parts": [{"name": "p", "measures": ["i"]}],
            "durations": [{"name": "q", "total": "j", "measures": ["k"]}],
            "work": "l",
            "stock": "m",
        }
    )
    assert set(entry.named) == set("abcdefhijklm")


def test_a_shape_or_a_field_that_is_not_known_is_refused():
    entry = pathway_catalogue().pathways[0].model_dump()
    with pytest.raises(ValidationError, match="shape"):
        PathwayEntry.model_validate(entry | {"shape": "round"})
    with pytest.raises(ValidationError, match="colour"):
        PathwayEntry.model_validate(entry | {"colour": "red"})


def test_a_share_is_known_at_once_where_its_step_names_no_days():
    assert ChainStep(measure="x", words="y").days == 0
