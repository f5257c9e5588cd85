"""Whether assessments keep up: what referrals brought beside what was completed, month by month."""

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import pathway_catalogue
from analysis.catalogue.period import Month
from analysis.catalogue.plural import is_or_are
from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.own_months import held_in_words
from analysis.questions.series_reader import SeriesReader


def assessments(figures: SeriesReader) -> pd.DataFrame:
    """Month by month: assessments that referrals brought (referrals times the share going on to one), and completed.

    ahead adds up by how many more were completed. How many were open is printed nowhere, and a child whose case was
    open already may be assessed too: this is no count of a queue.
    Columns: month (its last day), due and completed (numbers of assessments), ahead (completed less due, added up from
    the first row), on_time_percent (NaN where it is not held). A row for each month that has all three figures; no row
    where none has.
    """
    named = pathway_catalogue().assessments
    due = figures.values(named.referrals, "month") * figures.values(named.go_on_percent, "month") / 100
    done = figures.values(named.completed, "month")
    frame = pd.DataFrame({"due": due, "completed": done}).dropna()
    if frame.empty:
        return frame
    on_time = figures.values(named.on_time_percent, "month").reindex(frame.index)
    ahead = (frame["completed"] - frame["due"]).cumsum()
    return frame.assign(ahead=ahead, on_time_percent=on_time).rename_axis("month").reset_index()


def lacking_for_assessments(figures: SeriesReader) -> str:
    """Say which of the three figures lack by month, and which are held, or that they are of different months."""
    named = pathway_catalogue().assessments
    three = (named.referrals, named.go_on_percent, named.completed)
    lacking = [one for one in three if figures.values(one, "month").empty]
    held = held_in_words(figures, [one for one in three if one not in lacking])
    labels = " and ".join(f'"{measures()[one].name}"' for one in lacking)
    why = f"{labels} {is_or_are(len(lacking))} not held by month" if lacking else "no month has all three figures"
    return f"Whether assessments keep up with referrals cannot be followed: {why}. {held}".strip()


def enter_assessments(ledger: Ledger, figures: SeriesReader, months: pd.DataFrame) -> Finding:
    """Enter what the months add up to, and how many were in time at either end; return the finding about them."""
    days = list(months["month"])
    named = pathway_catalogue().assessments
    used = [figures.at(name, day, "month") for day in days for name in (named.referrals, named.completed)]
    formula = "referrals x share going on to assessment, added up over the months"
    ledger.computed("months", len(days), "count", "months with all three figures", decimals=0)
    ledger.stated("assessed_from", Month.of(days[0]).words)
    ledger.stated("assessed_to", Month.of(days[-1]).words)
    ledger.computed("due", float(months["due"].sum()), "count", formula, used, decimals=0)
    ledger.computed(
        "completed", float(months["completed"].sum()), "count", "assessments completed in these months", used
    )
    for name, day in (("in_time_first", days[0]), ("in_time_last", days[-1])):
        ledger.observed(name, figures.at(named.on_time_percent, day, "month"))
    about = ledger.about(
        months="months",
        first="assessed_from",
        last="assessed_to",
        due="due",
        completed="completed",
        in_time_first="in_time_first",
        in_time_last="in_time_last",
    )
    return Finding("capacity_queue", about)
