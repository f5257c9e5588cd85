"""A check: its name on what it finds, and its page."""

from analysis.audit.check import Check
from analysis.audit.checks import BY_NAME
from analysis.audit.discrepancy import Discrepancy
from analysis.catalogue.issue import SEVERITIES


def test_what_its_predicate_finds_bears_its_name():
    given = []

    def find(material):
        given.append(material)
        return [Discrepancy("note", "One."), Discrepancy("error", "Two.")]

    check = Check("some-check", "Something", "error", find)
    issues = check.issues("the material")
    assert given == ["the material"]
    assert [(issue.check, issue.message) for issue in issues] == [("some-check", "One."), ("some-check", "Two.")]


def test_every_check_is_explained_somewhere_and_has_a_severity():
    for name, check in BY_NAME.items():
        assert check.name == name
        assert check.page == f"docs/checks/{name if check.own_page else 'index'}.md"
        assert check.worst in SEVERITIES
