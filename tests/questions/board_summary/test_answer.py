"""What the Board reads first, and that it is asked only for what the pack shows."""

import datetime as dt
import math
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.questions.board_summary import answer as module
from analysis.questions.board_summary import answer_board_summary
from analysis.questions.board_summary.answer import MOST_FINDINGS, WEIGHT
from analysis.questions.evidence_log import Ledger
from analysis.questions.why.opening import OPENINGS, REAL
from pathway_store import TORBAY, published_rows, published_store, store_of
from recorded_answers import as_recorded

MAY_2021 = Month(2021, 5)


@pytest.fixture(scope="module")
def answer():
    return answer_board_summary(published_store(), TORBAY, MAY_2021)


def of_kind(answer, kind):
    return [finding for finding in answer.findings if finding.kind == kind]


def test_every_opening_has_its_place_and_what_is_real_comes_before_what_could_be_chance():
    assert set(OPENINGS) <= set(WEIGHT)
    assert max(WEIGHT[opening] for opening in REAL) < min(WEIGHT[each] for each in OPENINGS if each not in REAL)


def test_no_more_than_four_are_told_and_the_heaviest_first(answer):
    told = of_kind(answer, "board_driver")
    assert len(told) == MOST_FINDINGS < len(answer.tables["board_drivers"])
    weights = [
        min(WEIGHT[finding.facts["case"]], *(WEIGHT[opening] for _, _, opening in finding.facts["flows"]), 9)
        for finding in told
    ]
    assert weights == sorted(weights)


def test_the_board_is_asked_to_note_what_is_more_than_chance_and_nothing_else(answer):
    (note,) = of_kind(answer, "board_note")
    table = answer.tables["board_drivers"]
    assert set(note.facts["measures"]) == set(table.loc[table["case"].isin(REAL), "measure"])
    assert "cp_rate" not in note.facts["measures"]
    assert note.facts["flows"] == ("cla_started",)


def test_nothing_is_asked_of_a_year_in_which_nothing_moved():
    rows = []
    for entry in published_rows():
        day = entry["period_end"]
        if entry["area"] == TORBAY and day.year == 2021:
            continue
        rows.append(entry)
        if entry["area"] == TORBAY and day.year == 2020 and entry["measure"] != "population_0_17":
            again = dt.date(2021, day.month, day.day)
            rows.append({**entry, "period_start": again, "period_end": again, "source": f"{entry['source']}again"})
    found = answer_board_summary(store_of(rows), TORBAY, Month(2021, 8))
    assert "cp_rate" not in {name for finding in of_kind(found, "board_note") for name in finding.facts["measures"]}


def test_the_table_has_the_change_between_the_two_figures_of_its_row(answer):
    table = answer.tables["board_drivers"]
    assert (table["value"] - table["before"] - table["change"]).abs().max() < 1e-9


def test_a_month_before_all_figures_is_refused():
    with pytest.raises(NoFiguresError, match="There is no figure of referrals, plans"):
        answer_board_summary(published_store(), TORBAY, Month(1999, 1))


def plan(*, scores=(), states=(), overdue=(), dated=True):
    """A plan with risks of these scores, actions of these states, and of each priority whether it is overdue."""
    risks = [SimpleNamespace(score=score, entry=SimpleNamespace(text=f"risk {score}")) for score in scores]
    unlisted = {"listed": "", "in_completed_list": False, "overdue": lambda _: False, "is_dated": dated}
    actions = [
        SimpleNamespace(state=state, key=("", str(place)), is_over=state == "completed", **unlisted)
        for place, state in enumerate(states)
    ]
    priorities = [SimpleNamespace(overdue=lambda _, late=late: late) for late in overdue]
    day = dt.date(2021, 7, 13)
    return SimpleNamespace(published_on=day, risks=risks, actions=actions, priorities=priorities)


def asked_of(found, monkeypatch):
    monkeypatch.setattr(module, "registers_of", lambda *_: found)
    ledger = Ledger("board")
    asks = module._asks_of_plan(ledger, published_store(), TORBAY, Month(2021, 5))
    return [ask.kind for ask in asks], {name: entry.value for name, entry in ledger.evidence.items()}, asks


def test_a_board_without_a_plan_is_asked_nothing_of_one(monkeypatch):
    assert asked_of(None, monkeypatch)[0] == []
    assert asked_of(plan(), monkeypatch)[0] == []


def test_risks_are_asked_about_from_the_high_score_on_and_the_first_is_named(monkeypatch):
    kinds, held, (ask,) = asked_of(plan(scores=(module.HIGH + 1, module.HIGH, module.HIGH - 1, None)), monkeypatch)
    assert kinds == ["board_scrutinise_risks"]
    assert (held["board.high_risks"], held["board.top_score"]) == (2, module.HIGH + 1)
    assert ask.facts["risk"] == f"risk {module.HIGH + 1}"
    assert asked_of(plan(scores=(module.HIGH - 1, None)), monkeypatch)[0] == []


