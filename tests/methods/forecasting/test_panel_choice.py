import numpy as np
import pandas as pd
import pytest

from analysis.methods import forecasting
from analysis.methods.forecasting import panel as of_all
from analysis.methods.forecasting import panel_choice as choice
from analysis.methods.forecasting.panel_choice import (
    PanelBacktest,
    PanelPlan,
    after_building,
    choose_model,
    unseen_losses,
)
from method_records import areas, held_to_its_method_record

AREAS = 30


def plan_of(origins):
    return PanelPlan("naive", "advance", {}, tuple(origins))


def tried(**errors):
    return PanelBacktest(errors, np.ones((len(next(iter(errors.values()))), AREAS)))


def errors_by_origin(*sizes):
    """One step ahead: each origin's errors are of one size, spread a little between areas."""
    spread = np.linspace(0.9, 1.1, AREAS)
    return np.array([[size * spread] for size in sizes])


def test_an_origin_chooses_by_what_had_happened_before_it():
    losses = {
        "naive": errors_by_origin(1, 1, 1),
        "advance": errors_by_origin(2, 2, 9),
        "late": errors_by_origin(3, 0.5, 9),
    }
    unseen = unseen_losses(losses, plan_of([3, 4, 5]))
    assert unseen.chosen.mean(axis=(1, 2)) == pytest.approx([2, 1, 1])  # advance, then naive, then naive again


def test_a_forecast_that_has_not_come_true_at_an_origin_chooses_nothing_there():
    far = {"naive": np.full((2, 2, AREAS), 1.0), "advance": np.full((2, 2, AREAS), 0.5)}
    far["naive"][0, 1], far["advance"][0, 1] = 0.0, 9.0  # two years ahead of the first origin: known one origin later
    assert unseen_losses(far, plan_of([3, 4])).chosen[1].mean() == pytest.approx(0.5)


def test_the_improvement_is_not_that_of_the_figures_that_chose():
    """A model that was best by one lucky origin in three is given no credit for that origin."""
    lucky = tried(naive=errors_by_origin(1, 1, 1), advance=errors_by_origin(1.5, 0.1, 1.2))
    why = choose_model(lucky, plan_of([3, 4, 5]), AREAS)
    in_sample = 1 - (1.5 + 0.1 + 1.2) / 3
    assert why.improvement < in_sample


def test_a_model_that_lost_where_it_chose_nothing_gives_place_to_naive():
    lost = tried(naive=errors_by_origin(5, 1, 1), advance=errors_by_origin(0.5, 1.2, 1.2))
    late = np.array([False, True, True])
    assert choose_model(lost, plan_of([3, 4, 5]), AREAS).model == "advance"
    why = choose_model(lost, plan_of([3, 4, 5]), AREAS, late)
    assert (why.model, why.improvement, why.unseen, why.errors) == ("naive", 0.0, True, 2 * AREAS)


def test_too_few_errors_choose_nothing():
    few = PanelBacktest({"naive": np.ones((1, 1, 8)), "advance": np.full((1, 1, 8), 3.0)}, np.ones((1, 8)))
    assert choose_model(few, plan_of([3]), 8).chosen == "in advance"


def test_years_on_which_the_models_were_built_are_told_from_later_ones():
    years = pd.Index(range(2015, 2022))
    assert after_building(years, (3, 4, 5)).tolist() == [False, False, True]  # origins of 2017, 2018 and 2019
    months = pd.period_range("2018-11", periods=4, freq="M")
    assert after_building(months, (1, 2, 3)).tolist() == [False, False, True]


def test_what_is_claimed_of_a_panel_is_of_later_years_where_there_are_any(panel):
    why = forecasting.forecast_panel(panel, 2)[panel.columns[0]].why
    assert why.unseen
    early = panel.set_axis(range(1990, 1990 + len(panel)))
    assert not forecasting.forecast_panel(early, 2)[panel.columns[0]].why.unseen


def test_what_it_gives_is_what_its_record_says():
    logs, steep = areas(12), areas(12) + np.arange(12)[:, None] / 4
    plan = of_all.plan_for_panel(12, 1)

    def choose(values, built=None, many=12):
        return choice.choose_model(of_all.backtest_panel(values, 3, plan, 1), plan, many, built)

    def unseen(only=None):
        tried = of_all.backtest_panel(logs, 3, plan, 1)
        losses = {name: np.abs(errors) for name, errors in tried.errors.items()}
        found = choice.unseen_losses(losses, plan, only)
        return [found, found.count, found.improvement, found.p_value]

    cases = {
        "chosen": lambda: [choose(values) for values in (logs, steep)],
        "chosen, in words": lambda: [str(choose(values)) for values in (logs, steep)],
        "after building": lambda: choose(logs, np.arange(9) >= 6),
        "few areas": lambda: choose(areas(12, many=6), many=6),
        "unseen": unseen,
        "unseen of some": lambda: unseen(np.arange(9) >= 6),
        "origins after building": lambda: [
            choice.after_building(pd.Index(range(2014, 2024)), (3, 4, 5, 6)),
            choice.after_building(pd.period_range("2018-06", periods=20, freq="M"), (3, 6, 7, 8)),
        ],
    }
    held_to_its_method_record("forecasting_panel_choice", cases)
