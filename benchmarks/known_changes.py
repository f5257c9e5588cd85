"""Changes whose answer is known from arithmetic, with the workbench's own sentence beside it.

python benchmarks/known_changes.py --data DIR [--shared DIR]

DIR is a data folder to which the Department for Education's files for all England were added. What arithmetic says is
computed here from the published panel with nothing of the workbench: the largest log change of a step, or the larger of
the changes in starts and ends. It is compared with what the answer names first.
"""

import argparse
import datetime as dt
import math
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import ask
from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import Workspace
from simulated_pathway import read_panel


@dataclass(frozen=True, slots=True)
class Change:
    """A change, and the kind of arithmetic that settles it: along the steps, starts against ends, or a balance.

    ended: plans ended in the year, as DfE publishes them (table d1), where a balance needs them.
    """

    measure: str
    area: str
    before: int
    after: int
    settles: str
    ended: int = 0


CHANGES = (
    Change("cp_rate", "Torbay", 2012, 2013, "balance", ended=326),
    Change("cp_rate", "Torbay", 2016, 2017, "flows"),
    Change("cp_rate", "Torbay", 2021, 2022, "flows"),
    Change("cp_plans_started", "Torbay", 2021, 2022, "steps"),
    Change("cp_plans_started", "Torbay", 2013, 2025, "steps"),
    Change("cp_plans_started", "Liverpool", 2023, 2024, "steps"),
    Change("cp_plans_started", "Havering", 2021, 2022, "steps"),
    Change("cp_plans_started", "Merton", 2022, 2023, "steps"),
    Change("cp_plans_started", "Cambridgeshire", 2022, 2023, "steps"),
    Change("cp_rate", "Tower Hamlets", 2017, 2018, "flows"),
    Change("cp_rate", "Bradford", 2022, 2023, "flows"),
    Change("cla_rate", "Slough", 2023, 2024, "flows"),
    Change("cla_rate", "Croydon", 2021, 2022, "flows"),
)
STEPS = {
    "population": ("people", None),
    "referral_rate": ("referrals", "people"),
    "s47_per_referral": ("section47", "referrals"),
    "icpc_per_s47": ("icpc", "section47"),
    "plans_per_icpc": ("cpp_started", "icpc"),
}


def expected_step(panel: pd.DataFrame, change: Change) -> str:
    """Return the step with the largest log change: with log-mean weights it has the largest contribution."""
    rows = panel.loc[areas().find(change.area).three_digit]
    rows = rows.assign(people=rows["pop_0_17_mid_year"].shift())
    first, last = rows.loc[change.before], rows.loc[change.after]
    moved = {
        step: math.log(last[above] / first[above]) - (math.log(last[below] / first[below]) if below else 0.0)
        for step, (above, below) in STEPS.items()
    }
    return max(moved, key=lambda step: abs(moved[step]))


def expected_flow(panel: pd.DataFrame, change: Change) -> str:
    """Return whether starts or ends changed more against the year before; ends from the stocks and the starts."""
    rows = panel.loc[areas().find(change.area).three_digit]
    stock, started = ("cpp_at31", "cpp_started") if change.measure == "cp_rate" else ("cla_at31", "cla_started")
    ended = rows[stock].shift() + rows[started] - rows[stock]
    starts = rows[started].diff().loc[change.after]
    ends = ended.diff().loc[change.after]
    return "starts" if abs(starts) > abs(ends) else "ends"


def expected_stock(panel: pd.DataFrame, change: Change) -> str:
    """Return the stock at the start that the year implies, where nobody published it: end - started + ended."""
    year = panel.loc[areas().find(change.area).three_digit].loc[change.after]
    return f"{year['cpp_at31'] - year['cpp_started'] + change.ended:.0f} at the start"


def answered(change: Change, workspace: Workspace) -> tuple[str, str]:
    """Return what the answer names first, and its sentences."""
    between = (f"{change.before}-03", f"{change.after}-03")
    shown = ask.why(change.measure, area=change.area, between=between, workspace=workspace)
    words = str(shown.text("answer"))
    if change.settles == "flows":
        flows = next(finding for finding in shown.answer.findings if finding.kind == "flows")
        return str(flows.facts["leads"]), words
    if change.settles == "balance":
        return f"{shown.answer.evidence['cp.count_before'].value:.0f} at the start", words
    steps = shown.answer.tables["pathway"]
    return str(steps.loc[steps["contribution"].abs().idxmax(), "step"]), words


EXPECTED = {"flows": expected_flow, "steps": expected_step, "balance": expected_stock}


def main() -> None:
    """Answer every change and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/known_changes.md"))
    given = parser.parse_args()
    panel = read_panel(given.shared)
    workspace = Workspace.find(data=given.data)
    lines = ["| change | arithmetic | workbench | same | what it says |", "|---|---|---|---|---|"]
    same = 0
    for change in CHANGES:
        wanted = EXPECTED[change.settles](panel, change)
        try:
            found, words = answered(change, workspace)
            words = " ".join(words.split())  # one row of a table, whatever the paragraphs
        except WorkbenchError as error:
            found, words = "no answer", str(error).replace("\n", " ")
        same += found == wanted
        what = f"{change.area}, {change.measure}, March {change.before} to {change.after}"
        lines.append(f"| {what} | {wanted} | {found} | {'yes' if found == wanted else 'no'} | {words} |")
        print(lines[-1])
    today = dt.datetime.now(tz=dt.UTC).date()
    text = (
        f"# Changes whose answer is known\n\n`python benchmarks/known_changes.py --data FOLDER`, {today}: "
        f"{same} of {len(CHANGES)} agree with the arithmetic.\n\n" + "\n".join(lines) + "\n"
    )
    given.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
