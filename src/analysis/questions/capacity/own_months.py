"""Caseload and vacancies as a council counts them by month, where the published workforce figures are not held."""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import pathway_catalogue, pathways
from analysis.catalogue.period import Month
from analysis.questions.answer import Finding
from analysis.questions.capacity.teams import teams
from analysis.questions.evidence_log import Ledger
from analysis.questions.own_months import OwnMonths, own_months, under_own_names
from analysis.questions.series_reader import SeriesReader
from analysis.questions.usual_change import usual_change


@dataclass(frozen=True, slots=True)
class OwnCapacity:
    """Own months of the caseload, and of the share of posts that are vacant where it is held for the same month."""

    caseload: OwnMonths
    vacancy: OwnMonths | None

    @property
    def filled(self) -> float:
        """Cases for each worker if every vacant post were filled by one who holds as many; NaN where not known.

        The cases are shared among all posts instead of those that are filled: caseload x (1 - vacancy rate). Agency
        workers in vacant posts are counted as vacancies, so that this is the lowest it could be.
        """
        if self.vacancy is None:
            return math.nan
        newest = self.caseload.newest
        return float(self.caseload.observed[newest]) * (1 - float(self.vacancy.observed[newest]) / 100)

    def vacancy_for(self, limit: float) -> float:
        """Return the share of posts (%) that could be vacant at a caseload of `limit`; below 0 where none will do."""
        return 100 * (1 - self.filled / limit)


def own_capacity(figures: SeriesReader) -> OwnCapacity | None:
    """Return the caseload by month with the vacancy rate of the same month; null where no caseload is held.

    A caseload that the council counts under a name of its own, of some teams perhaps, stands alone: the vacancy rate of
    all posts does not go with it. Where its teams are told apart, they are the answer.
    """
    standard = pathway_catalogue().workforce.caseload
    caseload = own_months(figures, standard)
    if caseload is None:
        named = under_own_names(figures, standard) if teams(figures).empty else ()
        return OwnCapacity(named[0], None) if named else None
    vacancy = own_months(figures, next(each.count for each in pathways().values() if each.shape == "vacancy"))
    same = vacancy is not None and caseload.newest in vacancy.observed.index
    return OwnCapacity(caseload, vacancy if same else None)


def enter_own_capacity(ledger: Ledger, own: OwnCapacity, limit: float | None) -> list[Finding]:
    """Enter the newest month and the same a year before, and what filled posts or a limit would mean.

    limit: cases for each worker (full-time equivalent), null where nobody gave one.
    """
    newest = own.caseload.newest
    ledger.stated("date", Month.of(newest).words, newest)
    own_name = own.caseload.measure != pathway_catalogue().workforce.caseload
    kind = "capacity_months_named" if own_name else "capacity_months"
    findings = [_enter_series(ledger, own.caseload, "caseload", kind)]
    if own.vacancy is None:
        return findings
    findings.append(_enter_series(ledger, own.vacancy, "vacancy", "capacity_months_vacancy"))
    used = [own.caseload.figure(newest), own.vacancy.figure(newest)]
    unit = measures()[own.caseload.measure].unit
    ledger.computed("filled", own.filled, unit, "caseload x (1 - vacancy rate)", used)
    if limit is None:
        findings.append(Finding("capacity_months_filled", ledger.about(filled="filled")))
        return findings
    ledger.computed("limit", limit, unit, "given by the analyst")
    ledger.computed("vacancy_for_limit", own.vacancy_for(limit), "percent", "1 - caseload if filled / limit", used)
    about = ledger.about(limit="limit", needed="vacancy_for_limit", filled="filled")
    findings.append(Finding("capacity_months_limit", about))
    return findings


def _enter_series(ledger: Ledger, months: OwnMonths, name: str, kind: str) -> Finding:
    ledger.observed(name, months.figure(months.newest))
    before = months.year_before
    case = "no figure before"
    if before is not None:
        ledger.observed(f"{name}_before", months.figure(before))
        case = usual_change(months, before, months.newest).case
    about = ledger.about(value=name, before=f"{name}_before", date="date")
    return Finding(kind, about, {"case": case, "measure": months.measure})


def months_table(own: OwnCapacity) -> pd.DataFrame:
    """One row a month, newest first: month, caseload, vacancy_rate (NaN where not held)."""
    frame = pd.DataFrame({"caseload": own.caseload.observed})
    vacancy = pd.Series(dtype="float64") if own.vacancy is None else own.vacancy.observed
    frame = frame.assign(vacancy_rate=vacancy.reindex(frame.index))
    return frame.rename_axis("month").reset_index().iloc[::-1].reset_index(drop=True)
