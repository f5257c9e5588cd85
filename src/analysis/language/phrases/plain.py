"""Findings and caveats that need no grammar of their own: one sentence of the phrase book, filled in as it stands."""

import datetime as dt

from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying
from analysis.language.vocabulary import noun, rate_name

CASE = "case"  # the fact that chooses among several sentences of one kind


def plain(kind: str, say: Saying) -> str:
    """Return the sentence of the phrase book that has the name of a kind of finding or caveat.

    In braces stand the roles of its evidence, printed in their units, its facts, and {area}; of a fact `measure`,
    {measure} is its name in a sentence ("the referral rate") and {many} what is counted ("referrals"). A kind with
    several sentences chooses by its fact `case`. Raises UnknownNameError for a kind or case that the book does not
    have, KeyError for a word that the finding does not give.
    """
    case = (say.word(CASE),) if CASE in say.facts else ()
    words = {name: _in_words(fact) for name, fact in say.facts.items() if name != CASE}
    if "measure" in words:
        words |= {"measure": rate_name(words["measure"]), "many": noun(words["measure"]).many}
    numbers = {role: say.text(role) for role in say.about}
    return phrase(kind, *case, **{"area": say.answer.area_in_sentence, **words, **numbers})


def _in_words(fact: object) -> str:
    return f"{fact.day} {fact:%B %Y}" if isinstance(fact, dt.date) else str(fact)
