"""Month by month in words: how many of 100 at the first step reach the last, and which step moved most."""

from analysis.catalogue.pathway import pathway_catalogue
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import Saying


def by_month(say: Saying) -> str:
    """The first three months against the last three, the step that moved most, and what is too recent to know."""
    chain = pathway_catalogue().chains_by_name[say.word("chain")]
    of, lead = chain.of, chain.leads
    early, late = (f"{say.text(f'{end}_from')} to {say.text(f'{end}_to')}" for end in ("early", "late"))
    text = (
        f"By month, at the shares that the council's papers print, about {say.text('early')} of 100 {of} {lead} in "
        f"{early}, and about {say.text('late')} in {late}"
    )
    moved = f"the step that moved most was {chain.words_of(say.word('step'))}, from {say.text('step_early')} to "
    moved += say.text("step_late")
    step = f", {phrase('how_sure_that', 'within chance', what='which')}" if say.facts.get("usual") else f"; {moved}"
    recent = ""
    if say.knows("recent"):
        recent = f" {say.text('recent')} is too recent to know: a conference may still follow."
    return f"{text}{step}.{recent}"


FINDINGS = {"by_month": by_month}
