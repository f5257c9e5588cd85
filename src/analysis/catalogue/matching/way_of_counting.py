"""The words of a label that say over which time it counts: "(YTD)", "rolling 12 months", "at month end"."""

import re

from analysis.catalogue.period import Basis

_END = r"(?:the\ )?(?:end\ of\ (?:the\ |each\ )?(?:month|period|quarter|year)|(?:month|period|quarter|year)[\ -]end)"
_BASES: tuple[tuple[Basis, str], ...] = (
    (
        "rolling_12_months",
        r"""\brolling\ (?:12|twelve)[\ -]?m(?:onth|th)?s?\b | \b(?:12|twelve)[\ -]?m(?:onth|th)?s?\ rolling\b
            | \brolling\ y(?:ea)?r\b | \br12m?\b | \brolling\b""",
    ),
    (
        "year_to_date",
        r"""\bytd\b | \byear[\ -]to[\ -]date\b | \bcumulative(?:\ from\ april)?\b | \bcum\b
            | \bsince\ (?:1\ )?april\b""",
    ),
    (
        "snapshot",
        rf"""\bsnap\ ?shots?\b | \bas\ at(?:\ {_END})?\b | \b(?:at|as\ of|on)?\ ?{_END}\b | \b(?:at|on)\ 31\ march\b
            | \bpoint\ in\ time\b | \blast\ day\ of\ (?:the\ )?month\b""",
    ),
    (
        "month",
        r"""\b(?:in|for|during|per|by|each|this)[\ -](?:the\ )?(?:reporting\ )?month\b | \bmonthly\b""",
    ),
    ("quarter", r"\b(?:in|for|during|per|each|this)[\ -](?:the\ )?quarter\b | \bquarterly\b"),
    (
        "year",
        r"""\b(?:in|during|for|per|each|this)[\ -](?:the\ )?(?:financial\ |reporting\ )?year\b
            | \bannual(?:ly)?\b""",
    ),
)
_IN_ANY_PERIOD = re.compile(r"\b(?:in|during|for) (?:the )?(?:reporting )?period\b")
_FREQUENCY = re.compile(r"\b(?:measured|reported|updated|collected|published) (?:monthly|quarterly|annually|weekly)\b")


def take_basis(text: str) -> tuple[Basis | None, str]:
    """Take the words for the way of counting out of a plain text; of several, the first kind above is the one named.

    How often a figure is reported ("measured quarterly") does not say how it is counted.
    """
    text = _FREQUENCY.sub(" ", text)
    named: Basis | None = None
    for basis, pattern in _BASES:
        text, count = re.subn(pattern, " ", text, flags=re.VERBOSE)
        named = named or (basis if count else None)
    return named, _IN_ANY_PERIOD.sub(" ", text)
