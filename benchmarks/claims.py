"""What the council's own papers say caused its changes, run through the verdicts.

python benchmarks/claims.py [--data DIR] [--shared DIR]

Each claim is told in our words, with the paper and line where it stands (000 report card 2012, 001 plan 2017, 002
highlight report 2021, 003 adoption peer review, 004 improvement plan 2011). It is asked for the years it speaks of, or
for the nearest that are held, which the table says. The last column is a person's judgement of the verdict, written
after reading both; it is not computed.
"""

import argparse
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from analysis import ask
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.workspace import Workspace
from analysis.present.answer_view import NOT_GIVEN
from analysis.questions.why.explanations import explanations

AREA = "Torbay"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim and how it is put to the workbench.

    explanation: its id in the catalogue. between: the window asked about. own: whether these are the claim's own years;
    where they are not, it is asked for the nearest that are held. judgement: whether the verdict is fair, and why.
    """

    said: str
    place: str
    explanation: str
    measure: str
    between: tuple[str, str]
    judgement: str
    own: bool = True


FAIR_NO_FIGURES = "Fair: the figures that would decide are not held for these years."
CLAIMS = (
    Claim(
        "People working with children became more alert, so more children were brought to the council's attention",
        "000:466-586",
        "practitioner_sensitivity",
        "referrals",
        ("2009-03", "2011-03"),
        "Fair. 904 referrals became 3,031, but what became of them (S47 enquiries) is not held before 2013, and more "
        "referrals alone fit many explanations.",
    ),
    Claim(
        "News of the death of a young child in autumn 2009 made referrals rise, as in most authorities",
        "004:30-32",
        "national_case",
        "referrals",
        ("2009-03", "2011-03"),
        "Fair. No figure for England is held before 2013. The rise here is more than threefold, larger than any that "
        "England is known to have had.",
    ),
    Claim(
        "A complex local abuse investigation and case reviews made people refer more",
        "004:34",
        "local_investigation",
        "referrals",
        ("2009-03", "2011-03"),
        "Fair: the dates and the months around them are not held.",
    ),
    Claim(
        "Poverty above the national share brings more need",
        "004:29",
        "poverty",
        "referrals",
        ("2009-03", "2011-03"),
        "Fair. A share of 23.7% against 22.4% at one time cannot explain a change over time.",
    ),
    Claim(
        "The review of more than 500 old cases led to children being put on plans",
        "000:1686-1808",
        "backlog_clearance",
        "cp_plans_at_period_end",
        ("2009-03", "2011-03"),
        FAIR_NO_FIGURES + " 98 plans became 220; how many started is not held before 2013.",
    ),
    Claim(
        "Families with complex needs are new to the area",
        "000:1974-2005",
        "new_families",
        "cp_plans_at_period_end",
        ("2009-03", "2011-03"),
        "Fair: no source says how long a child has lived here.",
    ),
    Claim(
        "The kind of work referred led to more children in care: most who came into care had been on a plan",
        "004:43-47",
        "follows_cp",
        "cla_rate",
        ("2010-03", "2011-03"),
        "Fair. The paper rests on 21 children. New plans before 2013 are not held. The flows told beside it say "
        "that the rise was more that fewer left.",
    ),
    Claim(
        "The same claim, for the next large rise of children in care",
        "004:43-47",
        "follows_cp",
        "cla_rate",
        ("2017-03", "2018-03"),
        "Fair: new plans in the year before moved no more than chance allows, so nothing led.",
        own=False,
    ),
    Claim(
        "Plans fell in 2012 because of more rigour and challenge before a plan is made",
        "000:260-370",
        "higher_threshold",
        "cp_rate",
        ("2012-03", "2013-03"),
        FAIR_NO_FIGURES
        + " The flows of 2012-13 (218 started, 326 ended) show that the fall was made by endings, which "
        "the claim does not speak of.",
    ),
    Claim(
        "Plans fell in 2012 because plans were ended",
        "000:260-370",
        "faster_exits",
        "cp_rate",
        ("2012-03", "2013-03"),
        "Fair, if strict: 326 ended against 218 started, and the answer says so. Whether 326 was more than before "
        "needs the year before, which is not held.",
    ),
    Claim(
        "A batch of children who had been registered twice was taken off the list in 2012",
        "000:260-370",
        "dual_registered",
        "cp_rate",
        ("2012-03", "2013-03"),
        "Fair: the paper does not say how many. The event stands among the caveats of the answer.",
    ),
    Claim(
        "Children are kept on plans for too long (an audit of 22 plans of more than 18 months)",
        "000:1237-1685",
        "plans_last_longer",
        "cp_rate",
        ("2016-03", "2017-03"),
        "Fair, and the reason for a verdict of its own: plans of a year or more did rise, but 79 of the 82 extra plans "
        "were under six months old.",
        own=False,
    ),
    Claim(
        "The same claim, for the rise of 2018-19",
        "000:1237-1685",
        "plans_last_longer",
        "cp_rate",
        ("2018-03", "2019-03"),
        "Fair: 14 of 38 is a part that a paper may tell, and not the explanation.",
        own=False,
    ),
    Claim(
        "Decisions have become averse to risk, so more cases become plans",
        "000:587-1130",
        "threshold_shift",
        "cp_rate",
        ("2016-03", "2017-03"),
        "Fair, if cautious. 0.34 to 0.39 would be beyond chance if every plan came from an enquiry of the same year; "
        "it does not, and other authorities have such changes often.",
        own=False,
    ),
    Claim(
        "Few children come back onto a plan (offered against the claim that plans end too soon)",
        "000:1131-1236",
        "repeat_plans",
        "cp_rate",
        ("2016-03", "2017-03"),
        "Fair: it agrees with the paper.",
        own=False,
    ),
    Claim(
        "More section 47 enquiries in 2011-12 pushed core assessments back",
        "000:6805-6930",
        "enquiries_slow_assessments",
        "core_assessments_35_days_percent",
        ("2012-02", "2012-03"),
        FAIR_NO_FIGURES,
    ),
    Claim(
        "Vacancies hold back assessments in time",
        "000:238",
        "vacancies_slow_assessments",
        "initial_assessments_10_days_percent",
        ("2012-02", "2012-03"),
        FAIR_NO_FIGURES,
    ),
    Claim(
        "The restructure lowered caseloads, and they stayed low",
        "000:54",
        "restructure",
        "social_worker_caseload",
        ("2018-09", "2019-09"),
        "Fair. Caseloads of 2011-12 are not held as a series; when case holders rose in later years the pattern fits, "
        "and that still does not say why.",
        own=False,
    ),
    Claim(
        "The hub sends families to early help, so that fewer are referred again",
        "000:3505-3717",
        "hub_routing",
        "referral_rate",
        ("2014-03", "2015-03"),
        "Fair: fewer referrals in all, but a larger share of them repeats.",
        own=False,
    ),
    Claim(
        "Plans have risen since July 2017, and this is linked to a change of practice guidance",
        "001:5575-5582",
        "practice_guidance",
        "cp_rate",
        ("2017-03", "2018-03"),
        "Fair: conferences for each enquiry moved no more than chance allows here (0.48 to 0.52), and hardly at the "
        "median of neighbours. By March 2018 there were 71 fewer plans. A rise inside the year would need monthly "
        "figures, which no paper gives.",
    ),
    Claim(
        "Joint assessments of homeless young people brought several of them into care",
        "001:6034-6038",
        "homelessness",
        "cla_rate",
        ("2017-03", "2018-03"),
        "Fair: several children are too few to see in the 137 who came, and who of them was homeless is not held.",
    ),
    Claim(
        "Staff turnover hurts timeliness and quality, so plans are closed late",
        "001:1889-1899",
        "churn",
        "cp_rate",
        ("2018-03", "2019-03"),
        "Fair for these years: fewer plans ended while turnover fell. Turnover before 2017 is not held.",
        own=False,
    ),
    Claim(
        "COVID-19 raised statutory work, with more children coming into care",
        "002:38",
        "covid",
        "cla_started",
        ("2020-03", "2021-03"),
        "Fair: the explanation of a rise is not offered, because the figure fell by nearly half.",
    ),
    Claim(
        "COVID-19 raised statutory work: referrals",
        "002:38",
        "covid",
        "referral_rate",
        ("2020-03", "2021-03"),
        "Fair. Referrals rose here by a fifth and fell in England, so that a reason shared by all does not explain it. "
        "That the pandemic struck harder here is not ruled out.",
    ),
    Claim(
        "COVID-19 raised statutory work: child protection plans",
        "002:38",
        "covid",
        "cp_rate",
        ("2020-03", "2021-03"),
        "Fair. England hardly changed. The middle neighbour rose from 57 to 66, but they went very different ways.",
    ),
    Claim(
        "Delay in the courts keeps children in care for longer",
        "002:109",
        "court_delay",
        "cla_rate",
        ("2020-03", "2021-03"),
        "Fair: not offered, because the number in care fell in that year.",
    ),
    Claim(
        "Settled agency staff mean that fewer permanent workers are recruited",
        "002:50",
        "stable_agency",
        "social_worker_vacancy_rate",
        ("2019-09", "2020-09"),
        "Fair, if strict: with so few workers, 4 joined after 12.5 is at the edge of what chance gives. The paper may "
        "well be right; these figures do not show it.",
    ),
)


def verdict_on(claim: Claim, workspace: Workspace) -> tuple[str, str]:
    """Return the verdict in a few words and the sentence that gives its figures."""
    name = next(entry.name for entry in explanations() if entry.id == claim.explanation)
    try:
        shown = ask.why(claim.measure, area=AREA, between=claim.between, workspace=workspace)
    except WorkbenchError as error:
        return "no answer", str(error).partition("\n")[0]
    rows = shown.verdicts[shown.verdicts["explanation"] == name]
    if rows.empty and next(entry.kind for entry in explanations() if entry.id == claim.explanation) == "pattern":
        told = shown.text("what_happened")
        return "a fact, without a verdict", str(shown.text("flows") if told == NOT_GIVEN else told)
    if rows.empty:
        return "not offered", str(shown.text("headline"))
    return str(rows["heading"].iloc[0]), str(rows["because"].iloc[0])


def line(claim: Claim, workspace: Workspace) -> str:
    """Return one row of the table."""
    verdict, figures = verdict_on(claim, workspace)
    asked = f"{measures()[claim.measure].name}, {claim.between[0]} to {claim.between[1]}"
    asked += "" if claim.own else " (nearest years held)"
    cells = [f"{claim.said} ({claim.place})", asked, verdict, figures, claim.judgement]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Ask every claim and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/claims.md"))
    given = parser.parse_args()
    workspace = Workspace.find(data=given.data)
    rows = [line(claim, workspace) for claim in CLAIMS]
    verdicts = Counter(row.split(" | ")[2] for row in rows)
    told = ", ".join(f"{verdict} {count}" for verdict, count in verdicts.most_common())
    text = (
        "# The papers' own claims\n\n"
        f"`python benchmarks/claims.py`, {dt.datetime.now(tz=dt.UTC):%Y-%m-%d}, 2 cores, with the data that is "
        f"shipped: {len(rows)} claims ({told}).\n\n"
        "The verdicts and figures are the workbench's. The last column is a person's judgement of each.\n\n"
        "| claim (paper and line) | asked for | verdict | figures | is it fair? |\n|---|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )
    given.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
