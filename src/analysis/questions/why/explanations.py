"""The explanations people offer, and what this data says of each."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.own import Entry, OwnCatalogue, in_use
from analysis.catalogue.sign import is_sign
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import load_yaml
from analysis.questions.answer import Finding, Ruling, Verdict
from analysis.questions.evidence_log import Ledger
from analysis.questions.why.signs import Direction, Sign, Signs
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import Rarity

Fit = Literal["up", "down", "level", "same", "opposite"]
Doubt = Literal["chance", "too few"]  # of a change that may be none: it could be chance, or nobody can say
Outcome = Literal["fits", "absent", "against", "torn", "unknown"]
VerdictKind = Literal[
    "verdict_fits",
    "verdict_against",
    "verdict_absent",
    "verdict_common",
    "verdict_small",
    "verdict_no_change",
    "verdict_untestable",
    "verdict_torn",
    "verdict_few",
    "verdict_one_event",
]
RULINGS: Mapping[VerdictKind, Ruling] = {
    "verdict_fits": "supported",
    "verdict_against": "not supported",
    "verdict_absent": "not supported",
    "verdict_common": "not supported",
    "verdict_small": "not supported",
    "verdict_no_change": "not supported",
    "verdict_untestable": "cannot be tested",
    "verdict_torn": "cannot be tested",
    "verdict_few": "cannot be tested",
    "verdict_one_event": "cannot be tested",
}
TELLS_SHARE = ("verdict_small", "verdict_common", "verdict_fits")  # how much of the change the sign makes up
CATALOGUE = "explanations.yml"


class Prediction(BaseModel):
    """One sign and the directions of it that fit; `same` and `opposite` are as the change that is explained."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sign: str
    fits: tuple[Fit, ...]


class Explanation(BaseModel):
    """One entry of the catalogue, as the head of explanations.yml describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    claim: str
    explains: tuple[str, ...]
    direction: Literal["up", "down", "either"]
    kind: Literal["pattern", "cause"]
    predicts: str
    when: tuple[Prediction, ...] = ()
    during: tuple[dt.date, dt.date] | None = None
    needs: str | None = None
    alike: tuple[str, ...] = ()
    offered_in: tuple[str, ...] = ()

    @property
    def names_a_reason(self) -> bool:
        """Whether it is a cause that the signs alone may support, and whose first sign must move."""
        moves = bool(self.when) and set(self.when[0].fits) <= {"up", "down"}
        return self.kind == "cause" and moves and self.needs is None

    def applies(self, group: str, direction: Direction, window: Window) -> bool:
        """Whether it could explain a change of this measure, this way, at this time."""
        inside = self.during is None or (self.during[0] <= window.after and window.before < self.during[1])
        return group in self.explains and inside and self.direction in ("either", direction)


class _Offered(BaseModel):
    """Where a council's own papers offer an explanation of the national catalogue: document and line."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    offered_in: tuple[str, ...]


def explanations() -> tuple[Explanation, ...]:
    """Return the national catalogue, followed by the explanations of the workspace in use.

    An own entry that gives only the id of a national one and `offered_in` says where the council's papers offer it.
    Raises WorkbenchError naming the file and every entry that is wrong.
    """
    return _explanations(in_use())


@lru_cache(maxsize=8)
def _explanations(own: OwnCatalogue) -> tuple[Explanation, ...]:
    text = files("analysis.questions.why").joinpath(CATALOGUE).read_text(encoding="utf-8")
    listed = enumerate(load_yaml(text), start=1)
    national = [Entry(f"{CATALOGUE}, entry {place}", value) for place, value in listed]
    found: dict[str, Explanation] = {}
    problems: list[str] = []
    for entry in (*national, *own.entries("explanations")):
        offered = _offered(entry.value)
        if offered is not None and offered.id in found:
            known = found[offered.id]
            found[known.id] = known.model_copy(update={"offered_in": (*known.offered_in, *offered.offered_in)})
            continue
        try:
            explanation = Explanation.model_validate(entry.value)
        except ValidationError as error:
            problems += [f"{entry.where}: {problem}" for problem in wrong_entries(error)]
            continue
        problems += [
            f"{entry.where}: no sign is called {fit.sign}" for fit in explanation.when if not is_sign(fit.sign)
        ]
        if explanation.id in found:
            problems.append(f"{entry.where}: {explanation.id} is already in the catalogue")
        found[explanation.id] = explanation
    if problems:
        raise WorkbenchError("Explanations are wrong:\n" + "\n".join(problems), hint="Correct the entries.")
    return tuple(found.values())