def test_actions_and_priorities_whose_date_has_passed_are_counted_together(monkeypatch):
    kinds, held, _ = asked_of(plan(overdue=(True, False, True)), monkeypatch)
    assert kinds == ["board_scrutinise_overdue"]
    assert held["board.overdue"] == 2
    assert asked_of(plan(overdue=(False,)), monkeypatch)[0] == []


@pytest.mark.parametrize(
    ("states", "asks"),
    [
        (("not given", "done"), []),
        (("not given", "not given", "done"), ["board_agree_states"]),
        (("done",), []),
        (("not given",), ["board_agree_states"]),
    ],
)
def test_states_are_asked_for_where_more_than_half_of_the_actions_have_none(states, asks, monkeypatch):
    kinds, held, _ = asked_of(plan(states=states), monkeypatch)
    assert kinds == asks
    if asks:
        assert held["board.actions"] == len(states)
        assert held["board.unstated"] == states.count("not given")


@pytest.mark.parametrize(
    ("states", "dated", "asked"),
    [
        (("ongoing", "completed"), False, {"stateless": False, "undated": True}),
        (("not given", "not given", "ongoing"), False, {"stateless": True, "undated": True}),
        (("not given",), True, {"stateless": True, "undated": False}),
        (("ongoing",), True, None),
        (("completed",), False, None),  # what is done needs no date
    ],
)
def test_dates_are_asked_for_where_nothing_that_is_to_be_done_has_one(states, dated, asked, monkeypatch):
    _, _, asks = asked_of(plan(states=states, dated=dated), monkeypatch)
    assert [ask.facts for ask in asks] == ([asked] if asked else [])


def test_actions_in_both_lists_are_asked_about_once_each(monkeypatch):
    found = plan(states=("ongoing", "completed", "ongoing"))
    for action, listed, key in zip(found.actions, ("Open", "Completed", "Open"), ("a", "a", "b"), strict=True):
        action.listed, action.in_completed_list, action.key = listed, listed == "Completed", ("", key)
    kinds, held, _ = asked_of(found, monkeypatch)
    assert kinds == ["board_scrutinise_lists"]
    assert held["board.in_both_lists"] == 1


def test_every_value_of_the_page_is_what_the_record_says(answer):
    as_recorded("board_summary", answer)


def card_of(rows):
    """The lines of a report card: name, rating, and what contradicts its figure."""
    return [
        SimpleNamespace(
            measure=SimpleNamespace(name=name),
            rating=SimpleNamespace(colour=colour),
            contradicted=contradicted,
            source="card.csv#row 2",
        )
        for name, colour, contradicted in rows
    ]


@pytest.fixture(scope="module")
def drivers():
    figures = module.SeriesReader.from_store(published_store(), TORBAY, MAY_2021.last_day)
    return {driver.measure: driver for driver in module.drivers_of(figures, MAY_2021)}


def asked_of_drivers(drivers, month=MAY_2021):
    ledger = Ledger("board")
    for driver in drivers:
        module._enter_driver(ledger, driver)
    return [(ask.kind, ask.facts) for ask in module._asks_of_drivers(ledger, drivers, month)]


def test_without_a_card_and_a_plan_the_board_asks_why_what_is_real_moved(drivers):
    rate, flow = drivers["referral_rate"], drivers["cla_rate"]
    assert rate.case in REAL
    assert flow.case not in REAL
    asked = {"measure": "referral_rate", "rose": rate.change > 0}
    assert asked_of_drivers([rate]) == [("board_scrutinise_change", asked)]
    started = {"flow": "cla_started", "rose": flow.flows[0].after.number > flow.flows[0].before.number}
    assert asked_of_drivers([flow]) == [("board_scrutinise_change", started)]


def test_what_got_worse_by_more_than_chance_is_asked_about_beside_what_is_told_first(drivers):
    caseload = drivers["social_worker_caseload"]
    assert caseload.change > 0
    worse = replace(caseload, case="usual elsewhere")
    better = replace(worse, now=caseload.before, before=caseload.now)
    first = replace(drivers["referral_rate"], case="beyond usual")

    def asked(second):
        changes = [facts for kind, facts in asked_of_drivers([first, second]) if kind == "board_scrutinise_change"]
        return [facts["measure"] for facts in changes]

    assert asked(worse) == ["referral_rate", "social_worker_caseload"]
    assert asked(better) == ["referral_rate"]
    assert asked(replace(worse, case="within chance")) == ["referral_rate"]


@pytest.mark.parametrize(("red", "asked"), [((), ["social_worker_caseload"]), (("Average caseload",), [])])
def test_a_council_with_a_card_is_asked_about_it_too_unless_its_line_is_red(drivers, monkeypatch, red, asked):
    worse = replace(drivers["social_worker_caseload"], case="usual elsewhere")
    name = module.measures()["social_worker_caseload"].name
    lines = card_of([(name if each == "Average caseload" else each, "red", None) for each in ("Visits", *red)])
    monkeypatch.setattr(module, "registers_of", lambda *_: None)
    ledger, card = Ledger("board"), module._Card.of(lines)
    asks = module._asks(ledger, published_store(), TORBAY, MAY_2021, [worse], card)
    assert [ask.facts["measure"] for ask in asks if ask.kind == "board_scrutinise_change"] == asked


