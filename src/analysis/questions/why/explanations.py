"""The explanations people offer, and what this data says of each."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.catalogue.errors import WorkbenchError
from analysis.questions.answer import Finding, Ruling, Verdict
from analysis.questions.ledger import Ledger
from analysis.questions.why.signs import Direction, Sign, Signs
from analysis.questions.why.window import Window

Fit = Literal["up", "down", "level", "same", "opposite"]
Outcome = Literal["fits", "common", "against", "unknown"]
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
    offered_in: tuple[str, ...] = ()

    def applies(self, group: str, direction: Direction, window: Window) -> bool:
        """Whether it could explain a change of this measure, this way, at this time."""
        inside = self.during is None or (self.during[0] <= window.after and window.before <= self.during[1])
        return group in self.explains and inside and self.direction in ("either", direction)


@cache
def explanations(own: Path | None = None) -> tuple[Explanation, ...]:
    """Return the catalogue, followed by the analyst's `own` file where there is one.

    Raises WorkbenchError naming the file and every entry that is wrong.
    """
    texts = {CATALOGUE: files("analysis.questions.why").joinpath(CATALOGUE).read_text(encoding="utf-8")}
    if own is not None and own.is_file():
        texts[str(own)] = own.read_text(encoding="utf-8")
    found: dict[str, Explanation] = {}
    problems: list[str] = []
    for name, text in texts.items():
        for position, entry in enumerate(yaml.safe_load(text) or [], start=1):
            try:
                explanation = Explanation.model_validate(entry)
            except ValidationError as error:
                problems.append(f"{name}, entry {position}: {error}")
                continue
            if explanation.id in found:
                problems.append(f"{name}, entry {position}: {explanation.id} is already in the catalogue")
            found[explanation.id] = explanation
    if problems:
        raise WorkbenchError("Explanations are wrong:\n" + "\n".join(problems), hint="Correct the entries.")
    return tuple(found.values())


def judge(candidates: Sequence[Explanation], signs: Signs, direction: Direction, ledger: Ledger) -> tuple[Verdict, ...]:
    """Give a verdict on each explanation; supported ones first, then what cannot be tested, then the rest."""
    verdicts = [_verdict(explanation, signs, direction, ledger) for explanation in candidates]
    order: dict[Ruling, int] = {"supported": 0, "not supported": 1, "cannot be tested": 2}
    return tuple(sorted(verdicts, key=lambda verdict: order[verdict.ruling]))


def _verdict(explanation: Explanation, signs: Signs, direction: Direction, ledger: Ledger) -> Verdict:
    outcomes = [
        (signs[prediction.sign], _outcome(prediction, signs[prediction.sign], direction, strict=strict))
        for prediction, strict in zip(
            explanation.when, [explanation.kind == "cause", *[False] * len(explanation.when)], strict=False
        )
    ]
    ruling, telling = _rule(outcomes, explanation.needs)
    kinds: dict[Ruling, str] = {
        "supported": "verdict_fits",
        "not supported": "verdict_against",
        "cannot be tested": "verdict_untestable",
    }
    about: dict[str, str] = {}
    for place, sign in enumerate(telling):
        about |= _entered(sign, place, ledger)
    facts: dict[str, object] = {
        "signs": tuple(sign.name for sign in telling),
        "directions": tuple(sign.direction for sign in telling),
        "units": tuple(sign.unit for sign in telling),
        "common": any(outcome == "common" for sign, outcome in outcomes if sign in telling),
        "needs": explanation.needs or _needs(outcomes),
        "fits": bool(outcomes) and all(outcome == "fits" for _, outcome in outcomes),
    }
    return Verdict(
        explanation=explanation.name,
        claim=explanation.claim,
        ruling=ruling,
        predicts=explanation.predicts,
        because=Finding(kinds[ruling], about, facts),
        needs=(explanation.needs or _needs(outcomes)) if ruling == "cannot be tested" else None,
        offered_in=", ".join(explanation.offered_in) or None,
    )


def _rule(outcomes: list[tuple[Sign, Outcome]], needs: str | None) -> tuple[Ruling, list[Sign]]:
    """Return the ruling and the signs that tell: any sign against decides, then any unknown, then all that fit."""
    against = [sign for sign, outcome in outcomes if outcome in ("against", "common")]
    if against:
        return "not supported", against
    unknown = [sign for sign, outcome in outcomes if outcome == "unknown"]
    if unknown or needs or not outcomes:
        return "cannot be tested", [sign for sign, outcome in outcomes if outcome == "fits"]
    return "supported", [sign for sign, _ in outcomes]


def _outcome(prediction: Prediction, sign: Sign, direction: Direction, *, strict: bool) -> Outcome:
    if sign.direction == "unknown":
        return "unknown"
    turned: dict[Direction, Direction] = {"up": "down", "down": "up"}
    fitting = {
        direction if fit == "same" else turned.get(direction, "unknown") if fit == "opposite" else fit
        for fit in prediction.fits
    }
    if sign.direction not in fitting:
        return "against"
    return "fits" if sign.clear or not strict else "common"


def _needs(outcomes: list[tuple[Sign, Outcome]]) -> str | None:
    """Name the signs that are not held here, for wording to put into words."""
    unknown = [sign.name for sign, outcome in outcomes if outcome == "unknown"]
    return "sign: " + ", ".join(unknown) if unknown else None


def _entered(sign: Sign, place: int, ledger: Ledger) -> dict[str, str]:
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
