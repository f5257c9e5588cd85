"""What changed between two builds is seen by those who read it, and by nobody else."""

import datetime as dt
from types import MappingProxyType

import pandas as pd
import pytest

from analysis.catalogue.observation import shape
from analysis.store.contents import Contents, contents_of, write_contents
from analysis.store.reads import ALL, WHICH, Reads


def observation(measure, area, value):
    return {
        "area": area,
        "measure": measure,
        "period_start": dt.date(2010, 4, 1),
        "period_end": dt.date(2011, 3, 31),
        "basis": "year",
        "value": value,
        "unit": "count",
        "published_on": dt.date(2011, 10, 26),
        "source": "a/b.csv#row 2",
    }


def contents(*rows, beside=MappingProxyType({"entries": "one"})):
    return Contents(contents_of(shape("observations", [observation(*row) for row in rows])), beside)


BEFORE = contents(("referrals", "E06000027", 3), ("referrals", "E06000026", 4), ("s47_enquiries", "E06000027", 5))
AFTER = contents(("referrals", "E06000027", 3), ("referrals", "E06000026", 9), ("s47_enquiries", "E06000027", 5))


@pytest.mark.parametrize(
    ("read", "changed"),
    [
        ({("referrals", "E06000026")}, True),
        ({("referrals", ALL)}, True),
        ({(ALL, "E06000026")}, True),
        ({(ALL, ALL)}, True),
        ({("referrals", "E06000027")}, False),
        ({("s47_enquiries", ALL), (ALL, "E06000027")}, False),
        ({("s47_enquiries", ALL), ("referrals", "E06000026")}, True),
    ],
)
def test_a_figure_that_changed_is_seen_by_who_read_it(read, changed):
    assert (BEFORE.digest(Reads(tuple(read))) != AFTER.digest(Reads(tuple(read)))) == changed


def test_a_figure_that_was_not_held_before_is_seen():
    assert BEFORE.digest(Reads((("cp_plans_started", ALL),))) != contents(
        ("referrals", "E06000027", 3), ("cp_plans_started", "E06000026", 1)
    ).digest(Reads((("cp_plans_started", ALL),)))


def test_a_new_area_is_seen_by_who_asked_which_there_are_and_a_changed_figure_is_not():
    which = Reads(((ALL, WHICH),))
    assert BEFORE.digest(which) == AFTER.digest(which)
    assert BEFORE.digest(which) != contents(("referrals", "E06000027", 3)).digest(which)


def test_what_is_printed_beside_the_figures_is_seen_by_who_read_it():
    assert Contents(BEFORE.table, {"entries": "other"}).digest(Reads(frames=("entries",))) != BEFORE.digest(
        Reads(frames=("entries",))
    )
    assert Contents(BEFORE.table, {"entries": "other"}).digest(Reads()) == BEFORE.digest(Reads())


def test_the_order_of_two_figures_of_one_place_counts_since_the_first_printed_is_used():
    first, second = ("referrals", "E06000027", 3), ("referrals", "E06000027", 4)
    assert not contents(first, second).table.equals(contents(second, first).table)


def test_the_table_has_one_row_a_measure_and_area():
    assert isinstance(BEFORE.table, pd.DataFrame)
    assert list(BEFORE.table.columns) == ["measure", "area", "digest"]
    assert len(BEFORE.table) == 3


def test_the_contents_beside_a_store_are_those_of_its_observations(tmp_path):
    rows = [observation("referrals", "E06000027", 3), observation("referrals", "E06000026", 4)]
    frame = shape("observations", rows)
    first, again = write_contents(frame, tmp_path), write_contents(frame, tmp_path)
    assert first == again
    ((name, digest),) = first.items()
    assert (tmp_path / name).is_file()
    other = write_contents(shape("observations", rows[:1]), tmp_path)
    assert other[name] != digest
