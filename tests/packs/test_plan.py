import json

import pytest

from analysis.catalogue.errors import ParametersError
from analysis.packs.plan import plan_pack, plan_packs


def test_an_area_goes_by_name_or_code(workspace):
    plans = [plan_pack(workspace, area=name, month="2021-05") for name in ("Torbay", "torbay", "E06000027", "880")]
    assert {plan.area.code for plan in plans} == {"E06000027"}
    assert plans[0].folder == workspace.root / "build" / "torbay" / "2021-05"


def test_everything_wrong_is_said_at_once(workspace):
    with pytest.raises(ParametersError) as caught:
        plan_packs(workspace, area_names=["Torquay Bay", "Devno"], month_names=["Mai 2021"], known_at="31/07/2021")
    message = str(caught.value)
    for said in ("Torquay Bay", "Devno", "Devon", "Mai 2021", "31/07/2021", "4 parameter"):
        assert said in message


def test_no_absolute_path_is_given_to_a_notebook(workspace):
    plan = plan_pack(workspace, area="Torbay", month="2021-05", known_at="2021-07-31")
    assert plan.parameters == {"area": "E06000027", "month": "2021-05", "known_at": "2021-07-31", "build": "."}


def test_another_vintage_stands_beside_the_month_and_not_in_its_place(workspace):
    now = plan_pack(workspace, area="Torbay", month="2021-05")
    then = plan_pack(workspace, area="Torbay", month="2021-05", known_at="2021-07-31")
    assert now.folder != then.folder
    assert now.name != then.name


def test_a_range_of_months_includes_both_ends_and_crosses_the_year(workspace):
    plans = plan_packs(workspace, area_names=["Torbay"], month_names=["2020-11..2021-02"])
    assert [str(plan.month) for plan in plans] == ["2020-11", "2020-12", "2021-01", "2021-02"]


def test_the_same_pack_named_twice_is_made_once(workspace):
    plans = plan_packs(workspace, area_names=["Torbay", "880"], month_names=["2021-05", "2021-04..2021-05"])
    assert [plan.name for plan in plans] == ["torbay-2021-05", "torbay-2021-04"]


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2021-13", "not a month"),
        ("2999-01", "not begun"),
        ("2021-05..2021-03", "ends before"),
        ("", "not a month"),
        ("2021-05..", "has no end"),
        ("..", "has no beginning"),
    ],
)
def test_a_month_that_cannot_be_is_refused(workspace, month, said):
    with pytest.raises(ParametersError, match=said):
        plan_pack(workspace, area="Torbay", month=month)


def test_a_vintage_before_the_month_is_refused(workspace):
    with pytest.raises(ParametersError, match="before the month begins"):
        plan_pack(workspace, area="Torbay", month="2021-05", known_at="2021-04-30")


def test_an_authority_that_had_ended_is_refused_and_its_successor_named(workspace):
    with pytest.raises(ParametersError, match="Bournemouth, Christchurch and Poole"):
        plan_pack(workspace, area="Poole", month="2021-05")


def test_a_region_has_no_pack(workspace):
    with pytest.raises(ParametersError, match="not a local authority"):
        plan_pack(workspace, area="South West", month="2021-05")


def test_a_misnamed_parameter_is_found_before_papermill_only_warns_of_it(workspace, notebook):
    source = notebook("1", parameters='area = "Torbay"\nmoth = "2021-05"')
    source.rename(workspace.notebooks / "02_misnamed.ipynb")
    with pytest.raises(ParametersError, match=r"02_misnamed\.ipynb.*month, known_at, build"):
        plan_pack(workspace, area="Torbay", month="2021-05")


def test_a_parameters_cell_that_is_not_python_is_named_with_its_line(workspace, notebook):
    source = notebook("1", parameters='area = "Torbay"\nmonth = (\n')
    source.rename(workspace.notebooks / "02_edited.ipynb")
    with pytest.raises(ParametersError, match=r"02_edited\.ipynb, cell \[1\] \(parameters\), line 2: SyntaxError"):
        plan_pack(workspace, area="Torbay", month="2021-05")


def test_a_paper_that_embeds_what_is_not_there_is_refused_with_its_line(workspace):
    paper = workspace.reports / "paper.qmd"
    paper.write_text(
        "{{< embed notebooks/01_numbers.ipynb#fig-other >}}\n\n{{< embed notebooks/99_none.ipynb#fig-line >}}\n",
        encoding="utf-8",
    )
    with pytest.raises(ParametersError) as caught:
        plan_pack(workspace, area="Torbay", month="2021-05")
    assert "paper.qmd, line 1: 01_numbers.ipynb has no cell labelled fig-other" in str(caught.value)
    assert "paper.qmd, line 3: embeds 99_none.ipynb" in str(caught.value)


def test_commentary_under_a_heading_that_names_no_measure_is_refused(workspace):
    path = workspace.reports / "commentary" / "torbay" / "2021-05.md"
    path.parent.mkdir(parents=True)
    path.write_text("## Referalls\n\nThey rose.\n", encoding="utf-8")
    with pytest.raises(ParametersError, match="Referalls"):
        plan_pack(workspace, area="Torbay", month="2021-05")


def test_a_paper_that_would_run_or_read_elsewhere_stops_before_any_kernel_starts(workspace):
    front = "---\ntitle: A\nfilters: [x.lua]\n---\n"
    (workspace.reports / "extra.qmd").write_text(
        f"{front}\n{{{{< include ../../secret.md >}}}}\n\n`{{python}} 1`\n", "utf-8"
    )
    (workspace.reports / "linked.md").symlink_to(workspace.root.parent)
    with pytest.raises(ParametersError) as caught:
        plan_pack(workspace, area="Torbay", month="2021-05")
    message = str(caught.value)
    for said in (
        "extra.qmd, line 3: The setting `filters`",
        "extra.qmd, line 6",
        "extra.qmd, line 8",
        "linked.md: This is a link",
    ):
        assert said in message


def test_a_list_of_corrections_that_cannot_stand_in_a_paper_is_refused_before_anything_runs(workspace):
    path = workspace.reports / "commentary" / "torbay" / "2021-05" / "corrections.json"
    path.parent.mkdir(parents=True)
    entry = {"pack": "abc", "what": "a\u202eb", "why": "x" * 400, "since": "2021-06-10", "on": "2021-07-01"}
    path.write_text(json.dumps([entry]), encoding="utf-8")
    with pytest.raises(ParametersError) as refused:
        plan_pack(workspace, area="Torbay", month="2021-05")
    assert "torbay/2021-05/corrections.json: entry 1, what: it holds a character that shows nothing" in str(
        refused.value
    )
    assert "entry 1, why: it has 400 characters" in str(refused.value)
