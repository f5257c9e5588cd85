"""Sentences of the verdicts: what this data says of an explanation, with the figures that decide."""

from collections.abc import Sequence

from analysis.present.saying import Saying, in_words, listed
from analysis.present.vocabulary import capitalised, in_sentence, sign_name
from analysis.questions.answer import Answer

WENT = {"up": "rose", "down": "fell", "level": "moved no more than chance allows"}


def fits(say: Saying) -> str:
    """Every sign is as the explanation predicts."""
    return f"{capitalised(_signs(say))}, as this explanation predicts."


def against(say: Saying) -> str:
    """A sign is not as the explanation predicts, or is no larger than usual."""
    if say.facts.get("common"):
        return f"{capitalised(_signs(say))}, but changes of this size are usual among comparable authorities."
    return f"{capitalised(_signs(say))}, which this explanation does not predict."


def untestable(say: Saying) -> str:
    """What would be needed, and what fits as far as it goes."""
    needed = _needed(say.word("needs"))
    if not say.facts.get("signs"):
        return f"This data cannot show it. It would take {needed}."
    return f"{capitalised(_signs(say))}, which fits, but it would take {needed} to tell."


def summary(answer: Answer) -> str:
    """Which explanations survive, and how many do not; empty where none was offered."""
    names: dict[str, list[str]] = {"supported": [], "not supported": [], "cannot be tested": []}
    for verdict in answer.verdicts:
        names[verdict.ruling].append(in_sentence(verdict.explanation))
    if not answer.verdicts:
        return ""
    count = len(answer.verdicts)
    if names["supported"]:
        kept = f"Of {count} explanations, this data supports {in_words(len(names['supported']))}: "
        kept += listed(names["supported"])
    else:
        kept = f"Of {count} explanations, this data supports none"
    against, untested = len(names["not supported"]), len(names["cannot be tested"])
    rest = [
        f"It speaks against {in_words(against)}" if against else "",
        f"{in_words(untested)} cannot be tested with it",
    ]
    told = ", and ".join(text for text in (rest if untested else rest[:1]) if text)
    return f"{kept}. {capitalised(told)}." if told else f"{kept}."


def needs(text: str | None) -> str:
    """Return what an explanation needs in words; empty where nothing."""
    return _needed(text) if text else ""


def _needed(text: str) -> str:
    signs = text.removeprefix("sign: ")
    return text if signs == text else listed([f"figures for {sign_name(sign)}" for sign in signs.split(", ")])


def _signs(say: Saying) -> str:
    names, ways = _facts(say, "signs"), _facts(say, "directions")
    return listed([_sign(say, place, name, way) for place, (name, way) in enumerate(zip(names, ways, strict=True))])


def _sign(say: Saying, place: int, name: str, way: str) -> str:
    figures = ""
    if say.knows(f"before_{place}", f"after_{place}"):
        figures = f" ({say.text(f'before_{place}')} to {say.text(f'after_{place}')})"
    return f"{sign_name(name)} {WENT[way]}{figures}"


def _facts(say: Saying, name: str) -> Sequence[str]:
    found = say.facts.get(name, ())
    return [str(item) for item in found] if isinstance(found, tuple | list) else []
