"""Sentences about capacity: caseload, what moved it, the vacancy rate a limit allows, and the queue."""

from collections.abc import Mapping

from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, in_words, listed, moved

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
    """The caseload and what it is made of."""
    words = {role: say.text(role) for role in ("date", "caseload", "cases", "holders")}
    return phrase("capacity_caseload", area=say.answer.area_name, **words)


def teams(say: Saying) -> str:
    """Averages by team, where only the council's own paper has them."""
    names = say.facts.get("teams")
    known = [str(name) for name in names] if isinstance(names, tuple) else []
    told = [
        f"{say.text(f'{team}_average')} cases in {TEAMS[team]} (the largest caseload was {say.text(f'{team}_largest')})"
        for team in known
    ]
    return f"In {say.text('date')} a social worker of {say.answer.area_name} had on average {listed(told)}."


def split(say: Saying) -> str:
    """What moved the caseload most."""
    change = say.value("change")
    if say.text("change").strip("0.\N{MINUS SIGN}") == "":
        return "The caseload was the same as a year before."
    facts = say.facts.get("leading")
    leading = [str(name) for name in facts] if isinstance(facts, tuple) else []
    told = []
    for verb, parts in (
        (" add", [name for name in leading if say.value(name) > 0]),
        (" take off", [name for name in leading if say.value(name) <= 0]),
    ):
        sizes = [
            f"{part_in_words(name, say.value(name))}{'' if place else verb} {say.size(name)}"
            for place, name in enumerate(parts)
        ]
        told.extend([listed(sizes)] if sizes else [])
    if say.text("rest").strip("0.\N{MINUS SIGN}"):
        told.append(f"the rest {'adds' if say.value('rest') > 0 else 'takes off'} {say.size('rest')}")
    return f"It {moved(change)} by {say.size('change')} cases in a year: {'; '.join(told)}."


def part_in_words(part: str, contribution: float) -> str:
    """Return what happened to one part of the caseload: `more cases`, `fewer vacant posts`."""
    return PARTS[part][0 if contribution > 0 else 1]


def vacancy(say: Saying) -> str:
    """What vacancy rate would hold the caseload at the limit."""
    words = {role: say.text(role) for role in ("limit", "needed", "rate", "posts", "filled", "holding")}
    if say.value("needed") < 0:
        return phrase("capacity_vacancy", "not enough", **words)
    return phrase("capacity_vacancy", "posts" if say.value("posts") > 0 else "enough", **words)


def queue(say: Saying) -> str:
    """Assessments completed beside those that referrals brought; never a queue that nobody counted."""
    dates = f"From {say.text('first')} to {say.text('last')}"
    if say.value("months") == 1:
        dates = f"In {say.text('last')}"
    done = say.value("completed")
    were = "assessment was" if done == 1 else "assessments were"
    told = f"{dates} {in_words(done)} {were} completed, and referrals brought about {say.text('due')}"
    in_time = ""
    if say.knows("in_time_first", "in_time_last") and say.value("months") > 1:
        in_time = (
            f"; {say.text('in_time_first')} were in time in the first of these months and {say.text('in_time_last')} "
            "in the last"
        )
    return (
        f"{told}{in_time}. How many were open is not printed, and a child whose case was open already may be assessed "
        "too, so that this does not say whether a queue grew or shrank."
    )


def caseload_is_an_average(_: Saying) -> str:
    """What an average hides."""
    return "A caseload is an average: it does not say how cases are shared out, nor how hard they are."


def vacancy_holds_the_rest(_: Saying) -> str:
    """What the sum assumes."""
    return (
        "The vacancy rate for a limit is a sum, not a forecast: the number of cases, the number of agency workers and "
        "the share of workers who hold cases are held as they were on that day."
    )
