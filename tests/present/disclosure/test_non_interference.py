"""What is hidden tells nothing of how much it is: another world with the same visible figures is shown the same."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

import disclosure_attacks as attacks
from analysis.catalogue.period import Month
from analysis.present import charts
from analysis.present.disclosure import Rule, protect
from analysis.present.disclosure.bounds import Attack, Memory
from analysis.present.disclosure.cells import cells_of, described
from analysis.present.disclosure.identities import system_of
from analysis.present.disclosure.knowledge import knowledge
from analysis.present.disclosure.reduction import reduce
from analysis.present.disclosure.system import LAW
from analysis.questions.trend import answer_trend
from disclosure_attacks import MONTHS, cell, store_with
from pathway_store import TORBAY, store_of

RULE = Rule(rule="suppress", low=1, high=5)
TABLES = (
    attacks.three_months_and_their_year_to_date,
    attacks.months_and_the_published_year,
    attacks.bands_and_the_published_total,
    attacks.stocks_and_one_flow,
    attacks.quarters_of_a_year,
    attacks.referrals_by_source,
    attacks.years_to_date_alone,
    attacks.quarter_less_two_months,
    attacks.the_last_category_of_plans,
    attacks.the_last_kind_of_placement,
    attacks.the_last_outcome_of_contacts,
    attacks.two_legal_statuses_over_two_files,
)


def shown(frame: pd.DataFrame) -> pd.DataFrame:
    return protect(store_of(frame.to_dict("records")), RULE, ["our-returns"]).observations


def other_worlds(frame: pd.DataFrame, released: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the figures with a hidden small count another of 1 to 5, every visible figure as it was.

    What must move with it are other hidden figures, as little as there need be; small ones stay small.
    """
    ours = frame["source"].str.startswith("our-returns").to_numpy()
    cells = cells_of(described(frame, knowledge()), ours, np.zeros(len(frame), dtype=bool), knowledge())
    gone = released["value"].iloc[: len(frame)].isna().to_numpy() & frame["value"].notna().to_numpy()
    hidden = np.array([gone[rows].all() for rows in cells.rows])
    every, none = np.ones(len(cells), dtype=bool), np.zeros(len(cells), dtype=bool)
    system = system_of(cells, every, none, knowledge())
    truth = Attack(reduce(system.known(none)), Memory()).point()
    row_of = {place: system.count_row[place] for place in np.flatnonzero(hidden) if system.count_row[place] != LAW}
    value = cells.table["value"]
    for small in [place for place in row_of if value[place] in attacks.SMALL]:
        known = system.known(hidden)
        low, high = known.low.copy(), np.minimum(known.high, 1e6)
        for place, row in row_of.items():
            low[row], high[row] = (1, 5) if value[place] in attacks.SMALL else (6, 1e6)
        low[row_of[small]] = high[row_of[small]] = 1 if value[small] > 2 else 5
        point = nearest(system.rows, low, high, truth)
        if point is not None:
            other = frame.copy()
            for place, row in row_of.items():
                number = float((system.rows[[row]] @ point)[0])
                other.loc[cells.rows[place], "value"] = number
                other.loc[cells.rows[place], "as_printed"] = f"{number:g}"
            yield other


def nearest(rows: sparse.csr_matrix, low: np.ndarray, high: np.ndarray, truth: np.ndarray) -> np.ndarray | None:
    """Return whole numbers that fit, as near to some as there are."""
    size = len(truth)
    one, nothing = sparse.identity(size), sparse.csr_matrix(rows.shape)
    wide = sparse.bmat([[rows, nothing], [one, -one], [-one, -one]], format="csr")
    limits = LinearConstraint(wide, np.append(low, np.full(2 * size, -np.inf)), np.concatenate([high, truth, -truth]))
    aim = np.repeat([0.0, 1.0], size)
    found = milp(aim, constraints=limits, integrality=1 - aim, bounds=Bounds(0, 1e6))
    return None if found.x is None else np.round(found.x[:size])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_two_releases_that_differ_in_hidden_figures_alone_are_the_same(table):
    worlds = 0
    for seed in range(2):
        frame = store_with(table(np.random.default_rng(seed))).observations.reset_index(drop=True)
        released = shown(frame)
        for other in other_worlds(frame, released):
            assert not other["value"].equals(frame["value"])
            pd.testing.assert_frame_equal(shown(other), released)
            worlds += 1
    assert worlds > 0, "no other world was found: nothing was tried"


def test_which_further_month_is_hidden_does_not_go_by_how_large_it_is():
    def hidden(*months):
        rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:3], months, strict=True)]
        found = shown(store_of([*rows, cell("referrals", "quarter", MONTHS[2], sum(months))]).observations)
        return found["value"].isna().tolist()

    assert hidden(3, 40, 12) == hidden(3, 12, 40) == hidden(3, 26, 26)


@pytest.mark.parametrize("small", range(0, 12, 3))
def test_a_count_printed_under_two_names_shows_no_month_that_the_other_hides(small):
    """Else whoever sees that the rows are the same fills the gaps of one from the other, and the year does the rest."""
    months = [14 + 3 * month for month in range(12)]
    months[small] = 2
    rows = [
        cell(name, basis, end, value)
        for name in ("referrals", "cp_plans_started", "cla_started")
        for basis, end, value in [("year", MONTHS[-1], sum(months))]
        + [("month", *pair) for pair in zip(MONTHS, months, strict=True)]
    ]
    gone = shown(store_of(rows).observations)["value"].isna().to_numpy().reshape(3, -1)
    assert gone[0].sum() > 1
    assert (gone == gone[0]).all()


def test_no_point_or_end_of_an_axis_in_a_chart_goes_by_a_hidden_figure():
    """Two worlds: 3, 40 and 12 in the months of a quarter, or 5, 38 and 12. Their pictures are the same to the byte."""

    def drawn(*quarter):
        months = [*quarter, *(20 + month % 5 for month in range(9))]
        rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS, months, strict=True)]
        held = store_of([*rows, cell("referrals", "quarter", MONTHS[2], sum(quarter))])
        shown_to_board = protect(held, RULE, ["our-returns"])
        assert shown_to_board.observations["value"].isna().sum() == 2
        answer = answer_trend(shown_to_board, "referrals", TORBAY, Month(MONTHS[11].year, MONTHS[11].month))
        names = charts.figure_names(answer)
        assert names
        return {name: (charts.figure(answer, name).png(), charts.alt(answer, name)) for name in names}

    assert drawn(3, 40, 12) == drawn(5, 38, 12)
