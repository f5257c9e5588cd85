"""What is usual for one authority is asked of all others: the area is among them, and the one asked of is not."""

import datetime as dt

from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.questions.comparators import comparators, others_held
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.window import Window
from pathway_store import TORBAY, published_store
from whole_answers import held_to_its_record

ENGLAND = "E92000001"


def inquiry(area):
    figures = SeriesReader.from_store(published_store(), area, dt.date(2021, 5, 31))
    pathway = pathway_of("cp_rate")
    window = Window(dt.date(2020, 3, 31), dt.date(2021, 3, 31))
    chosen = comparators(figures, pathway.count, Month(2021, 5))
    return Inquiry(figures, pathway, window, Month(2021, 5), chosen, others_held(figures, pathway.count), Ledger("cp"))


def test_the_area_is_among_the_others_of_a_neighbour_and_the_neighbour_is_not():
    asked = inquiry(TORBAY)
    neighbour = asked.areas[0]
    others = asked.others_than(neighbour)
    assert TORBAY in others
    assert neighbour not in others
    assert len(others) == len(asked.areas)


def test_the_area_is_not_among_its_own_others():
    asked = inquiry(TORBAY)
    assert asked.others_than(TORBAY) == asked.areas
    assert TORBAY not in asked.areas


def test_england_is_no_authority_to_be_set_beside_others():
    asked = inquiry(ENGLAND)
    assert ENGLAND not in asked.others_than(asked.areas[0])


def test_a_part_that_found_nothing_is_empty():
    assert not any((Part().findings, Part().figures, Part().tables, Part().signs, Part().caveats, Part().missing))


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
