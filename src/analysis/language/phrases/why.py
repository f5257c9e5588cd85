"""Sentences of "why did it change": what changed, which flow, which ages, which step, and the doubt."""

import math

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION
from analysis.language.numbers import number
from analysis.language.phrasebook import phrase
from analysis.language.phrases import own_months
from analysis.language.sentence_context import Saying, date_of, how_often, listed, more_or_fewer, moved, out_of
from analysis.language.vocabulary import (
    BANDS,
    FACTORS,
    capitalised,
    in_sentence,
    noun,
    part_name,
    rate_name,
    step_name,
)
from analysis.questions.series_reader import is_rate_of_population
from analysis.questions.why.opening import REAL

UNKNOWN = "_unknown"  # how the measure of a part that nobody recorded ends
NOTHING = ("0", "0.0", "0%", "0.0%")  # a change that is printed as none


def headline(say: Saying) -> str:
    """The change in one sentence; where the rate and its number part, both, with the reason."""
    rate, measure = say.word("rate"), say.word("count")
    count = noun(measure)
    years = "the years to " if say.facts.get("of_year") else ""
    dates = f"{years}{say.text('month_before')} and {say.text('month_after')}"
    period = f"between {dates}"
    verb = {"up": "rose", "down": "fell"}.get(say.word("direction"))
    if measures()[measure].unit not in ("count", "fte"):
        return _of_value(say, rate_name(measure), verb or "did not change,", period)
    if verb is None:
        told = (
            f"In {say.answer.area_name} the number of {count.many} was the same in {dates}: {say.text('count_after')}"
        )
        return f"{_and_rate(say, told) if rates_move(say) else told}."
    counts = f"{say.text('count_before')} to {say.text('count_after')} {count.of(say.value('count_after'))}"
    number_asked = say.word("asked") == measure
    ends = f"from {say.text('count_before')} to {say.text('count_after')}"
    told = f"In {say.answer.area_name} the number of {count.many} {verb} {ends} {period}"
    if not rate or not say.knows("rate_before", "rate_after"):
        return f"{told}."
    if parts(say):
        return f"{_and_rate(say, told) if number_asked else _and_number(say, f'{_rate(say, rate)} {period}')}."
    return f"{_rate(say, rate)} {period} ({counts})."


def _rate(say: Saying, rate: str) -> str:
    """The rate with its verb and both figures."""
    rates = f"from {say.text('rate_before')} to {say.text('rate_after')} per 10,000 children"
    verb = moved(say.value("rate_after") - say.value("rate_before"))
    if not rates_move(say):
        verb, rates = "hardly changed", f"at {say.text('rate_after')} per 10,000 children"
    name = rate_name(rate)
    if say.facts.get("of_month"):
        name = f"the monthly {name.removeprefix('the ')}"
    return f"In {say.answer.area_name} {name} {verb} {rates}"


def rates_move(say: Saying) -> bool:
    """Whether the rate is printed as two figures that differ."""
    return say.knows("rate_before", "rate_after") and say.text("rate_before") != say.text("rate_after")


def parts(say: Saying) -> bool:
    """Whether the number and its rate went opposite ways, as they do where the population moved more."""
    number_ = say.value("count_after") - say.value("count_before")
    return rates_move(say) and number_ * (say.value("rate_after") - say.value("rate_before")) < 0


def _and_number(say: Saying, told: str) -> str:
    before, after = say.text("count_before"), say.text("count_after")
    way = moved(say.value("count_after") - say.value("count_before"))
    return _because(say, phrase("rate_and_number", "rate", told=told, moved=way, before=before, after=after))


def _and_rate(say: Saying, told: str) -> str:
    before, after = say.text("rate_before"), say.text("rate_after")
    way = moved(say.value("rate_after") - say.value("rate_before"))
    return _because(say, phrase("rate_and_number", "number", told=told, moved=way, before=before, after=after))


def _because(say: Saying, told: str) -> str:
    """Add the population that the rate divides by, where it went the way that sets the two apart."""
    rate = say.value("rate_after") - say.value("rate_before")
    if say.word("people") == "up" and rate < 0:
        return phrase("rate_and_number", "more", told=told)
    return phrase("rate_and_number", "fewer", told=told) if say.word("people") == "down" and rate > 0 else told


def _of_value(say: Saying, name: str, verb: str, period: str) -> str:
    """The change of a share or an average, which counts nobody."""
    ends = f"from {say.text('count_before')} to {say.text('count_after')}"
    return f"In {say.answer.area_name} {name} {verb} {ends} {period}."


