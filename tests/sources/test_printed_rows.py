"""What is read of a table, gathered and handed on as a reading."""

from analysis.catalogue.issue import Issue
from analysis.sources.printed_rows import PrintedRows

SOURCE = "card/a.csv#row 2"


def test_every_kind_is_handed_on_and_observations_and_issues_are_those_given():
    rows = PrintedRows(issues=[Issue("ignored", "note", "Not handed on by itself.")])
    entry = {"area": "E06000027", "measure": "referrals", "label": "Referrals", "table": "Card", "position": 1}
    rows.entries.append(entry | {"source": SOURCE})
    rows.targets.append({"area": "E06000027", "measure": "referrals", "level": "target", "value": 5.0, "unit": "count"})
    rows.marks.append({"area": "E06000027", "measure": "referrals", "kind": "direction", "mark": "up"})
    rows.remarks.append({"area": "E06000027", "measure": "referrals", "kind": "note", "text": "Said."})
    reading = rows.as_reading([], [Issue("given", "warning", "Handed on.")])
    assert reading.frames["entries"]["source"].to_list() == [SOURCE]
    assert reading.frames["targets"]["value"].to_list() == [5]
    assert reading.frames["marks"]["mark"].to_list() == ["up"]
    assert reading.frames["remarks"]["text"].to_list() == ["Said."]
    assert reading.frames["issues"]["check"].to_list() == ["given"]
    assert reading.frames["observations"].empty


def test_two_tables_do_not_share_their_rows():
    one, other = PrintedRows(issues=[]), PrintedRows(issues=[])
    one.entries.append({})
    one.figures.rows.append({})
    assert (other.entries, other.figures.rows) == ([], [])