def _offered(value: object) -> _Offered | None:
    """Return an entry that only says where an explanation was offered, or None where it is another."""
    try:
        return _Offered.model_validate(value)
    except ValidationError:
        return None


def judge(  # noqa: PLR0913 - what a change is judged by, each by its name
    candidates: Sequence[Explanation],
    signs: Signs,
    direction: Direction,
    ledger: Ledger,
    rarities: Mapping[str, Rarity],
    *,
    real: bool = True,
    too_few: bool = False,
    event: str | None = None,
) -> tuple[Verdict, ...]:
    """Give a verdict on each reason; supported ones first, then the rest, then what cannot be tested.

    Patterns get none: they are what happened, and no reason for it. rarities: by their id, how rare so strong a reason
    is in other authorities. real: whether the change that is explained is itself beyond chance; no reason is named for
    one that is not. too_few: whether that is for want of figures. event: the count that two steps share which are told
    as one event; a ratio that went because that count did shows no reason of its own.
    """
    names = {entry.id: entry.name for entry in candidates}
    doubt: Doubt | None = None if real else "too few" if too_few else "chance"
    asked = _Asked(signs, direction, ledger, names, doubt, event)
    verdicts = [_verdict(entry, asked, rarities.get(entry.id)) for entry in candidates if entry.kind == "cause"]
    order: dict[Ruling, int] = {"supported": 0, "not supported": 1, "cannot be tested": 2}
    return tuple(sorted(verdicts, key=lambda verdict: order[verdict.ruling]))


def outcome_of(prediction: Prediction, sign: Sign, direction: Direction) -> Outcome:
    """Set one sign against what is predicted of it.

    `absent`: it should have moved and moved no more than chance allows. Where it should have stood level, a move that
    is usual in other authorities is level enough. `torn`: the median went one way and all together the other.
    """
    if sign.torn:
        return "torn"
    if sign.direction == "unknown":
        return "unknown"
    fitting = _fitting(prediction, direction)
    if sign.direction in fitting or ("level" in fitting and not sign.clear):
        return "fits"
    return "absent" if sign.direction == "level" else "against"


def _fitting(prediction: Prediction, direction: Direction) -> frozenset[str]:
    turned: dict[Direction, Direction] = {"up": "down", "down": "up"}
    return frozenset(
        direction if fit == "same" else turned.get(direction, "unknown") if fit == "opposite" else fit
        for fit in prediction.fits
    )


def _told(prediction: Prediction, sign: Sign, direction: Direction) -> str:
    """The way a sign went as it is told: `usual_up` where level was predicted and it rose no more than is usual."""
    fitting = _fitting(prediction, direction)
    usual = sign.direction not in fitting and "level" in fitting and not sign.clear
    return f"usual_{sign.direction}" if usual else sign.direction


@dataclass(frozen=True, slots=True)
class _Asked:
    """The change that reasons are offered for: its signs, its way, and whether there is one.

    names: of all by id. event: the count whose own change is told as one event.
    """

    signs: Signs
    direction: Direction
    ledger: Ledger
    names: Mapping[str, str]
    doubt: Doubt | None
    event: str | None


def _verdict(explanation: Explanation, asked: _Asked, rarity: Rarity | None) -> Verdict:
    signs, direction, ledger, names = asked.signs, asked.direction, asked.ledger, asked.names
    found = [(signs[fit.sign], outcome_of(fit, signs[fit.sign], direction)) for fit in explanation.when]
    kind = _kind(explanation, found, rarity, asked)
    ruling = RULINGS[kind]
    needs = (explanation.needs or _needs(found)) if ruling == "cannot be tested" else None
    about: dict[str, str] = {}
    telling = [(sign, outcome) for sign, outcome in found if outcome != "unknown"]
    for place, (sign, _) in enumerate(telling):
        about |= enter_sign(sign, place, ledger)
    if rarity is not None and rarity.known:
        about |= _entered_rarity(explanation.id, rarity, ledger)
    if kind in TELLS_SHARE:
        about |= _entered_share(explanation.id, found[0][0], ledger)
    share = found[0][0].share if found else None
    below = found[0][0].made_below if found else None
    facts: dict[str, object] = {
        "signs": tuple(sign.name for sign, _ in telling),
        "directions": tuple(
            _told(fit, sign, direction)
            for fit, (sign, outcome) in zip(explanation.when, found, strict=True)
            if outcome != "unknown"
        ),
        "outcomes": tuple(outcome for _, outcome in telling),
        "units": tuple(sign.unit for sign, _ in telling),
        "needs": needs,
        "alike": tuple(names[other] for other in explanation.alike if other in names),
        "stock": share.of if share else None,
        "doubt": asked.doubt,
        "below": below.measure if below else None,
        "below_went": below.way if below else None,
    }
    return Verdict(
        explanation=explanation.name,
        claim=explanation.claim,
        ruling=ruling,
        predicts=explanation.predicts,
        because=Finding(kind, about, facts),
        needs=needs,
        offered_in=", ".join(explanation.offered_in) or None,
    )


