"""Sentences of the verdicts: what this data says of an explanation, with the figures that decide."""

from collections.abc import Callable, Sequence

from analysis.catalogue.pathway import pathway_of
from analysis.language.sentence_context import Saying, in_words, listed
from analysis.language.vocabulary import capitalised, in_sentence, noun, sign_name
from analysis.questions.answer import Answer, Verdict

WENT = {
    "up": "rose",
    "down": "fell",
    "level": "moved no more than chance allows",
    "usual_up": "rose, but no more than is usual elsewhere",
    "usual_down": "fell, but no more than is usual elsewhere",
    "unknown": "went one way and all of them together the other",
}
HARDLY = "hardly changed"
AMONG_THEM = "moved no more than the ups and downs among them allow"
# Signs that are not counts of events in the year: "chance" would be the wrong word where they stood still.
NOT_BY_CHANCE = frozenset(
    {
        "population",
        "vacancy_rate",
        "turnover",
        "agency_rate",
        "cases",
        "posts",
        "case_holders",
        "agency_workers",
    }
)
# Why an explanation is not supported: whether the data speak against it, or only do not show it.
HEADINGS = {
    "verdict_fits": "Supported",
    "verdict_against": "Not supported (the data speak against it)",
    "verdict_absent": "Not supported (the data do not show it)",
    "verdict_common": "Not supported (the data do not show it)",
    "verdict_small": "Not supported (it is too small a part)",
    "verdict_no_change": "Not supported (the data do not show it)",
    "verdict_untestable": "Cannot be tested with this data",
    "verdict_torn": "Cannot be tested with this data",
    "verdict_few": "Cannot be tested with this data",
}


def heading(verdict: Verdict) -> str:
    """Return a verdict in a few words; of one that is not supported, why not."""
    return HEADINGS[verdict.because.kind]


def fits(say: Saying) -> str:
    """Every sign is as the explanation predicts, and so strong a reason is rare."""
    text = f"{capitalised(_signs(say))}, as this explanation predicts"
    if not say.knows("as_strong", "years"):
        return f"{text}."
    doubt = "The figures went with it; they cannot prove that it was the reason"
    alike = listed([f'"{name}"' for name in _facts(say, "alike")], "or")
    return f"{text}. {_elsewhere(say)}. {doubt}{f', and {alike} would leave the same signs' if alike else ''}."


def against(say: Saying) -> str:
    """A sign went the other way; what fits is said first."""
    wrong = f"{_signs(say, 'against')}, which is not what this explanation predicts"
    return f"{capitalised(_but(say, wrong))}."


def absent(say: Saying) -> str:
    """A sign that should have moved did not; what fits is said first."""
    return f"{capitalised(_but(say, _signs(say, 'absent')))}."


def common(say: Saying) -> str:
    """The signs fit, but other authorities have as strong ones without any reason of the kind."""
    text = f"{capitalised(_signs(say))}, which fits"
    if not say.knows("as_strong", "years"):
        return f"{text}, but allowing for size such changes are usual in other authorities."
    return f"{text}, but may be no more than ordinary ups and downs. {_elsewhere(say)}."


def small(say: Saying) -> str:
    """The sign moved as predicted, but is a small part of the change."""
    held = f"{capitalised(_first(say))}, which fits"
    rose, many = "rise" if say.value("whole") > 0 else "fall", noun(say.word("stock")).many
    whole = f"the {rose} of {say.size('whole')} in {many}"
    if say.value("part") * say.value("whole") <= 0:
        return f"{held}, but it is no part of {whole}."
    return f"{held}, but that makes only about {say.size('part')} of {whole}, which is less than half."


def no_change(say: Saying) -> str:
    """The change that is explained is itself within chance."""
    return f"{capitalised(_signs(say))}, which fits, but the change to be explained is no larger than chance allows."


def untestable(say: Saying) -> str:
    """What would be needed, and what fits as far as it goes."""
    needed = _needed(say.word("needs"))
    holds = _signs(say, "fits")
    if not holds:
        return f"This data cannot show it. It would take {needed}."
    return f"{capitalised(holds)}, which fits, but it would take {needed} to tell."


def torn(say: Saying) -> str:
    """The median of neighbours went one way and all of them together the other."""
    return f"{capitalised(_but(say, _signs(say, 'torn')))}, so nobody can say which way neighbours went."


def few(say: Saying) -> str:
    """The signs fit, but too few other authorities are held to say how rare that is."""
    return (
        f"{capitalised(_signs(say))}, which fits, but it would take figures of more authorities over as many years to "
        "tell how rare that is."
    )


