"""Sentences of what the audit questions: beside each figure that it concerns, and what it found, once an answer."""

from collections.abc import Iterable

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.language.numbers import printed
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, in_words, listed, named_within
from analysis.language.vocabulary import in_sentence
from analysis.questions.answer import Answer, Doubt, Evidence

MOST_NAMED = 3  # figures of a sentence, so that it can still be read
MOST_TOLD = 6  # findings of a caveat; the list of data issues has them all


def questioned(answer: Answer, names: Iterable[str]) -> str:
    """Return which of the figures behind some evidence the audit questions; empty where it questions none."""
    entries = [answer.evidence[name] for name in names if name in answer.evidence]
    figures = list(dict.fromkeys(_figure(entry, doubt) for entry in entries for doubt in entry.doubts))
    if not figures:
        return ""
    named = named_within(figures[:MOST_NAMED])
    if len(figures) > len(named):
        rest = in_words(len(figures) - len(named))
        return phrase("figures_in_doubt", "more", figures=", ".join(named), rest=rest)
    return phrase("figures_in_doubt", "one" if len(figures) == 1 else "many", figures=listed(figures))


def figures_questioned(say: Saying) -> str:
    """Return what the audit found, each finding in its own words; how many more there are."""
    found = say.facts.get("messages")
    messages = [str(message) for message in found] if isinstance(found, tuple) else []
    told = [phrase("figures_questioned", "first"), *messages[:MOST_TOLD]]
    if len(messages) > MOST_TOLD:
        told.append(phrase("figures_questioned", "more", rest=in_words(len(messages) - MOST_TOLD)))
    return " ".join(told)


def _figure(entry: Evidence, doubt: Doubt) -> str:
    """Return which figure is meant: its measure, whose it is where two have one, and as it stands, with its month."""
    name = (
        in_sentence(measures()[doubt.measure].label.removesuffix(" (%)"))
        if doubt.measure in measures()
        else phrase("figure_in_doubt", "unnamed")
    )
    if doubt.own:
        name = phrase("figure_in_doubt", "own", figure=name)
    told = [printed(entry)] if doubt.own and entry.kind == "observed" and entry.value is not None else []
    told += [Month.of(doubt.period_end).words] if doubt.period_end else []
    return f"{name} ({', '.join(told)})" if told else name
