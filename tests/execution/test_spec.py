"""One pack that can be run: its name, its folder, its parameters."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.execution.spec import USUAL_AUDIENCE, PackSpec

SPEC = PackSpec(Workspace(Path("w"), Path("w/data")), areas().find("Torbay"), Month(2021, 5), None, (), ())


@pytest.mark.parametrize(
    ("changes", "folder"),
    [
        ({}, "2021-05"),
        ({"known_at": dt.date(2021, 7, 31)}, "2021-05-known-2021-07-31"),
        ({"audience": "public"}, "2021-05-for-public"),
        ({"known_at": dt.date(2021, 7, 31), "audience": "team"}, "2021-05-known-2021-07-31-for-team"),
    ],
)
def test_every_vintage_and_audience_has_a_folder_of_its_own(changes, folder):
    spec = replace(SPEC, **changes)
    assert spec.folder == spec.workspace.build / "torbay" / folder
    assert spec.name == f"torbay-{folder}"


def test_the_usual_reader_is_the_board_and_the_title_is_in_words():
    assert SPEC.audience == USUAL_AUDIENCE == "board"
    assert SPEC.title == "Torbay, May 2021"


def test_a_notebook_is_given_no_absolute_path():
    given = replace(SPEC, known_at=dt.date(2021, 7, 31)).parameters
    assert given == {"area": "E06000027", "month": "2021-05", "known_at": "2021-07-31", "build": "."}
    assert SPEC.parameters["known_at"] is None
