"""Sentences of "why did it change": what changed, which flow, which ages, which step, and the doubt."""

import math
from collections.abc import Mapping

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import pathway_catalogue
from analysis.language.numbers import number
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

DOUBTS: Mapping[str, str] = {
    "same": "The number is the same at both dates, so there is nothing to explain.",
    "chance": "The change is small enough for chance alone to explain it, so there may be nothing to explain.",
    "shifts": "Chance alone could explain so small a change of the total, but hardly the two shifts behind it.",
    "share": "A share in time does not show how late the rest was, nor for which children.",
}
NOTHING = ("0", "0.0", "0%", "0.0%")  # a change that is printed as none


def headline(say: Saying) -> str:
    """The change in one sentence, with the flow that made most of it."""
    rate = say.word("rate")
    measure = say.word("count")
    count = noun(measure)
    years = "the years to " if say.facts.get("of_year") else ""
    dates = f"{years}{say.text('month_before')} and {say.text('month_after')}"
    period = f"between {dates}"
    counts = f"{say.text('count_before')} to {say.text('count_after')} {count.of(say.value('count_after'))}"
    verb = {"up": "rose", "down": "fell"}.get(say.word("direction"))
    if measures()[measure].unit not in ("count", "fte"):
        return _of_value(say, rate_name(measure), verb or "did not change,", period)
    if verb is None:
        return (
            f"In {say.answer.area_name} the number of {count.many} was the same in {dates}: {say.text('count_after')}."
        )
    tail = _leading(say)
    if rate and say.knows("rate_before", "rate_after"):
        rates = f"from {say.text('rate_before')} to {say.text('rate_after')} per 10,000 children"
        verb = moved(say.value("rate_after") - say.value("rate_before"))
        if say.text("rate_before") == say.text("rate_after"):
            verb, rates = "hardly changed", f"at {say.text('rate_after')} per 10,000 children"
        name = rate_name(rate)
        if say.facts.get("of_month"):
            name = f"the monthly {name.removeprefix('the ')}"
        return f"In {say.answer.area_name} {name} {verb} {rates} {period} ({counts}){tail}."
    return f"In {say.answer.area_name} the number of {count.many} {verb} {period}, from {counts}{tail}."


def _of_value(say: Saying, name: str, verb: str, period: str) -> str:
    """The change of a share or an average, which counts nobody."""
    ends = f"from {say.text('count_before')} to {say.text('count_after')}"
    return f"In {say.answer.area_name} {name} {verb} {ends} {period}."


def _leading(say: Saying) -> str:
    """Which flow turned: an identity of the count, so that `because` would say too much."""
    flow = {"starts": "started", "ends": "ended"}.get(say.word("leads"))
    stock = pathway_catalogue().stocks_by_measure.get(say.word("count"))
    if flow is None or stock is None:
        return ""
    doing = f"{more_or_fewer(say.value(f'{flow}_change'))} {stock.comers.many} {stock.verb(flow)}"
    return f", and what differed from the year before is mostly that {doing}"


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
    """Two steps that undo each other over an unchanged volume, told as one event."""
    first, second = noun(say.word("first")), noun(say.word("second"))
    opening = f"{capitalised(first.many)} {_by(say, 'first')}"
    held = f"{second.many} {_by(say, 'second')}"
    if moved(say.value("first")) == moved(say.value("second")):
        held = f"{second.many} by only {say.size('second')}"
    less, more = ("fewer", "more") if say.value("first") < 0 else ("more", "fewer")
    return (
        f"{opening} but {held}, so {less} {first.many} and {more} {second.many} for each of them "
        "are one event, not two."
    )


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
    """The step of the pathway that moved the flow most."""
    step, flow = step_name(say.word("step")), noun(say.word("flow"))
    share = number(abs(say.value("contribution")), "count")
    made = f"about {share} {more_or_fewer(say.value('contribution'))} {flow.many}"
    if not say.knows("before", "after"):
        return f"The part that moved most was the number of {step}: by itself it makes {made}{_of_all(say)}."
    usual = ""
    if say.facts.get("usual_known") and not say.facts.get("unusual"):
        usual = " Allowing for size, such a change is usual in other authorities."
    ends = f"from {say.text('before')} to {say.text('after')}"
    return f"The step that moved most was {step}, {ends}: by itself this makes {made}{_of_all(say)}.{usual}"


