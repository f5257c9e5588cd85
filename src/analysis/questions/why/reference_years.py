"""The years of other authorities: where a measure is held, and how far a sign went there."""

from collections.abc import Sequence

from analysis.catalogue.sign import SignEntry
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.sign_evaluation import evaluate
from analysis.questions.why.sign_readings import Change, change_over, readings
from analysis.questions.why.signs import Sign
from analysis.questions.why.window import Window, same_day

Place = tuple[str, Window]


def places_of(inquiry: Inquiry) -> list[Place]:
    """Every year (or as many years as the window has) of every other authority for which the measure is held."""
    years = inquiry.window.years
    held = {area: inquiry.figures.of(area).days(inquiry.pathway.count) for area in inquiry.areas}
    return [
        (area, Window(day, same_day(day, years)))
        for area, days in held.items()
        for day in days
        if same_day(day, years) in days
    ]


def sign_at(inquiry: Inquiry, sign: SignEntry, place: Place, *, clear: bool = True) -> Sign:
    """Return a sign of another authority's year, by the rule by which the area's own are read."""
    area, window = place
    return evaluate(inquiry.figures.of(area), inquiry.others_than(area), sign, window, clear=clear)


def changes_at(inquiry: Inquiry, sign: SignEntry, places: Sequence[Place]) -> dict[Place, Change]:
    """Return how far a sign went in each place that has it at both ends."""
    held = {area: readings(inquiry.figures.of(area), sign) for area in inquiry.areas}
    found = ((place, change_over(held[place[0]], sign, place[1])) for place in places)
    return {place: change for place, change in found if change is not None}
