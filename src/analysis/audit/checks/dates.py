"""Dates: nothing can be reported before it happened."""

from collections.abc import Iterator

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.wording import listed


def date_after_paper(material: Material) -> Iterator[Discrepancy]:
    """Find figures for a period that ends after the paper's own date."""
    rows = material.figures
    late = rows[rows["period_end"] > rows["published_on"]]
    for _, same in late.groupby(["paper", "published_on", "area", "period_end"], sort=False):
        row = next(same.itertuples())
        names = listed(list(dict.fromkeys(same["label"])), limit=4)
        day, paper = f"{row.period_end:%-d %B %Y}", f"{row.published_on:%-d %B %Y}"
        yield Discrepancy.at(
            row,
            "error",
            f"{names}: figures dated {day} stand in a paper dated {paper}.",
            dated=row.period_end.date(),
            paper=row.published_on.date(),
            values=list(same["value"]),
        )
