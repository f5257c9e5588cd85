"""Sentences of "why did it change": what changed, which flow, which ages, which step, and the doubt."""

import math

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION
from analysis.language.numbers import NOTHING, number
from analysis.language.phrasebook import phrase
from analysis.language.phrases import own_months
from analysis.language.sentence_context import (
    Saying,
    date_of,
    fell,
    listed,
    more_or_fewer,
    moved,
    opposite,
    rose,
    same_way,
)
from analysis.language.vocabulary import (
    BANDS,
    capitalised,
    in_sentence,
    noun,
    part_name,
    rate_name,
    step_name,
)
from analysis.questions.series_reader import is_rate_of_population
from analysis.questions.why.opening import REAL

LONGEST_SENTENCE = (
    27  # words before abbreviations are spelt out, which adds three: beyond it the noun of its numbers goes
)
UNKNOWN = "_unknown"  # how the measure of a part that nobody recorded ends


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
        there = f"In {say.answer.area_in_sentence} the number of {count.many}"
        told = f"{there} was the same in {dates}: {say.text('count_after')}"
        return f"{_and_rate(say, told) if rates_move(say) else told}."
    counts = f"{say.text('count_before')} to {say.text('count_after')} {count.of(say.value('count_after'))}"
    number_asked = say.word("asked") == measure
    ends = f"from {say.text('count_before')} to {say.text('count_after')}"
    told = f"In {say.answer.area_in_sentence} the number of {count.many} {verb} {ends} {period}"
    if not rate or not say.knows("rate_before", "rate_after"):
        return f"{told}."
    if parts(say):
        return f"{_and_rate(say, told) if number_asked else _and_number(say, f'{_rate(say, rate)} {period}')}."
    told = f"{_rate(say, rate)} {period} ({counts})."
    if len(told.split()) <= LONGEST_SENTENCE:
        return told
    return f"{_rate(say, rate)} {period} ({say.text('count_before')} to {say.text('count_after')})."


def _rate(say: Saying, rate: str) -> str:
    """The rate with its verb and both figures."""
    rates = f"from {say.text('rate_before')} to {say.text('rate_after')} per 10,000 children"
    verb = moved(_change(say, "rate"))
    if not rates_move(say):
        verb, rates = "hardly changed", f"at {say.text('rate_after')} per 10,000 children"
    return f"In {say.answer.area_in_sentence} {_of_month(say, rate_name(rate))} {verb} {rates}"


def _of_month(say: Saying, name: str) -> str:
    """The name of a rate, with the word that tells a single month from a whole year."""
    return f"the monthly {name.removeprefix('the ')}" if say.facts.get("of_month") else name


def rates_move(say: Saying) -> bool:
    """Whether the rate is printed as two figures that differ."""
    return say.knows("rate_before", "rate_after") and say.text("rate_before") != say.text("rate_after")


def parts(say: Saying) -> bool:
    """Whether the number and its rate went opposite ways, as they do where the population moved more."""
    return rates_move(say) and opposite(_change(say, "count"), _change(say, "rate"))


def _change(say: Saying, what: str) -> float:
    return say.value(f"{what}_after") - say.value(f"{what}_before")


def _and_number(say: Saying, told: str) -> str:
    before, after = say.text("count_before"), say.text("count_after")
    way = moved(_change(say, "count"))
    return _because(say, phrase("rate_and_number", "rate", told=told, moved=way, before=before, after=after))


def _and_rate(say: Saying, told: str) -> str:
    before, after = say.text("rate_before"), say.text("rate_after")
    way = moved(_change(say, "rate"))
    return _because(say, phrase("rate_and_number", "number", told=told, moved=way, before=before, after=after))


def _because(say: Saying, told: str) -> str:
    """Add the population that the rate divides by, where it went the way that sets the two apart."""
    rate = _change(say, "rate")
    if say.word("people") == "up" and fell(rate):
        return phrase("rate_and_number", "more", told=told)
    return phrase("rate_and_number", "fewer", told=told) if say.word("people") == "down" and rose(rate) else told


def _of_value(say: Saying, name: str, verb: str, period: str) -> str:
    """The change of a share or an average, which counts nobody."""
    ends = f"from {say.text('count_before')} to {say.text('count_after')}"
    if say.text("count_before") == say.text("count_after"):
        verb = "hardly changed," if say.word("direction") in ("up", "down") else verb
        ends = f"at {say.text('count_after')},"
    return f"In {say.answer.area_in_sentence} {name} {verb} {ends} {period}."


def own_paper(say: Saying) -> str:
    """What the council's own paper has for the newer date, beside the published figure of the headline."""
    words = {"date": date_of(say, "date"), "local": say.text("local"), "published": say.text("published")}
    return phrase("own_paper", **words)


