"""The answer where nothing is held."""

from analysis.catalogue.period import Month
from analysis.questions.answer import Finding, context_of
from analysis.questions.no_data import answer_nothing_held
from own_months_store import KIRKLEES, store_of


def test_it_is_one_sentence_under_the_group_of_the_real_answer_and_nothing_to_draw():
    context = context_of(store_of(), KIRKLEES, Month(2025, 9))
    answer = answer_nothing_held("cp", context, "No plans are held.")
    assert answer.findings == (Finding("nothing_held", {}, {"says": "No plans are held."}),)
    assert answer.missing == ("No plans are held.",)
    assert (answer.group, answer.measure, answer.context) == ("cp", None, context)
    assert not any([answer.evidence, answer.figures, answer.tables, answer.verdicts, answer.caveats])
