import datetime as dt

from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.why.parts import part_table, parts
from analysis.questions.why.question import why
from pathway_store import TORBAY, row, store_of, year_end
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
    assert with_repeats((1000.0, 200.0), (1300.0, 262.0)) == (
        "First and repeat ones moved no further apart than chance allows."
    )
    assert "repeat referrals went from 200 to 420" in with_repeats((1000.0, 200.0), (1300.0, 420.0))


POLICE, SCHOOLS, HEALTH = ("referrals_from_police", "referrals_from_schools", "referrals_from_health_services")


def by_source(before, after, others=(0.0, 0.0)):
    """What is said of the sources of Torbay's referrals in two years: police, schools, health; others: unsaid."""
    rows = [row(TORBAY, "population_0_17", dt.date(year - 1, 6, 30), 9000.0) for year in ENDS]
    for year, counts, other in zip(ENDS, (before, after), others, strict=True):
        rows.append(row(TORBAY, "referrals", ENDS[year], sum(counts) + other))
        rows += [
            row(TORBAY, name, ENDS[year], count) for name, count in zip((POLICE, SCHOOLS, HEALTH), counts, strict=True)
        ]
    return texts(why(store_of(rows), "referral_rate", TORBAY, Month(2023, 5)))["leading_part"]


def test_a_part_that_only_kept_its_share_is_not_told_as_if_it_had_led():
    said = by_source((900.0, 600.0, 500.0), (450.0, 300.0, 250.0))
    assert said.endswith("That is 450 of the 1,000 fewer, no more than their share of all.")
    assert by_source((900.0, 600.0, 500.0), (450.0, 590.0, 490.0)).endswith("That is 450 of the 470 fewer.")


def test_where_the_largest_part_went_against_the_whole_the_one_that_made_it_is_named():
    said = by_source((300.0, 600.0, 500.0), (480.0, 450.0, 420.0))
    assert said.endswith("The whole fell: referrals from schools went from 600 to 450.")


def test_where_a_part_moved_more_than_all_the_one_that_undid_it_is_named():
    said = by_source((300.0, 600.0, 500.0), (700.0, 400.0, 480.0))
    assert said.endswith("where there were 180 more in all: referrals from schools went from 600 to 400.")


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_what_it_finds_is_what_its_record_says():
    inquiry = inquiry_into("referral_rate")
    tables = [part_table(inquiry, split) for split in inquiry.pathway.parts]
    as_recorded("part_parts", (parts(inquiry), tables, inquiry.ledger.evidence))


def test_a_reason_that_rests_on_a_part_explains_no_more_than_the_part_made():
    def ruling(police):
        rows = [row(TORBAY, "population_0_17", year_end("population_0_17", year), 25_000.0) for year in (2021, 2022)]
        for year, count, part in ((2022, 1_500.0, 340.0), (2023, 3_500.0, police)):
            rows += [row(TORBAY, "referrals", ENDS[year], count), row(TORBAY, POLICE, ENDS[year], part)]
        told = why(store_of(rows), "referral_rate", TORBAY, Month(2023, 5)).verdicts
        return next(each.because.kind for each in told if each.explanation == "More referrals from the police")

    assert ruling(850.0) == "verdict_small"
    assert ruling(1_850.0) != "verdict_small"
