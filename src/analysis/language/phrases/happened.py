"""Sentences of facts without a verdict: what moved, who came and left, and which step is most unusual for itself."""

from collections.abc import Callable, Sequence

from analysis.language.phrasebook import phrase, phrasebook
from analysis.language.sentence_context import Saying, listed, more_or_fewer, moved
from analysis.language.vocabulary import capitalised, noun, sign_name, step_name


def what_happened(say: Saying) -> str:
    """Every sign that moved, with its figures."""
    told = zip(_words(say, "signs"), _words(say, "directions"), strict=True)
    expected = _words(say, "as_expected")
    facts = [
        f"{sign_name(name)} {phrase('sign_went', way)} ({say.text(f'before_{place}')} to {say.text(f'after_{place}')})"
        f"{phrase('as_expected') if name in expected else ''}"
        for place, (name, way) in enumerate(told)
    ]
    return phrase("what_happened", facts=listed(facts))


def part_of_stock(say: Saying) -> str:
    """Children of one kind beside all of them on the day, and that no more than the day is held."""
    change, whole = say.value("change"), say.value("whole")
    kind = "against" if change * whole <= 0 else "within" if abs(change) <= abs(whole) else "beyond"
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
            Part=capitalised(noun(part).many),
            before=say.text(f"before_{place}"),
            after=say.text(f"after_{place}"),
        )
        for place, part in enumerate(parts)
    ]
    return " ".join([*told, *_notes(parts)])


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
