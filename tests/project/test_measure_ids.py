"""A measure's id stands in data: in Python only where a list says why."""

import ast
from functools import cache

from analysis.catalogue.measure import measures

MOST = 15
ALLOWED = {
    ("explore/controls.py", "cp_rate"): "what the controls show before anybody chose",
    ("questions/what_if/scenario.py", "cp_rate"): "what a scenario is of where its file does not say",
    ("questions/capacity/teams.py", "caseload_largest"): "what a council's measures of its teams begin with",
    ("present/disclosure/policy.py", "referrals"): "the group of measures, which has the name of one of them",
    ("questions/report_card/line.py", "referrals"): "the plain count under which a line of no measure is entered",
}


def ids_in(source):
    """Measure ids that stand as a text of their own, or as a whole part of one that is put together."""
    known = set(measures())
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip("_.") in known:
            yield node.value.strip("_.")


@cache
def found(root):
    package = root / "src" / "analysis"
    files = [path for path in package.rglob("*.py") if path.relative_to(package).parts[0] != "catalogue"]
    return {(path.relative_to(package).as_posix(), name) for path in files for name in ids_in(path.read_text("utf-8"))}


def test_no_measure_is_named_in_python_but_for_a_reason(root):
    assert found(root) - set(ALLOWED) == set(), "Name it in a file of src/analysis/catalogue, or say here why not."


def test_every_reason_is_still_needed_and_they_are_few(root):
    assert set(ALLOWED) - found(root) == set()
    assert len(ALLOWED) <= MOST
    assert all(ALLOWED.values())


def test_an_id_is_seen_in_a_text_and_in_a_part_of_one():
    assert list(ids_in('MEASURE = "cp_rate"')) == ["cp_rate"]
    assert list(ids_in('f"cp_plans_at_period_end_{band}"')) == ["cp_plans_at_period_end"]
    assert list(ids_in('"the cp_rate of a year"')) == []
