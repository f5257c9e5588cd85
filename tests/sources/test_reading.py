"""Readings put together keep every kind in its shape."""

from analysis.catalogue.issue import Issue
from analysis.catalogue.observation import FRAMES
from analysis.sources.build_report import BuildReport, SourceReport
from analysis.sources.reading import Reading


def test_nothing_read_is_six_empty_frames_in_their_shapes():
    reading = Reading.combine([])
    assert {kind: list(reading.frames[kind].columns) for kind in FRAMES} == {k: list(v) for k, v in FRAMES.items()}


def test_issues_are_added_behind_those_already_there():
    first, second = Issue("a", "error", "A."), Issue("b", "note", "B.")
    assert list(Reading.of_issues([first]).with_issues([second]).issues["check"]) == ["a", "b"]


def test_a_report_counts_issues_by_severity_and_says_when_there_are_none():
    report = BuildReport((SourceReport.of("council", Reading.of_issues([Issue("a", "error", "A.")])),), 0.1)
    assert report.issues == {"error": 1}
    assert str(report).startswith("council: 0 observations; missing: none; issues: 1 error")
