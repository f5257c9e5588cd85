"""Tab in a shell offers names that the command takes."""

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

from analysis.cli.completion import area_names, audience_names, explained_names, measure_names, scenario_names

WORKBENCH = Path(sysconfig.get_path("scripts")) / "workbench"


def offered(line, word):
    """What bash is told when Tab is pressed at the end of `line`."""
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(word), "_WORKBENCH_COMPLETE": "complete_bash"}
    done = subprocess.run([WORKBENCH], env=os.environ | asked, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "word", "first"),
    [
        ("workbench why cp_ra", 2, ["cp_rate"]),
        ("workbench why cp_rate --area st-h", 4, ["st-helens"]),
        ("workbench what-if icpc", 2, ["icpc-like-neighbours"]),
        ("workbench trend re_referrals_c", 2, ["re_referrals_children", "re_referrals_children_percent"]),
    ],
)
def test_names_that_the_command_takes_are_offered(line, word, first):
    assert offered(line, word) == first


def test_measures_that_cannot_be_explained_are_not_offered_to_why():
    assert offered("workbench why re_ref", 2) == []


def test_each_name_is_offered_by_its_beginning_and_no_other():
    assert {name for name, _ in measure_names("CP_RATE")} >= {"cp_rate"}
    assert all(name.startswith("cp_") for name, _ in measure_names("cp_"))
    assert (
        {"cp_rate", "cp_plans_started"}
        <= {name for name, _ in explained_names("cp_")}
        < {n for n, _ in measure_names("cp_")}
    )
    assert area_names("torb") == [("torbay", "Torbay")]
    assert scenario_names("icpc-like") == [("icpc-like-neighbours", "scenario")]
    assert [name for name, _ in audience_names("bo")] == ["board"]
    assert (
        not measure_names("zz") + area_names("zz") + audience_names("zz") + scenario_names("zz") + explained_names("zz")
    )
