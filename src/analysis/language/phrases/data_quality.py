"""Sentences about the data: what is held, what does not add up, and what that can and cannot mean."""

from collections.abc import Mapping

from analysis.catalogue.measure import measures
from analysis.language.numbers import as_published
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, in_words
from analysis.language.vocabulary import capitalised, in_sentence


def issues(say: Saying) -> str:
    """How many errors and warnings, and how many of them are of the last two years."""
    errors, warnings = round(say.value("errors")), round(say.value("warnings"))
    if errors == 0 and warnings == 0:
        return phrase("data_issues", "none", area=say.answer.area_name)
    lately, doubted = round(say.value("recent_errors")), round(say.value("recent_warnings"))
    told = phrase(
        "data_issues",
        "recent" if lately or doubted else "old",
        area=say.answer.area_name,
        errors="one figure" if lately == 1 else f"{in_words(lately)} figures",
        contradict="contradicts" if lately == 1 else "contradict",
        warnings=in_words(doubted, "none"),
        all_errors=in_words(errors, "none"),
        all_warnings=in_words(warnings, "none"),
    )
    accepted = round(say.value("accepted"))
    return f"{told} {phrase('data_accepted', accepted=in_words(accepted))}" if accepted else told


def held(say: Saying) -> str:
    """How much is held."""
    figures, gaps = say.value("figures"), say.value("gaps")
    if figures == 0:
        return f"No figures of {say.answer.area_name} are held up to this month."
    files = "one file" if say.value("files") == 1 else f"{in_words(say.value('files'))} files"
    number = "one figure" if figures == 1 else f"{in_words(figures)} figures"
    missing = "none is missing"
    if gaps:
        missing = (
            "one more is missing, with its reason"
            if gaps == 1
            else (f"{in_words(gaps)} more are missing, each with its reason")
        )
    return f"What is said of {say.answer.area_name} rests on {number} from {files}; {missing}."


def issue(say: Saying) -> str:
    """One issue in its own words."""
    return say.word("message")


def nothing_held(say: Saying) -> str:
    """Why a question has no answer here."""
    return say.word("says")


def publishers_differ(say: Saying) -> str:
    """The council's papers and the published statistics give one thing differently."""
    pairs = int(say.word("count"))
    count = f"{capitalised(in_words(pairs))} {'figure' if pairs == 1 else 'figures'} of the last two years"
    months = int(say.word("months"))
    name = in_sentence(measures()[say.word("measure")].name)
    monthly = say.word("basis") == "month"
    where = f" in {in_words(months)} {'month' if months == 1 else 'months'}" if monthly and pairs > 1 else ""
    told = f"{capitalised(name)}{where}: {_side_by_side(say, 'newest')}"
    if isinstance(say.facts.get("furthest"), Mapping):
        told += f", furthest apart with {_side_by_side(say, 'furthest')}"
    if "together_local" in say.facts:
        told += f", and together {_number(say, say.word('together_local'))} and "
        told += _number(say, say.word("together_published"))
    differ = "is" if pairs == 1 else "are"
    return (
        f"{count} {differ} not the same in the council's papers and in the published statistics. {told} (the council's "
        "first). Neither is proved wrong: the two may be counted on different days or by different rules. The report "
        "card shows the council's, and every other question takes what was published last."
    )


def _side_by_side(say: Saying, role: str) -> str:
    pair = say.facts[role]
    found = pair if isinstance(pair, Mapping) else {}
    return f"{_number(say, found['local'])} and {_number(say, found['published'])} in {found['when']}"


def _number(say: Saying, name: str) -> str:
    entry = say.answer.evidence[name]
    return "not available" if not isinstance(entry.value, int | float) else as_published(entry.value, entry.unit)


def errors_are_arithmetic(_: Saying) -> str:
    """What an error is."""
    return "An error is a figure that arithmetic proves wrong as printed; which of the figures is wrong it cannot say."


def checks_are_not_proof(_: Saying) -> str:
    """What passing means."""
    return "Figures that pass every check can still be wrong: the checks see only figures that contradict each other."