def ages(say: Saying) -> str:
    """How much of the change is plans under six months old."""
    young, whole = say.value("young"), say.value("all")
    band = BANDS[say.word("band")]
    most = f"plans of {in_sentence(band)} went from {say.text('band_before')} to {say.text('band_after')}"
    if whole > 0 and 0 < young <= whole:
        opening = f"Of the {say.size('all')} extra plans, {say.size('young')} had been open for under six months"
    elif whole > 0 and young > whole:
        opening = (
            f"Plans under six months old rose by {say.size('young')}, more than the whole rise of {say.size('all')}"
        )
    elif whole < 0 and young < 0:
        opening = f"Plans under six months old fell by {say.size('young')}, against a fall of {say.size('all')} in all"
    else:
        opening = f"Plans under six months old {_by(say, 'young')} while the total {_by(say, 'all')}"
    return f"{opening}: {most}."


def ages_older(say: Saying) -> str:
    """How much of the change is plans of six months or more, where they made more of it than the young ones."""
    text = f"Plans of six months or more went from {say.text('before')} to {say.text('after')}"
    older, whole = say.value("older"), say.value("all")
    if older * whole <= 0:
        return f"{text}, while the total {_by(say, 'all')}."
    if abs(older) <= abs(whole):
        rose = "rise" if whole > 0 else "fall"
        return f"{text}, which is {say.size('older')} of the {rose} of {say.size('all')} in all."
    return f"{text}, while those under six months old {_by(say, 'young')}."


def _by(say: Saying, role: str) -> str:
    change = say.value(role)
    if change == 0:
        return "did not change"
    return "hardly changed" if say.size(role) in NOTHING else f"{moved(change)} by {say.size(role)}"


def longer_plans(say: Saying) -> str:
    """What the longest plans did, which the young ones can hide."""
    return (
        f"Plans that had lasted a year or more went from {say.text('before')} to {say.text('after')}, "
        f"while all plans together {_by(say, 'all')}."
    )


def one_event(say: Saying) -> str:
    """Two steps that share a count and mostly cancel: the count, what such a thing usually is, how to tell."""
    measure = say.word("count")
    population = bool(say.facts.get("population"))
    change = say.value("count_after") - say.value("count_before")
    count = "the number of children living here" if population else noun(measure).many
    told = phrase(
        "one_event",
        "population" if population else "told",
        count=capitalised(count),
        moved=moved(change),
        before=say.text("count_before"),
        after=say.text("count_after"),
        sure=phrase("how_sure_that", say.word("opening"), what="which"),
        beside=listed([_beside(say, role) for role in ("below", "after") if say.word(role) not in ("", POPULATION)]),
    )
    less, more = ("More", "fewer") if change > 0 else ("Fewer", "more")
    words = {"Less": less, "more": more, "count": noun(measure).many, "after": noun(say.word("after")).many}
    sentences = [told, phrase("one_event", "once", **words)]
    if say.word("opening") in REAL and not population:
        sentences.append(phrase("one_event", "usually"))
        sentences.append(phrase("one_event", "apart_rose" if change > 0 else "apart_fell", count=count))
    return " ".join(sentences)


def _beside(say: Saying, role: str) -> str:
    """A count beside the one that moved: `conferences went from 302 to 334`."""
    before, after = say.text(f"{role}_before"), say.text(f"{role}_after")
    went = f"stayed at {after}" if before == after else f"went from {before} to {after}"
    return f"{noun(say.word(role)).many} {went}"


def opposite_shifts(say: Saying) -> str:
    """Two large shifts behind a flow that hardly changed."""
    flow = noun(say.word("flow")).many
    told = [_shift(say, place) for place in ("first", "second")]
    opening = f"{capitalised(flow)} {_by(say, 'flow_change')}, but this hides two large shifts against each other"
    return f"{opening}: {told[0]}, and {told[1]}."


def _shift(say: Saying, place: str) -> str:
    step = step_name(say.word(place))
    share = number(abs(say.value(f"{place}_contribution")), "count")
    verb = moved(say.value(f"{place}_contribution"))
    ends = f"from {say.text(f'{place}_before')} to {say.text(f'{place}_after')}"
    return f"{step} {verb} {ends} (about {share} {more_or_fewer(say.value(f'{place}_contribution'))})"


