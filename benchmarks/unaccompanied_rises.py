"""How often an answer about a rise of children looked after says that unaccompanied children make most of it.

python benchmarks/unaccompanied_rises.py --data FOLDER [--shared DIR]

Every authority and year since March 2022 in which the number looked after rose by 30 or more over the year, counted
from the panel of authorities and not by the workbench; of these, those in which unaccompanied asylum-seeking children
make half of the rise or more. An answer says so where its first paragraph has a sentence with both of their numbers.
FOLDER: as `all_england_data.build_all_england` fills it, with `add_unaccompanied`.
"""

import argparse
from pathlib import Path

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.language.phrases.sentences import texts
from analysis.questions.answer import Answer
from analysis.questions.why.question import why
from analysis.store import open_store

FIRST, LAST = 2022, 2025
RISE = 30
HALF = 0.5
OPENING = ("headline", "doubt")
PATHWAY_WORDS = ("referral", "S47", "section 47", "ICPC", "conference", "new plan")


def rises(panel: pd.DataFrame) -> pd.DataFrame:
    """Return one row an authority and year with a rise of `RISE` or more: code, year, rise, unaccompanied, share."""
    wide = panel[panel["old_la_code"] != "970"].pivot_table(
        index=["old_la_code", "year"], columns="measure", values="value", aggfunc="first"
    )
    before = wide.groupby("old_la_code").shift(1)
    found = pd.DataFrame(
        {
            "rise": wide["cla_at31"] - before["cla_at31"],
            "unaccompanied_before": before["cla_uasc"],
            "unaccompanied_after": wide["cla_uasc"],
        }
    ).reset_index()
    found["share"] = (found["unaccompanied_after"] - found["unaccompanied_before"]) / found["rise"]
    return found[found["year"].between(FIRST, LAST) & (found["rise"] >= RISE)]


def says_so(answer: Answer, before: float, after: float) -> bool:
    """Whether the first paragraph has both numbers of unaccompanied children in one sentence about them."""
    told = texts(answer)["answer"].split(". ")
    numbers = (f"{before:,.0f}", f"{after:,.0f}")
    return any("naccompanied" in text and all(number in text for number in numbers) for text in told)


def main() -> None:
    """Ask about every rise and print how many answers say so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    given = parser.parse_args()
    store = open_store(Workspace(Path.cwd(), given.data))
    panel = pd.read_parquet(given.shared / "data" / "published" / "panel" / "panel_la_year_measure.parquet")
    codes = {area.three_digit: area.code for area in areas().values() if area.three_digit}
    all_rises = rises(panel)
    most = all_rises[all_rises["share"] >= HALF]
    said, led, through_pathway, gone = 0, 0, 0, 0
    for row in all_rises.itertuples():
        try:
            months = (f"{row.year - 1}-03", f"{row.year}-03")
            answer = why(store, "cla_rate", codes[row.old_la_code], Month(2026, 3), between=months)
        except (WorkbenchError, KeyError):
            gone += 1
            continue
        text = texts(answer)["answer"]
        through_pathway += any(word in text for word in PATHWAY_WORDS)
        if row.share >= HALF:
            said += says_so(answer, row.unaccompanied_before, row.unaccompanied_after)
            led += next(each.kind for each in answer.findings if each.kind not in OPENING) == "part_of_stock"
    print(f"| rises of {RISE} or more since March {FIRST} | {len(all_rises)} |")
    print(f"| of which unaccompanied children make half or more | {len(most)} |")
    print(f"| whose answer says so in its first paragraph | {said} |")
    print(f"| and before the flows | {led} |")
    print(f"| answers that lead through referrals, enquiries, conferences or plans | {through_pathway} |")
    print(f"| no answer | {gone} |")


if __name__ == "__main__":
    main()
