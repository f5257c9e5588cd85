"""Sentences of facts without a verdict: what moved, who came and left, and which step is most unusual for itself."""

from collections.abc import Callable, Sequence

from analysis.catalogue.sign import sign_catalogue
from analysis.language.phrasebook import phrase, phrasebook
from analysis.language.phrases.verdicts import beside_expected, from_to, went
from analysis.language.sentence_context import Saying, listed, more_or_fewer, moved, same_way
from analysis.language.vocabulary import capitalised, noun, sign_name, step_name


def what_happened(say: Saying) -> str:
    """Every sign that moved, with its figures."""
    names = _words(say, "signs")
    told = enumerate(zip(names, _words(say, "directions"), strict=True))
    facts = [_fact(say, place, name, way) for place, (name, way) in told if _counted(name) not in names]
    return phrase("what_happened", facts=listed(facts))


def _fact(say: Saying, place: int, name: str, way: str) -> str:
    """Where one sign went, or how it stands to what was to be expected; both of one count in one."""
    if _counted(name):
        return beside_expected(say, place, name, way)
    before, after = say.text(f"before_{place}"), say.text(f"after_{place}")
    told = f"{sign_name(name)} {went(name, way)}{from_to(name, before, after)}"
    if name in _words(say, "as_expected"):
        return f"{told}{phrase('as_expected')}"
    return f"{told}{_against_expected(say, name)}"


def _against_expected(say: Saying, name: str) -> str:
    """The same count beside what was to be expected of it, where that is told too."""
    told = enumerate(zip(_words(say, "signs"), _words(say, "directions"), strict=True))
    return next(
        (
            phrase("and_beside_expected", way, expected=say.text(f"before_{place}"))
            for place, (other, way) in told
            if _counted(other) == name
        ),
        "",
    )


def _counted(name: str) -> str:
    """The sign of the same count, of one that stands beside what was to be expected of it; else empty."""
    entry = sign_catalogue().by_name.get(name)
    return entry.above[0] if entry and entry.beside_expected else ""


def part_of_stock(say: Saying) -> str:
    """Children of one kind beside all of them on the day, and that no more than the day is held."""
    change, whole = say.value("change"), say.value("whole")
    kind = "against" if not same_way(change, whole) else "within" if abs(change) <= abs(whole) else "beyond"
    if say.facts.get("by_chance"):
        kind = "by chance"
    text = phrase(
        "part_of_stock",
        kind,
        Part=capitalised(noun(say.word("part")).many),
        all=noun(say.word("whole")).many,
        before=say.text("before"),
        after=say.text("after"),
        change=say.size("change"),
        more=more_or_fewer(change),
        whole=say.size("whole"),
        whole_more=more_or_fewer(whole),
        whole_moved=moved(whole) if not whole else f"{moved(whole)} by {say.size('whole')}",
        rise=moved(whole, "rise", "fall"),
    )
    return text if say.facts.get("flows_held") else f"{text} {phrase('part_of_stock_only')}"


def leading_parts(say: Saying) -> str:
    """The part that moved most of each way of splitting a flow, and what must be known of one of them."""
    parts = _words(say, "parts")
    told = [
        phrase(
            "leading_parts",
            "told" if _is_within(say, place) else "beyond",
            whole=_in_all(say),
            Part=capitalised(noun(part).many),
            before=say.text(f"before_{place}"),
            after=say.text(f"after_{place}"),
        )
        for place, part in enumerate(parts)
    ]
    return " ".join([*told, *_notes(parts)])


def _is_within(say: Saying, place: int) -> bool:
    """Whether a part moved no more than the whole and the same way, so that it can be read without it."""
    part, whole = say.value(f"after_{place}") - say.value(f"before_{place}"), say.value("whole")
    return not say.knows("whole") or (same_way(part, whole) and abs(part) <= abs(whole))


def _in_all(say: Saying) -> str:
    """How many more or fewer there were in all: `seven more`, `as many as before`."""
    whole = say.value("whole")
    case = "same" if not whole else more_or_fewer(whole)
    return phrase("in_all", case, size=say.size("whole")) if say.knows("whole") else ""


def unusual_step(say: Saying) -> str:
    """The step for which so large a change is rarest, beside the one that made most of the sum."""
    kind = "leads" if say.facts.get("leads_too") else "rare"
    step = step_name(say.word("step"))
    return phrase(
        "unusual_step", kind, step=step, Step=capitalised(step), before=say.text("before"), after=say.text("after")
    )


FINDINGS: dict[str, Callable[[Saying], str]] = {
    "what_happened": what_happened,
    "part_of_stock": part_of_stock,
    "leading_parts": leading_parts,
    "unusual_step": unusual_step,
}


def _notes(parts: Sequence[str]) -> list[str]:
    known = phrasebook()["part_note"]
    return [phrase("part_note", part) for part in parts if isinstance(known, dict) and part in known]


def _words(say: Saying, name: str) -> Sequence[str]:
    found = say.facts.get(name, ())
    return [str(item) for item in found] if isinstance(found, tuple | list) else []
