"""The sentence that stands before all others where the newest figure lies well before the month asked about."""

from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, in_words


def newest_is_old(say: Saying) -> str:
    """Of when the newest figure is, and how long before the month asked about; empty where it is not old."""
    behind = say.facts.get("months_old")
    if not isinstance(behind, int):
        return ""
    months = f"{in_words(behind)} month{'' if behind == 1 else 's'}"
    return phrase("newest_is_old", date=say.word("newest"), months=months)


def with_age(say: Saying, told: str) -> str:
    """Return a first sentence behind the age of what it tells."""
    return f"{newest_is_old(say)} {told}".strip()
