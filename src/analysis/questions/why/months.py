"""Why did a council's own months change: one month beside the same month a year before, and what stands behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError, ParametersError
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import Pathway, group_of, pathway_catalogue, pathways
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.evidence_log import Ledger
from analysis.questions.own_months import OwnMonths, followed, lacks_in_words, months_in_words, own_months
from analysis.questions.reorganisation import boundary_caveats
from analysis.questions.series_reader import SeriesReader, is_rate_of_population
from analysis.questions.trend.level import LevelChange, newest_level_change
from analysis.questions.usual_change import UsualChange, usual_change
from analysis.questions.why.months_behind import behind
from analysis.questions.why.proposals import neighbouring_changes, one_year_changes
from analysis.questions.why.spike import spike_of_month, spike_of_year
from analysis.questions.why.window import Window

MOST_PROPOSED = 3

FEWEST_DRAWN = 3  # two months make one straight line and one change, which their sentence says better


@dataclass(frozen=True, slots=True)
class _MonthChange:
    """A change between two months: of what was asked about, and of the number behind it where it is a rate."""

    months: OwnMonths
    counts: OwnMonths | None
    window: Window

    @property
    def asked(self) -> str:
        """The measure whose months are followed."""
        return self.months.measure


def can_be_told(figures: SeriesReader, measure: str, between: Sequence[str] | str) -> bool:
    """Whether own months hold the change that is asked about: two months by name, or a latest or largest one."""
    found = followed(figures, measure)
    if found is None:
        return False
    if isinstance(between, str):
        return True
    days = [Month.parse(text).last_day for text in between if _is_month(text)]
    return len(days) == len(between) and all(day in found.observed.index for day in days)


def answer_why_months(
    figures: SeriesReader, measure: str, month: Month, between: Sequence[str] | str, group: str | None = None
) -> Answer:
    """Explain a change of a council's own months, with nothing that ends after `month`.

    between: two months that are held, or `latest` or `largest`: of the changes over a year; where no two months are a
    year apart, of those from one month to the next. Raises NoFiguresError where there are no months, ParametersError
    for a month that is not held.
    """
    found = followed(figures, measure)
    if found is None:
        raise _none_held(figures, measure, month)
    proposed = _month_proposals(found)
    window = _window(found, proposed, between)
    counted = measures()[measure].numerator if is_rate_of_population(found.measure) else None
    counts = own_months(figures, counted) if counted else None
    change = _MonthChange(found, _with_both(counts, window), window)
    pathway = pathways().get(pathway_catalogue().aliases.get(measure, measure))
    ledger = Ledger(group or group_of(measure))
    usual = usual_change(found, window.before, window.after)
    _enter(ledger, change, usual)
    parts = behind(ledger, figures, found, pathway, window)
    drawn = len(found.observed) >= FEWEST_DRAWN
    return Answer(
        question="why",
        measure=measure,
        context=context_of(figures.shelf.store, figures.area, month),
        group=ledger.group,
        findings=(
            _headline(ledger, change, measure),
            _doubt(ledger, change, usual, _level(figures, change, usual)),
            *_spike(ledger, change),
            *parts.findings,
            _now(ledger, change),
        ),
        evidence=ledger.evidence,
        figures=({"rate": _line(found)} if drawn else {}) | dict(parts.figures),
        tables=({"proposals": proposed} if drawn else {}) | dict(parts.tables),
        caveats=(*_caveats(found, window), *boundary_caveats(figures.area)),
        between=(window.before, window.after),
        missing=(*parts.missing, *_not_tested(pathway)),
    )


def _month_proposals(found: OwnMonths) -> pd.DataFrame:
    """Return the changes worth explaining, latest first: the latest, the largest, as `why.proposals` has them.

    Over a year where two months are a year apart; or else from one month to the next.
    """
    changes = one_year_changes(found.observed)
    if changes.empty:
        changes = neighbouring_changes(found.observed)
    reasons: dict[int, list[str]] = {len(changes) - 1: ["latest"]}
    reasons.setdefault(int(changes["change"].abs().argmax()), []).append("largest")
    for place in range(len(changes) - 1, -1, -1):
        if len(reasons) < MOST_PROPOSED and _stands_out(found, changes.iloc[place]):
            reasons.setdefault(place, []).append("outside its usual range")
    places = sorted(reasons, reverse=True)
    told = ["; ".join(reasons[place]) for place in places]
    return changes.iloc[places].assign(reason=told).reset_index(drop=True)


def _stands_out(found: OwnMonths, change: pd.Series) -> bool:
    return usual_change(found, change["change_from"], change["change_to"]).case == "beyond own months"


def _window(found: OwnMonths, proposed: pd.DataFrame, between: Sequence[str] | str) -> Window:
    if isinstance(between, str):
        place = 0 if between == "latest" else int(proposed["change"].abs().argmax())
        return Window(proposed.iloc[place]["change_from"], proposed.iloc[place]["change_to"])
    problems, days = [], []
    for text in between:
        if not _is_month(text):
            problems.append(f'"{text}" is not a month; write it as YYYY-MM, for example 2025-09')
            continue
        day = Month.parse(text).last_day
        days.append(day)
        if day not in found.observed.index:
            problems.append(f"no figure of {Month.of(day).words} is held")
    if not problems and (len(days) != 2 or days[0] >= days[1]):
        problems.append("a change goes from an earlier month to a later one")
    if not problems and found.pairs() and not found.carried and days[0].month != days[1].month:
        problems.append("the two months are of different times of year")
    if problems:
        hint = f"Held: {found.words}. Choose the same month of two years where it is held."
        raise ParametersError.from_problems(problems, hint=hint)
    return Window(*days)


def _with_both(counts: OwnMonths | None, window: Window) -> OwnMonths | None:
    """The number behind a rate, where it is held at both ends."""
    both = counts is not None and all(day in counts.observed.index for day in (window.before, window.after))
    return counts if both else None


def _enter(ledger: Ledger, change: _MonthChange, usual: UsualChange) -> None:
    """Enter both ends under the names that every answer to "why" has: rate and count, before and after."""
    window = change.window
    ledger.stated("month_before", Month.of(window.before).words, window.before)
    ledger.stated("month_after", Month.of(window.after).words, window.after)
    rate = is_rate_of_population(change.asked)
    series = {"rate": change.months, "count": change.counts} if rate else {"count": change.months}
    for name, months in series.items():
        if months is None:
            continue
        before, after = months.figure(window.before), months.figure(window.after)
        ledger.observed(f"{name}_before", before)
        ledger.observed(f"{name}_after", after)
        ledger.computed(f"{name}_change", after.number - before.number, after.unit, "after - before", (before, after))
    ends = [change.months.figure(day) for day in (window.before, window.after)]
    ledger.computed("usual_reach", usual.reach, ends[1].unit, _how_usual(change.months), ends, kind="test")
    ledger.computed("count_chance", usual.chance, "probability", "exact test of two equal Poisson rates", kind="test")
    ledger.computed("months", len(change.months.observed), "count", "months that are held", decimals=0)


def _how_usual(months: OwnMonths) -> str:
    if months.carried:
        return "random walk and noise (local level) from the monthly changes, over the months between"
    return "1.96 x root 2 x mean moving range / 1.128, or that of the changes over a year where months have a season"


def _headline(ledger: Ledger, change: _MonthChange, measure: str) -> Finding:
    about = ledger.before_and_after()
    rate = change.asked if is_rate_of_population(change.asked) else None
    way = float(change.months.observed[change.window.after] - change.months.observed[change.window.before])
    facts = {
        "rate": rate,
        "count": change.asked if change.counts is None else change.counts.measure,
        "asked": measure,
        "direction": "up" if way > 0 else "down" if way < 0 else "level",
        "people": "level",
        "of_year": False,
        "of_month": rate is not None and not change.months.carried,
    }
    return Finding("headline" if rate is None or change.counts else "headline_rate", about, facts)


def _level(figures: SeriesReader, change: _MonthChange, usual: UsualChange) -> LevelChange | None:
    """What two months do not show and all together do; asked only of the newest month where the change may be none."""
    if usual.case == "beyond own months" or change.window.after != change.months.newest or _apart(change) != "a year":
        return None
    return newest_level_change(figures, change.asked)


def _doubt(ledger: Ledger, change: _MonthChange, usual: UsualChange, level: LevelChange | None) -> Finding:
    if level is not None:
        ledger.stated("level_since", Month.of(level.since).words, level.since)
    about = ledger.about(reach="usual_reach", chance="count_chance", months="months", level_since="level_since")
    same = usual.case == "no change"
    facts = {
        "by_month": True,
        "opening": "within own months" if same else usual.case,
        "same": same,
        "level": None if level is None else "rose" if level.rose else "fell",
        "apart": _apart(change),
    }
    return Finding("doubt", about, facts)


def _spike(ledger: Ledger, change: _MonthChange) -> list[Finding]:
    """That the month at the start was itself out of the ordinary; asked of what is counted in a month."""
    months = change.counts or change.months
    if months.carried or not measures()[months.measure].is_counted:
        return []
    read = months.figures.counted_by(months.basis, months.measure)
    told = spike_of_month(ledger, read, months.measure, months.observed, change.window)
    told = told or spike_of_year(ledger, read, months.measure, change.window)
    return [] if told is None else [told]


def _apart(change: _MonthChange) -> str:
    months = (change.window.after.year - change.window.before.year) * 12
    months += change.window.after.month - change.window.before.month
    return "a year" if months == 12 else f"{months} month{'' if months == 1 else 's'}"


def _now(ledger: Ledger, change: _MonthChange) -> Finding:
    newest = change.months.newest
    ledger.observed("rate_now", change.months.figure(newest))
    ledger.stated("month_now", Month.of(newest).words, newest)
    facts = {"measure": change.asked, "of_year": False}
    return Finding("measure_now", ledger.about(now="rate_now", month="month_now"), facts)


def _line(found: OwnMonths) -> pd.DataFrame:
    """The months as the picture of a change has them: measure, kind, period_end, value, members."""
    values = found.observed
    frame = pd.DataFrame({"kind": "area", "period_end": list(values.index), "value": values.to_numpy()})
    return frame.assign(measure=found.measure, members=float("nan"))[
        ["measure", "kind", "period_end", "value", "members"]
    ]


def _caveats(found: OwnMonths, window: Window) -> tuple[Caveat, ...]:
    kind = "stock" if found.carried else found.period
    told = [Caveat("own_months_of", {"kind": kind})]
    inside = [day for day in found.absent if window.before < day < window.after]
    if inside:
        told.append(Caveat("months_absent", {"months": months_in_words(inside)}))
    if window.before.month != window.after.month and not found.carried:
        told.append(Caveat("other_time_of_year"))
    return tuple(told)


def _not_tested(pathway: Pathway | None) -> tuple[str, ...]:
    if pathway is None:
        return ("No steps are known that lead to this measure: the change is not split, and no explanation is tested.",)
    return ("Explanations are tested on yearly figures beside those of other authorities, and not on own months.",)


def _none_held(figures: SeriesReader, measure: str, month: Month) -> NoFiguresError:
    until = month.words_as_known(figures.known_at)
    lacks = lacks_in_words(figures, measure, areas()[figures.area].in_sentence, until)
    return NoFiguresError(
        f"{lacks}. A change is told between two months that follow each other within a quarter.",
        hint="See `workbench sources list` for what is held.",
    )


def _is_month(text: str) -> bool:
    try:
        Month.parse(text)
    except ValueError:
        return False
    return True
