import pytest
from pydantic import ValidationError

from analysis.catalogue import own
from analysis.catalogue.chart_step import ChartStep, chart_steps, keep_steps, steps_of
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import Workspace

TORBAY = "E06000027"


def step(month="2021-06", reason='new case system: "Liquidlogic"', **more):
    return ChartStep(area=TORBAY, measure="referrals", month=month, reason=reason, **more)


@pytest.fixture
def space(tmp_path):
    (tmp_path / "council.yml").write_text("council: Torbay\n", encoding="utf-8")
    workspace = Workspace(tmp_path, tmp_path / "data")
    own.use(workspace)
    yield workspace
    own.forget()


def test_what_is_kept_is_known_to_the_next_paper(space):
    keep_steps(space.catalogue, [step(), step("2019-04", baseline=24)])
    own.use(space)
    assert steps_of("referrals", TORBAY) == (step("2019-04", baseline=24), step())
    assert steps_of("referrals", "E08000034") == ()


def test_a_step_is_kept_once_and_those_before_it_stay(space):
    path = keep_steps(space.catalogue, [step()])
    by_hand = path.read_text(encoding="utf-8") + "# a note of mine\n"
    path.write_text(by_hand, encoding="utf-8")
    keep_steps(space.catalogue, [step(), step("2022-01", "a reason of another year")])
    text = path.read_text(encoding="utf-8")
    assert text.startswith(by_hand)
    assert text.count("2021-06") == by_hand.count("2021-06")


def test_an_empty_list_gives_way_to_the_first_step(space):
    space.catalogue.mkdir(parents=True)
    (space.catalogue / "chart-steps.yml").write_text("# steps\n[]\n", encoding="utf-8")
    keep_steps(space.catalogue, [step()])
    own.use(space)
    assert chart_steps() == (step(),)


def test_a_wrong_entry_is_named_with_its_file(space):
    space.catalogue.mkdir(parents=True)
    (space.catalogue / "chart-steps.yml").write_text(
        f"- area: {TORBAY}\n  measure: refferals\n  month: 2021-06\n  reason: new case system\n"
        f"- area: {TORBAY}\n  measure: referrals\n  month: soon\n  reason: new case system\n",
        encoding="utf-8",
    )
    own.use(space)
    with pytest.raises(WorkbenchError, match="refferals is a measure of no catalogue") as error:
        chart_steps()
    assert "chart-steps.yml, entry 2" in str(error.value)


def test_a_step_without_a_reason_is_no_step():
    with pytest.raises(ValidationError):
        step(reason="")
