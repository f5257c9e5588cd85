"""Vacancies: posts created, workers who came and workers who left, from one 30 September to another."""

from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.pathway import pathway_catalogue
from analysis.questions.answer import Finding
from analysis.questions.series_reader import Figure
from analysis.questions.why.flows import waterfall_bars
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.window import same_day


def vacancy(inquiry: Inquiry) -> Part:
    """Split the change of vacant posts into posts created, starters, leavers and what does not add up.

    Vacant = posts - workers in post, so that vacancies rise with new posts and with leavers, and fall with starters.
    """
    window, figures, named = inquiry.window, inquiry.figures, pathway_catalogue().workforce
    stocks = {
        (role, end): figures.at(measure, day)
        for role, measure in (("in_post", named.in_post), ("vacancies", named.vacancies))
        for end, day in (("before", window.before), ("after", window.after))
    }
    years = [same_day(window.after, -back) for back in range(window.years)]
    flows = {
        role: [figures.at(measure, day) for day in years]
        for role, measure in (("starters", named.starters), ("leavers", named.leavers))
    }
    rests_on = (*stocks.values(), *flows["starters"], *flows["leavers"])
    if any(figure.value is None for figure in rests_on):
        return Part(missing=("Vacancies, starters and leavers are not all held for these years.",))
    bars = waterfall(stocks, flows["starters"], flows["leavers"])
    _enter(inquiry, bars, rests_on)
    return Part(
        findings={"flows": _finding(inquiry)},
        figures={"waterfall": bars},
        tables={"vacancies": bars[["measure", "part", "value"]]},
    )


def waterfall(
    stocks: dict[tuple[str, str], Figure], starters: Sequence[Figure], leavers: Sequence[Figure]
) -> pd.DataFrame:
    """Return the bars (see `flows.waterfall_bars`) from vacant posts before to vacant posts after, in full-time.

    stocks: by what (`vacancies`, `in_post`) and when (`before`, `after`). starters, leavers: in between.
    """
    posts = _posts(stocks)
    in_post = [stocks["in_post", end] for end in ("before", "after")]
    joined, left = (sum(figure.number for figure in flow) for flow in (starters, leavers))
    parts = [
        ("at_start", stocks["vacancies", "before"].number, [stocks["vacancies", "before"]]),
        ("posts_created", posts[1] - posts[0], [*stocks.values()]),
        ("left", left, leavers),
        ("joined", -joined, starters),
        ("residual", joined - left - (in_post[1].number - in_post[0].number), [*starters, *leavers, *in_post]),
        ("at_end", stocks["vacancies", "after"].number, [stocks["vacancies", "after"]]),
    ]
    return waterfall_bars(parts, pathway_catalogue().workforce.vacancies)


def _posts(stocks: dict[tuple[str, str], Figure]) -> tuple[float, float]:
    """Posts before and after, filled and vacant."""
    before, after = (stocks["in_post", end].number + stocks["vacancies", end].number for end in ("before", "after"))
    return before, after


def _enter(inquiry: Inquiry, bars: pd.DataFrame, rests_on: tuple[Figure, ...]) -> None:
    says = {
        "at_start": "vacant posts before",
        "posts_created": "change of posts, filled and vacant",
        "left": "workers who left in the window",
        "joined": "workers who joined in the window, with a minus",
        "residual": "joined - left - change of workers in post",
        "at_end": "vacant posts after",
    }
    for part, value in zip(bars["part"], bars["value"], strict=True):
        inquiry.ledger.computed(f"posts_{part}", float(value), "fte", says[part], rests_on)


def _finding(inquiry: Inquiry) -> Finding:
    about = inquiry.ledger.about(
        before="posts_at_start",
        after="posts_at_end",
        created="posts_posts_created",
        joined="posts_joined",
        left="posts_left",
        residual="posts_residual",
    )
    return Finding(
        "vacancies", about, {"compared": False, "leads": "both", "stock": pathway_catalogue().workforce.vacancies}
    )
