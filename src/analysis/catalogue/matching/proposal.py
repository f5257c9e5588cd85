"""What a measure of the council's own is counted in, how, and which way is good; proposed from words and figures."""

from analysis.catalogue.matching.label import ReadLabel
from analysis.catalogue.measure import Polarity
from analysis.catalogue.observation import UNITS, Unit
from analysis.catalogue.period import Basis

# Words for how well a thing was done, and for what should not be. Numbers of things are neither.
GOOD = frozenset(
    {
        "on_time",
        "up_to_date",
        "decided",
        "good",
        "in_touch",
        "eet",
        "suitable_accommodation",
        "outcome_met",
        "in_place",
        "stability",
        "same_placement",
        "allocated",
        "adequate_or_better",
        "offered",
        "seen_alone",
        "permanent",
        "attended",
        "conversation",
        "school_attendance",
    }
)
BAD = frozenset(
    {
        "overdue",
        "unallocated",
        "neet",
        "unsuitable_accommodation",
        "inadequate",
        "missing",
        "vacancy",
        "agency",
        "turnover",
        "sickness",
        "unregistered",
        "rereferral",
        "complaint",
        "persistent_absence",
        "suspension",
        "permanent_exclusion",
        "reoffending",
    }
)
STOCK = frozenset({"open", "unallocated", "waiting", "allocated", "caseload", "vacancy", "in_post"})


def propose_unit(units: frozenset[Unit]) -> Unit:
    """Return the likeliest of the units that are left: a number where it can be one, else a percentage, and so on."""
    return next((unit for unit in UNITS if unit in units), "count")


def propose_basis(read: ReadLabel) -> Basis | None:
    """Return how a row is counted: as it says, or on one day where it is about what is open; none if nothing says."""
    return read.basis or ("snapshot" if read.words & STOCK else None)


def propose_polarity(words: frozenset[str], unit: Unit) -> Polarity:
    """Return which way is good, from words on how well a thing was done; numbers of events are neutral."""
    good, bad = bool(words & GOOD), bool(words & BAD) or any(word.startswith(">") for word in words)
    if good == bad or (unit == "count" and good):
        return "neutral"
    return "high_is_good" if good else "low_is_good"
