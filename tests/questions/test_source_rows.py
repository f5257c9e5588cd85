"""Where a figure stands, and whose paper that is."""

import pandas as pd
import pytest

from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.questions.source_rows import folder_of, own_folders, row_of
from analysis.store import Store
from whole_answers import held_to_its_record

TORBAY, PLYMOUTH = "E06000027", "E06000026"


@pytest.mark.parametrize(
    ("place", "row"),
    [
        ("paper/card.csv#row 8, column May-12", "paper/card.csv#row 8"),
        ("paper/card.csv#row 18", "paper/card.csv#row 18"),
        ("paper/card.xlsx#Card!C8", "paper/card.xlsx#Card!8"),
        ("paper/card.xlsx#Card!AB12, footnote", "paper/card.xlsx#Card!12"),
        ("paper/down.csv#column C, row 8 (printed in row 3)", "paper/down.csv#column C, row 8"),
        ("paper/down.xlsx#S, column C, row 8", "paper/down.xlsx#S, column C, row 8"),
        ("paper/notes.txt#line 4", "paper/notes.txt#line 4"),
    ],
)
def test_a_place_loses_its_column_and_keeps_its_row(place, row):
    assert row_of(pd.Series([place])).to_list() == [row]


def test_the_folder_is_the_first_part_of_the_place():
    assert folder_of("cib-2012/inner/card.csv#row 8") == "cib-2012"


def store_with(*places):
    rows = [
        {
            "area": area,
            "measure": "referrals",
            "label": "Referrals",
            "table": "card",
            "position": number,
            "source": f"{folder}/a.csv#row {number}",
        }
        for number, (folder, area) in enumerate(places)
    ]
    return Store({kind: empty(kind) for kind in FRAMES} | {"entries": shape("entries", rows)})


def test_a_folder_is_the_areas_own_where_most_of_its_rows_are_about_it():
    card = [("card", TORBAY), ("card", TORBAY), ("card", PLYMOUTH)]
    others = [("region", PLYMOUTH), ("region", PLYMOUTH), ("region", TORBAY)]
    store = store_with(*card, *others)
    assert own_folders(store, TORBAY) == {"card"}
    assert own_folders(store, PLYMOUTH) == {"region"}
    assert own_folders(store, "E06000001") == frozenset()


def test_the_plans_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("improvement_plan")
