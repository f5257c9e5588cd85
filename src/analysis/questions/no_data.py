"""The answer where no figures are held: one sentence, and nothing to draw."""

import datetime as dt

from analysis.catalogue.area import areas
from analysis.questions.answer import Answer, Finding


def answer_nothing_held(group: str, area: str, month: str, known_at: dt.date | None, says: str) -> Answer:
    """Answer a question about `area` (an ONS code) with the sentence `says`, under the group of the real answer."""
    return Answer(
        question="Is anything held?",
        measure=None,
        area=area,
        area_name=areas()[area].name,
        month=month,
        known_at=known_at,
        group=group,
        findings=(Finding("nothing_held", {}, {"says": says}),),
        evidence={},
        missing=(says,),
    )