def ages(say: Saying) -> str:
    """How much of the change is plans under six months old."""
    young, whole = say.value("young"), say.value("all")
    if rose(whole) and rose(young) and young <= whole:
        case = "part of rise"
    elif rose(whole) and young > whole:
        case = "more than rise"
    else:
        case = "fall" if fell(whole) and fell(young) else "apart"
    words = {"young": say.size("young"), "all": say.size("all")}
    told = phrase("ages", case, **words, young_by=_by(say, "young"), all_by=_by(say, "all"))
    ends = {"before": say.text("band_before"), "after": say.text("band_after")}
    return f"{told} {phrase('ages', 'band', band=in_sentence(BANDS[say.word('band')]), **ends)}"


def ages_older(say: Saying) -> str:
    """How much of the change is plans of six months or more, where they made more of it than the young ones."""
    told = phrase("ages_older", "told", before=say.text("before"), after=say.text("after"))
    older, whole = say.value("older"), say.value("all")
    if not same_way(older, whole):
        return f"{told} {phrase('ages_older', 'total', by=_by(say, 'all'))}"
    if abs(older) <= abs(whole):
        case = "part of rise" if rose(whole) else "part of fall"
        return f"{told} {phrase('ages_older', case, older=say.size('older'), all=say.size('all'))}"
    return f"{told} {phrase('ages_older', 'young', by=_by(say, 'young'))}"


def _by(say: Saying, role: str) -> str:
    change = say.value(role)
    if change == 0:
        return "did not change"
    return "hardly changed" if say.size(role) in NOTHING else f"{moved(change)} by {say.size(role)}"


def longer_plans(say: Saying) -> str:
    """What the longest plans did, which the young ones can hide."""
    return phrase("longer_plans", before=say.text("before"), after=say.text("after"), by=_by(say, "all"))


def one_event(say: Saying) -> str:
    """Two steps that share a count and mostly cancel: the count, what such a thing usually is, how to tell."""
    measure = say.word("count")
    population = bool(say.facts.get("population"))
    change = _change(say, "count")
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
    less, more = ("More", "fewer") if rose(change) else ("Fewer", "more")
    words = {"Less": less, "more": more, "count": noun(measure).many, "after": noun(say.word("after")).many}
    sentences = [told, phrase("one_event", "once", **words)]
    if say.facts.get("makes_most") and say.facts.get("real"):
        left = say.value("left")
        words = {"left": say.size("left"), "more": more_or_fewer(left), "flow": noun(say.word("flow")).many}
        sentences.append(phrase("one_event", "left", **words))
        sentences.append(phrase("leading_step", f"in all {more_or_fewer(left)}", whole=say.size("whole")))
    if say.word("opening") in REAL and not population:
        sentences.append(phrase("one_event", "usually"))
        sentences.append(phrase("one_event", "apart_rose" if rose(change) else "apart_fell", count=count))
    return " ".join(sentences)


def _beside(say: Saying, role: str) -> str:
    """A count beside the one that moved: `conferences went from 302 to 334`."""
    before, after = say.text(f"{role}_before"), say.text(f"{role}_after")
    went = f"stayed at {after}" if before == after else f"went from {before} to {after}"
    return f"{noun(say.word(role)).many} {went}"


def opposite_shifts(say: Saying) -> str:
    """Two large shifts behind a flow that hardly changed."""
    flow = capitalised(noun(say.word("flow")).many)
    told = phrase("opposite_shifts", "told", flow=flow, by=_by(say, "flow_change"))
    return " ".join([told, *(_shift(say, place) for place in ("first", "second"))])


def _shift(say: Saying, place: str) -> str:
    change = say.value(f"{place}_contribution")
    ends = {"before": say.text(f"{place}_before"), "after": say.text(f"{place}_after")}
    words = {"step": capitalised(step_name(say.word(place))), "share": number(abs(change), "count")}
    return phrase("opposite_shifts", more_or_fewer(change), **words, **ends)


def leading_step(say: Saying) -> str:
    """The share along the pathway that moved the flow most; of a change that could be chance only that it moved."""
    step = step_name(say.word("step"))
    as_share = say.knows("before", "after")
    before, after = ("before", "after") if as_share else ("volume_before", "volume_after")
    ends = {"before": say.text(before), "after": say.text(after)}
    if not say.facts.get("real", True):
        step = step if as_share else f"the number of {step}"
        return phrase("leading_step", "went", step=capitalised(step), **ends)
    case = "number" if not as_share else "beside" if say.facts.get("beside") else "share"
    told = phrase("leading_step", case, step=step, **ends)
    change = say.value("contribution")
    words = {"share": number(abs(change), "count"), "flow": noun(say.word("flow")).many}
    by_itself = phrase("leading_step", more_or_fewer(change), **words)
    return " ".join([told, by_itself, *_from_below(say), *_of_all(say)])


def _from_below(say: Saying) -> list[str]:
    """That a share moved mostly because the number it is a share of did, so that it is not told as a thing apart."""
    if not say.word("below") or not say.knows("below_before", "below_after"):
        return []
    words = {"many": noun(say.word("below")).many, "before": say.text("below_before"), "after": say.text("below_after")}
    return [phrase("leading_step", f"below {say.word('below_went')}", **words)]


