"""Sentences of the report card: how many ratings, which way figures moved, and the exceptions."""

import datetime as dt
from collections.abc import Mapping

from analysis.catalogue.measure import measures
from analysis.language.numbers import printed
from analysis.language.phrasebook import phrase
from analysis.language.phrases.targets import polarity_of, targets_in_words
from analysis.language.sentence_context import Saying, in_words, listed
from analysis.language.vocabulary import capitalised, in_sentence

BASES = {
    "month": "in the month",
    "snapshot": "on the last day",
    "quarter": "in the quarter",
    "rolling_12_months": "over 12 months",
    "year_to_date": "since April",
}


WORKFORCE = ": full-time equivalent, on 30 September or over the 12 months before it"


def ratings(say: Saying) -> str:
    """How many figures are green, amber and red, of how many that can be rated."""
    lines = f"{say.text('lines')} {_measures(say, 'lines')}"
    if say.value("rated") == 0:
        return phrase("card_ratings", "none", paper=say.text("paper"), lines=lines)
    told = phrase(
        "card_ratings",
        "rated",
        paper=say.text("paper"),
        lines=lines,
        rated=capitalised(in_words(say.value("rated"))),
        green=f"{in_words(say.value('green'), 'none')} {_are(say, 'green')}",
        amber=in_words(say.value("amber"), "none"),
        red=in_words(say.value("red"), "none"),
    )
    return " ".join([told, *_twice(say)])


def _twice(say: Saying) -> list[str]:
    """Which of the rated lines are one measure printed more than once."""
    found = say.facts.get("twice")
    return [
        phrase("card_twice", count=capitalised(in_words(len(refs))), colour=colour, refs=listed(list(refs)))
        for colour, *refs in (found if isinstance(found, tuple) else ())
    ]


def directions(say: Saying) -> str:
    """Which way figures moved in the month, and how many of the moves are signals."""
    better, worse = say.value("better"), say.value("worse")
    if better == worse == 0:
        moved = "Against the period before, no measure of which one direction is better moved"
    else:
        moved = (
            f"Against the period before, {in_words(better)} {_measures(say, 'better')} {_are(say, 'better')} better "
            f"and {in_words(worse, 'none')} {_are(say, 'worse')} worse, where one direction is better"
        )
    if say.value("judged") == 0:
        return f"{moved}; none of the council's own series is long enough to tell a signal from ordinary ups and downs."
    count = say.value("signals")
    verb = "lies" if count in {0, 1} else "lie"
    judged = f"of {in_words(say.value('judged'))} series long enough to judge"
    return f"{moved}; {judged}, {in_words(count, 'none')} {verb} beyond usual variation."


def older(say: Saying) -> str:
    """The paper held is of an earlier month."""
    return (
        f"Nothing has been reported for {say.word('month')}: the newest figures of the council's paper are of "
        f"{say.text('newest')}, and they are what follows."
    )


def exception(say: Saying) -> str:
    """One measure that misses its target."""
    when = BASES.get(say.word("basis"), "")
    figure = f"{say.text('value')} {when}".strip()
    targets = say.facts.get("targets")
    aims = targets_in_words(targets, polarity_of(say.word("measure"))) if isinstance(targets, tuple) else ""
    return f"{capitalised(say.word('name'))}: {figure}, which does not reach the target ({aims})."


def published_only(say: Saying) -> str:
    """No paper of the council covers the month."""
    return f"No performance paper of {say.answer.area_name} covers {say.word('month')}: {_published_alone(say)}"


def not_reported(say: Saying) -> str:
    """The month lies after everything that is held."""
    return f"Nothing has been reported for {say.answer.area_name} for {say.word('month')}: {_published_alone(say)}"


def nothing_held(say: Saying) -> str:
    """There is no figure at all."""
    return f"No figures of {say.answer.area_name} are held up to {say.word('month')}."


def _published_alone(say: Saying) -> str:
    count = say.value("published")
    shown = f"{in_words(count)} published yearly measure{' is' if count == 1 else 's are'} shown"
    return f"{shown}, the newest of {say.text('newest')}."


