"""Sentences about capacity: caseload, what moved it, the vacancy rate a limit allows, and the queue."""

from collections.abc import Mapping

from analysis.present.saying import Saying, in_words, more_or_fewer, moved

PARTS: Mapping[str, str] = {
    "demand": "the number of cases",
    "establishment": "the number of posts",
    "vacancies": "the share of posts that are vacant",
    "agency": "agency cover",
    "holding": "the share of workers who hold cases",
}


def caseload(say: Saying) -> str:
    """The caseload and what it is made of."""
    return (
        f"In {say.text('date')} each full-time social worker who holds cases in {say.answer.area_name} had "
        f"{say.text('caseload')} cases on average: {say.text('cases')} cases for {say.text('holders')} workers."
    )


def split(say: Saying) -> str:
    """What moved the caseload most."""
    change = say.value("change")
    if say.text("change").strip("0.") == "":
        return "The caseload was the same as a year before."
    part = PARTS[say.word("largest")]
    verb = moved(change)
    way = "adds" if say.value("part") > 0 else "takes off"
    largest = f"the largest part is {part}, which {way} {say.size('part')}"
    return f"It {verb} by {say.size('change')} cases in a year; {largest}."


def vacancy(say: Saying) -> str:
    """What vacancy rate would hold the caseload at the limit."""
    needed, posts = say.value("needed"), say.value("posts")
    opening = f"To hold the caseload at {say.text('limit')} with the cases, agency cover and roles of that day"
    if needed < 0:
        return f"{opening}, even no vacancies would not do: the number of posts is too small."
    if posts <= 0:
        return f"{opening}, the vacancy rate could be {say.text('needed')}; it is {say.text('rate')}."
    return (
        f"{opening}, the vacancy rate would have to be {say.text('needed')} instead of {say.text('rate')}: "
        f"{say.text('posts')} more full-time workers in post."
    )


def queue(say: Saying) -> str:
    """Whether assessments kept up with referrals."""
    change = say.value("change")
    if round(change) == 0:
        return f"Over {in_words(say.value('months'))} months as many assessments were completed as became due."
    return (
        f"Over {in_words(say.value('months'))} months {say.size('change')} {more_or_fewer(-change)} assessments were "
        f"completed than became due (of {say.text('completed')} completed), so that the queue "
        f"{'grew' if change > 0 else 'shrank'} by about as much."
    )


def caseload_is_an_average(_: Saying) -> str:
    """What an average hides."""
    return "A caseload is an average: it does not say how cases are shared out, nor how hard they are."


def vacancy_holds_the_rest(_: Saying) -> str:
    """What the sum assumes."""
    return "The vacancy rate for a limit is a sum, not a forecast: everything else is held as it was on that day."
