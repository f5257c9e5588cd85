import json


def test_names_can_be_searched(workbench):
    told = workbench("list", "areas", "devon")
    assert told.code == 0
    assert "E10000008  Devon" in told.out
    assert "Torbay" not in told.out


def test_a_program_can_read_the_list(workbench):
    rows = json.loads(workbench("list", "measures", "re_referrals", "--format", "json").out)
    wanted = {"id": "re_referrals", "name": "Repeat referrals"}
    assert any(wanted.items() <= row.items() for row in rows)


def test_nothing_found_is_said(workbench):
    told = workbench("list", "measures", "vampires")
    assert told.code == 1
    assert "vampires" in told.err


def test_scenarios_are_listed_by_the_name_what_if_takes(workbench):
    told = workbench("list", "scenarios")
    assert told.code == 0
    assert "icpc-like-neighbours" in told.out
