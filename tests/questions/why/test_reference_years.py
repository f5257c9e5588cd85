"""The years of others: as long as the window, only where the measure is held at both ends, never the area's own."""

import datetime as dt

from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.catalogue.sign import sign_of
from analysis.questions.comparators import comparators, others_held
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.reference_years import changes_at, places_of, sign_at
from analysis.questions.why.window import Window
from pathway_store import TORBAY, row, store_of
from whole_answers import held_to_its_record

PLYMOUTH, WIGAN = "E06000026", "E08000010"
PATHWAY = pathway_of("cp_rate")


def inquiry(years):
    rows = []
    for area, values in ((TORBAY, (100, 110, 120)), (PLYMOUTH, (200, 320, 330)), (WIGAN, (300, None, 290))):
        for back, value in enumerate(values):
            if value is not None:
                rows.append(row(area, PATHWAY.count, dt.date(2018 + back, 3, 31), float(value)))
    figures = SeriesReader.from_store(store_of(rows), TORBAY, dt.date(2021, 5, 31))
    window = Window(dt.date(2020 - years, 3, 31), dt.date(2020, 3, 31))
    chosen = comparators(figures, PATHWAY.count, Month(2021, 5))
    return Inquiry(figures, PATHWAY, window, Month(2021, 5), chosen, others_held(figures, PATHWAY.count), Ledger("cp"))


def test_only_years_that_are_held_at_both_ends_are_compared_with():
    found = {(area, window.before.year, window.after.year) for area, window in places_of(inquiry(1))}
    assert found == {(PLYMOUTH, 2018, 2019), (PLYMOUTH, 2019, 2020)}


def test_a_window_of_two_years_is_set_beside_two_years():
    found = {(area, window.before.year, window.after.year) for area, window in places_of(inquiry(2))}
    assert found == {(PLYMOUTH, 2018, 2020), (WIGAN, 2018, 2020)}


def test_a_sign_is_read_in_the_other_authority():
    asked = inquiry(1)
    sign = sign_of(PATHWAY.count, PATHWAY)
    place = (PLYMOUTH, Window(dt.date(2018, 3, 31), dt.date(2019, 3, 31)))
    found = sign_at(asked, sign, place)
    assert (found.before, found.after, found.direction) == (200, 320, "up")
    later = sign_at(asked, sign, (PLYMOUTH, Window(dt.date(2019, 3, 31), dt.date(2020, 3, 31))))
    assert later.direction == "level"


def test_changes_are_left_out_where_an_end_lacks():
    asked = inquiry(1)
    places = [*places_of(asked), (WIGAN, Window(dt.date(2018, 3, 31), dt.date(2019, 3, 31)))]
    found = changes_at(asked, sign_of(PATHWAY.count, PATHWAY), places)
    assert {area for area, _ in found} == {PLYMOUTH}
    sizes = {window.before.year: change.value for (_, window), change in found.items()}
    assert sizes[2018] > sizes[2019] > 0


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
