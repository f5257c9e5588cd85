"""What every public method keeps to: found by looking, none left out without a word."""

import copy
import dataclasses
import importlib
import inspect
import pkgutil

import numpy as np
import pandas as pd
import pytest

from analysis import methods
from analysis.methods import (
    breaks,
    control_charts,
    decomposition,
    drivers,
    forecasting,
    funnels,
    inputs,
    interrupted,
    noise,
    ranks,
    rates,
    run_rules,
    seasonality,
    stock_and_flow,
    summaries,
)

REFUSALS = (inputs.ImpossibleInputError, inputs.MissingValuesError, inputs.TooFewPointsError)
PLAIN = (float, int, bool, str, tuple, type(None))
VALUES = [20.0, 22.0, 21.0, 19.0, 23.0, 20.0, 22.0, 21.0, 20.0, 21.0, 22.0, 19.0, 35.0]
MONTHS = pd.Series([200.0 - 50 * (place % 12 == 7) + place % 5 for place in range(48)]).set_axis(
    pd.period_range("2018-04", periods=48, freq="M")
)
YEARS = pd.Series([70.0, 82.0, 78.0, 84.0, 81.0, 86.0, 80.0, 83.0], index=range(2014, 2022))
BEFORE = {"population": 25_427.0, "referrals": 1988.0, "plans": 268.0}
AFTER = {"population": 25_576.0, "referrals": 1616.0, "plans": 297.0}
SIDES = np.array([1, 1, 1, 1, 1, 1, 1, -1])
FLOATS = np.array(VALUES)
LOW, MIDDLE, HIGH = np.full(13, 15.0), np.full(13, 21.0), np.full(13, 27.0)
CLOSE = np.array([True, False, True])
PANEL = pd.DataFrame(
    [(str(area), year, 25_000, 1500 + 40 * area + 97 * (year * area % 7), 250 + 3 * area + 11 * (year * area % 5))
     for area in range(32) for year in range(2010, 2018)],
    columns=["area", "year", "population", "referrals", "plans"],
)  # fmt: skip
DRIVEN = PANEL.assign(outcome=PANEL["plans"] / 10, x=PANEL["referrals"])
WIDE = pd.DataFrame({code: YEARS + 3 * place + (YEARS.index * place % 3) for place, code in enumerate("abcdefgh")})

