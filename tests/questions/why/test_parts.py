import datetime as dt

from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.why.question import why
from pathway_store import TORBAY, row, store_of

ENDS = {year: dt.date(year, 3, 31) for year in (2022, 2023)}


def test_parts_that_the_publisher_hid_make_no_sentence():
    rows = [row(TORBAY, "population_0_17", dt.date(year - 1, 6, 30), 900.0) for year in ENDS]
    rows += [row(TORBAY, "referrals", end, 60.0 + year - 2022) for year, end in ENDS.items()]
    rows += [row(TORBAY, "re_referrals", end, None, "suppressed") for end in ENDS.values()]
    answer = why(store_of(rows), "referral_rate", TORBAY, Month(2023, 5))
    assert "repeats" in answer.tables
    assert not any("suppressed" in text for text in texts(answer).values())
