"""Sentences of the report card: how many ratings, which way figures moved, and the exceptions."""

import datetime as dt
from collections.abc import Mapping

from analysis.catalogue.measure import measures
from analysis.language.numbers import printed
from analysis.language.phrasebook import phrase
from analysis.language.phrases.targets import polarity_of, targets_in_words
from analysis.language.sentence_context import Saying, in_words, listed, named_within
from analysis.language.vocabulary import capitalised, in_sentence

BASES = {
    "month": "in the month",
    "snapshot": "on the last day",
    "quarter": "in the quarter",
    "rolling_12_months": "over 12 months",
    "year_to_date": "since April",
}


DOUBTED_WORDS = 13  # of the lines that cannot be relied on: the card marks each
MOST_PAIRS = 3  # told of a paper beside the published figures


def ratings(say: Saying) -> str:
    """How many figures are green, amber and red, of how many that can be rated."""
    lines = f"{say.text('lines')} {_measures(say, 'lines')}"
    if say.value("rated") == 0:
        return phrase("card_ratings", "none", paper=say.text("paper"), lines=lines)
    told = phrase(
        "card_ratings",
        "rated",
        paper=say.text("paper"),
        lines=lines,
        rated=capitalised(in_words(say.value("rated"))),
        green=f"{in_words(say.value('green'), 'none')} {_are(say, 'green')}",
        amber=in_words(say.value("amber"), "none"),
        red=in_words(say.value("red"), "none"),
    )
    return " ".join([told, *_twice(say)])


def _twice(say: Saying) -> list[str]:
    """Which of the rated lines are one measure printed more than once."""
    found = say.facts.get("twice")
    return [
        phrase("card_twice", count=capitalised(in_words(len(refs))), colour=colour, refs=listed(list(refs)))
        for colour, *refs in (found if isinstance(found, tuple) else ())
    ]


def directions(say: Saying) -> str:
    """Which way figures moved in the month, and how many of the moves are signals."""
    better, worse = say.value("better"), say.value("worse")
    if better == worse == 0:
        told = phrase("card_directions", "none")
    else:
        told = phrase(
            "card_directions",
            "moved",
            better=in_words(better),
            are_better=f"{_measures(say, 'better')} {_are(say, 'better')}" if better else "measure is",
            worse=in_words(worse, "none"),
            are_worse=_are(say, "worse"),
        )
    if say.value("judged") == 0:
        return f"{told} {phrase('card_directions', 'unjudged')}"
    count = round(say.value("signals"))
    case = "no signal" if count == 0 else "one signal" if count == 1 else "signals"
    judged = phrase("card_directions", case, signals=in_words(count), judged=in_words(say.value("judged")))
    return f"{told} {judged}"


def doubted(say: Saying) -> str:
    """Which lines of the card cannot be relied on."""
    every = [in_sentence(name) for name in _words(say, "names")]
    names = named_within(every, DOUBTED_WORDS)
    case = "one" if len(every) == 1 else "all" if names == every else "many"
    told = capitalised(in_words(say.value("count")))
    return phrase("card_doubted", case, count=told, names="; ".join(names))


def worsened(say: Saying) -> str:
    """Which measures without a target got worse, each with its two figures."""
    names = _words(say, "names")
    first = [
        phrase(
            "card_worsened_each",
            name=in_sentence(name),
            before=say.text(f"before_{place}"),
            now=say.text(f"now_{place}"),
        )
        for place, name in enumerate(names)
    ]
    count, named = round(say.value("count")), named_within(first)
    case = "one" if count == 1 else "all" if count == len(named) else "many"
    return phrase("card_worsened", case, count=capitalised(in_words(count)), first="; ".join(named))


def response(say: Saying) -> str:
    """What the council's paper says of one exception, and what it does: the action, whose it is, where it stands."""
    line, said, action, owner, state = response_cells(say)
    told = (
        ("afterwards", _said_afterwards(say)),
        ("comment", said),
        ("action", action),
        ("owner", owner),
        ("state", state),
    )
    return " ".join([f"**{line}**.", *(phrase("card_response", case, words=words) for case, words in told if words)])


def _said_afterwards(say: Saying) -> str:
    """On which day the council wrote what it says, where that was after its paper of the month; else empty."""
    day = say.facts.get("said_on")
    return f"{day.day} {day:%B %Y}" if isinstance(day, dt.date) else ""


