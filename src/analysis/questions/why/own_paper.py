"""What the council's own paper prints of the same measure and day, where it differs from the published figure."""

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.questions.answer import Finding
from analysis.questions.discrepancies import ToldTwice, enter_told_twice, told_twice
from analysis.questions.why.inquiry import Inquiry, Part


def own_paper(inquiry: Inquiry) -> Part:
    """Set the council's own figure of the newer date beside the published one; nothing where they agree.

    Of a measure and its rate the one that was asked about is told first, and one is enough.
    """
    pathway, day = inquiry.pathway, inquiry.window.after
    asked = dict.fromkeys(name for name in (pathway.measure, pathway.rate, pathway.count) if name)
    store = inquiry.figures.shelf.store
    pairs = told_twice(store, inquiry.figures.area, inquiry.figures, [(name, day) for name in asked])
    if not pairs:
        return Part()
    caveats = enter_told_twice(inquiry.ledger, pairs)
    return Part(findings={"own_paper": _finding(inquiry, pairs[0])}, caveats=caveats)


def _finding(inquiry: Inquiry, pair: ToldTwice) -> Finding:
    inquiry.ledger.stated("own_paper_date", Month.of(pair.local.period_end).words, pair.local.period_end)
    about = inquiry.ledger.about(
        local=f"printed_{pair.measure}", published=f"counted_{pair.measure}", date="own_paper_date"
    )
    of_year = inquiry.figures.of_year(pair.measure)
    return Finding("own_paper", about, {"measure": measures()[pair.measure].id, "of_year": of_year})
