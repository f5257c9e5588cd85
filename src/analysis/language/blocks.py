"""Lists of an answer as Markdown: what a paper includes where a variable cannot hold more than a paragraph."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence

from analysis.language.phrasebook import phrase, phrasebook
from analysis.language.phrases.board import ASKS, CONTRADICTIONS
from analysis.language.phrases.report_card import comment_cells, response_cells
from analysis.language.phrases.sentences import caveat_sentence, sentence, sentences_in, told_in_order
from analysis.language.sentence_context import Saying, in_words
from analysis.language.vocabulary import expanded
from analysis.questions.answer import Answer, Caveat

# Which findings make which list, each by its kind.
LISTS: Mapping[str, tuple[str, ...]] = {
    "findings": ("board_driver",),
    "asks": ASKS,
    "contradictions": CONTRADICTIONS,
    "exceptions": ("card_exception",),
    "doubted": ("card_doubted",),
    "worsened": ("card_worsened",),
    "unanswered": ("card_unanswered",),
}
# Which findings make which table: their kind, the columns of the phrase book, and what fills a row.
TABLES: Mapping[str, tuple[str, str, Callable[[Saying], tuple[str, ...]]]] = {
    "responses": ("card_response", "card_response_columns", response_cells),
    "comments": ("card_comment", "card_comment_columns", comment_cells),
}
WIDTHS = {"Line": 22, "Measure": 25, "Owner": 15, "State": 15}  # of a hundred: words have the rest
ANSWER = "answer"  # the answer itself, in paragraphs that a reader can take in
LONGEST_PARAGRAPH = 75  # words
UNDER_TABLES = frozenset({"released_after_the_month", "told_twice"})  # caveats that stand there, and are told once
BOUNDARIES = ("boundaries", frozenset({"area_began", "area_ended"}))  # so that a Board reads it too
CAUTIONS = "cautions"  # what a careful reader must know, of any answer
_QUESTIONED = "figures_questioned"
_BOLD = re.compile(r"\*\*(?P<word>[^*]+)\*\*")
_BOLD_MARK = re.compile(r"(?<!\\)\*\*")
_BACKTICK = "&#96;"  # a backslash before one does not stop knitr, which runs "`r 1`" wherever it stands
_MEANS = r"[\\*_{}\[\]()#+!|<>~^$@:=&\"'-]"  # "&" too: "&lt;" would show another letter, as "<" alone does not
_ESCAPED = re.compile(rf"\\({_MEANS})")
_MARKUP = re.compile(rf"({_MEANS})")


def blocks(answer: Answer) -> dict[str, str]:
    """Return each list of an answer, and the answer in paragraphs, as Markdown with no markup but our bold words."""
    found = {}
    for name, kinds in LISTS.items():
        told = [sentence(answer, finding) for finding in answer.findings if finding.kind in kinds]
        if told:
            found[name] = _listed(told)
    for name, (kind, columns, cells) in TABLES.items():
        rows = [Saying(answer, each.about, each.facts) for each in answer.findings if each.kind == kind]
        if rows:
            found[name] = _written(rows[0]) + _table(phrasebook()[columns], [cells(row) for row in rows])
    name, kinds_of_caveat = BOUNDARIES
    bounds = [caveat_sentence(answer, caveat) for caveat in answer.caveats if caveat.kind in kinds_of_caveat]
    found |= {name: _listed(bounds)} if bounds else {}
    cautions = [_caution(answer, caveat) for caveat in answer.caveats if caveat.kind not in UNDER_TABLES]
    told = told_in_order(answer)
    return found | ({CAUTIONS: _listed(cautions)} if cautions else {}) | ({ANSWER: _paragraphs(told)} if told else {})


def _written(say: Saying) -> str:
    """Return on which day the words of a table were written, where that was after the month; else nothing."""
    day = say.facts.get("said_on")
    if not isinstance(day, dt.date):
        return ""
    return f"{phrase('card_response', 'afterwards', words=f'{day.day} {day:%B %Y}')}\n\n"


def _caution(answer: Answer, caveat: Caveat) -> str:
    """Return a caveat as a paper lists it: what the checks found stands in its list of data issues, word for word."""
    found = caveat.facts.get("messages")
    if caveat.kind != _QUESTIONED or not isinstance(found, tuple):
        return caveat_sentence(answer, caveat)
    case = "in papers one" if len(found) == 1 else "in papers"
    return phrase(_QUESTIONED, case, count=in_words(len(found)))


def _paragraphs(findings: list[str]) -> str:
    """Return findings as paragraphs of at most so many words, each begun at the start of a sentence."""
    paragraphs: list[list[str]] = [[]]
    for said in expanded("\n".join(findings)).split("\n"):
        parts = [said] if _words(paragraphs[-1]) + _words([said]) <= LONGEST_PARAGRAPH else sentences_in(said)
        if len(parts) > 1 and paragraphs[-1]:
            paragraphs.append([])
        for part in parts:
            if _words(paragraphs[-1]) + _words([part]) > LONGEST_PARAGRAPH:
                paragraphs.append([])
            paragraphs[-1].append(part)
    return "\n\n".join(inert(" ".join(parts)) for parts in paragraphs if parts) + "\n"


def _words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def without_markup(text: str) -> str:
    """Return a sentence for a terminal, a note or a spreadsheet: bold words as they are."""
    return _BOLD.sub(r"\g<word>", text)


def as_plain(markdown: str) -> str:
    r"""Return a block as a terminal shows it: no backslashes and no marks of bold words.

    >>> as_plain(inert("**Note** the rate (CP)"))
    'Note the rate (CP)'
    """
    return _ESCAPED.sub(r"\1", _BOLD_MARK.sub("", markdown).replace(_BACKTICK, "`")).strip("\n")


def inert(text: str) -> str:
    r"""Return text as Markdown that shows it letter by letter, whatever a paper or a register said; bold words stay.

    >>> inert("**Note** that {{< include x >}} is text")
    '**Note** that \\{\\{\\< include x \\>\\}\\} is text'
    """
    parts = []
    end = 0
    for bold in _BOLD.finditer(text):
        parts += [_escaped(text[end : bold.start()]), f"**{_escaped(bold['word'])}**"]
        end = bold.end()
    return "".join([*parts, _escaped(text[end:])])


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text).replace("`", _BACKTICK)


def _table(columns: object, rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows as a table of Markdown, without the columns that have nothing in them."""
    names = [str(name) for name in columns.values()] if isinstance(columns, Mapping) else []
    kept = [place for place in range(len(names)) if any(row[place] for row in rows)]
    shown = [names[place] for place in kept]
    wide = sum(name not in WIDTHS for name in shown)
    rest = (100 - sum(WIDTHS.get(name, 0) for name in shown)) // max(wide, 1)
    rule = "|".join("-" * WIDTHS.get(name, rest) for name in shown)
    body = "".join(f"| {' | '.join(inert(row[place]) for place in kept)} |\n" for row in rows)
    return f"| {' | '.join(shown)} |\n|{rule}|\n{body}"


def _listed(lines: list[str]) -> str:
    """Return a list in which each abbreviation is spelt out in the first line that has it, and there alone."""
    return "".join(f"- {inert(line)}\n" for line in expanded("\n".join(lines)).split("\n"))
