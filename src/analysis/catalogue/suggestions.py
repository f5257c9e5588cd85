"""Names like a name that is not known: misspelt, or in the words people use for it."""

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

WORTH_NAMING = 60  # of 100, as rapidfuzz scores
NOT_MUCH_WORSE = 15  # points below the best: further down, names are alike by chance
_NO_WORD = re.compile(r"[^a-z0-9]+")


def near_matches(name: str, known: Sequence[str], limit: int = 4) -> list[str]:
    """Return the names most like `name`, best first; empty where nothing is near."""
    found = process.extract(
        name,
        known,
        scorer=fuzz.WRatio,
        processor=lambda text: text.lower().replace("_", " "),
        limit=limit,
        score_cutoff=WORTH_NAMING,
    )
    return [match for match, _, _ in found]


def near_titles(name: str, titles: Mapping[str, Sequence[str]], limit: int = 4) -> list[str]:
    """Return the ids most like `name`, or whose titles have its words, best first; empty where nothing is near.

    titles: what each id is called. A name of words ("child protection rate") is near the titles that have them all.
    """
    wanted = _plain(name)
    scored = [
        (*_likeness(wanted, _plain(one), [_plain(title) for title in called]), one) for one, called in titles.items()
    ]
    scored.sort(key=lambda row: (-row[0], -row[1]))
    least = max(WORTH_NAMING, scored[0][0] - NOT_MUCH_WORSE) if scored else 0
    return [one for has_words, _, one in scored if has_words >= least][:limit]


def _likeness(wanted: str, one: str, titles: Sequence[str]) -> tuple[float, float]:
    """Return how far the words are there, and, of those that have them all, how little else is."""
    has_words = max(fuzz.WRatio(wanted, one), *(fuzz.token_set_ratio(wanted, title) for title in titles), 0)
    return has_words, max(fuzz.ratio(wanted, text) for text in (one, *titles))


def _plain(text: str) -> str:
    return _NO_WORD.sub(" ", text.lower()).strip()