def rag_of_figures_only(_: Saying) -> str:
    """What a colour here means."""
    return (
        "A red, amber or green rating is of the figure against its target only; whether the work behind it is on track "
        "is for those who do it to say."
    )


def rates_of_need_not_rated(_: Saying) -> str:
    """Why some measures have no colour."""
    return (
        "Rates of referral, children in need, child protection and children looked after are never rated: neither high "
        "nor low is good in itself."
    )


def direction_is_one_month(_: Saying) -> str:
    """What direction of travel means."""
    return (
        "Direction compares the last two periods only, and most such changes are ordinary ups and downs. A figure that "
        "is counted from April, and grows with every month, has no direction and no rating."
    )


def contradicted(say: Saying) -> str:
    """Lines whose figures contradict other figures of the paper."""
    lines = say.facts.get("lines")
    found = list(lines) if isinstance(lines, tuple) else []
    rest, get = ("line rests", "it gets") if len(found) == 1 else ("lines rest", "they get")
    told = " ".join(f"{name}: {message}" for name, message in found)
    return (
        f"{capitalised(in_words(len(found)))} {rest} on figures that contradict others, so that {get} no "
        f"direction, and no rating that rests on such a figure. {told}"
    )


def one_child_moves_it(_: Saying) -> str:
    """Small denominators."""
    return "Some percentages rest on so few children that one child more or fewer moves them by a point or more."


def printed_direction_differs(say: Saying) -> str:
    """The paper's own arrows."""
    count = say.facts.get("count")
    number = in_words(float(count)) if isinstance(count, int) else "some"
    plural = "line" if count == 1 else "lines"
    return (
        f"On {number} {plural} the paper's own arrow or letter says otherwise than its last two figures; what it "
        "compares with is not printed."
    )


def low_scores_are_good(_: Saying) -> str:
    """The scale of audit scores."""
    return (
        "Audit scores run from 1 (exceeds good) over 2 (meets good) to 3 (does not meet good): a lower score is better."
    )


def one_ref_for_several(say: Saying) -> str:
    """The paper numbers two measures alike."""
    names = say.facts.get("names")
    told = listed([in_sentence(str(name)) for name in names]) if isinstance(names, tuple) else "several measures"
    return f"The paper prints the ref {say.word('ref')} for more than one measure: {told}."


def told_twice(say: Saying) -> str:
    """One thing, one day, two figures: the council's and the published."""
    pairs = say.facts.get("pairs")
    known = [pair for pair in pairs if isinstance(pair, Mapping)] if isinstance(pairs, tuple) else []
    workforce = any(measures()[pair["measure"]].group == "workforce" for pair in known)
    told = [_pair(say, pair) for pair in known]
    return (
        f"The council's paper gives other figures for the same day: {'; '.join(told)}. The Department's are used here, "
        f"since all authorities count them alike{WORKFORCE if workforce else ''}; nothing held here reconciles the two."
    )


def _pair(say: Saying, pair: Mapping[str, str]) -> str:
    name = in_sentence(measures()[pair["measure"]].label.removesuffix(" (%)"))
    local, published = (printed(say.answer.evidence[pair[role]]) for role in ("local", "published"))
    since = " since April" if pair["basis"] == "year_to_date" else ""
    return f"{name}, {pair['date']}, {local}{since} ({published} published)"


def released_after_the_month(say: Saying) -> str:
    """Published later than the month."""
    first, last = (say.facts.get(name) for name in ("first", "last"))
    when = _day(first) if first == last else f"{_day(first)} to {_day(last)}"
    return (
        f"The published figures are those of the releases of {when}: nobody had them in {say.word('month')}, and "
        "earlier releases may have differed."
    )


def _day(day: object) -> str:
    return f"{day.day} {day:%B %Y}" if isinstance(day, dt.date) else "a later day"


def _are(say: Saying, role: str) -> str:
    return "is" if say.value(role) in {0, 1} else "are"


def _measures(say: Saying, role: str) -> str:
    return "measure" if say.value(role) == 1 else "measures"