def _of_all(say: Saying) -> str:
    """The change of the flow itself, where a step by itself makes more of it, or the other way."""
    part, whole = say.value("contribution"), say.value("whole")
    if math.isnan(whole) or (0 < round(abs(part)) <= abs(whole) and part * whole > 0):
        return ""
    if whole == 0:
        return ", but other steps undid it: their number did not change"
    verb = "there were" if abs(whole) != 1 else "there was"
    return f", where {verb} {say.size('whole')} {more_or_fewer(whole)} in all, because other steps pulled the other way"


def doubt(say: Saying) -> str:
    """The strongest reason not to make too much of the change."""
    reason = say.word("reason")
    if reason == "flows_only":
        return f"Chance alone could explain the change in the number itself, but not {_flows_beyond_chance(say)}."
    if reason == "usual":
        often = out_of(say.value("as_large"), say.value("changes"))
        return (
            f"Allowing for size, other authorities had changes as large, up or down, {often}, "
            "so part of this may be ordinary ups and downs."
        )
    return DOUBTS.get(reason, "Yearly figures cannot show in which month the change began, or for which children.")


def _flows_beyond_chance(say: Saying) -> str:
    """Each flow that moved more than chance allows: `the fall in children who came into care`."""
    flows_ = [flow for flow in ("started", "ended") if say.word(flow)]
    told = [
        f"the {moved(say.value(f'{flow}_change'), 'rise', 'fall')} in {noun(say.word(flow)).many}" for flow in flows_
    ]
    return listed(told, "or")


def reality(say: Saying) -> str:
    """What chance gives and what is usual elsewhere."""
    if not say.knows("chance"):
        return _against_others(say)
    often = how_often(say.value("chance"))
    chance = f"Chance alone gives a change as large {often}, and real life varies more than pure chance"
    if not say.facts.get("usual_known"):
        return f"{chance}; too few other authorities are held here to say what is usual."
    cases = out_of(say.value("as_large"), say.value("changes"))
    return f"{chance}: allowing for size, other authorities had changes as large, up or down, {cases}."


def _against_others(say: Saying) -> str:
    """What is usual elsewhere, for a figure that chance alone cannot be asked about."""
    if not say.facts.get("usual_known"):
        return "Too few other authorities are held here to say how large a change is usual."
    cases = out_of(say.value("as_large"), say.value("changes"))
    return f"Allowing for size, other authorities had changes as large, up or down, {cases}."


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
    if not say.facts.get("known"):
        return f"{text}."
    verdict = "differs from" if say.facts.get("stands_out") else "is within the range of"
    return f"{text}; the change in {say.answer.area_name} {verdict} what single neighbours show."


def _points(say: Saying, role: str) -> str:
    change = say.value(role)
    unit = " per 10,000 children" if is_rate_of_population(say.word("measure")) else ""
    return "hardly changed" if say.size(role) in NOTHING else f"{moved(change)} by {say.points(role)}{unit}"


def leading_part(say: Saying) -> str:
    """The part of a count that changed most."""
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
    text = f"What moved it most was the {name}, from {say.text('before')} to {say.text('after')}"
    return f"{text}: it {way} {part}{whole}."


def vacancies(say: Saying) -> str:
    """Posts created, workers who left and who joined."""
    made = say.value("created")
    posts = f"{say.size('created')} {'more' if made >= 0 else 'fewer'} posts"
    rest = (
        "this adds up"
        if float(say.size("residual").replace(",", "")) == 0
        else f"{say.size('residual')} does not add up"
    )
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
