import datetime as dt
from typing import Literal, Self

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analysis.catalogue.validation import KnownArea, known_area, wrong_entries


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")

    on: dt.date
    times: float | None = Field(default=None, gt=0)
    to: float | Literal["neighbours", "england"] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if self.times is not None and self.to is not None:
            message = "give exactly one of times and to"
            raise ValueError(message)
        return self


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    years: int = Field(default=3, ge=1, le=6)
    parts: tuple[Part, ...] = Field(min_length=1)


def said(value):
    with pytest.raises(ValidationError) as caught:
        Whole.model_validate(value)
    return wrong_entries(caught.value, "the file")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "the file: should be names with their values (`name: value`), not nothing"),
        (["a"], "the file: should be names with their values (`name: value`), not a list"),
        ({"parts": [{"on": "2021-05-31"}]}, "title: is missing"),
        ({"title": 7, "parts": [{"on": "2021-05-31"}]}, "title: should be text, not 7"),
        ({"title": "t", "parts": []}, "parts: needs at least 1 of them"),
        ({"title": "t", "parts": 5}, "parts: should be a list, not 5"),
        ({"title": "t", "years": 9, "parts": [{"on": "2021-05-31"}]}, "years: should be 6 or less, not 9"),
        ({"title": "t", "yaers": 2, "parts": [{"on": "2021-05-31"}]}, "yaers: is not a name that is known here"),
        (
            {"title": "t", "parts": [{"on": "soon"}]},
            'parts, entry 1, on: should be a day that there is, written as 2021-05-31, not "soon"',
        ),
        (
            {"title": "t", "parts": [{"on": "2021-05-31", "times": -3}]},
            "parts, entry 1, times: should be more than 0, not -3",
        ),
        (
            {"title": "t", "parts": [{"on": "2021-05-31", "to": "wales"}]},
            'parts, entry 1, to: should be a number or should be one of neighbours or england, not "wales"',
        ),
        (
            {"title": "t", "parts": [{"on": "2021-05-31", "times": 2, "to": 3}]},
            "parts, entry 1: give exactly one of times and to",
        ),
    ],
)
def test_what_is_wrong_is_said_without_the_words_of_a_program(value, expected):
    assert expected in said(value)


def test_everything_wrong_is_said_at_once():
    assert len(said({"years": 0, "parts": [{}], "more": 1})) == 4


class Place(BaseModel):
    area: KnownArea | None = None


def test_an_area_is_written_as_a_name_or_a_code_and_kept_as_its_code():
    assert [Place(area=written).area for written in ("Torbay", "E06000027", None)] == ["E06000027", "E06000027", None]
    assert known_area("torbay") == "E06000027"


def test_an_area_that_there_is_not_is_wrong_and_near_names_are_offered():
    with pytest.raises(ValidationError) as wrong:
        Place(area="Torbey")
    (said,) = wrong_entries(wrong.value)
    assert "Torbey" in said
    assert "Torbay" in said
