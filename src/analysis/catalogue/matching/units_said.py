"""The words of a label that say in which unit it is: "%", "rate per 10k", "number of", "average ... (weeks)"."""

import re

from analysis.catalogue.observation import UNITS, Unit

RATIOS: frozenset[Unit] = frozenset({"percent", "per_10000", "per_100000"})
# What a label may be in that says nothing of it; a rate per 10,000 is called one.
NOT_SAID: frozenset[Unit] = frozenset(UNITS) - {"per_10000", "per_100000"}

_SAID: tuple[tuple[Unit, str], ...] = (
    ("percent", r"% | \bper\ ?cent(?:age)?s?\b | \bpercentages?\b | \bpct\b | \bproportion\b | \bshare\ of\b"),
    ("per_100000", r"(?:per|/|in)\ *100[,\ ]?000\b | per\ 100k\b"),
    ("per_10000", r"(?:\bper|/)\ *(?:10[,\ ]?000|10k|ten\ thousand|10\ thousand)\b"),
    ("pounds", r"£ | \bcosts?\b | \bspend\b | \bbudget\b | \bexpenditure\b"),
    ("fte", r"(?<!per\ )(?:\bfte\b(?!s?\ to) | \bwte\b | \bfull[\ -]time\ equivalents?)"),
    ("score", r"\bscores?\b"),
)
_CASELOAD = re.compile(r"\b(?:average|avg|mean)\b.*\b(?:caseloads?|cases)\b|\b(?:caseloads?|cases)\b.*\bper\b")
_NO_CASELOAD = re.compile(r"%|\bper (?:10|100)(?:[, ]?000|k)\b")  # "open cases per 10,000 children"
_FULL_TIME = re.compile(r"\b(?:fte|wte)\b")
_RATE = re.compile(r"\brates?\b")
_AVERAGE = re.compile(r"\b(?:average|avg|ave|mean|median)\b")
_COUNTED = re.compile(r"\b(?:number|numbers|no(?=\.| of\b)|nos|num|count|total|volume)\b\.?|#")
_IN_DAYS, _IN_WEEKS = re.compile(r"\b(?:days|wd)\b"), re.compile(r"\bweeks\b")
# Days that are counted themselves, not a time within which something is done.
_DAYS_COUNTED = re.compile(r"\bdays\ (?:lost|absent|sick|per)\b | \b(?:sick|sickness|absence|lost)\ days\b", re.VERBOSE)
_POPULATION = re.compile(
    r"""\b(?:of\ |of\ the\ |the\ )?(?:child\ |0\ ?(?:-|to)\ ?1[78]\ |under\ 18s?\ |u18s?\ )*
            (?:year\ olds?\ )?pop(?:ulation)?\b
        | \b(?:aged\ )?0\ ?(?:-|to)\ ?1[78]\b(?:\ year\ olds?)? | \bu(?:nder\ )?18s?\b(?:\ pop(?:ulation)?)?""",
    re.VERBOSE,
)


def take_units(text: str) -> tuple[frozenset[Unit], bool, str]:
    """Take the words for the unit out of a plain text: which units it may be in, and whether it says so.

    Per 10,000 of whom goes with the words for a rate. A score is kept as a word: it is also what is measured.
    """
    if _CASELOAD.search(text) and not _NO_CASELOAD.search(text):
        return frozenset({"cases_per_fte"}), True, _FULL_TIME.sub(" ", text)
    for unit, pattern in _SAID:
        if re.search(pattern, text, re.VERBOSE):
            left = re.sub(pattern, " score " if unit == "score" else " ", text, flags=re.VERBOSE)
            return frozenset({unit}), True, _POPULATION.sub(" ", left) if unit in ("per_10000", "per_100000") else left
    if _RATE.search(text):
        return RATIOS, True, _POPULATION.sub(" ", text)
    if _AVERAGE.search(text) or _DAYS_COUNTED.search(text):
        return _of_average(text), True, text
    if _COUNTED.search(text):
        return frozenset({"count", "fte"}), True, text
    return NOT_SAID, False, text


def _of_average(text: str) -> frozenset[Unit]:
    if _IN_WEEKS.search(text):
        return frozenset({"weeks"})
    if _IN_DAYS.search(text):
        return frozenset({"days"})
    return frozenset(UNITS) - {"count", "percent"}
