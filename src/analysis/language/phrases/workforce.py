"""Sentences of the workforce in "why did it change": what makes a caseload, and what filled or emptied posts."""

from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying, more_or_fewer, opposite, rose, same_way
from analysis.language.vocabulary import FACTORS


def leading_factor(say: Saying) -> str:
    """The side of caseload that moved it most and what pulled against it; of what could be chance, that they moved."""
    change, whole = say.value("contribution"), say.value("whole")
    words = {"factor": FACTORS[say.word("factor")], "before": say.text("before"), "after": say.text("after")}
    other = _pulled_against(say)
    if not say.facts.get("real", True):
        return phrase("leading_factor", "both went" if other else "went", **words, **other)
    against = opposite(change, whole)
    way = "added" if rose(change) else "took off"
    part = "" if against or abs(change) >= abs(whole) else " of"
    sizes = {"size": say.size("contribution"), "whole": say.size("whole")}
    told = [phrase("leading_factor", "told", **words), phrase("leading_factor", f"{way}{part}", **sizes)]
    if against:
        told.append(_made_all_the_same(say, up=rose(whole)))
        return " ".join(told)
    undone = abs(change) > abs(whole) and say.size("contribution") != say.size("whole")
    if other:
        told.append(phrase("leading_factor", "against took off" if rose(change) else "against added", **other))
    elif undone:
        told.append(phrase("leading_factor", "against"))
    if undone:
        told.append(phrase("leading_factor", "rose in all" if rose(whole) else "fell in all", **sizes))
    return " ".join(told)


def _pulled_against(say: Saying) -> dict[str, str]:
    """The side that pulled the other way by half as much or more; nothing where there is none."""
    if not say.facts.get("against"):
        return {}
    return {
        "other": FACTORS[say.word("against")],
        "other_before": say.text("against_before"),
        "other_after": say.text("against_after"),
        "other_size": say.size("against_contribution"),
    }


def _made_all_the_same(say: Saying, *, up: bool) -> str:
    """That the caseload went the other way than the side that moved it most, and which side made it."""
    case = "rose all the same" if up else "fell all the same"
    if same_way(say.value("made_contribution"), say.value("whole")):
        words = {
            "factor": FACTORS[say.word("made")],
            "before": say.text("made_before"),
            "after": say.text("made_after"),
        }
        return phrase("leading_factor", f"{case} by", size=say.size("made_contribution"), **words)
    return phrase("leading_factor", case)


def vacancies(say: Saying) -> str:
    """Posts created, workers who left and who joined; where most of it does not add up, that it does not tell."""
    if say.value("before") == say.value("after"):
        return phrase("vacancies", "same" if say.value("after") else "none", vacant=say.text("after"))
    ends = {"before": say.text("before"), "after": say.text("after")}
    words = {role: say.size(role) for role in ("created", "left", "joined", "residual")}
    if float(words["residual"].replace(",", "")) == 0:
        case = "closes"
    else:
        most = abs(say.value("residual")) > abs(say.value("after") - say.value("before")) / 2
        case = "leaves most" if most else "leaves"
    return " ".join(
        [
            phrase("vacancies", "told", **ends),
            phrase("vacancies", _posts(say), **words),
            phrase("vacancies", case, **words),
        ]
    )


def _posts(say: Saying) -> str:
    """Whether there were more posts, fewer, or as many as printed."""
    if float(say.size("created").replace(",", "")) == 0:
        return "as many"
    return more_or_fewer(say.value("created"))