def test_a_plan_written_long_after_the_month_is_not_put_to_the_board(monkeypatch):
    late = plan(overdue=(True,))
    late.published_on = dt.date(2021, 9, 1)
    assert asked_of(late, monkeypatch)[0] == []
    late.published_on = dt.date(2021, 8, 31)
    assert asked_of(late, monkeypatch)[0] == ["board_scrutinise_overdue"]


def test_where_nothing_real_moved_the_board_asks_why_what_is_far_above_similar_areas_is(drivers):
    still = replace(drivers["cp_rate"], case="within chance", flows=())
    assert (still.position, still.by_chance) == ("above", False)
    assert asked_of_drivers([still]) == [("board_scrutinise_apart", {"measure": "cp_rate"})]
    assert asked_of_drivers([replace(still, neighbours=still.now.number)]) == []


def test_a_newer_figure_is_asked_for_where_the_next_year_is_published(drivers):
    still = replace(drivers["cp_rate"], neighbours=math.nan, case="within chance", flows=())
    newest = Month.of(still.now.period_end)
    assert asked_of_drivers([still], newest.plus(module.OLD)) == []
    asked = [("board_agree_newer", {"measures": ("cp_rate",)})]
    assert asked_of_drivers([still], newest.plus(module.OLD + 1)) == asked


RED = [(f"Red {place}", "red", None) for place in range(5)]
DOUBTED = [(f"Doubted {place}", "red", "46 of 97 is 47.4%") for place in range(4)]


@pytest.mark.parametrize(
    ("lines", "kinds", "counts", "named"),
    [
        ([("Good", "green", None)], [], [], []),
        ([], [], [], []),
        ([*RED[:1], ("Good", "green", None)], ["board_scrutinise_red"], [1], [("Red 0",)]),
        ([*RED, RED[0]], ["board_scrutinise_red"], [5], [("Red 0", "Red 1", "Red 2")]),
        (DOUBTED, ["board_scrutinise_doubted"], [4], [("Doubted 0", "Doubted 1", "Doubted 2")]),
        (
            [*RED[:1], *DOUBTED[:1]],
            ["board_scrutinise_red", "board_scrutinise_doubted"],
            [1, 1],
            [("Red 0",), ("Doubted 0",)],
        ),
    ],
)
def test_red_is_asked_about_where_the_figure_can_be_trusted_and_else_the_figure(
    lines, kinds, counts, named, monkeypatch
):
    monkeypatch.setattr(module, "registers_of", lambda *_: None)
    card = module._Card.of(card_of(lines))
    assert card.lines == len(lines)
    ledger = Ledger("board")
    asks = module._asks(ledger, published_store(), TORBAY, MAY_2021, (), card)
    assert [ask.kind for ask in asks] == kinds
    assert [entry.value for entry in ledger.evidence.values()] == counts
    assert [entry.decimals for entry in ledger.evidence.values()] == [0] * len(counts)
    assert [ask.facts["names"] for ask in asks] == named


def test_a_profile_wants_one_rate_of_the_area_and_of_a_neighbour():
    both = pd.DataFrame({"kind": ["area", "neighbour"], "measure": ["cp_rate", "cp_rate"]})
    apart = pd.DataFrame({"kind": ["area", "neighbour"], "measure": ["cp_rate", "cla_rate"]})
    alone = pd.DataFrame({"kind": ["area", "area"], "measure": ["cp_rate", "cla_rate"]})
    assert [module._both(each) for each in (both, apart, alone)] == [True, False, False]


def flow(name="started", opening="within chance", change=5.0):
    return SimpleNamespace(flow=name, measure=f"cp_{name}", opening=opening, change=change)


def seen(case="within chance", flows=(), measure="cp_rate"):
    return SimpleNamespace(case=case, flows=tuple(flows), measure=measure)


@pytest.mark.parametrize(
    ("driver", "weight"),
    [
        (seen("beyond usual"), 0),
        (seen("beyond own months"), 0),
        (seen("usual elsewhere"), 1),
        (seen("within chance"), 2),
        (seen("too few to say"), 3),
        (seen("no change"), 4),
        (seen("no figure before"), 5),
        (seen("within chance", [flow(opening="beyond usual")]), 0),
        (seen("beyond usual", [flow(opening="within chance")]), 0),
    ],
)
def test_a_driver_weighs_as_much_as_the_surest_of_its_rate_and_its_flows(driver, weight):
    assert module._weight(driver) == weight


def test_what_a_reader_is_told_to_do_is_told_once():
    assert module._advice(seen("within chance", [flow()])) == "flow"
    assert module._advice(seen("within chance")) == "within chance"
    assert module._advice(seen("too few to say")) == "too few to say"
    assert module._advice(seen("beyond usual")) == "cp_rate"