def response_cells(say: Saying) -> tuple[str, ...]:
    """The same as cells of a table: the line, the comment, the action, its owner, its date and state."""
    line = " ".join(filter(None, (say.word("ref"), say.word("name"))))
    said = say.word("comment").rstrip(".")
    if not say.word("action"):
        return line, said, "", "", ""
    due, state = say.word("due").rstrip("."), say.word("state")
    stands = capitalised(phrase("card_response", "no state") if state == "not given" else state)
    when = f"; {phrase('card_response', 'due', due=due)}" if due else ""
    owner = say.word("owner") or phrase("card_response", "no owner")
    return line, said, say.word("action").rstrip("."), owner, f"{stands}{when}"


def unanswered(say: Saying) -> str:
    """Of which exceptions the paper says nothing, and for which it names no action."""
    comment, action, lines = _words(say, "comment"), _words(say, "action"), float(say.word("lines"))
    if len(comment) == len(action) == lines:
        return phrase("card_unanswered", "one" if lines == 1 else "all", lines=in_words(lines))
    told = (("comment", comment), ("action", action))
    return " ".join(
        phrase("card_unanswered", f"no {case}", lines=in_words(lines))
        if len(refs) == lines > 1
        else phrase("card_unanswered", case, refs=listed(refs))
        for case, refs in told
        if refs
    )


def comment(say: Saying) -> str:
    """What the council's paper says of one measure."""
    name, said = comment_cells(say)
    day = _said_afterwards(say)
    return phrase("card_comment", "afterwards" if day else "in time", name=name, comment=said, words=day)


def comment_cells(say: Saying) -> tuple[str, ...]:
    """The same as cells of a table: the measure, and the words."""
    return say.word("name"), say.word("comment").rstrip(".")


def _words(say: Saying, fact: str) -> list[str]:
    found = say.facts.get(fact)
    return [str(word) for word in found] if isinstance(found, tuple) else []


def older(say: Saying) -> str:
    """The newest paper is of an earlier month."""
    return phrase("card_older", month=say.word("month"), newest=say.text("newest"))


def exception(say: Saying) -> str:
    """One measure that misses its target."""
    when = BASES.get(say.word("basis"), "")
    figure = f"{say.text('value')} {when}".strip()
    targets = say.facts.get("targets")
    aims = targets_in_words(targets, polarity_of(say.word("measure"))) if isinstance(targets, tuple) else ""
    return phrase("card_exception", name=capitalised(say.word("name")), figure=figure, targets=aims)


def published_only(say: Saying) -> str:
    """No paper of the council covers the month."""
    told = phrase("card_published_only", area=say.answer.area_in_sentence, month=say.word("month"))
    return f"{told} {_published_alone(say)}"


def not_reported(say: Saying) -> str:
    """The month lies after everything that is known."""
    told = phrase("card_not_reported", area=say.answer.area_in_sentence, month=say.word("month"))
    return f"{told} {_published_alone(say)}"


def nothing_held(say: Saying) -> str:
    """There is no figure at all."""
    return phrase("card_nothing", area=say.answer.area_in_sentence, month=say.word("month"))


def _published_alone(say: Saying) -> str:
    count = say.value("published")
    return phrase(
        "card_published_alone",
        "one" if count == 1 else "many",
        count=in_words(count),
        newest=say.text("newest"),
    )


def contradicted(say: Saying) -> str:
    """Lines whose figures contradict other figures of the paper."""
    lines = say.facts.get("lines")
    names = list(dict.fromkeys(str(name) for name, _ in lines)) if isinstance(lines, tuple | list) else []
    case = "one" if len(names) == 1 else "many"
    return phrase("contradicted", case, count=capitalised(in_words(len(names))), names=listed(names))


def late_in_record(say: Saying) -> str:
    """Noughts that may be late in the record."""
    lines = say.facts.get("lines")
    names = [str(name) for name in lines] if isinstance(lines, tuple) else []
    return phrase("late_in_record", "one" if len(names) == 1 else "many", names=listed(names))


