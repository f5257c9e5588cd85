"""What a run read, kept in the manifest as plain data."""

import json

import pytest

from analysis.execution.runner import Outcome
from analysis.execution.runs import RestsOn, Runs
from analysis.store.reads import EVERYTHING, Reads

READ = Reads((("referrals", "E06000027"), ("*", "*")), ("targets",), ("catalogue/targets.yml",))


@pytest.mark.parametrize("read", [READ, EVERYTHING, Reads((), (), None)])
def test_what_was_read_goes_through_json_and_comes_back(read):
    rests_on = RestsOn(read, "f00d")
    assert RestsOn.read_from(json.loads(json.dumps(rests_on.as_dict()))) == rests_on


def test_figures_are_said_by_measure_and_area():
    assert RestsOn(READ, "f00d").as_dict()["figures"] == ["referrals E06000027", "* *"]


@pytest.mark.parametrize(
    "saved", [None, [], {}, {"figures": ["a b c"]}, {"figures": 3}, {"figures": ["a b"], "files": 1}]
)
def test_what_anybody_may_have_touched_is_nothing_and_no_traceback(saved):
    assert RestsOn.read_from(saved) is None


def test_without_anything_kept_all_notebooks_ran():
    runs = Runs(Outcome((), (), ()))
    assert (dict(runs.rests_on), runs.reused) == ({}, ())
