import datetime as dt
import json

import pytest

from analysis import ask
from analysis.catalogue.errors import ParametersError, UnknownNameError


def test_an_analyst_asks_by_name(workspace):
    answer = ask.why("cp_rate", "Torbay", ("2016-03", "2017-03"), workspace=workspace)
    assert answer.text("headline").startswith("In Torbay the child protection (CP) rate rose from 51.1 to 82.9")
    assert answer.answer.between == (dt.date(2016, 3, 31), dt.date(2017, 3, 31))
    assert repr(answer) == answer.text("answer")


@pytest.mark.parametrize(
    ("between", "expected"),
    [(None, 2021), (("", ""), 2021), ("latest", 2021), ("largest", 2017), (("2013-03", "2016-03"), 2016)],
)
def test_a_change_left_out_is_proposed(workspace, between, expected):
    answer = ask.why("cp_rate", "E06000027", between, month="2021-05", workspace=workspace)
    assert answer.answer.between[1].year == expected


def test_without_a_month_the_newest_figures_are_used(workspace):
    assert ask.why("cp_rate", "torbay", workspace=workspace).answer.month == "2025-03"


def test_everything_wrong_is_said_at_once(workspace):
    with pytest.raises(ParametersError) as error:
        ask.why("cp_rate", "Torbey", month="May", known_at="soon", workspace=workspace)
    assert all(name in str(error.value) for name in ("area:", "month:", "known_at:", 'Did you mean "Torbay"'))


def test_an_unknown_measure_lists_near_ones(workspace):
    with pytest.raises(UnknownNameError, match='"cp_rate"'):
        ask.why("cp_rates", "Torbay", workspace=workspace)


def test_a_month_with_no_figures_at_all_is_said_plainly(workspace):
    with pytest.raises(ParametersError, match="no two figures a year apart"):
        ask.why("cp_rate", "Torbay", month="2012-06", workspace=workspace)


def test_nothing_published_after_known_at_is_used(workspace):
    with pytest.raises(ParametersError, match=r"a year apart up to May 2021 \(as known by 31 December 2021\)"):
        ask.why("cp_rate", "Torbay", month="2021-05", known_at="2021-12-31", workspace=workspace)
    later = ask.why("cp_rate", "Torbay", month="2021-05", known_at="2025-12-31", workspace=workspace)
    assert later.as_dict()["known_at"] == "2025-12-31"


def test_two_answers_of_one_notebook_are_saved_side_by_side(workspace, tmp_path):
    main = ask.why("cp_rate", "Torbay", "largest", month="2021-05", workspace=workspace)
    latest = ask.why("cp_rate", "Torbay", month="2021-05", workspace=workspace, group="cp_latest")
    path = ask.save_evidence(tmp_path / "build", "04_child_protection", main, latest)
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert set(saved["variables"]) == {"cp", "cp_latest"}
    assert {"fig-cp-waterfall", "fig-cp-latest-waterfall"} <= set(saved["captions"])


def test_evidence_of_a_notebook_run_by_hand_never_touches_a_pack(workspace):
    answer = ask.why("cp_rate", "Torbay", month="2021-05", workspace=workspace)
    path = ask.save_evidence("", "04_child_protection", answer, workspace=workspace)
    assert path == workspace.build / "by-hand" / "evidence" / "04_child_protection.json"


def test_own_explanations_are_judged_too(workspace):
    (workspace.data / "catalogue").mkdir()
    (workspace.data / "catalogue" / "explanations.yml").write_text(
        "- {id: ours, name: Our own, claim: c, explains: [cp], direction: up, kind: cause, predicts: p,"
        " when: [{sign: cp_plans_ended, fits: [up]}]}\n",
        encoding="utf-8",
    )
    answer = ask.why("cp_rate", "Torbay", "largest", month="2021-05", workspace=workspace)
    assert answer.verdicts.set_index("explanation").loc["Our own", "ruling"] == "not supported"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (ask.why, {"measure": "cp_rate"}),
        (ask.compare, {"measure": "cp_rate"}),
        (ask.trend, {"measure": "cp_rate"}),
        (ask.outlook, {}),
        (ask.capacity, {}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_figures_that_came_out_later_are_not_said_to_be_absent(workspace, question, asked):
    with pytest.raises(ParametersError, match=r"May 2021 \(as known by 31 December 2021\)"):
        question(area="Torbay", month="2021-05", known_at="2021-12-31", workspace=workspace, **asked)
