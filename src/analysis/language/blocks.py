"""Lists of an answer as Markdown: what a paper includes where a variable cannot hold more than a paragraph."""

import re
from collections.abc import Mapping

from analysis.language.phrases.board import ASKS, CONTRADICTIONS
from analysis.language.phrases.sentences import caveat_sentence, sentence
from analysis.language.vocabulary import expanded
from analysis.questions.answer import Answer

# Which findings make which list, each by its kind.
LISTS: Mapping[str, tuple[str, ...]] = {
    "findings": ("board_driver",),
    "asks": ASKS,
    "contradictions": CONTRADICTIONS,
    "doubted": ("card_doubted",),
}
CAUTIONS = "cautions"  # what a careful reader must know, of any answer
_BOLD = re.compile(r"\*\*(?P<word>[^*]+)\*\*")
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+!|<>~^$@:=\"'-])")


def blocks(answer: Answer) -> dict[str, str]:
    """Return each list of an answer by name, as Markdown in which only our own bold words are markup."""
    found = {}
    for name, kinds in LISTS.items():
        told = [sentence(answer, finding) for finding in answer.findings if finding.kind in kinds]
        if told:
            found[name] = _listed(told)
    cautions = [caveat_sentence(answer, caveat) for caveat in answer.caveats]
    return found | ({CAUTIONS: _listed(cautions)} if cautions else {})


def without_markup(text: str) -> str:
    """Return a sentence for a terminal, a note or a spreadsheet: bold words as they are."""
    return _BOLD.sub(r"\g<word>", text)


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
    return _MARKUP.sub(r"\\\1", text)


def _listed(lines: list[str]) -> str:
    """Return a list in which each abbreviation is spelt out in the first line that has it, and there alone."""
    return "".join(f"- {inert(line)}\n" for line in expanded("\n".join(lines)).split("\n"))
