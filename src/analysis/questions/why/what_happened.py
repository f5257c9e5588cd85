"""What happened: the patterns that people point at, as facts with their figures and no verdict.

A pattern says where the change lies (more plans started), which is a part of the change and no reason for it: to call
it supported would say twice that the figure changed. So its signs are told as they went, each once, whichever way.
Fewer endings are no slower ones: where the plans there were let expect as many, that is said beside the number.
"""

from collections.abc import Iterable

import pandas as pd

from analysis.catalogue.sign import DIFFERENCE, ELSEWHERE, sign_of
from analysis.questions.answer import Finding
from analysis.questions.why.explanations import Explanation, enter_sign
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.opening import Opening, opening
from analysis.questions.why.signs import Sign, Signs
from analysis.questions.why.year_to_year_variation import usual_sign

COLUMNS = ["sign", "before", "after", "unit", "way", "sure"]
MOVED = ("up", "down")
PER_OPEN, AS_BEFORE = "_per_open", "_as_before"  # two yardsticks of one pace of endings


def patterns(offered: Iterable[Explanation], group: str) -> tuple[Explanation, ...]:
    """Return the patterns of a group of measures, of changes either way."""
    return tuple(entry for entry in offered if entry.kind == "pattern" and group in entry.explains)


def what_happened(inquiry: Inquiry, entries: Iterable[Explanation], signs: Signs) -> Part:
    """Tell every sign of some patterns that went up or down, and show those that stood still beside them.

    The count whose change is explained is shown and not told again: the headline has it.
    """
    ledger, explained = inquiry.ledger, inquiry.pathway.count
    names = dict.fromkeys(fit.sign for entry in entries for fit in entry.when if _is_here(fit.sign))
    held = [sign for name in names if (sign := signs[name]).direction != "unknown"]
    found = [sign for sign in held if signs[_better_yardstick(sign.name)].direction == "unknown"]
    if not found:
        return Part()
    moved = [sign for sign in found if sign.direction in MOVED and sign.name != explained]
    about: dict[str, str] = {}
    for place, sign in enumerate([*moved, *(sign for sign in found if sign not in moved)]):
        about |= enter_sign(sign, place, ledger)
    facts = {
        "signs": tuple(sign.name for sign in moved),
        "directions": tuple(sign.direction for sign in moved),
        "as_expected": tuple(sign.name for sign in moved if signs[f"{sign.name}{AS_BEFORE}"].direction == "level"),
    }
    table = pd.DataFrame([_row(inquiry, sign) for sign in found], columns=COLUMNS)
    findings = {"what_happened": Finding("what_happened", about, facts)} if moved else {}
    return Part(findings=findings, tables={"what_happened": table})


def _better_yardstick(name: str) -> str:
    """The sign that takes the place of endings for each plan open, which fall where many have only just started."""
    return f"{name.removesuffix(PER_OPEN)}{AS_BEFORE}" if name.endswith(PER_OPEN) else ""


def _is_here(name: str) -> bool:
    """Whether a sign is of the area itself; the others' changes are told in pairs (only_here.py)."""
    return name != DIFFERENCE and name.partition(".")[0] not in ELSEWHERE


def how_sure(inquiry: Inquiry, sign: Sign) -> Opening:
    """Return how sure it is that a sign moved, by the openings that sentences have for the same count."""
    if sign.direction not in MOVED:
        return "within chance"
    entry = sign_of(sign.name, inquiry.pathway)
    if entry is None or entry.beside_expected:  # set beside the others where it was made
        return "beyond usual" if sign.clear else "usual elsewhere"
    usual = usual_sign(inquiry.figures, inquiry.areas, inquiry.window, entry)
    return opening(0.0, usual)


def _row(inquiry: Inquiry, sign: Sign) -> dict[str, object]:
    sure = how_sure(inquiry, sign)
    return dict(zip(COLUMNS, (sign.name, sign.before, sign.after, sign.unit, sign.direction, sure), strict=True))