def summary(answer: Answer) -> str:
    """Which explanations survive, and how many do not; empty where none was offered."""
    if not answer.verdicts:
        return ""
    names = [in_sentence(verdict.explanation) for verdict in answer.verdicts if verdict.ruling == "supported"]
    against, unshown, untested = (
        sum(found(verdict) for verdict in answer.verdicts) for found in (_is_against, _is_unshown, _is_untested)
    )
    kept = f"supports {in_words(len(names))}: {listed(names)}" if names else "supports none"
    rest = [
        f"speaks against {in_words(against)}" if against else "",
        f"does not show {in_words(unshown)}" if unshown else "",
        f"cannot test {in_words(untested)}" if untested else "",
    ]
    told = listed([text for text in rest if text])
    reasons = [
        verdict for verdict in answer.verdicts if verdict.ruling == "supported" and "years" in verdict.because.about
    ]
    proved = " A reason that is supported went with the change; it is not proved." if reasons else ""
    count = len(answer.verdicts)
    opening = f"Of {in_words(count)} explanations that people offer, this data {kept}."
    if count == 1:
        opening = f"This data {'supports' if names else 'does not support'} the one explanation that people offer."
        return opening if names else f"{opening} {capitalised(heading(answer.verdicts[0]))}."
    return f"{opening} It {told}.{proved}" if told else f"{opening}{proved}"


def needs(text: str | None) -> str:
    """Return what an explanation needs in words; empty where nothing."""
    return _needed(text) if text else ""


FINDINGS: dict[str, Callable[[Saying], str]] = {
    "verdict_fits": fits,
    "verdict_against": against,
    "verdict_absent": absent,
    "verdict_common": common,
    "verdict_small": small,
    "verdict_no_change": no_change,
    "verdict_untestable": untestable,
    "verdict_torn": torn,
    "verdict_few": few,
}


def _is_against(verdict: Verdict) -> bool:
    return verdict.because.kind == "verdict_against"


def _is_unshown(verdict: Verdict) -> bool:
    return verdict.ruling == "not supported" and not _is_against(verdict)


def _is_untested(verdict: Verdict) -> bool:
    return verdict.ruling == "cannot be tested"


def _elsewhere(say: Saying) -> str:
    """How often other authorities have as strong a sign of one reason or another."""
    often = f"in {say.text('as_strong')} of {say.text('years')}" if say.value("as_strong") else "in none of "
    if not say.value("as_strong"):
        often += say.text("years")
    return f"Allowing for size, other authorities had as strong a sign of one reason or another {often} such changes"


def _but(say: Saying, rest: str) -> str:
    """What fits, then what does not."""
    holds = _signs(say, "fits")
    return f"{holds}, which fits, but {rest}" if holds else rest


def _needed(text: str) -> str:
    signs = text.removeprefix("sign: ")
    return (
        text
        if signs == text
        else f"figures for {listed([sign_name(sign) for sign in signs.split(', ')])} at both times"
    )


def _signs(say: Saying, outcome: str | None = None) -> str:
    """Return every sign with where it went, or those of one outcome."""
    told = zip(_facts(say, "signs"), _facts(say, "directions"), _facts(say, "outcomes"), strict=True)
    return listed(
        [
            _sign(say, place, name, way)
            for place, (name, way, found) in enumerate(told)
            if outcome is None or found == outcome
        ]
    )


def _first(say: Saying) -> str:
    """The sign that the explanation rests on."""
    return _sign(say, 0, _facts(say, "signs")[0], _facts(say, "directions")[0])


def _sign(say: Saying, place: int, name: str, way: str) -> str:
    if name == "difference":
        return _apart(way)
    figures = ""
    if say.knows(f"before_{place}", f"after_{place}"):
        figures = f" ({say.text(f'before_{place}')} to {say.text(f'after_{place}')})"
    elsewhere = {f"{other}.{name}" for other in ("neighbours", "england")} & set(_facts(say, "signs"))
    if way == "level" and name.startswith("neighbours."):
        return f"{sign_name(name)} {AMONG_THEM}{figures}"
    called = _called(say, name)
    if way == "level" and figures and say.text(f"before_{place}") == say.text(f"after_{place}"):
        return f"{called}{' here' if elsewhere else ''} {HARDLY}{figures}"
    still = way == "level" and (name in NOT_BY_CHANCE or name.startswith("england."))
    return f"{called}{' here' if elsewhere else ''} {HARDLY if still else WENT[way]}{figures}"


def _called(say: Saying, name: str) -> str:
    """What a sign is called; starts by what starts: new plans, children coming into care, referrals."""
    flow = pathway_of(str(say.answer.measure)).flow if name in ("starts", "next.starts") else None
    if flow is None:
        return sign_name(name)
    return f"{noun(flow).many}{' in the year after' if name == 'next.starts' else ''}"


def _apart(way: str) -> str:
    """Whether the change here stands apart from those of neighbours."""
    if way == "level":
        return "the change here is within the range of what single neighbours show"
    return f"the change here is {'above' if way == 'up' else 'below'} the range of what single neighbours show"


def _facts(say: Saying, name: str) -> Sequence[str]:
    found = say.facts.get(name, ())
    return [str(item) for item in found] if isinstance(found, tuple | list) else []
