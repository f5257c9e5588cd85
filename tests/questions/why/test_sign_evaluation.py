"""One rule reads a sign for the area itself and for the years of others: two definitions would part."""

import datetime as dt
import random

import pytest

from analysis.catalogue.pathway import pathway_of, pathways
from analysis.catalogue.period import Month
from analysis.catalogue.sign import Level, SignEntry, sign_catalogue, sign_of
from analysis.catalogue.workspace import Workspace
from analysis.questions.comparators import comparators, others_held
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.reference_years import places_of, sign_at
from analysis.questions.why.sign_evaluation import direction_of, evaluate, look, sign_here, unit_of
from analysis.questions.why.sign_readings import Change, Reading
from analysis.questions.why.signs import Share, Sign
from analysis.questions.why.window import Window
from analysis.sources.add import add_sources
from analysis.store import build_store, open_store
from pathway_store import TORBAY, published_store, row, store_of
from whole_answers import held_to_its_record

AUTHORITY_YEARS = 200
MONTH = Month(2025, 12)
BESIDE = ("s47_enquiries", "referrals_from_police", "s47_per_referral", "plans_per_s47", "icpc_per_s47")


def inquiry_of(store, area, measure, window):
    figures = SeriesReader.from_store(store, area, MONTH.last_day)
    pathway = pathway_of(measure)
    others = others_held(figures, pathway.count)
    return Inquiry(
        figures, pathway, window, MONTH, comparators(figures, pathway.count, MONTH), others, Ledger(pathway.group)
    )


def parted(store, seed):
    """Signs of random years of random authorities that others read otherwise than the authority itself."""
    drawn = random.Random(seed)  # noqa: S311 - a sample, nothing secret
    names = [*sign_catalogue().by_name, *BESIDE]
    asked = {
        measure: inquiry_of(store, TORBAY, measure, Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31)))
        for measure in pathways()
    }
    places = [(measure, place) for measure, inquiry in asked.items() for place in places_of(inquiry)]
    found, told = [], 0
    for measure, place in drawn.sample(places, min(AUTHORITY_YEARS, len(places))):
        area, window = place
        own = inquiry_of(store, area, measure, window)
        for name in drawn.sample(names, 6):
            sign = sign_of(name, own.pathway)
            if sign is None:
                continue
            here, there = sign_here(own, name), sign_at(asked[measure], sign, place)
            told += here.direction != "unknown"
            if here != there:
                found.append((measure, area, window, name))
    return found, told, len(places)


def test_an_authority_s_own_sign_is_the_one_that_others_read_of_it():
    found, told, _ = parted(published_store(), seed=1)
    assert found == []
    assert told > AUTHORITY_YEARS


def test_own_signs_are_those_that_others_read_in_the_repository_s_own_figures(root):
    space = Workspace(root, root / "data")
    found, told, places = parted(open_store(space), seed=2)
    assert found == []
    assert places > AUTHORITY_YEARS < told


# The releases that signs are read from; all of them take forty times as long, and tests/sources/test_add.py adds them.
OF_ENGLAND = (
    "b1_children_in_need_2013_to_2025.csv",
    "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv",
    "c4_children_in_need_section_47s_and_icpcs_2013_to_2025.csv",
    "cla_number_and_rate_per_10k_children.csv",
    "csww_indicators_2017_to_2025.csv",
    "ons_mid-year_population_estimates_2012_to_2024.csv",
)


def test_own_signs_are_those_that_others_read_in_all_england(root, shared, tmp_path):
    space = Workspace(root, tmp_path / "data")
    add_sources(space, [shared / "data" / "published" / "vintage-2025" / name for name in OF_ENGLAND])
    build_store(space)
    found, told, places = parted(open_store(space), seed=3)
    assert found == []
    assert places > 10 * AUTHORITY_YEARS
    assert told > AUTHORITY_YEARS


def change(before, after, *, variance=0.0, value=None):
    ends = Reading(before, None, ()), Reading(after, None, ())
    return Change(after - before if value is None else value, variance, *ends)


