"""Sentences of the verdicts: what this data says of an explanation, with the figures that decide."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from analysis.catalogue.pathway import pathway_of, pathways
from analysis.catalogue.sign import sign_catalogue
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, in_words, listed, rose, same_way
from analysis.language.vocabulary import capitalised, in_sentence, noun, sign_name
from analysis.questions.answer import Answer, Verdict

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
MOST_WORDS = 28  # of the sentence that names the explanations that are supported
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
    "verdict_one_event": "Cannot be tested with this data",
    "verdict_questioned": "Cannot be tested with this data",
}


def heading(verdict: Verdict) -> str:
    """Return a verdict in a few words; of one that is not supported, why not."""
    return HEADINGS[verdict.because.kind]


def fits(say: Saying) -> str:
    """Every sign is as the explanation predicts, and so strong a reason is rare."""
    text = phrase("verdict_fits", "told", signs=_with_part(say))
    if not say.knows("as_strong", "years"):
        return text
    told = [text, *_made_below(say), _elsewhere(say), phrase("verdict_fits", "doubt")]
    alike = listed([f'"{name}"' for name in _facts(say, "alike")], "or")
    return " ".join([*told, *([phrase("verdict_fits", "alike", alike=alike)] if alike else [])])


def _made_below(say: Saying) -> list[str]:
    """That a ratio went mostly because the count below its line did, so that it could be that count alone."""
    below, way = say.word("below"), say.word("below_went")
    return [phrase("made_below", way, many=noun(below).many)] if below else []


def one_event(say: Saying) -> str:
    """The signs fit, but they are the other half of one event, of which nobody can say what it was."""
    words = {"signs": _fit(say, capitalised(_signs(say))), "many": noun(say.word("below")).many}
    return phrase("verdict_one_event", say.word("below_went"), **words)


def against(say: Saying) -> str:
    """A sign went the other way; what fits is said first."""
    return _but(say, "verdict_against", _signs(say, "against"))


def absent(say: Saying) -> str:
    """A sign that should have moved did not; what fits is said first."""
    return _but(say, "verdict_absent", _signs(say, "absent"))


def common(say: Saying) -> str:
    """The signs fit, but other authorities have as strong ones without any reason of the kind."""
    text = phrase("verdict_common", "part" if say.knows("part") else "told", signs=_with_part(say))
    known = say.knows("as_strong", "years")
    return f"{text} {_elsewhere(say) if known else phrase('verdict_common', 'usual')}"


def small(say: Saying) -> str:
    """The sign moved as predicted, but is a small part of the change."""
    none = not same_way(say.value("part"), say.value("whole"))
    return phrase(
        "verdict_small",
        f"{'none' if none else 'part'} of {'rise' if rose(say.value('whole')) else 'fall'}",
        sign=_fit(say, capitalised(_first(say))),
        part=say.size("part"),
        whole=say.size("whole"),
        many=noun(say.word("stock")).many,
    )


def _with_part(say: Saying) -> str:
    """Return every sign, and how much of the whole change it makes up where it is a part of it."""
    signs = capitalised(_signs(say))
    if not say.knows("part", "whole"):
        return signs
    kind, many = "rise" if rose(say.value("whole")) else "fall", noun(say.word("stock")).many
    return phrase("part_of_change", kind, signs=signs, part=say.size("part"), whole=say.size("whole"), many=many)


def no_change(say: Saying) -> str:
    """The change that is explained is itself within chance."""
    return phrase("verdict_no_change", say.word("doubt") or "chance", signs=capitalised(_signs(say)))


def untestable(say: Saying) -> str:
    """What would be needed, and what fits as far as it goes."""
    needed, holds = _needed(say.word("needs")), _signs(say, "fits")
    case = "fits" if holds else "nothing"
    return phrase("verdict_untestable", case, needed=needed, signs=_fit(say, capitalised(holds)))


def torn(say: Saying) -> str:
    """The median of neighbours went one way and all of them together the other."""
    return _but(say, "verdict_torn", _signs(say, "torn"))


def few(say: Saying) -> str:
    """The signs fit, but too few other authorities are known to say how rare that is."""
    return phrase("verdict_few", signs=_fit(say, capitalised(_signs(say))))


def summary(answer: Answer) -> str:
    """Which explanations survive, and how many do not; empty where none was offered."""
    if not answer.verdicts:
        return ""
    names = [in_sentence(verdict.explanation) for verdict in answer.verdicts if verdict.ruling == "supported"]
    count = len(answer.verdicts)
    if count == 1:
        case = "the one" if names else "not the one"
        return phrase("explanations", case, heading=heading(answer.verdicts[0]))
    told = [phrase("explanations", "tested", count=in_words(count)), *_kept(names), *_rest(answer)]
    proved = any(verdict.ruling == "supported" and "years" in verdict.because.about for verdict in answer.verdicts)
    return " ".join([*told, *([phrase("explanations", "unproved")] if proved else [])])


def _kept(names: list[str]) -> list[str]:
    """Return which explanations the data support: by name where that makes a sentence, or how many."""
    if not names:
        return [phrase("explanations", "none")]
    told = phrase("explanations", "named", count=in_words(len(names)), names=listed(names))
    if len(told.split()) <= MOST_WORDS:
        return [told]
    return [phrase("explanations", "counted", count=in_words(len(names)))]


def _rest(answer: Answer) -> list[str]:
    found = {"against": _is_against, "unshown": _is_unshown, "untested": _is_untested}
    counts = {case: sum(holds(verdict) for verdict in answer.verdicts) for case, holds in found.items()}
    parts = [phrase("explanations_rest", case, count=in_words(count)) for case, count in counts.items() if count]
    return [phrase("explanations", "rest", parts=listed(parts))] if parts else []


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
    "verdict_one_event": one_event,
}


def _is_against(verdict: Verdict) -> bool:
    return verdict.because.kind == "verdict_against"


def _is_unshown(verdict: Verdict) -> bool:
    return verdict.ruling == "not supported" and not _is_against(verdict)


def _is_untested(verdict: Verdict) -> bool:
    return verdict.ruling == "cannot be tested"


def _elsewhere(say: Saying) -> str:
    """How often other authorities have as strong a sign of one reason or another."""
    case = "some" if say.value("as_strong") else "none"
    return phrase("as_strong_elsewhere", case, as_strong=say.text("as_strong"), years=say.text("years"))


def _but(say: Saying, kind: str, rest: str) -> str:
    """What fits, then what does not."""
    holds = _signs(say, "fits")
    case = "but" if holds else "alone"
    return phrase(kind, case, fits=_fit(say, capitalised(holds)), signs=rest if holds else capitalised(rest))


def _fit(say: Saying, signs: str) -> str:
    """Signs that are as predicted; of a change that could be chance only that they are so, for it needs no reason."""
    return phrase("sign_fits", signs=signs) if not say.word("doubt") else signs


def _needed(text: str) -> str:
    signs = text.removeprefix("sign: ")
    if signs == text:
        return text
    names = signs.split(", ")
    tables = dict.fromkeys(table for name in names if (table := _tables().get(name.rpartition(".")[2])))
    where = phrase("needed_tables", tables=listed([f'"{table}"' for table in tables])) if tables else ""
    return f"figures for {listed([sign_name(sign) for sign in names])} at both times{where}"


@cache
def _tables() -> Mapping[str, str]:
    """The publisher's own table of every part of a count that has one."""
    found = (split for pathway in pathways().values() for split in pathway.parts if split.table)
    return {measure: str(split.table) for split in found for measure in split.measures}


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
    if _is_beside_expected(name) and say.knows(f"before_{place}", f"after_{place}"):
        return beside_expected(say, place, name, way)
    figures = ""
    if say.knows(f"before_{place}", f"after_{place}"):
        figures = from_to(name, say.text(f"before_{place}"), say.text(f"after_{place}"))
    elsewhere = {f"{other}.{name}" for other in ("neighbours", "england")} & set(_facts(say, "signs"))
    if way == "level" and name.startswith("neighbours."):
        return f"{sign_name(name)} {phrase('sign_went', 'among them')}{figures}"
    called = f"{_called(say, name)}{' here' if elsewhere else ''}"
    if way == "level" and (_same(say, place) or name in NOT_BY_CHANCE or name.startswith("england.")):
        return f"{called} {phrase('sign_went', 'hardly')}{figures}"
    return f"{called} {went(name, way)}{figures}"


