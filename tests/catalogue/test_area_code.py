"""An area in an entry of a file: by its name or by its code, and refused where it is none."""

import pytest
from pydantic import BaseModel, ValidationError

from analysis.catalogue.area_code import AreaCode, code_of


@pytest.mark.parametrize("written", ["Kirklees", "kirklees", "E08000034"])
def test_an_entry_may_name_its_area_as_people_do_and_is_held_by_its_code(written):
    assert code_of(written) == "E08000034"


def test_an_entry_of_no_known_area_is_refused_with_near_names_and_none_is_none():
    with pytest.raises(ValueError, match="Kirklees"):
        code_of("Kirkles")
    assert code_of(None) is None


def test_a_field_of_a_model_takes_the_name_and_tells_a_wrong_one():
    class Entry(BaseModel):
        area: AreaCode | None

    assert Entry(area="Kirklees").area == "E08000034"
    assert Entry(area=None).area is None
    with pytest.raises(ValidationError, match="Kirklees"):
        Entry(area="Kirkles")
