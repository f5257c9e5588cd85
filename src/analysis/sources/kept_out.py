"""What was printed and did not become a figure, over all sources: which cells, rows and columns, and why."""

import pandas as pd

from analysis.sources.scorecard.tally import CHECK, KeptOut, tallies_of

CHECKS = ("cell_not_understood", "measure_unknown", "period_not_understood", "area_unknown")
OVERRULED = "polarity_overruled"


def kept_out(issues: pd.DataFrame) -> tuple[KeptOut, ...]:
    """Return everything that readers kept out, as their issues tell it: of scorecards by their tally, else one by one.

    issues: in the shape of the contract.
    """
    found = [one for tally in tallies_of(issues) for one in tally.kept_out]
    counted = set(issues.loc[issues["check"] == CHECK, "source"])
    files = issues["source"].fillna("").str.split("#", n=1).str[0]
    alone = issues[issues["check"].isin(CHECKS) & ~files.isin(counted)]
    told = zip(alone["source"].fillna(""), alone["message"], strict=True)
    return (*found, *(KeptOut(_part(source), message.rstrip("."), source) for source, message in told))


def not_used(issues: pd.DataFrame) -> tuple[KeptOut, ...]:
    """Return what was kept out, and what a council prints of its measures and these papers do not go by."""
    overruled = issues[issues["check"].eq(OVERRULED)]
    told = zip(overruled["source"].fillna(""), overruled["message"], strict=True)
    return (*kept_out(issues), *(KeptOut("which way is good", message, source) for source, message in told))


def _part(source: str) -> str:
    """Return the file that a place is in, without its folder."""
    return source.partition("#")[0].rpartition("/")[2] or "data/raw"
