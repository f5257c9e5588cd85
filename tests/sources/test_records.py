"""Records in JSON and XML stand as columns under the names of their fields."""

import json

from analysis.sources.records import fields_of_markup, records_of_json


def test_records_are_rows_under_their_fields():
    said = json.dumps([{"who": "a", "n": 1}, {"who": "b", "n": None}, {"who": "c", "n": 3}])
    assert records_of_json(said) == [["who", "n"], ["a", "1"], ["b", "3"], ["c", ""]]


def test_one_record_a_line_is_read_as_well():
    assert records_of_json('{"who": "a"}\nno json\n{"who": "b"}') == [["who"], ["a"], ["b"]]


def test_names_that_hold_records_are_a_column():
    assert records_of_json('{"a": {"n": 1}, "b": {"n": 2}}') == [["", "n"], ["a", "1"], ["b", "2"]]


def test_rows_of_rows_keep_their_places():
    assert records_of_json('[["a", 1], ["b", 2]]')[1:] == [["a", "1"], ["b", "2"]]


def test_what_is_no_json_or_too_deep_gives_nothing():
    assert records_of_json("[1, 2") == []
    assert records_of_json("[" * 200_000) == []


def test_texts_stand_under_their_tags_and_values_under_their_attributes():
    rows = fields_of_markup("<p n=\"1\"><who>a &amp; b</who></p><p n='2'><who>c</who></p>")
    assert rows == [["n", "who"], ["1", "a & b"], ["2", "c"]]


def test_tags_that_never_end_cost_no_second_look():
    assert len(fields_of_markup("<a" * 500_000)) == 500_001
