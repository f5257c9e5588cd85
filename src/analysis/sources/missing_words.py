"""What people write where a figure should be, and the reason it stands for."""

import re

from analysis.catalogue.observation import Missing

# Symbols of the Government Statistical Service and of DfE's files; they are never numbers.
SUPPRESSION_CODES: dict[str, Missing] = {
    "c": "suppressed",  # confidential
    "*": "suppressed",
    "s": "suppressed",
    "k": "suppressed",  # rounds to 0 but is not 0
    "low": "suppressed",  # the same, newer spelling
    "x": "not_available",
    ":": "not_available",
    "..": "not_available",
    "u": "not_available",  # of low reliability
    "z": "not_applicable",
    ".": "not_applicable",
}

_WORDS: dict[str, Missing] = {
    **dict.fromkeys(("", "blank"), "blank"),
    **dict.fromkeys(("-", "--", "---", "not available", "unavailable", "not known", "unknown", "tbd"), "not_available"),
    **dict.fromkeys(("n/a", "na", "n.a.", "n.a", "n\\a", "not applicable"), "not_applicable"),
    **dict.fromkeys(("tbc", "tba", "to be confirmed", "to be agreed", "to be set", "not yet set"), "not_yet_set"),
    **dict.fromkeys(("suppressed", "withheld", "redacted"), "suppressed"),
}

# In the order in which they are tried: what people say beside "n/a" is more than "n/a" says.
_SENTENCES: tuple[tuple[str, Missing], ...] = (
    (r"no(ne)? [a-z' -]+ (this|in the|in|during|for the) (month|quarter|period|year)\b.*", "no_events"),
    (r"no (cases|children|events|adoptions|adopters|referrals|conferences|audits)\b[^0-9]*", "no_events"),
    (r"(data |figures? )?not (yet )?(available|collected|recorded|reported|known|held)\b.*", "not_available"),
    (r"(no data|(data )?unavailable|awaiting|awaited|not provided|no figures?)\b[^0-9]*", "not_available"),
    (r"(5|five|10|ten) or (fewer|less)|(1|one) ?(-|to) ?(4|5|9|four|five|nine)", "suppressed"),
    (r"(tbc|tba|to be (confirmed|agreed|set|determined)|not yet (set|agreed))\b.*", "not_yet_set"),
    (r"(n/a|n\.a\.|not applicable)[ :;,(-].*", "not_applicable"),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), reason) for pattern, reason in _SENTENCES)


def missing_reason(text: str) -> Missing | None:
    """Return why `text` (spaces and dashes already made plain) has no figure, or None where it does not say."""
    lower = text.lower().strip()
    bare = lower[1:-1] if lower.startswith("[") and lower.endswith("]") else lower
    if bare in SUPPRESSION_CODES:
        return SUPPRESSION_CODES[bare]
    if lower in _WORDS:
        return _WORDS[lower]
    return next((reason for pattern, reason in _PATTERNS if pattern.fullmatch(lower)), None)