def went(name: str, way: str) -> str:
    """Which way a sign went; of one that chance was not tested for, whether its figure was higher or lower."""
    return phrase("sign_went", f"untested {way}" if _is_of_posts(name) and way in ("up", "down") else way)


def from_to(name: str, before: str, after: str) -> str:
    """Both figures of a sign, in brackets, and that chance was not tested for where it was not."""
    untested = phrase("sign_untested") if _is_of_posts(name) else ""
    return f" ({before} to {after}{untested})"


def _is_of_posts(name: str) -> bool:
    """Whether a sign is points of a share of posts, which moves by one or two posts."""
    entry = sign_catalogue().by_name.get(name)
    return entry is not None and entry.points


def beside_expected(say: Saying, place: int, name: str, way: str) -> str:
    """Return how a figure stands to what was to be expected of it: the two are no figures of two dates."""
    words = {"expected": say.text(f"before_{place}"), "after": say.text(f"after_{place}")}
    return phrase("sign_beside_expected", way, sign=sign_name(name), **words)


def _is_beside_expected(name: str) -> bool:
    entry = sign_catalogue().by_name.get(name)
    return entry is not None and entry.beside_expected


def _same(say: Saying, place: int) -> bool:
    """Whether both figures of a sign are known and print alike."""
    before, after = f"before_{place}", f"after_{place}"
    return say.knows(before, after) and say.text(before) == say.text(after)


def _called(say: Saying, name: str) -> str:
    """What a sign is called; starts by what starts: new plans, children coming into care, referrals."""
    flow = pathway_of(str(say.answer.measure)).flow if name in ("starts", "next.starts") else None
    if flow is None:
        return sign_name(name)
    return f"{noun(flow).many}{' in the year after' if name == 'next.starts' else ''}"


def _apart(way: str) -> str:
    """Whether the change here stands apart from those of neighbours."""
    return phrase("change_apart", way)


def _facts(say: Saying, name: str) -> Sequence[str]:
    found = say.facts.get(name, ())
    return [str(item) for item in found] if isinstance(found, tuple | list) else []