# Every public method with input that it takes: a method without an example here fails the first test.
EXAMPLES = {
    breaks.structural_breaks: ([50, 52, 49, 51, 50, 53, 80, 82, 79, 81, 83, 80], 2, 3),
    breaks.chow: ([50.0, 52, 49, 51, 80, 82, 79, 81], 4),
    breaks.cusum: (VALUES,),
    control_charts.xmr: (VALUES,),
    control_charts.p_chart: ([46, 50, 41, 60], [97, 96, 95, 99]),
    control_charts.exact_p_chart: ([28, 36, 20, 36, 30, 28, 19], [30, 38, 22, 39, 33, 30, 36]),
    control_charts.u_chart: ([160, 240, 155, 170], [10_000, 10_000, 10_000, 10_000]),
    control_charts.seasonal_xmr: (MONTHS,),
    control_charts.carried_xmr: (MONTHS,),
    control_charts.assurance: (control_charts.xmr(VALUES, improvement="increase"), 20.0),
    decomposition.product: ({"referrals": 1988, "ratio": 0.13}, {"referrals": 1616, "ratio": 0.18}),
    decomposition.across: ({2017: {"a": 2.0, "b": 3.0}, 2018: {"a": 3.0, "b": 3.0}, 2019: {"a": 3.0, "b": 4.0}},),
    decomposition.pathway: (BEFORE, AFTER),
    decomposition.rates: ({"0": (40, 90.0), "1": (960, 30.0)}, {"0": (60, 90.0), "1": (940, 32.0)}),
    drivers.dynamic_regression: (DRIVEN, "outcome", {"x": 1}),
    funnels.funnel: ([148, 90, 260, 120, 75], [25_000, 24_000, 30_000, 26_000, 20_000]),
    funnels.poisson_limits: ([15, 20],),
    interrupted.interrupted_time_series: ([50, 52, 51, 53, 54, 40, 41, 43, 42, 44], 5),
    noise.intervals: (decomposition.pathway(BEFORE, AFTER), PANEL),
    ranks.rank_interval: ([300, 100, 30], [10_000, 10_000, 10_000], 1),
    rates.rate_interval: (119, 25_427),
    rates.proportion_interval: (46, 97),
    rates.published_rate: (216, 25_182),
    rates.round_half_up: (2.25, 1),
    rates.printed_difference: (729.66, 882.54, 1),
    rates.compare: (292, 217),
    rates.chance_of_difference: (292, 217),
    run_rules.side: (FLOATS, MIDDLE),
    run_rules.outside: (FLOATS, LOW, HIGH),
    run_rules.close_to_limits: (FLOATS, MIDDLE, LOW, HIGH),
    run_rules.ends_shift: (SIDES,),
    run_rules.ends_trend: (FLOATS,),
    run_rules.whole_run: (np.array([0, 0, 0, 0, 0, 0, 1]),),
    run_rules.two_in_three: (CLOSE, SIDES[:3]),
    run_rules.signals: (FLOATS, MIDDLE, LOW, HIGH),
    seasonality.month_factors: (MONTHS,),
    seasonality.factors_for: (MONTHS.index, seasonality.month_factors(MONTHS)),
    seasonality.calendar_months: (MONTHS.index,),
    stock_and_flow.stock_and_flow: ([279, 284], [96, 114], [125, 112]),
    summaries.median: ([12.0, 15.5, 18.1],),
    summaries.mean: ([12.0, 15.5, 18.1],),
    summaries.position: (84.6, [60.1, 92.0, 47.5]),
    inputs.complete_series: (VALUES, "values", 2),
    forecasting.forecast: (YEARS, 2),
    forecasting.backtest: (YEARS, 1, 2),
    forecasting.forecast_panel: (WIDE, 2),
    forecasting.reconcile: (pd.Series({"all": 100.0, "one": 40.0, "two": 51.0}), {"all": ["one", "two"]}),
}
NAMED = {
    forecasting.forecast: {"season_length": 1, "kind": "rate"},
    forecasting.backtest: {"season_length": 1, "kind": "rate"},
    forecasting.forecast_panel: {"season_length": 1, "kind": "rate"},
    forecasting.reconcile: {"variances": pd.Series({"all": 1.0, "one": 1.0, "two": 1.0})},
}

# Input that each of these refuses. The others are named below with the reason why they refuse nothing.
GAP = [*VALUES[:5], float("nan"), *VALUES[6:]]
REFUSED = {
    breaks.structural_breaks: (GAP,),
    breaks.chow: (VALUES, 1),
    breaks.cusum: (GAP,),
    control_charts.xmr: (GAP,),
    control_charts.p_chart: ([5, 6], [4, 9]),
    control_charts.exact_p_chart: ([5, 6], [4, 9]),
    control_charts.u_chart: ([-1, 6], [4, 9]),
    control_charts.seasonal_xmr: (MONTHS.where(MONTHS.index != MONTHS.index[5]),),
    control_charts.carried_xmr: (MONTHS.where(MONTHS.index != MONTHS.index[5]),),
    control_charts.assurance: (control_charts.xmr(VALUES), 20.0),
    decomposition.product: ({"a": 2.0}, {"b": 2.0}),
    decomposition.across: ({2017: {"a": 2.0}},),
    decomposition.pathway: (BEFORE, {"population": 1.0}),
    decomposition.rates: ({"0": (-40, 90.0)}, {"0": (60, 90.0)}),
    drivers.dynamic_regression: (DRIVEN, "absent", {"x": 1}),
    funnels.funnel: ([-148, 90, 260], [25_000, 24_000, 30_000]),
    interrupted.interrupted_time_series: ([50, float("nan"), 51, 53, 54, 40, 41, 43, 42, 44], 5),
    noise.intervals: (decomposition.pathway(BEFORE, AFTER), PANEL.drop(columns="plans")),
    ranks.rank_interval: ([300, 100, 30], [10_000, 10_000, 0], 1),
    rates.rate_interval: (-119, 25_427),
    rates.proportion_interval: (98, 97),
    rates.published_rate: (-216, 25_182),
    rates.compare: (-292, 217),
    seasonality.month_factors: (MONTHS.tail(6),),
    seasonality.calendar_months: (MONTHS.index.delete(5),),
    stock_and_flow.stock_and_flow: ([279, 284], [96], [125, 112]),
    inputs.complete_series: (GAP, "values", 2),
    forecasting.forecast: (YEARS.head(2), 2),
    forecasting.backtest: (YEARS, 1, [1999]),
    forecasting.forecast_panel: (-WIDE, 2),
    forecasting.reconcile: (pd.Series({"all": 100.0, "one": 40.0}), {"all": ["one", "two"]}),
}
TAKES_ALL = {
    funnels.poisson_limits: "it is asked by funnels, which have looked at the numbers",
    rates.round_half_up: "any number can be rounded",
    rates.printed_difference: "any two numbers can be rounded",
    rates.chance_of_difference: "it is asked by compare, which has looked at the numbers",
    seasonality.factors_for: "the index is looked at by calendar_months",
    summaries.median: "a missing member is counted and said, not refused",
    summaries.mean: "a missing member is counted and said, not refused",
    summaries.position: "a missing member is left out",
} | {
    rule: "a rule looks at plain vectors that its chart has made"
    for rule in EXAMPLES
    if rule.__module__ == run_rules.__name__
}


