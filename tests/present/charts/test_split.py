"""The message of the split of a caseload names its largest parts, in one sentence that can be read aloud."""

from types import SimpleNamespace

import pandas as pd

from analysis.language.vocabulary import FACTORS
from analysis.present.charts.split import caption
from analysis.questions.capacity.workforce import leading_parts


def test_of_many_parts_alike_the_message_names_the_first():
    inner = dict(zip(FACTORS, (-3.4, -4.1, 3.4, 3.5, -3.9), strict=True))
    frame = pd.DataFrame({"part": ["before", *inner, "after"], "value": [23.4, *inner.values(), 20.1]})
    said = caption(
        SimpleNamespace(figures={"caseload_split": frame}, area_name="Isle of Wight", measure="social_worker_caseload")
    )
    assert len(said.split()) <= 30
    assert "4.1)" in said
    assert len(leading_parts(inner)) > said.count("(") - 1
