"""Sentences about capacity: caseload, what moved it, the vacancy rate a limit allows, and the queue."""

from collections.abc import Mapping

from analysis.catalogue.measure import measures
from analysis.language.phrasebook import phrase
from analysis.language.phrases.age import with_age
from analysis.language.sentence_context import Saying, in_words, listed, moved, rose
from analysis.language.vocabulary import capitalised

TEAMS: Mapping[str, str] = {
    "safeguarding_and_families": "Safeguarding and Families",
    "initial_response": "Initial Response",
    "permanence": "Permanence",
}
# What happened where a part adds to the caseload, and where it takes off.
PARTS: Mapping[str, tuple[str, str]] = {
    "demand": ("more cases", "fewer cases"),
    "establishment": ("fewer posts", "more posts"),
    "vacancies": ("more vacant posts", "fewer vacant posts"),
    "agency": ("fewer agency workers for each in post", "more agency workers for each in post"),
    "holding": ("fewer of the workers holding cases", "more of the workers holding cases"),
}


def caseload(say: Saying) -> str:
    """The newest caseload, and what it is made of, or what the newest is made of whose parts are all published."""
    words = {role: say.text(role) for role in ("date", "caseload", "cases", "holders")}
    there = {"area": say.answer.area_in_sentence}
    if not say.knows("newer"):
        return with_age(say, phrase("capacity_caseload", "now", **there, **words))
    newer = {"date": say.text("newer_date"), "newer": say.text("newer")}
    case = {"rose": "newer more", "fell": "newer fewer"}.get(moved(say.value("since")), "newer same")
    told = phrase("capacity_caseload", case, size=say.size("since"), before=say.text("date"), **there, **newer)
    return with_age(say, f"{told} {phrase('capacity_caseload', 'made of', **words)}")


def teams(say: Saying) -> str:
    """Averages by team, where only the council's own paper has them."""
    names = say.facts.get("teams")
    known = [str(name) for name in names] if isinstance(names, tuple) else []
    told = [
        phrase(
            "capacity_teams",
            "each",
            team=TEAMS[team],
            average=say.text(f"{team}_average"),
            largest=say.text(f"{team}_largest"),
        )
        for team in known
    ]
    return " ".join([phrase("capacity_teams", "all", date=say.text("date"), area=say.answer.area_in_sentence), *told])


def split(say: Saying) -> str:
    """What moved the caseload most."""
    when = "" if say.facts.get("is_newest", True) else " then"
    if say.text("change").strip("0.\N{MINUS SIGN}") == "":
        return phrase("capacity_split", f"same{when}", date=say.text("date"))
    facts = say.facts.get("leading")
    leading = [str(name) for name in facts] if isinstance(facts, tuple) else []
    way = "up" if rose(say.value("change")) else "down"
    told = [phrase("capacity_split", f"{way}{when}", size=say.size("change"), date=say.text("date"))]
    if say.word("opening"):
        told.append(phrase("how_sure", say.word("opening")))
    for case, parts in (
        ("added", [name for name in leading if rose(say.value(name))]),
        ("took off", [name for name in leading if not rose(say.value(name))]),
    ):
        told += [_moved(say, case, parts)] if parts else []
    if say.text("rest").strip("0.\N{MINUS SIGN}"):
        case = "rest added" if rose(say.value("rest")) else "rest took off"
        told.append(phrase("capacity_split", case, rest=say.size("rest")))
    return " ".join(told)


def _moved(say: Saying, case: str, parts: list[str]) -> str:
    """Which parts moved the caseload one way, and by how much each."""
    first, *others = [(part_in_words(name, say.value(name)), say.size(name)) for name in parts]
    more = [f"{part} {size}" for part, size in others]
    joined = f"{', ' if len(more) > 1 else ' and ' if more else ''}{listed(more)}"
    return phrase("capacity_split", case, part=capitalised(first[0]), size=first[1], others=joined)


def part_in_words(part: str, contribution: float) -> str:
    """Return what happened to one part of the caseload: `more cases`, `fewer vacant posts`."""
    return PARTS[part][0 if rose(contribution) else 1]


def vacancy(say: Saying) -> str:
    """What vacancy rate would hold the caseload at the limit."""
    roles = ("limit", "needed", "rate", "posts", "filled", "holding", "then", "all", "vacant", "agency", "workers")
    words = {role: say.text(role) for role in roles}
    if say.facts.get("middle"):
        words["limit"] = phrase("capacity_limit", limit=words["limit"])
    told = [phrase("capacity_vacancy", _case(say), **words)]
    if not say.facts.get("is_newest", True):
        told.insert(0, phrase("capacity_vacancy", "then", date=say.text("date")))
    if _case(say) == "posts" and say.value("agency") > 0:
        told.append(phrase("capacity_vacancy", "agency", **words))
    if say.knows("printed"):
        told.append(phrase("capacity_vacancy", "printed", printed=say.text("printed")))
    return " ".join(told)


def _case(say: Saying) -> str:
    if say.value("needed") < 0:
        return "not enough"
    return "posts" if say.value("posts") > 0 else "enough"


def queue(say: Saying) -> str:
    """Assessments completed beside those that referrals brought; never a queue that nobody counted."""
    done, months = say.value("completed"), say.value("months")
    words = {"completed": in_words(done), "due": say.text("due"), "last": say.text("last")}
    assessments = "assessment was" if done == 1 else "assessments were"
    if months == 1:
        told = [phrase("capacity_queue", "month", assessments=assessments, **words)]
    else:
        told = [phrase("capacity_queue", "months", assessments=assessments, first=say.text("first"), **words)]
    if say.knows("in_time_first", "in_time_last") and months > 1:
        ends = {"first": say.text("in_time_first"), "last": say.text("in_time_last")}
        told.append(phrase("capacity_queue", "in time", **ends))
    return " ".join([*told, phrase("capacity_queue", "unknown")])


def months(say: Saying) -> str:
    """The caseload by the council's own months, and a year before."""
    case = "with_year" if say.knows("before") else "alone"
    words = {"date": say.text("date"), "area": say.answer.area_in_sentence, "before": say.text("before")}
    return f"{phrase('capacity_months', case, caseload=say.text('value'), **words)}{_how_sure(say)}"


def months_named(say: Saying) -> str:
    """The caseload under a name of the council's own, and a year before."""
    case = "with_year" if say.knows("before") else "alone"
    words = {"date": say.text("date"), "area": say.answer.area_in_sentence, "before": say.text("before")}
    name = measures()[say.word("measure")].name
    return f"{phrase('capacity_months_named', case, name=name, caseload=say.text('value'), **words)}{_how_sure(say)}"


def months_vacancy(say: Saying) -> str:
    """The share of posts that are vacant, by the council's own months."""
    case = "with_year" if say.knows("before") else "alone"
    words = {"date": say.text("date"), "before": say.text("before")}
    return phrase("capacity_months_vacancy", case, vacancy=say.text("value"), **words)


def months_filled(say: Saying) -> str:
    """What it would be with every post filled."""
    return phrase("capacity_months_filled", filled=say.text("filled"))


def months_limit(say: Saying) -> str:
    """What vacancy rate a limit allows."""
    case = "needs" if say.value("needed") >= 0 else "not enough"
    words = {"limit": say.text("limit"), "needed": say.text("needed"), "filled": say.text("filled")}
    return phrase("capacity_months_limit", case, **words)


def _how_sure(say: Saying) -> str:
    said = {"no change", "no figure before"}
    return "" if say.word("case") in said else f" {phrase('how_sure', say.word('case'))}"