def public_methods():
    """Return every public function of a module of `methods`, and what `forecasting` gives to others."""
    found = {}
    for info in pkgutil.iter_modules(methods.__path__):
        module = importlib.import_module(f"{methods.__name__}.{info.name}")
        offered = [getattr(module, name) for name in getattr(module, "__all__", vars(module))]
        found |= {
            f"{info.name}.{each.__name__}": each
            for each in offered
            if inspect.isfunction(each)
            and each.__module__.startswith(module.__name__)
            and not each.__name__.startswith("_")
        }
    return found


METHODS = public_methods()
every_method = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS.keys())


def answer(method):
    return method(*copy.deepcopy(EXAMPLES[method]), **copy.deepcopy(NAMED.get(method, {})))


def same(one, other):
    if dataclasses.is_dataclass(one):
        return all(same(getattr(one, field.name), getattr(other, field.name)) for field in dataclasses.fields(one))
    if isinstance(one, pd.DataFrame | pd.Series | pd.Index):
        return one.equals(other)
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or (one != one and other != other)  # noqa: PLR0124 - not a number is not itself


def test_no_public_method_is_without_an_example_and_none_is_named_that_is_not_there():
    assert set(METHODS.values()) == set(EXAMPLES)


def test_every_method_refuses_something_or_says_why_it_does_not():
    assert set(REFUSED) | set(TAKES_ALL) == set(EXAMPLES)
    assert not set(REFUSED) & set(TAKES_ALL)


@every_method
def test_its_result_is_a_plain_value_a_table_or_frozen(method):
    found = answer(method)
    for each in found.values() if isinstance(found, dict) else [found]:  # a panel has one result an area
        if dataclasses.is_dataclass(each):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(each, dataclasses.fields(each)[0].name, None)
        else:
            assert isinstance(each, (*PLAIN, pd.DataFrame, pd.Series, np.ndarray))


@every_method
def test_it_leaves_what_it_is_given_as_it_was_and_answers_the_same_again(method):
    given, named = copy.deepcopy(EXAMPLES[method]), copy.deepcopy(NAMED.get(method, {}))
    first = method(*given, **named)
    assert same(given, EXAMPLES[method])
    assert same(named, NAMED.get(method, {}))
    assert same(first, answer(method))


@pytest.mark.parametrize("method", REFUSED, ids=lambda method: method.__name__)
def test_it_says_what_is_wrong_with_input_that_cannot_be(method):
    with pytest.raises(REFUSALS) as error:
        method(*copy.deepcopy(REFUSED[method]), **NAMED.get(method, {}))
    assert len(str(error.value).split()) >= 4, str(error.value)


@every_method
def test_its_docstring_begins_with_a_sentence_and_has_an_example(method):
    told = inspect.getdoc(method)
    assert told.splitlines()[0].rstrip().endswith((".", ",", ":", ";")) or "." in told.split("\n\n")[0]
    assert ">>>" in told, f"{method.__module__}.{method.__name__} has no example"


@every_method
def test_its_docstring_names_the_errors_that_it_raises_itself(method):
    raised = [name for name in (kind.__name__ for kind in REFUSALS) if f"raise {name}" in inspect.getsource(method)]
    told = inspect.getdoc(method)
    assert not [name for name in raised if name not in told and "Raises" not in told and "refused" not in told]


@pytest.mark.parametrize("module", sorted({method.__module__ for method in METHODS.values()}))
def test_its_module_says_what_it_is_for(module):
    told = importlib.import_module(module).__doc__
    assert told
    assert len(told.split()) >= 8