def leading_step(say: Saying) -> str:
    """The step of the pathway that moved the flow most; of a change that could be chance only that it moved."""
    step, flow = step_name(say.word("step")), noun(say.word("flow"))
    share = number(abs(say.value("contribution")), "count")
    made = f"about {share} {more_or_fewer(say.value('contribution'))} {flow.many}"
    real = say.facts.get("real", True)
    if not say.knows("before", "after"):
        ends = f"from {say.text('volume_before')} to {say.text('volume_after')}"
        part = f": by itself it makes {made}{_of_all(say)}" if real else f", {ends}"
        return f"The part that moved most was the number of {step}{part}."
    ends = f"from {say.text('before')} to {say.text('after')}"
    makes = f": by itself this makes {made}{_of_all(say)}" if real else ""
    if say.facts.get("beside"):
        return f"Beside that, {step} went {ends}{makes}."
    return f"The step that moved most was {step}, {ends}{makes}."


def _of_all(say: Saying) -> str:
    """The change of the flow itself, where a step by itself makes more of it, or the other way."""
    part, whole = say.value("contribution"), say.value("whole")
    if math.isnan(whole):
        return ""
    if 0 < round(abs(part)) <= abs(whole) and part * whole > 0:
        return (
            ""
            if round(abs(part)) == abs(whole)
            else f", where there were {say.size('whole')} {more_or_fewer(whole)} in all"
        )
    if whole == 0:
        return ", but other steps undid it: their number did not change"
    verb = "there were" if abs(whole) != 1 else "there was"
    return f", where {verb} {say.size('whole')} {more_or_fewer(whole)} in all, because other steps pulled the other way"


def doubt(say: Saying) -> str:
    """Whether the change is real, by one of the four openings, and what lies behind a number that could be chance."""
    if say.facts.get("by_month"):
        return own_months.doubt(say)
    behind = flows_apart(say)
    if say.facts.get("shifts"):
        behind.append(phrase("why_doubt", "shifts_more" if behind else "shifts"))
    if not say.facts.get("same"):
        return " ".join([phrase("how_sure", say.word("opening")), *behind])
    return " ".join([phrase("why_doubt", "same_but"), *behind]) if behind else phrase("why_doubt", "same")


def flows_apart(say: Saying) -> list[str]:
    """Each flow that moved by more than chance behind a number that did not, with its own opening."""
    told: list[str] = []
    for flow, measure, opening in moved_flows(say):
        change = say.value(f"{flow}_after") - say.value(f"{flow}_before")
        words = {"before": say.text(f"{flow}_before"), "after": say.text(f"{flow}_after")}
        words |= {"change": moved(change, "rise", "fall"), "flow": noun(measure).many}
        what = phrase("flow_apart", "more" if told else "first", **words)
        told.append(f"{phrase('how_sure_that', opening, what=what)}.")
    return told


def moved_flows(say: Saying) -> list[tuple[str, str, str]]:
    """Return the flows of a finding that moved by more than chance: flow, measure and opening of each."""
    found = say.facts.get("flows")
    return [(str(flow), str(measure), str(opening)) for flow, measure, opening in found] if found else []  # type: ignore[attr-defined]


def reality(say: Saying) -> str:
    """What chance gives and what is usual elsewhere."""
    if not say.knows("chance"):
        return _against_others(say)
    often = how_often(say.value("chance"))
    chance = f"Chance alone gives a change as large {often}, and real life varies more than pure chance"
    if not say.facts.get("usual_known"):
        return f"{chance}; too few other authorities are held here to say what is usual."
    return f"{chance}: {_others(say)}."


def _against_others(say: Saying) -> str:
    """What is usual elsewhere, for a figure that chance alone cannot be asked about."""
    if not say.facts.get("usual_known"):
        return "Too few other authorities are held here to say how large a change is usual."
    return f"{capitalised(_others(say))}."


def _others(say: Saying) -> str:
    """In how many cases others changed as much, and up to when they are counted: the same in every month's paper."""
    cases = out_of(say.value("as_large"), say.value("changes"))
    return f"allowing for size, other authorities had changes as large, up or down, {cases} up to {say.text('until')}"


def measure_now(say: Saying) -> str:
    """The newest figure beside neighbours and England."""
    measure = say.word("measure")
    unit = " per 10,000 children" if is_rate_of_population(measure) else ""
    text = f"In {date_of(say, 'month')} {rate_name(measure)} in {say.answer.area_name} was {say.text('now')}{unit}"
    beside = []
    if say.knows("neighbours"):
        beside.append(f"{say.text('neighbours')} in the middle of its statistical neighbours")
    if say.knows("england"):
        beside.append(f"{say.text('england')} in England")
    return f"{text}, against {' and '.join(beside)}." if beside else f"{text}."