@pytest.mark.parametrize(
    ("sign", "before", "after", "way"),
    [
        ({"level_within": Level(part=0.01)}, 1000, 1009, "level"),
        ({"level_within": Level(part=0.01)}, 1000, 1010, "up"),
        ({"level_within": Level(part=0.01)}, 1000, 990, "down"),
        ({"level_within": Level(units=2)}, 30, 31.9, "level"),
        ({"level_within": Level(units=2)}, 30, 28, "down"),
        ({"level_within": Level(units=1, part=0.02)}, 100, 101.5, "level"),
        ({"level_within": Level(units=1, part=0.02)}, 10, 10.5, "level"),
        ({"level_within": Level()}, 10, 10, "level"),
        ({}, 12.5, 4, "level"),  # 12 and 4: 0.077 by the exact test
        ({}, 14, 4, "down"),  # 0.031
        ({}, 4, 14, "up"),
    ],
)
def test_a_change_goes_somewhere_from_the_size_that_its_entry_names(sign, before, after, way):
    assert direction_of(change(before, after), SignEntry(sign="x", above=("referrals",), **sign)) == way


@pytest.mark.parametrize(("value", "way"), [(0.19, "level"), (0.2, "up"), (-0.2, "down"), (0.0, "level")])
def test_a_change_of_a_ratio_goes_somewhere_beyond_chance(value, way):
    sign = SignEntry(sign="x", above=("s47_enquiries",), below="referrals")
    assert direction_of(change(100, 120, value=value, variance=0.01), sign) == way


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("referral_rate", "per_10000"),
        ("icpc_per_s47", "ratio"),
        ("vacancy_rate", "percent"),
        ("posts", "fte"),
        ("starts", "count"),
    ],
)
def test_a_sign_is_told_in_its_unit(name, unit):
    assert unit_of(sign_of(name, pathway_of("cp_rate"))) == unit


@pytest.fixture(scope="module")
def torbay():
    return inquiry_of(published_store(), TORBAY, "cp_rate", Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31)))


def test_a_rate_is_told_per_10000_and_rests_on_all_four_figures(torbay):
    found = sign_here(torbay, "referral_rate")
    assert found.before / found.after == pytest.approx(1988 / 1616, rel=0.01)  # referrals; the population hardly moved
    assert found.direction == "down"
    assert len(found.figures) == 4


def test_what_is_not_predicted_is_not_looked_for_and_what_is_not_known_is_unknown(torbay):
    signs = look(torbay, ["referral_rate", "nonsense"], [Sign("difference", "up")], {"referral_rate": Share(1, 4, "x")})
    assert set(signs.by_name) == {"referral_rate", "nonsense", "difference"}
    assert signs["nonsense"].direction == "unknown"
    assert signs["referral_rate"].share == Share(1, 4, "x")
    assert signs["difference"].share is None


def test_with_too_few_others_a_change_beyond_chance_is_clear(torbay):
    sign = sign_of("referral_rate", torbay.pathway)
    alone = evaluate(torbay.figures, (), sign, torbay.window)
    assert alone.direction == "down"
    assert alone.clear
    assert not evaluate(torbay.figures, (), sign, torbay.window, clear=False).clear


@pytest.mark.parametrize(("after", "way", "clear"), [(34.0, "up", False), (35.0, "up", True), (31.5, "level", False)])
def test_five_points_of_a_staff_rate_are_out_of_the_ordinary_and_two_are_a_move(after, way, clear):
    measure = "social_worker_vacancy_rate"
    rows = [row(TORBAY, measure, dt.date(year, 9, 30), value) for year, value in ((2018, 30.0), (2019, after))]
    figures = SeriesReader.from_store(store_of(rows), TORBAY, MONTH.last_day)
    window = Window(dt.date(2019, 3, 31), dt.date(2020, 3, 31))
    found = evaluate(figures, (), sign_of("vacancy_rate", pathway_of("cp_rate")), window)
    assert (found.direction, found.clear, found.unit) == (way, clear, "percent")


def test_a_sign_that_is_called_a_share_is_told_in_per_cent():
    shares = [sign for sign in sign_catalogue().signs if sign.below and "share of" in (sign.words or "")]
    assert [unit_of(sign) for sign in shares] == ["percent"] * len(shares) != []
    ends = {2022: (1000.0, 200.0), 2023: (1000.0, 250.0)}
    rows = [
        row(TORBAY, name, dt.date(year, 3, 31), value)
        for year, values in ends.items()
        for name, value in zip(("referrals", "re_referrals"), values, strict=True)
    ]
    figures = SeriesReader.from_store(store_of(rows), TORBAY, MONTH.last_day)
    sign = evaluate(
        figures, (), sign_catalogue().by_name["repeat_referrals"], Window(dt.date(2022, 3, 31), dt.date(2023, 3, 31))
    )
    assert (sign.before, sign.after, sign.unit) == (20.0, 25.0, "percent")


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
