"""Month by month in words: how many of 100 at the start of a chain reach its end, and which share moved most."""

from analysis.catalogue.pathway import pathway_catalogue
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying


def by_month(say: Saying) -> str:
    """The first three months against the last three, the share that moved most, and what is too recent to know."""
    chain = pathway_catalogue().chains_by_name[say.word("chain")]
    ends = {f"{end}{part}": say.text(f"{end}{part}") for end in ("early", "late") for part in ("", "_from", "_to")}
    told = [phrase("by_month", "told", of=chain.of, leads=chain.leads, **ends)]
    if say.facts.get("usual"):
        told.append(phrase("how_sure", "within own months"))
    else:
        words = {
            "step": chain.words_of(say.word("step")),
            "early": say.text("step_early"),
            "late": say.text("step_late"),
        }
        told.append(phrase("by_month", "moved", **words))
    if say.knows("recent"):
        told.append(phrase("by_month", "recent", recent=say.text("recent")))
    return " ".join(told)


FINDINGS = {"by_month": by_month}
