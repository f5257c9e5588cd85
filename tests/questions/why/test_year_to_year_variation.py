import datetime as dt

import numpy as np
import pytest

from analysis.catalogue.period import Month
from analysis.questions.comparators import comparators, others_held
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.sign_readings import counted, every_change, readings
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import (
    NOT_KNOWN,
    Changes,
    Rarity,
    Usual,
    pool_of,
    usual_change,
    usual_sign,
)
from pathway_store import TORBAY, published_store, row, store_of
from whole_answers import held_to_its_record

ENDED = counted("cp_plans_ended")
WINDOW = Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31))


def figures_of(counts, area=TORBAY):
    rows = [row(area, "cp_plans_ended", dt.date(2010 + place, 3, 31), float(n)) for place, n in enumerate(counts)]
    return SeriesReader.from_store(store_of(rows), area, dt.date(2030, 1, 1))


def changes_of(figures, sign, years):
    found = every_change(readings(figures, sign), sign, years)
    return Changes(np.array([each.value for each in found]), np.array([each.variance for each in found]))


def test_a_change_is_a_difference_of_logarithms_with_its_poisson_variance():
    found = changes_of(figures_of([100, 150]), ENDED, 1)
    assert found.change == pytest.approx([np.log(1.5)])
    assert found.variance == pytest.approx([1 / 100 + 1 / 150])


def test_a_year_that_is_missing_makes_no_change():
    figures = SeriesReader.from_store(
        store_of(
            [
                row(TORBAY, "cp_plans_ended", dt.date(2010, 3, 31), 100.0),
                row(TORBAY, "cp_plans_ended", dt.date(2011, 3, 31), None, "suppressed"),
                row(TORBAY, "cp_plans_ended", dt.date(2012, 3, 31), 120.0),
            ]
        ),
        TORBAY,
        dt.date(2030, 1, 1),
    )
    assert not changes_of(figures, ENDED, 1).change.size
    assert changes_of(figures, ENDED, 2).change.size == 1


def test_a_count_of_none_still_has_a_change():
    assert np.isfinite(changes_of(figures_of([0, 4]), ENDED, 1).change).all()


def test_chance_alone_needs_no_extra_variance():
    counts = np.random.default_rng(1).poisson(200, 400)
    found = changes_of(figures_of(counts[:80]), ENDED, 1)
    assert np.sqrt(found.extra_variance) < 0.03


def test_too_few_changes_say_nothing():
    assert not Usual(0, 19, 3).known
    assert np.isnan(Usual(0, 19, 3).share)
    assert not Usual(0, 19, 3).unusual


def test_the_rise_of_2017_is_less_unusual_than_it_looks():
    figures = SeriesReader.from_store(published_store(), TORBAY, dt.date(2021, 5, 31))
    chosen = comparators(figures, "cp_plans_at_period_end", Month(2021, 5))
    usual = usual_change(figures, chosen.members, WINDOW, "cp_plans_at_period_end")
    assert usual.areas == 9  # Bournemouth, Christchurch and Poole began in 2019
    assert usual.changes == 35  # nine neighbours over the four years to March 2017, one of them hidden
    assert 0.10 < usual.share < 0.20


def test_one_change_is_set_beside_the_same_others_in_the_paper_of_any_month():
    beside = []
    for until in (dt.date(2017, 5, 31), dt.date(2021, 5, 31), dt.date(2025, 12, 31)):
        figures = SeriesReader.from_store(published_store(), TORBAY, until)
        others = others_held(figures, "cp_plans_at_period_end")
        beside.append(usual_change(figures, others, WINDOW, "cp_plans_at_period_end"))
    assert beside[0] == beside[1] == beside[2]
    assert beside[0].known


def test_a_change_at_the_start_of_a_series_is_set_beside_the_first_years_that_are_enough():
    counts = {"E06000022": [100, 110, 120, 130, 90, 80], "E06000023": [90, 95, 99, 120, 80, 70]}
    codes = [f"E0600002{place}" for place in (2, 3, 4, 5, 6)]
    rows = [
        row(code, "cp_plans_ended", dt.date(2012 + year, 3, 31), float(n))
        for code in codes
        for year, n in enumerate(counts.get(code, [50, 60, 40, 70, 50, 60]))
    ]
    own = [row(TORBAY, "cp_plans_ended", dt.date(2012 + year, 3, 31), float(n)) for year, n in enumerate([50, 90])]
    figures = SeriesReader.from_store(store_of([*rows, *own]), TORBAY, dt.date(2030, 1, 1))
    window = Window(dt.date(2012, 3, 31), dt.date(2013, 3, 31))
    found = usual_change(figures, codes, window, "cp_plans_ended")
    assert found.until == dt.date(2016, 3, 31)  # five authorities, four years: twenty changes
    assert found.changes == 20
    early = SeriesReader.from_store(store_of([*rows, *own]), TORBAY, dt.date(2015, 12, 31))
    assert not usual_change(early, codes, window, "cp_plans_ended").known


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


@pytest.mark.parametrize(
    ("as_strong", "years", "known", "rare"),
    [(0, 19, False, False), (0, 20, True, True), (1, 39, True, False), (1, 40, True, True), (3, 60, True, False)],
)
def test_a_reason_is_rare_below_one_year_in_twenty_it_among_them(as_strong, years, known, rare):
    found = Rarity(as_strong, years, 5)
    assert (found.known, found.rare) == (known, rare)


def test_a_sign_is_set_beside_others_as_its_count_is_and_unknown_where_one_end_is_not_held():
    figures, window = figures_of([100, 150, 100, 150]), Window(dt.date(2011, 3, 31), dt.date(2012, 3, 31))
    found = usual_sign(figures, (TORBAY,), window, ENDED)
    assert (found.as_large, found.changes, found.areas) == (1, 3, 1)
    assert found == usual_change(figures, (TORBAY,), window, "cp_plans_ended")
    late = Window(dt.date(2020, 3, 31), dt.date(2021, 3, 31))
    assert usual_sign(figures, (TORBAY,), late, ENDED) == NOT_KNOWN == Usual(0, 0, 0)


def test_a_pool_holds_the_changes_of_every_area_up_to_a_day():
    figures = figures_of([100, 150, 100, 150])
    whole, early = (pool_of(figures, (TORBAY,), ENDED, 1, until) for until in (None, dt.date(2011, 3, 31)))
    assert (len(whole.sizes), len(early.sizes)) == (3, 1)
    assert list(whole.sizes) == sorted(whole.sizes)
    assert len(pool_of(figures, ("E06000026",), ENDED, 1).sizes) == 0
