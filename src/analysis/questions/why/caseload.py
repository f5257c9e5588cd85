"""Caseload: cases for each worker who holds them, split into demand and the four sides of staffing."""

from collections.abc import Mapping

import pandas as pd

from analysis.methods import decomposition
from analysis.questions.answer import Finding
from analysis.questions.capacity import Workforce, workforce_on
from analysis.questions.series_reader import cells
from analysis.questions.why.inquiry import Inquiry, Part

NOT_HELD = "The figures of the workforce are not all held for both dates."
COUNTERPART = 1 / 2  # of what moved it most: a side that pulls the other way by as much is told beside it
NOBODY = "On one of the dates nobody was in a permanent post or held cases, so that the change cannot be split."

# What each factor of the caseload is, in the figures that it is made of.
MADE_OF = {
    "demand": "cases",
    "establishment": "posts, filled and vacant",
    "vacancies": "share of posts that are filled",
    "agency": "workers of all kinds for each one in post",
    "holding": "share of workers who hold cases",
}


def caseload(inquiry: Inquiry) -> Part:
    """Split the change of the caseload exactly among its factors (log-mean weights)."""
    window, figures = inquiry.window, inquiry.figures
    before, after = workforce_on(figures, window.before), workforce_on(figures, window.after)
    if not (before.complete and after.complete):
        held = all(figure.missing is None for figure in (*before.figures, *after.figures))
        return Part(missing=(NOBODY if held else NOT_HELD,))
    split = decomposition.product(before.factors, after.factors)
    _enter(inquiry, before, after, split.contributions)
    table = factor_table(before, after, split.contributions)
    return Part(
        findings={"steps": _finding(inquiry, table)},
        figures={"factors": table},
        tables={"factors": table},
    )


def factor_table(before: Workforce, after: Workforce, contributions: Mapping[str, float]) -> pd.DataFrame:
    """Return a row a factor: `factor, before, after` (as people know them), `contribution` in cases, `sources`."""
    return pd.DataFrame(
        {
            "factor": list(MADE_OF),
            "before": list(quantities(before).values()),
            "after": list(quantities(after).values()),
            "contribution": [contributions[name] for name in MADE_OF],
            "sources": [cells((*before.behind[name], *after.behind[name])) for name in MADE_OF],
        }
    )


def quantities(workforce: Workforce) -> dict[str, float]:
    """Return each factor the right way up: posts rather than one over posts; shares in per cent."""
    return {
        "demand": workforce.cases.number,
        "establishment": workforce.establishment,
        "vacancies": workforce.filled * 100,
        "agency": workforce.with_agency,
        "holding": workforce.holding * 100,
    }


def _enter(inquiry: Inquiry, before: Workforce, after: Workforce, contributions: Mapping[str, float]) -> None:
    units = {"demand": "count", "establishment": "fte", "vacancies": "percent", "agency": "ratio", "holding": "percent"}
    for end, side in (("before", before), ("after", after)):
        for name, value in quantities(side).items():
            inquiry.ledger.computed(f"factor_{name}_{end}", value, units[name], MADE_OF[name], side.figures)  # type: ignore[arg-type]
    for name, value in contributions.items():
        formula = f"contribution of {name} to the change of the caseload (log-mean weights)"
        figures = (*before.figures, *after.figures)
        inquiry.ledger.computed(f"factor_{name}_contribution", value, "cases_per_fte", formula, figures)


def _finding(inquiry: Inquiry, table: pd.DataFrame) -> Finding:
    """The side that moved the caseload most, the one that made most of its change, and the one that pulled against.

    The change may have been made by another side than the one that moved it most, and where two sides mostly cancel,
    the one is not told without the other.
    """
    moved = table.set_index("factor")["contribution"]
    most = str(moved.abs().idxmax())
    made = str((moved * inquiry.ledger.value("count_change")).idxmax())
    undone = -moved * moved[most]
    against = str(undone.idxmax()) if undone.max() >= COUNTERPART * moved[most] ** 2 > 0 else None
    sides = {"": most, "made_": made} | ({} if against is None else {"against_": against})
    roles = {
        f"{role}{end}": f"factor_{factor}_{end}"
        for role, factor in sides.items()
        for end in ("contribution", "before", "after")
    }
    return Finding(
        "leading_factor",
        inquiry.ledger.about(**roles, whole="count_change"),
        {"factor": most, "made": made, "against": against},
    )
