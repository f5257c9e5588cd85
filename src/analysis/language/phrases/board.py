"""Sentences of the page that asks: what happened, how sure, what it means, and what the Board is asked to do."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.language.phrasebook import phrase
from analysis.language.phrases.why import moved_flows
from analysis.language.sentence_context import Saying, in_words, listed, moved, named_within
from analysis.language.units import after
from analysis.language.vocabulary import capitalised, in_sentence, noun, rate_name
from analysis.questions.board_summary.drivers import OLD
from analysis.questions.doubts import QUESTIONED
from analysis.questions.why.opening import DOUBTED, OPENINGS

NAMED_WORDS = 16  # of the measures that an ask names: the card has the rest
DOUBTED_WORDS = 12  # of those whose figure cannot be right
NEWER_WORDS = 14  # of the measures of which a newer figure is asked for
NOTED_WORDS = 19  # of the changes that are named: a sentence has at most 30


def driver(say: Saying) -> str:
    """What happened to one driver, how sure that is, what it means, and where the area stands."""
    case = say.word("case")
    flows = list(moved_flows(say))
    apart = [_flow(say, *flow, first=place == 0) for place, flow in enumerate(flows)]
    told = _how_sure(_happened(say, dated=not apart), case, long=bool(say.facts.get("parts")))
    parts = [*apart[:1], *(said.replace("**", "") if apart else said for said in told), *apart[1:]]
    parts.append("" if apart or say.facts.get("advised") else _means(say, case))
    if say.knows("level_since"):
        parts.append(phrase("driver_level", say.word("level"), since=say.text("level_since")))
    beside = "rate_beside_others" if apart else "beside_others"
    others = {"neighbours": say.text("neighbours"), "published": say.text("published")}
    parts.append(phrase(beside if not say.knows("published") else "beside_published", say.word("position"), **others))
    if say.facts.get("by_chance"):
        parts.append(phrase("beside_by_chance"))
    if _is_old(say):
        parts.append(phrase("driver_old"))
    if say.knows("newer"):
        parts.append(phrase("driver_newer", newer=say.text("newer"), date=say.text("newer_date")))
    return " ".join(part for part in parts if part)


def _is_old(say: Saying) -> bool:
    """Whether the newest figure is so old that a reader must be told that there is no newer one."""
    newest = max(say.days, default=None)
    return newest is not None and Month.of(newest).plus(OLD) < Month.parse(say.answer.month)


def _how_sure(told: str, case: str, *, long: bool) -> list[str]:
    """What happened with how sure that is: in one sentence, in two where the first is long; nothing of no change."""
    if case not in (*OPENINGS, QUESTIONED):
        return [told]
    if long:
        return [told, phrase("how_sure", case)]
    return [phrase("driver_sure", case, told=told.rstrip("."))]


def _flow(say: Saying, flow: str, measure: str, opening: str, *, first: bool) -> str:
    """A flow that moved by more than chance where the rate did not. first: it opens what is said of the rate."""
    words = {end: say.text(f"{flow}_{end}") for end in ("before", "after")}
    words["moved"] = moved(say.value(f"{flow}_after") - say.value(f"{flow}_before"))
    name = f"the number of {noun(measure).many}"
    if first:
        return phrase("driver_flow_first", opening, Flow=capitalised(name), date=say.text("date"), **words)
    return phrase("driver_flow", opening, flow=name, **words)


def _happened(say: Saying, *, dated: bool) -> str:
    """What happened to the number or the rate. dated: whether it says when, as what stands before it may have."""
    measure, direction = say.word("measure"), say.word("direction")
    name = capitalised(rate_name(measure, *say.days))
    inside = rate_name(measure, *say.days).removeprefix("the ")
    if not say.knows("before"):
        now = f"{say.text('now')}{_unit(say)}"
        return phrase("driver_happened", "alone", measure=name, now=now, date=say.text("date"))
    words = {
        "measure": name,
        "inside": inside,
        "now": f"{say.text('now')}{_unit(say)}",
        "date": say.text("date"),
        "rate": _from_to(say, dated=dated),
        "counts": _counts(say),
    }
    case = f"parts_{direction}" if say.facts.get("parts") and direction != "same" else direction
    return phrase("driver_happened", case, **words)


def _from_to(say: Saying, *, dated: bool) -> str:
    """Both figures with their dates; of single months each with its own, so that nobody takes them for years."""
    if say.facts.get("by_month"):
        first = f"{say.text('before')}{_unit(say)} in {say.text('date_before')}"
        return f"from {first} to {say.text('now')} in {say.text('date')}"
    when = f" in the year to {say.text('date')}" if dated else ""
    return f"from {say.text('before')} to {say.text('now')}{_unit(say)}{when}"


def _unit(say: Saying) -> str:
    """What a figure without a sign of its own is counted in."""
    return after(measures()[say.word("measure")].unit)


def no_driver(say: Saying) -> str:
    """That no driver is held, and what is."""
    return phrase("board_no_driver", lines=say.word("lines"))


def _counts(say: Saying) -> str:
    if not say.knows("count", "count_before") or not say.facts.get("parts"):
        return ""
    return f" from {say.text('count_before')} to {say.text('count')}"


def _means(say: Saying, case: str) -> str:
    if case in DOUBTED:
        return phrase("driver_means_nothing", case)
    if case in ("no figure before", QUESTIONED) or say.facts.get("parts"):  # which says what the number did itself
        return ""
    return phrase("driver_means", say.word("driver") or say.word("measure"), say.word("direction"))


def note(say: Saying) -> str:
    """Which changes are real."""
    names = [in_sentence(rate_name(name).removeprefix("the ")) for name in _names(say, "measures")]
    names += [noun(name).many for name in _names(say, "flows")]
    told = listed(names)
    case = "one" if len(names) == 1 else "named" if len(told.split()) <= NOTED_WORDS else "many"
    return phrase("ask_note", case, count=in_words(len(names)), measures=told)


def scrutinise_red(say: Saying) -> str:
    """Which measures miss their target on figures that can be relied on."""
    count = round(say.value("red"))
    every = [in_sentence(name) for name in _names(say, "names")]
    names = named_within(every, NAMED_WORDS)
    case = "one" if count == 1 else "all" if count == len(names) else "many"
    return phrase("ask_scrutinise_red", case, count=in_words(count), names="; ".join(names))


def scrutinise_doubted(say: Saying) -> str:
    """Which measures have a figure that cannot be right."""
    count = round(say.value("doubted"))
    names = named_within([in_sentence(name) for name in _names(say, "names")], DOUBTED_WORDS)
    case = "one" if count == 1 else "all" if count == len(names) else "many"
    return phrase("ask_scrutinise_doubted", case, count=in_words(count), names="; ".join(names))


def scrutinise_risks(say: Saying) -> str:
    """The high risks, and the highest of them."""
    count = round(say.value("risks"))
    return phrase(
        "ask_scrutinise_risks",
        "one" if count == 1 else "many",
        count=in_words(count),
        score=say.text("score"),
        risk=in_sentence(say.word("risk").rstrip(".")),
    )


def scrutinise_overdue(say: Saying) -> str:
    """How many actions are past their date."""
    count = round(say.value("overdue"))
    return phrase("ask_scrutinise_overdue", "one" if count == 1 else "many", count=in_words(count))


def agree_states(say: Saying) -> str:
    """That the plan should say where its actions stand, by when they are due, or both."""
    undated = bool(say.facts.get("undated"))
    if not say.facts.get("stateless"):
        return phrase("ask_agree_states", "dates", actions=say.text("actions"))
    case = "none" if say.value("unstated") == say.value("actions") else "some"
    case = f"{case} and dates" if undated else case
    return phrase("ask_agree_states", case, unstated=say.text("unstated"), actions=say.text("actions"))


def scrutinise_lists(say: Saying) -> str:
    """How many actions the plan has in its list of open ones and in that of completed ones."""
    count = round(say.value("actions"))
    return phrase("ask_scrutinise_lists", "one" if count == 1 else "many", count=in_words(count))


def scrutinise_change(say: Saying) -> str:
    """Why one change came about: of a rate, or of a flow behind a rate that could have moved by chance."""
    flow = say.facts.get("flow")
    named = f"the number of {noun(str(flow)).many}" if flow else rate_name(say.word("measure"))
    return phrase("ask_scrutinise_change", "rose" if say.facts.get("rose") else "fell", measure=named)


def scrutinise_apart(say: Saying) -> str:
    """Why a figure lies above that of similar areas by more than chance."""
    name = rate_name(say.word("measure"), *say.days)
    return phrase("ask_scrutinise_apart", measure=name, now=say.text("now"), neighbours=say.text("neighbours"))


def agree_newer(say: Saying) -> str:
    """By when a newer figure is brought of what is old."""
    names = [rate_name(name) for name in _names(say, "measures")]
    told = listed(names)
    case = "one" if len(names) == 1 else "named" if len(told.split()) <= NEWER_WORDS else "many"
    return phrase("ask_agree_newer", case, count=in_words(len(names)), measures=told)


def _names(say: Saying, fact: str) -> Sequence[str]:
    found = say.facts.get(fact)
    return [str(name) for name in found] if isinstance(found, tuple) else []


def plan_actions(say: Saying) -> str:
    """How many actions there are, and what the paper says of where they stand."""
    count, completed, unstated = (round(say.value(role)) for role in ("actions", "completed", "without_state"))
    if count == 0:
        return phrase("plan_actions", "none")
    late = round(say.value("overdue"))
    overdue = phrase("plan_overdue", "some" if late else "none", overdue=in_words(late))
    done = in_words(completed, "none")
    lists = [round(say.value(role)) for role in ("in_open_list", "in_completed_list", "in_both_lists")]
    kinds = (
        ("in_lists", all(lists[:2])),
        ("without_states", unstated * 2 > count),
        ("some_states", unstated),
        ("with_states", True),
    )
    case = next(kind for kind, holds in kinds if holds)
    return phrase(
        "plan_actions",
        case,
        paper=say.text("paper"),
        actions=_counted(count, "action"),
        completed=done if case == "some_states" else capitalised(done),
        are="is" if completed == 1 else "are",
        unstated=in_words(unstated),
        overdue=overdue,
        open=in_words(lists[0]),
        done=in_words(lists[1]),
        both=phrase("plan_in_both", count=in_words(lists[2]), stand=_stand(lists[2])) if lists[2] else "",
    )


def _stand(count: int) -> str:
    return "stands" if count == 1 else "stand"


def plan_risks(say: Saying) -> str:
    """How many risks there are, and how many are high."""
    count, high = round(say.value("risks")), round(say.value("high_risks"))
    if count == 0:
        return phrase("plan_risks", "none")
    told = f"{capitalised(in_words(high))} {'is' if high == 1 else 'are'}"
    return phrase("plan_risks", "with_high" if high else "without_high", risks=_counted(count, "risk"), high=told)


def plan_dates(say: Saying) -> str:
    """Whether a date has passed, and for how many that are not completed none is given."""
    late, undone, undated = (round(say.value(role)) for role in ("overdue", "undone", "without_date"))
    if undated == undone:
        return phrase("plan_dates", "none", actions="action or priority" if say.value("priorities") else "action")
    told = "" if late else phrase("plan_dates", "none passed")
    words = {"undated": in_words(undated), "undone": in_words(undone), "have": "has" if undated == 1 else "have"}
    words["what"] = "actions and priorities" if say.value("priorities") else "actions"
    rest = phrase("plan_dates", "late" if late else "some", **words) if undated else ""
    return " ".join(part for part in (told, rest) if part)


def plan_themes(say: Saying) -> str:
    """How the paper rates its themes."""
    ratings = say.facts.get("ratings")
    found: Mapping[str, int] = ratings if isinstance(ratings, Mapping) else {}
    themes = in_words(say.value("themes"))
    if len(found) == 1:
        return phrase("plan_themes", "all", themes=themes, rating=next(iter(found)))
    told = [f"{in_words(count)} {'is' if count == 1 else 'are'} rated {rating}" for rating, count in found.items()]
    return phrase("plan_themes", "mixed", themes=themes, ratings=listed(told))


def contradiction(say: Saying, kind: str) -> str:
    """One kind of thing that the plan says in two ways, and how often."""
    count = round(say.value("count"))
    return phrase(
        kind,
        "one" if count == 1 else "many",
        count=in_words(count),
        Count=capitalised(in_words(count)),
        about=in_sentence(say.word("about").rstrip(".")),
        says=say.word("says"),
        but=say.word("but"),
    )


def _counted(count: int, one: str) -> str:
    return f"{in_words(count)} {one if count == 1 else f'{one}s'}"


ASKS = (
    "board_note",
    "board_scrutinise_red",
    "board_scrutinise_doubted",
    "board_scrutinise_risks",
    "board_scrutinise_overdue",
    "board_scrutinise_lists",
    "board_agree_states",
    "board_scrutinise_change",
    "board_scrutinise_apart",
    "board_agree_newer",
)
CONTRADICTIONS = (
    "plan_theme_rating",
    "plan_overall_rating",
    "plan_risk_score",
    "plan_action_in_both_lists",
    "plan_state_and_list",
)
FINDINGS: Mapping[str, Callable[[Saying], str]] = {
    "board_driver": driver,
    "board_no_driver": no_driver,
    "board_note": note,
    "board_scrutinise_red": scrutinise_red,
    "board_scrutinise_doubted": scrutinise_doubted,
    "board_scrutinise_risks": scrutinise_risks,
    "board_scrutinise_overdue": scrutinise_overdue,
    "board_scrutinise_lists": scrutinise_lists,
    "board_agree_states": agree_states,
    "board_scrutinise_change": scrutinise_change,
    "board_scrutinise_apart": scrutinise_apart,
    "board_agree_newer": agree_newer,
    "plan_actions": plan_actions,
    "plan_risks": plan_risks,
    "plan_themes": plan_themes,
    "plan_dates": plan_dates,
    **{kind: partial(contradiction, kind=kind) for kind in CONTRADICTIONS},
}
