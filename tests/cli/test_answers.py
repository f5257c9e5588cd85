import json


def test_an_answer_says_headline_verdicts_and_caveats(workbench):
    told = workbench("why", "cp_rate", "--area", "Torbay", "--between", "2016-03", "2017-03")
    assert told.code == 0
    assert "rose from 51.1 to 82.9" in told.out
    assert "Not supported: " in told.out
    assert "Cannot be tested: " in told.out


def test_a_program_can_read_an_answer(workbench):
    told = workbench("why", "cp_rate", "--area", "880", "--between", "2016-03", "2017-03", "--format", "json")
    answer = json.loads(told.out)
    assert answer["area"] == "E06000027"
    assert {"name", "value", "unit", "sources"} <= set(answer["evidence"][0])


def test_a_misspelt_measure_is_answered_with_the_near_ones(workbench):
    told = workbench("why", "cp_rat", "--area", "Torbay")
    assert told.code == 2
    assert '"cp_rate"' in told.err
