"""The answer where no figures are held: one sentence, and nothing to draw."""

from analysis.catalogue.parameters import ReportingContext
from analysis.questions.answer import Answer, Finding


def answer_nothing_held(group: str, context: ReportingContext, says: str) -> Answer:
    """Answer a question with the sentence `says`, under the group of the real answer."""
    return Answer(
        question="Is anything held?",
        measure=None,
        context=context,
        group=group,
        findings=(Finding("nothing_held", {}, {"says": says}),),
        evidence={},
        missing=(says,),
    )