def printed_direction_differs(say: Saying) -> str:
    """The paper's own arrows."""
    count = say.facts.get("count")
    told = in_words(float(count)) if isinstance(count, int) else "some"
    return phrase("printed_direction_differs", "one" if count == 1 else "many", count=told)


def one_ref_for_several(say: Saying) -> str:
    """The paper numbers two measures alike."""
    names = say.facts.get("names")
    told = listed([in_sentence(str(name)) for name in names]) if isinstance(names, tuple) else "several measures"
    return phrase("one_ref_for_several", ref=say.word("ref"), names=told)


def told_twice(say: Saying) -> str:
    """One thing, one day, two figures: the council's and the published."""
    pairs = say.facts.get("pairs")
    known = [pair for pair in pairs if isinstance(pair, Mapping)] if isinstance(pairs, tuple) else []
    workforce = any(measures()[pair["measure"]].group == "workforce" for pair in known)
    told = [phrase("told_twice", "one" if len(known) == 1 else "many", count=in_words(len(known)))]
    told += [_pair(say, pair) for pair in known[:MOST_PAIRS]]
    if len(known) > MOST_PAIRS:
        told.append(phrase("told_twice", "more", count=in_words(len(known) - MOST_PAIRS)))
    return " ".join([*told, *([phrase("told_twice", "workforce")] if workforce else [])])


def _pair(say: Saying, pair: Mapping[str, str]) -> str:
    local, published = (printed(say.answer.evidence[pair[role]]) for role in ("local", "published"))
    return phrase(
        "told_twice",
        "since April" if pair["basis"] == "year_to_date" else "pair",
        measure=capitalised(in_sentence(measures()[pair["measure"]].label.removesuffix(" (%)"))),
        date=pair["date"],
        local=local,
        published=published,
    )


def released_after_the_month(say: Saying) -> str:
    """Published later than the month."""
    first, last = (say.day(name) for name in ("first", "last"))
    when = first if first == last else f"{first} to {last}"
    return phrase("released_after_the_month", days=when, month=say.word("month"))


def _are(say: Saying, role: str) -> str:
    return "is" if say.value(role) in {0, 1} else "are"


def _measures(say: Saying, role: str) -> str:
    return "measure" if say.value(role) == 1 else "measures"


def of_several(say: Saying) -> str:
    """That several files make the card."""
    files = say.facts.get("files")
    named = [str(name) for name in files] if isinstance(files, tuple) else []
    return phrase("card_of_several", files=listed(named))


def adoption(say: Saying) -> str:
    """How few children the averages of adoption rest on, and whether they are of three years, as thresholds are."""
    told = [phrase("card_adoption", "three years" if say.facts.get("three_years") else "single years")]
    if say.knows("children"):
        one = "one child" if say.value("children") == 1 else "children"
        words = {"children": in_words(say.value("children")), "date": say.text("date"), "area": say.answer.area_name}
        told.append(phrase("card_adoption", one, **words))
    if say.facts.get("few"):
        told.append(phrase("card_adoption", "few"))
    return " ".join(told)


def rows_repeated(say: Saying) -> str:
    """Which rows of which files are not shown, and why."""
    rows = say.facts.get("rows")
    told = [f"{count} of {name}" for name, count in rows] if isinstance(rows, tuple) else []
    return phrase("card_rows_repeated", rows=listed(told))


def rows_unshown(say: Saying) -> str:
    """Which rows of the council's files are no line of the card, for one reason."""
    names = say.facts.get("names")
    told = "; ".join(str(name) for name in names) if isinstance(names, tuple) else ""
    return phrase("card_rows_unshown", say.word("why"), names=told, newest=say.word("newest"))


def footnotes(say: Saying) -> str:
    """What the council's own sheet says in notes of the figures shown, in its words."""
    notes = say.facts.get("notes")
    told = [
        phrase("sheet_note", names=listed(names), text=text.rstrip(". "))
        for names, text in (notes if isinstance(notes, tuple) else ())
    ]
    return phrase("footnotes", notes="; ".join(told))


def printed_marks(say: Saying) -> str:
    """What each mark in the council's own figures stands for, or that its paper does not say it here."""
    marks = say.facts.get("marks")
    return " ".join(
        phrase("printed_mark", says, mark=mark, text=text)
        for mark, text, says in (marks if isinstance(marks, tuple) else ())
    )
