"""Words for what is counted: measures, steps and durations in plain English, singular and plural."""

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from functools import partial

from analysis.catalogue.measure import Noun, measures
from analysis.catalogue.pathway import pathway_catalogue
from analysis.catalogue.sign import DIFFERENCE, sign_catalogue
from analysis.catalogue.unit import units

YEAR_ENDS_IN = 3  # the month in which the year of published figures ends
_PER = re.compile(r" per 10,000 children$| per 100,000\b")  # the figure says it after its number

FACTORS: Mapping[str, str] = {
    "demand": "number of cases",
    "establishment": "number of posts, filled or not",
    "vacancies": "share of posts that are filled",
    "agency": "use of agency workers",
    "holding": "share of workers who hold cases",
}
PARTS: Mapping[str, str] = {
    "rest": "all others",
    "repeats.rest": "first referrals",
    "unaccompanied.rest": "all other children looked after",
    "starts_unaccompanied.rest": "all other children who came into care",
    "done": "done in the period",
    "in_time": "in time",
    "late": "late",
}
BANDS: Mapping[str, str] = {
    "3_months_or_less": "3 months or less",
    "3_to_6_months": "More than 3 to 6 months",
    "6_to_12_months": "More than 6 months to under 1 year",
    "1_to_2_years": "1 year to under 2 years",
    "2_years_or_more": "2 years or more",
    "total": "All plans",
}
PLACES: Mapping[str, str] = {"neighbours": "at the median of statistical neighbours", "england": "in England"}

# The first time a reader meets one of these it is spelt out. Plurals before singulars.
ABBREVIATIONS: Mapping[str, str] = {
    "ICPCs": "initial child protection conferences (ICPCs)",
    "ICPC": "initial child protection conference (ICPC)",
    "S47": "section 47 (S47)",
    "CP": "child protection (CP)",
    "CLA": "children looked after (CLA)",
    "CIN": "children in need (CIN)",
    "FTE": "full-time equivalent (FTE)",
    "RAG": "red, amber or green (RAG)",
    "DfE": "Department for Education (DfE)",
}


def noun(measure: str) -> Noun:
    """Return what one and many of a measure are called; the catalogue's name where there is no plainer word."""
    entry = measures()[measure]
    name = in_sentence(entry.name)
    return entry.noun or Noun(one=name, many=name)


def rate_name(measure: str, *days: dt.date | None) -> str:
    """Return what a rate or share is called in a sentence, with its article.

    days: on which its figures end: where one is not a 31 March, it is called by its months ("at the end of the month").
    """
    of_months = any(day is not None and day.month != YEAR_ENDS_IN for day in days)
    entry = measures()[measure].by_month if of_months else measures()[measure]
    if entry.in_sentence is not None:
        return entry.in_sentence
    name = _PER.sub("", in_sentence(entry.label.removesuffix(" (%)")))
    return f"the {units()[entry.unit].named(name)}"


def part_name(part: str, split: str = "") -> str:
    """Return what a part of a count is called in a sentence."""
    return PARTS.get(f"{split}.{part}") or PARTS.get(part) or noun(part).many


def step_name(step: str) -> str:
    """Return what a step of the pathway is called in a sentence. Raises KeyError for one that no pathway has."""
    if step == "population":
        return "children living here"
    words = pathway_catalogue().step_words(step)
    if words is None:
        raise KeyError(step)
    return words


def sign_name(sign: str) -> str:
    """Return what a sign of an explanation is called in a sentence."""
    place, dot, rest = sign.partition(".")
    if dot and place in PLACES:
        return f"{sign_name(rest)} {PLACES[place]}"
    if sign == DIFFERENCE:
        return "the change among neighbours"
    entry = sign_catalogue().by_name.get(sign)
    words = entry.words if entry else pathway_catalogue().step_words(sign)
    return words or noun(sign).many


def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: small first letter, unless an abbreviation or a month."""
    proper = (
        len(name) < 2 or name[1].isupper() or name[1].isdigit() or name.split(" ", maxsplit=1)[0] in calendar.month_name
    )
    return name if proper else name[0].lower() + name[1:]


def capitalised(text: str) -> str:
    """Return a sentence with a capital first letter."""
    return text[:1].upper() + text[1:]


def expanded(text: str) -> str:
    """Spell out each abbreviation the first time it is met, unless the text does so already; keep its capital."""
    whole = _spelt_out(text)
    return capitalised(whole) if text[:1].isupper() else whole


def abbreviated(text: str) -> str:
    """Return a text with what has an abbreviation by that alone: "CLA with three or more placements"."""
    for short, long in ABBREVIATIONS.items():
        text = re.sub(rf"\b{long.removesuffix(f'({short})').rstrip()}\b", short, text, flags=re.IGNORECASE)
    return text


def _spelt_out(text: str) -> str:
    for short, long in ABBREVIATIONS.items():
        spelt = long.removesuffix(f"({short})").rstrip()
        if f"({short})" in text or f"{spelt} (" in text:
            continue
        text = re.sub(rf"\b{short}\b", partial(_in_place, long), text, count=1)
    return text


def _in_place(long: str, found: re.Match[str]) -> str:
    """Return the long form, with a capital where it begins a sentence."""
    before = found.string[: found.start()].rstrip()
    return capitalised(long) if not before or before[-1] in ".!?" else long
