"""Sentences about the data: what is held, what does not add up, and what that can and cannot mean."""

from analysis.present.saying import Saying, in_words


def issues(say: Saying) -> str:
    """How many errors and warnings, and how many of them are of the last two years."""
    errors, warnings = say.value("errors"), say.value("warnings")
    if errors == 0 and warnings == 0:
        return f"The checks found nothing in the figures of {say.answer.area_name} that does not add up."
    first = f"{in_words(errors)} {'figure' if errors == 1 else 'figures'} that cannot be right"
    second = f"{in_words(warnings)} that should be looked at"
    accepted = "" if say.value("accepted") == 0 else f" ({say.text('accepted')} accepted by an analyst with a reason)"
    return f"In the figures of {say.answer.area_name} the checks found {first} and {second}{accepted}. {_recent(say)}"


def _recent(say: Saying) -> str:
    errors, warnings = say.value("recent_errors"), say.value("recent_warnings")
    if errors == 0 and warnings == 0:
        return "None of them is of the last two years."
    if errors == 0:
        return (
            f"Of those to be looked at, {in_words(warnings)} {'is' if warnings == 1 else 'are'} of the last two years."
        )
    counted = "none" if warnings == 0 else in_words(warnings)
    return (
        f"Of the last two years {'is' if errors == 1 else 'are'} {in_words(errors)} of the first kind and {counted} of "
        "the second."
    )


def held(say: Saying) -> str:
    """How much is held."""
    if say.value("figures") == 0:
        return f"No figures of {say.answer.area_name} are held up to this month."
    files = "one file" if say.value("files") == 1 else f"{say.text('files')} files"
    return (
        f"What is said of {say.answer.area_name} rests on {say.text('figures')} figures from {files}; "
        f"{say.text('gaps')} more are missing, each with its reason."
    )


def issue(say: Saying) -> str:
    """One issue in its own words."""
    return say.word("message")


def nothing_held(say: Saying) -> str:
    """Why a question has no answer here."""
    return say.word("says")


def errors_are_arithmetic(_: Saying) -> str:
    """What an error is."""
    return "An error is a figure that arithmetic proves wrong as printed; which of the figures is wrong it cannot say."


def checks_are_not_proof(_: Saying) -> str:
    """What passing means."""
    return "Figures that pass every check can still be wrong: the checks see only figures that contradict each other."
