import datetime as dt

from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.why.parts import part_table, parts
from analysis.questions.why.question import why
from pathway_store import TORBAY, row, store_of
from recorded_answers import as_recorded
from whole_answers import held_to_its_record, inquiry_into

ENDS = {year: dt.date(year, 3, 31) for year in (2022, 2023)}


def test_parts_that_the_publisher_hid_make_no_sentence():
    rows = [row(TORBAY, "population_0_17", dt.date(year - 1, 6, 30), 900.0) for year in ENDS]
    rows += [row(TORBAY, "referrals", end, 60.0 + year - 2022) for year, end in ENDS.items()]
    rows += [row(TORBAY, "re_referrals", end, None, "suppressed") for end in ENDS.values()]
    answer = why(store_of(rows), "referral_rate", TORBAY, Month(2023, 5))
    assert "repeats" in answer.tables
    assert not any("suppressed" in text for text in texts(answer).values())


def with_repeats(before, after):
    """Torbay with so many referrals and repeat ones in two years."""
    rows = [row(TORBAY, "population_0_17", dt.date(year - 1, 6, 30), 9000.0) for year in ENDS]
    for year, (whole, repeats) in zip(ENDS, (before, after), strict=True):
        rows += [row(TORBAY, "referrals", ENDS[year], whole), row(TORBAY, "re_referrals", ENDS[year], repeats)]
    return texts(why(store_of(rows), "referral_rate", TORBAY, Month(2023, 5)))["leading_part"]


def test_first_and_repeat_referrals_that_moved_alike_are_not_told_as_what_moved():
    assert with_repeats((1000.0, 200.0), (1300.0, 262.0)) == "First and repeat ones moved alike."
    assert "repeat referrals went from 200 to 420" in with_repeats((1000.0, 200.0), (1300.0, 420.0))


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_what_it_finds_is_what_its_record_says():
    inquiry = inquiry_into("referral_rate")
    tables = [part_table(inquiry, split) for split in inquiry.pathway.parts]
    as_recorded("part_parts", (parts(inquiry), tables, inquiry.ledger.evidence))
