"""Sentences about the data: what is held, what does not add up, and what that can and cannot mean."""

import re
from collections.abc import Mapping

from analysis.catalogue.measure import measures
from analysis.language.numbers import as_published
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, in_words
from analysis.language.vocabulary import capitalised, in_sentence

_REMARK = re.compile(r" \(([^()]{12,})\)\.$")


def issues(say: Saying) -> str:
    """How many errors and warnings, and how many of them are of the last two years."""
    errors, warnings = round(say.value("errors")), round(say.value("warnings"))
    if errors == 0 and warnings == 0:
        return phrase("data_issues", "none", area=say.answer.area_in_sentence)
    lately, doubted = round(say.value("recent_errors")), round(say.value("recent_warnings"))
    told = [phrase("data_issues", _found(lately, doubted), **_counts(say, lately, doubted))]
    if (errors, warnings) != (lately, doubted):
        told.append(phrase("data_issues_ever", _found(errors, warnings), **_counts(say, errors, warnings)))
    accepted = round(say.value("accepted"))
    if accepted:
        told.append(phrase("data_accepted", accepted=in_words(accepted)))
    return " ".join(told)


def _found(errors: int, warnings: int) -> str:
    if errors and warnings:
        return "both"
    return "errors" if errors else "warnings" if warnings else "old"


def _counts(say: Saying, errors: int, warnings: int) -> dict[str, str]:
    return {
        "area": say.answer.area_in_sentence,
        "errors": "one figure" if errors == 1 else f"{in_words(errors)} figures",
        "contradict": "contradicts" if errors == 1 else "contradict",
        "warnings": in_words(warnings),
        "figures": "one figure" if warnings == 1 else f"{in_words(warnings)} figures",
    }


def held(say: Saying) -> str:
    """How much there is."""
    figures, gaps = say.value("figures"), say.value("gaps")
    if figures == 0:
        return phrase("data_held", "nothing", area=say.answer.area_in_sentence)
    files = "one file" if say.value("files") == 1 else f"{in_words(say.value('files'))} files"
    number = "one figure" if figures == 1 else f"{in_words(figures)} figures"
    told = phrase("data_held", "figures", area=say.answer.area_in_sentence, figures=number, files=files)
    case = "none" if gaps == 0 else "one" if gaps == 1 else "many"
    return f"{told} {phrase('data_missing', case, gaps=capitalised(in_words(gaps)))}"


def issue(say: Saying) -> str:
    """One issue in its own words; a remark in brackets at its end is a sentence of its own."""
    return _REMARK.sub(lambda found: f". {capitalised(found[1])}.", say.word("message"))


def nothing_held(say: Saying) -> str:
    """Why a question has no answer here."""
    return say.word("says")


def publishers_differ(say: Saying) -> str:
    """The council's papers and the published statistics give one thing differently."""
    pairs, months = int(say.word("count")), int(say.word("months"))
    name = capitalised(in_sentence(measures()[say.word("measure")].name))
    monthly = say.word("basis") == "month" and pairs > 1
    told = [
        phrase("publishers_differ", "one" if pairs == 1 else "many", count=capitalised(in_words(pairs))),
        phrase(
            "publishers_differ",
            "in months" if monthly else "newest",
            measure=name,
            months=f"{in_words(months)} {'month' if months == 1 else 'months'}",
            **_pair(say, "newest"),
        ),
    ]
    if isinstance(say.facts.get("furthest"), Mapping):
        told.append(phrase("publishers_differ", "furthest", **_pair(say, "furthest")))
    if "together_local" in say.facts:
        ends = {end: _number(say, say.word(f"together_{end}")) for end in ("local", "published")}
        told.append(phrase("publishers_differ", "together", **ends))
    return " ".join([*told, phrase("publishers_differ", "unproved"), phrase("publishers_differ", "used")])


def _pair(say: Saying, role: str) -> dict[str, str]:
    pair = say.facts[role]
    found = pair if isinstance(pair, Mapping) else {}
    ends = {end: _number(say, found[end]) for end in ("local", "published")}
    return ends | {"date": str(found["when"])}


def _number(say: Saying, name: str) -> str:
    entry = say.answer.evidence[name]
    return "not available" if not isinstance(entry.value, int | float) else as_published(entry.value, entry.unit)
