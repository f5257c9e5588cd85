"""Tables that every answer has: each number with how it was made, each explanation with its verdict."""

from dataclasses import replace

import pandas as pd

from analysis.language.phrases.sentences import verdict_sentence
from analysis.language.phrases.verdicts import heading
from analysis.present.tables import common
from analysis.questions.answer import Evidence, Finding, Verdict
from drawn_charts import MARCH_2020, MARCH_2021, answer_of
from printed_record import held_as_printed

EVIDENCE = (
    Evidence("x.plans", 1234.0, "count", "observed", MARCH_2021, sources=("a.csv#1", "b.csv#2")),
    Evidence("x.word", "in words", "text", "computed", formula="as in the paper"),
    Evidence("x.share", None, "percent", "computed", formula="plans / children", missing="suppressed"),
)


def columns(table):
    return {name: list(table.frame[name]) for name in table.frame}


def test_every_number_has_its_name_how_it_was_made_and_its_date():
    table = common.evidence(answer_of("cp_rate", evidence=EVIDENCE))
    assert columns(table) == {
        "Name": ["x.plans", "x.word", "x.share"],
        "Number": ["1,234", "in words", "[c]"],
        "How it was made": ["as published", "in words", "plans / children"],
        "Period end": ["31 March 2021", "", ""],
    }
    assert (table.heading, table.numbers) == ("Every number of this answer", ("Number",))


def test_the_frame_of_the_evidence_keeps_values_and_every_source():
    frame = common.evidence_frame(answer_of("cp_rate", evidence=EVIDENCE))
    assert list(frame["sources"]) == ["a.csv#1; b.csv#2", "", ""]
    assert list(frame["text"]) == ["1,234", "in words", "hidden"]
    assert frame["value"].iloc[0] == 1234.0
    assert list(frame["unit"]) == ["count", "text", "percent"]
    assert list(frame["kind"]) == ["observed", "computed", "computed"]
    assert frame["period_end"].iloc[0] == MARCH_2021
    empty = common.evidence_frame(answer_of("cp_rate"))
    assert list(empty.columns) == list(frame.columns)
    assert isinstance(empty, pd.DataFrame)
    assert empty.empty


def verdict(ruling, **more):
    because = Finding("verdict_untestable", {}, {"needs": "dates of visits"})
    return Verdict("Poverty", "More families are poor", ruling, "more referrals", because, "dates of visits", **more)


def test_each_explanation_has_what_it_predicts_and_its_verdict_and_those_that_stand_are_counted():
    told = [verdict("supported"), verdict("not supported"), verdict("cannot be tested")]
    answer = replace(answer_of("cp_rate", between=(MARCH_2020, MARCH_2021)), verdicts=tuple(told))
    table = common.verdicts(answer)
    found = columns(table)
    assert found["Explanation"] == ["Poverty"] * 3
    assert found["It predicts"] == ["More referrals"] * 3
    assert found["Verdict"] == [heading(each) for each in told]
    assert found["Because"][2] == verdict_sentence(answer, told[2])
    assert table.heading == (
        "One of three explanations is supported by this data in Torbay for March 2020 to March 2021"
    )
    assert table.widths == {"Explanation": 18, "It predicts": 24, "Verdict": 14, "Because": 44}


def test_none_and_several_are_in_the_plural_and_without_a_window_none_is_named():
    none = replace(answer_of("cp_rate"), verdicts=(verdict("not supported"),))
    assert common.verdicts(none).heading == "The one explanation is not supported by this data in Torbay"
    two = replace(answer_of("cp_rate"), verdicts=(verdict("supported"), verdict("supported")))
    assert common.verdicts(two).heading.startswith("Two of two explanations are supported")


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