def elsewhere(say: Saying) -> str:
    """Whether neighbours changed in the same way."""
    if not say.knows("compared"):
        return f"In England the figure {_points(say, 'england')} over the same years."
    rising = f"{say.text('rising')} of {say.text('compared')}"
    text = f"Over the same years the figure rose for {rising} statistical neighbours"
    if say.knows("england"):
        text += f" and in England it {_points(say, 'england')}"
    text += f".{_in_pairs(say)}"
    if not say.facts.get("known"):
        return text
    kind = "differs" if say.facts.get("stands_out") else "within"
    return f"{text} {phrase('elsewhere_range', kind, area=say.answer.area_name)}"


def _in_pairs(say: Saying) -> str:
    """How much of the change here the middle neighbour's own change makes."""
    if not say.knows("own", "middle", "share"):
        return ""
    kinds = (
        ("most", bool(say.facts.get("most"))),
        ("none", say.size("middle") in NOTHING or say.size("share") in NOTHING),
        ("opposite", say.value("share") < 0),
    )
    kind = next((kind for kind, holds in kinds if holds), "part")
    words = {"own": _points(say, "own"), "middle": _points(say, "middle"), "share": say.size("share")}
    return f" {phrase('elsewhere_pairs', kind, area=say.answer.area_name, **words)}"


def _points(say: Saying, role: str) -> str:
    change = say.value(role)
    unit = " per 10,000 children" if is_rate_of_population(say.word("measure")) else ""
    return "hardly changed" if say.size(role) in NOTHING else f"{moved(change)} by {say.points(role)}{unit}"


def leading_part(say: Saying) -> str:
    """The part of a count that changed most; where that has no source on record, what this does to the others."""
    told = _leading_part(say)
    if not say.word("part").endswith(UNKNOWN) or say.value("change") == 0:
        return told
    return phrase("part_unknown", more_or_fewer(say.value("change")), told=told)


def _leading_part(say: Saying) -> str:
    name = part_name(say.word("part"), say.word("split"))
    change = say.value("change")
    text = f"{capitalised(name)} went from {say.text('before')} to {say.text('after')}"
    if say.word("split") == "repeats":
        text = f"Split into first and repeat ones, {in_sentence(text)}"
    if change == 0 or change * say.value("whole") <= 0:
        return f"{text}, while the whole {moved(say.value('whole'))}."
    if abs(change) > abs(say.value("whole")):
        return f"{text}: {say.size('change')} {more_or_fewer(change)}, where there were {say.size('whole')} in all."
    return f"{text}, which is {say.size('change')} of the {say.size('whole')} {more_or_fewer(change)}."


def leading_factor(say: Saying) -> str:
    """The side of caseload that moved it most."""
    name = FACTORS[say.word("factor")]
    way = "adds" if say.value("contribution") > 0 else "takes off"
    part = f"{say.size('contribution')} cases for each worker"
    against = say.value("contribution") * say.value("whole") < 0
    whole = f", although the caseload {moved(say.value('whole'))}" if against else ""
    if not against and abs(say.value("contribution")) < abs(say.value("whole")):
        part = f"{say.size('contribution')} of the {say.size('whole')} cases for each worker"
    ends = f"from {say.text('before')} to {say.text('after')}"
    if not say.facts.get("real", True):
        return f"The {name} went {ends}."
    return f"What moved it most was the {name}, {ends}: it {way} {part}{whole}."


def vacancies(say: Saying) -> str:
    """Posts created, workers who left and who joined; where most of it does not add up, that it does not tell."""
    made = say.value("created")
    posts = f"{say.size('created')} {'more' if made >= 0 else 'fewer'} posts"
    rest = f"{say.size('residual')} does not add up"
    if float(say.size("residual").replace(",", "")) == 0:
        rest = "this adds up"
    elif abs(say.value("residual")) > abs(say.value("after") - say.value("before")) / 2:
        rest += ", which is more than half of the change, so these figures do not show what made it"
    return (
        f"Vacant posts went from {say.text('before')} to {say.text('after')} (full-time equivalent): there were "
        f"{posts}, filled and vacant, {say.size('left')} workers left and {say.size('joined')} joined; {rest}."
    )


def timeliness(say: Saying) -> str:
    """Whether more work or slower work made what was late."""
    text = (
        f"{say.text('late_before')} of {say.text('done_before')} were late before and {say.text('late_after')} of "
        f"{say.text('done_after')} after"
    )
    if not say.knows("by_work", "by_share"):
        return f"{text}."
    change = say.value("late_after") - say.value("late_before")
    if change == 0:
        return f"{text}."
    if say.word("leads") == "work":
        cause = f"there was {'more' if say.value('done_after') > say.value('done_before') else 'less'} work"
    else:
        cause = f"a {'larger' if say.value('by_share') > 0 else 'smaller'} share of it was late"
    return f"{text}: most of the {'rise' if change > 0 else 'fall'} in late work is that {cause}."