def _kind(
    explanation: Explanation, found: Sequence[tuple[Sign, Outcome]], rarity: Rarity | None, asked: _Asked
) -> VerdictKind:
    """Return the kind of verdict; the first of these that holds.

    A sign the other way speaks against; a sign that did not move leaves it unshown; a reason whose first sign makes up
    less than half of the change does not explain it. What needs other figures cannot be tested, nor can what rests on a
    sign that is not held, or on neighbours who went both ways. It is then asked whether there is a change to explain;
    whether its first sign is the other half of an event, of which nobody can say what it was; and whether so strong a
    reason is rare: the one rule for all that are tried (multiple_testing.py), without which none is supported.
    """
    outcomes = {outcome for _, outcome in found}
    share = found[0][0].share if found else None
    checks: tuple[tuple[bool, VerdictKind], ...] = (
        ("against" in outcomes, "verdict_against"),
        ("absent" in outcomes, "verdict_absent"),
        (share is not None and not share.most, "verdict_small"),
        (explanation.needs is not None or not found or "unknown" in outcomes, "verdict_untestable"),
        ("torn" in outcomes, "verdict_torn"),
        (asked.doubt is not None, "verdict_no_change"),
        (asked.event is not None and _rests_on(found, asked.event), "verdict_one_event"),
        (rarity is None or not rarity.known, "verdict_few"),
        (rarity is not None and rarity.rare, "verdict_fits"),
    )
    return next((kind for holds, kind in checks if holds), "verdict_common")


def _rests_on(found: Sequence[tuple[Sign, Outcome]], count: str) -> bool:
    """Whether the first sign is a ratio that went mostly because `count`, below its line, did."""
    below = found[0][0].made_below if found else None
    return below is not None and below.measure == count


def _needs(outcomes: Sequence[tuple[Sign, Outcome]]) -> str | None:
    """Name the signs that are not held here, for wording to put into words."""
    unknown = [sign.name for sign, outcome in outcomes if outcome == "unknown"]
    return "sign: " + ", ".join(unknown) if unknown else None


def enter_sign(sign: Sign, place: int, ledger: Ledger) -> dict[str, str]:
    """Enter both numbers of a sign as evidence, once, and return them by their role."""
    names: dict[str, str] = {}
    for end, value in (("before", sign.before), ("after", sign.after)):
        if value is None:
            continue
        name = f"sign_{sign.name.replace('.', '_')}_{end}"
        if not ledger.has(name):
            ledger.computed(name, value, sign.unit, f"{sign.name} {end} the change", sign.figures)
        names |= ledger.about(**{f"{end}_{place}": name})
    return names


def _entered_rarity(name: str, rarity: Rarity, ledger: Ledger) -> dict[str, str]:
    """Enter how rare so strong a reason is elsewhere."""
    formula = "years of other authorities in which the measure went the same way"
    ledger.computed(f"reason_{name}_years", rarity.years, "count", formula, kind="test")
    formula = "those in which the strongest of the same explanations had a first sign as strong"
    ledger.computed(f"reason_{name}_as_strong", rarity.as_strong, "count", formula, kind="test")
    return ledger.about(as_strong=f"reason_{name}_as_strong", years=f"reason_{name}_years")


def _entered_share(name: str, sign: Sign, ledger: Ledger) -> dict[str, str]:
    """Enter how much of the whole change a sign makes up."""
    if sign.share is None:
        return {}
    ledger.computed(f"reason_{name}_part", sign.share.part, "count", f"change made up by {sign.name}", sign.figures)
    ledger.computed(f"reason_{name}_whole", sign.share.whole, "count", "change in all", sign.figures)
    return ledger.about(part=f"reason_{name}_part", whole=f"reason_{name}_whole")
