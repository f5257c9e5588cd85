"""The register of sentences that need more than the phrase book, and the texts of an answer by name."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from analysis.language.phrasebook import phrase, phrasebook
from analysis.language.phrases import (
    age,
    answers,
    board,
    by_month,
    caveats,
    elsewhere,
    flows,
    happened,
    own_months,
    verdicts,
    why,
    workforce,
)
from analysis.language.phrases.plain import plain
from analysis.language.phrases.questioned import figures_questioned, questioned
from analysis.language.sentence_context import Saying
from analysis.language.vocabulary import expanded, in_sentence
from analysis.questions.answer import Answer, Caveat, Finding, Verdict
from analysis.questions.doubts import QUESTIONED
from analysis.questions.why.opening import REAL

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"£])")
_AREA_FIRST = re.compile(r"(^|[.!?] )the (?=(?:City|Isles?|\w+ Riding) of )")
_OF_THE_ONE_BEFORE = re.compile(r"(?:This|It|That)\b")
Sentence = Callable[[Saying], str]

FINDINGS: Mapping[str, Sentence] = {
    "headline": why.headline,
    "own_paper": why.own_paper,
    "newest_is_old": age.newest_is_old,
    "flows": flows.flows,
    "flows_implied": flows.flows_implied,
    "ages": why.ages,
    "ages_older": why.ages_older,
    "longer_plans": why.longer_plans,
    "pace": flows.pace,
    "one_event": why.one_event,
    "leading_step": why.leading_step,
    "opposite_shifts": why.opposite_shifts,
    "leading_part": why.leading_part,
    "leading_factor": workforce.leading_factor,
    "vacancies": workforce.vacancies,
    "timeliness": why.timeliness,
    "doubt": why.doubt,
    "reality": why.reality,
    "measure_now": why.measure_now,
    "elsewhere": elsewhere.elsewhere,
    "next_year": flows.next_year,
    **by_month.FINDINGS,
    **happened.FINDINGS,
    **own_months.FINDINGS,
    **verdicts.FINDINGS,
    **answers.FINDINGS,
}
CAVEATS: Mapping[str, Sentence] = {
    "residual": caveats.residual,
    "implied_stock": caveats.implied_stock,
    "second_hand": caveats.second_hand,
    "neighbour_group": caveats.neighbour_group,
    "event": caveats.event,
    "figures_questioned": figures_questioned,
    **own_months.CAVEATS,
    **answers.CAVEATS,
}


# Names that a text may have: a text that one answer has and another has not.
TEXTS = frozenset({*FINDINGS, *phrasebook(), "evidence", "explanations", "caveats", "doubts", "then"})
DOUBTS = (
    "reality",
    "elsewhere",
    "by_month",
    "longer_plans",
    "pace",
)  # what else a careful reader should hold against the headline
# Of a change that is explained, in this order.
FIRST = ("headline", "doubt", "newest_is_old", "own_paper", "from_spike")
# Of a change that is explained: told after headline, doubt and evidence.
AFTER_EVIDENCE = (*DOUBTS, "measure_now", "what_happened", "next_year")
APART = ("outlook_then", "outlook_drivers_then")  # of after the month, so never part of the answer
# Told where their table is shown, never as part of the answer: figures that settle nothing, and lists of their own.
BESIDE_TABLES = (
    "capacity_queue",
    "funnel",  # whose verdict the headline has
    "card_doubted",
    "card_worsened",
    "card_response",
    "card_unanswered",
    "card_comment",
    "card_adoption",
    "plan_dates",
    *(kind for kind in board.CONTRADICTIONS if kind != "plan_theme_rating"),  # which belongs beside the ratings
)


def sentence(answer: Answer, finding: Finding) -> str:
    """Return one finding in words; abbreviations stand as they are, for `expanded` to spell out."""
    said = FINDINGS.get(finding.kind) or partial(plain, finding.kind)
    told = _capital_first(said(Saying(answer, finding.about, finding.facts)))
    behind = [] if finding.facts.get("opening") == QUESTIONED else finding.about.values()  # its own words say so
    return paragraph([told, questioned(answer, behind)]) if told else told


def caveat_sentence(answer: Answer, caveat: Caveat) -> str:
    """Return one caveat in words."""
    said = CAVEATS.get(caveat.kind) or partial(plain, caveat.kind)
    return _capital_first(said(Saying(answer, {}, caveat.facts)))


def _capital_first(text: str) -> str:
    """Return a text in which a sentence that begins with an area begins with a capital."""
    return _AREA_FIRST.sub(r"\1The ", text)


def verdict_sentence(answer: Answer, verdict: Verdict) -> str:
    """Return why a verdict was given, in words."""
    return sentence(answer, verdict.because)


def texts(answer: Answer) -> dict[str, str]:
    """Return every text of an answer by name, each one readable on its own.

    headline; doubt (whether it is real); moved (who came and left, where the doubt does not say it); evidence; answer
    (these, in this order); each finding by its kind; then (what happened after the month, apart from the answer);
    explanations; caveats; story (answer, steps by month, what then happened, explanations); doubts (all that a careful
    reader should know, or what is missing where that is all there is to say).
    """
    sentences = [(finding.kind, sentence(answer, finding)) for finding in answer.findings]
    found: dict[str, str] = {}
    for kind, text in sentences:
        found[kind] = paragraph([found.get(kind, ""), text])
    found.setdefault("headline", sentences[0][1])
    found["then"] = paragraph([text for kind, text in sentences if kind in APART])
    sentences = _of_answer(sentences)
    evidence = _evidence(sentences, could_be_chance=_could_be_chance(answer))
    found["evidence"] = " ".join(evidence)
    found["answer"] = paragraph(told_once(_told_first(sentences, evidence)))
    found["moved"] = _moved(found, answer)
    found["explanations"] = verdicts.summary(answer)
    found["caveats"] = " ".join(caveat_sentence(answer, caveat) for caveat in answer.caveats)
    found["story"] = "\n\n".join(
        part
        for part in (found["answer"], *map(found.get, ("by_month", "next_year", "what_happened", "explanations")))
        if part
    )
    told_apart = told_once([text for kind, text in sentences if kind in DOUBTS])
    found["doubts"] = paragraph([*told_apart, found["caveats"]]) or paragraph(list(answer.missing))
    return {name: expanded(text.replace("**", "")) for name, text in found.items() if text}


def _moved(found: Mapping[str, str], answer: Answer) -> str:
    """Return who came and left, where a doubt has not told a flow already, and the shifts that it counts."""
    doubts = [finding.facts for finding in answer.findings if finding.kind == "doubt"]
    if not doubts:
        return ""
    flows = "" if any(facts.get("flows") for facts in doubts) else found.get("flows", "")
    shifts = found.get("opposite_shifts", "") if any(facts.get("shifts") for facts in doubts) else ""
    before = found.get("headline", ""), found.get("doubt", "")  # a reader of what moved has read these
    told = {said for text in before for said in sentences_in(text)}
    return paragraph([said for text in (flows, shifts) for said in sentences_in(text) if said not in told])


def told_in_order(answer: Answer) -> list[str]:
    """Return the text `answer` finding by finding; abbreviations stand as they are."""
    sentences = _of_answer([(finding.kind, sentence(answer, finding)) for finding in answer.findings])
    evidence = _evidence(sentences, could_be_chance=_could_be_chance(answer))
    return told_once(_told_first(sentences, evidence))


def told_once(findings: list[str]) -> list[str]:
    """Return findings without sentences that one before them has told, and without what is then empty.

    A sentence that begins with This or It is of the one before it, so that it may stand again.
    """
    told: set[str] = set()
    left = []
    for finding in findings:
        fresh = [said for said in sentences_in(finding) if said not in told or _OF_THE_ONE_BEFORE.match(said)]
        told |= set(fresh)
        left += [" ".join(fresh)] if fresh else []
    return left


def sentences_in(text: str) -> list[str]:
    """Return the sentences of a text; a full stop in a number ends none."""
    return [part for part in _SENTENCE_END.split(text) if part]


def _of_answer(sentences: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in sentences if kind not in (*APART, *BESIDE_TABLES)]


def paragraph(sentences: list[str]) -> str:
    """Join sentences, each with its full stop, into one paragraph; empty ones are left out."""
    return " ".join(text for text in sentences if text)


def _is_why(sentences: list[tuple[str, str]]) -> bool:
    """Whether a change is explained, so that a doubt stands behind its headline."""
    return any(kind == "doubt" for kind, _ in sentences)


def _evidence(sentences: list[tuple[str, str]], *, could_be_chance: bool) -> list[str]:
    """What stands behind the headline; of a change that could be chance it is told as what moved, and no more."""
    if not _is_why(sentences):
        return [text for _, text in sentences[1 : min(3, len(sentences) - 1)]]
    told = [text for kind, text in sentences if kind not in (*FIRST, *AFTER_EVIDENCE)]
    if not told or not could_be_chance:
        return told
    return [phrase("why_moved", first=in_sentence(told[0])), *told[1:]]


def _told_first(sentences: list[tuple[str, str]], evidence: list[str]) -> list[str]:
    """The headline and whether it is real, then the evidence; of other questions the first four sentences."""
    if not _is_why(sentences):
        return [text for _, text in sentences[:4]]
    return [*(text for name in FIRST for kind, text in sentences if kind == name), *evidence]


def _could_be_chance(answer: Answer) -> bool:
    """Whether the change that is explained is one that could be chance, or of which too little is known."""
    openings = [finding.facts.get("opening") for finding in answer.findings if finding.kind == "doubt"]
    return not REAL.issuperset(openings)