def _of_all(say: Saying) -> list[str]:
    """The change of the flow itself, where one share by itself makes less or more of it, or goes the other way."""
    part, whole = say.value("contribution"), say.value("whole")
    if math.isnan(whole):
        return []
    if whole == 0:
        return [phrase("leading_step", "offset all")]
    within = same_way(round(part), whole) and round(abs(part)) <= abs(whole)
    if within and round(abs(part)) == abs(whole):
        return []
    case = f"{'in all' if within else 'offset to'} {more_or_fewer(whole)}"
    return [phrase("leading_step", case, whole=say.size("whole"))]


def doubt(say: Saying) -> str:
    """Whether the change is real, by one of the four openings, and what lies behind a number that could be chance."""
    if say.facts.get("by_month"):
        return own_months.doubt(say)
    behind = flows_apart(say)
    if say.facts.get("shifts"):
        behind.append(phrase("why_doubt", "shifts_more" if behind else "shifts"))
    if not say.facts.get("same"):
        return " ".join([phrase("how_sure", say.word("opening")), *behind, *_worked_out(say)])
    opening = phrase("why_doubt", "same_but" if behind else "same")
    return " ".join([opening, *behind, *_worked_out(say)])


def _worked_out(say: Saying) -> list[str]:
    """That the figure at the start was not published, beside the change that rests on it."""
    measure, ends = say.word("implied"), say.answer.between
    if not measure or ends is None:
        return []
    return [phrase("why_doubt", "worked_out", many=noun(measure).many, before=f"{ends[0]:%B %Y}")]


def flows_apart(say: Saying) -> list[str]:
    """Each flow that moved by more than chance behind a number that did not, with its own opening."""
    told: list[str] = []
    for flow, measure, opening in moved_flows(say):
        change = _change(say, flow)
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
    """How often others changed as much, and up to when they are counted; what chance gives stands in the evidence."""
    if not say.facts.get("usual_known"):
        return phrase("reality", "unknown")
    cases = {"as_large": f"{say.value('as_large'):,.0f}", "changes": f"{say.value('changes'):,.0f}"}
    case = {0: "none", 1: "one"}.get(round(say.value("as_large")), "some")
    return phrase("reality", case, until=say.text("until"), **cases)


def measure_now(say: Saying) -> str:
    """The newest figure beside neighbours and England."""
    measure = say.word("measure")
    unit = " per 10,000 children" if is_rate_of_population(measure) else ""
    name = _of_month(say, rate_name(measure, *say.days))
    words = {"date": date_of(say, "month"), "measure": name, "area": say.answer.area_in_sentence}
    if not say.knows("now"):
        words["measure"] = f"the number of {noun(say.word('counted')).many}"
        return phrase("measure_now", "number", count=say.text("count"), **words) if say.knows("count") else ""
    told = phrase("measure_now", "told", now=f"{say.text('now')}{unit}", **words)
    known = [role for role in ("neighbours", "england") if say.knows(role)]
    if not known:
        return told
    return f"{told} {phrase('measure_now', ' and '.join(known), **{role: say.text(role) for role in known})}"


def leading_part(say: Saying) -> str:
    """The part of a count that changed most; where that has no source on record, what this does to the others."""
    told = _leading_part(say)
    if not say.word("part").endswith(UNKNOWN) or say.value("change") == 0:
        return told
    return phrase("part_unknown", more_or_fewer(say.value("change")), told=told)


def _leading_part(say: Saying) -> str:
    change, whole = say.value("change"), say.value("whole")
    ends = {"before": say.text("before"), "after": say.text("after")}
    part = part_name(say.word("part"), say.word("split"))
    if say.facts.get("alike"):
        return phrase("leading_part", "alike")
    if say.word("split") == "repeats":
        told = phrase("leading_part", "first", part=part, **ends)
    else:
        told = phrase("leading_part", "told", part=capitalised(part), **ends)
    way = more_or_fewer(change)
    against = " of" if say.facts.get("other") and whole else ""
    words = {"other": part_name(say.word("other"), say.word("split"))} if against else {}
    words |= {role: say.text(role) for role in ("other_before", "other_after") if against}
    if not same_way(change, whole):
        return f"{told} {phrase('leading_part', f'apart{against}', whole=moved(whole), **words)}"
    case = f"beyond {way}{against}" if abs(change) > abs(whole) else f"as all {way}" if say.facts.get("as_all") else way
    return f"{told} {phrase('leading_part', case, change=say.size('change'), whole=say.size('whole'), **words)}"


def timeliness(say: Saying) -> str:
    """Whether more work or slower work made what was late."""
    roles = ("late_before", "done_before", "late_after", "done_after")
    told = phrase("timeliness", "told", **{role: say.text(role) for role in roles})
    change = _change(say, "late")
    if not say.knows("by_work", "by_share") or change == 0:
        return told
    if say.word("leads") == "work":
        case = "more work" if rose(_change(say, "done")) else "less work"
    else:
        case = "larger share" if rose(say.value("by_share")) else "smaller share"
    way = "rise" if rose(change) else "fall"
    return f"{told} {phrase('timeliness', way, cause=in_sentence(phrase('timeliness', case)))}"
