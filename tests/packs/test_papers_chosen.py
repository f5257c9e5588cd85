from pathlib import Path

import pytest

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.workspace import Workspace
from analysis.packs.papers_chosen import chosen, needed_notebooks, papers_of
from analysis.packs.plan import plan_pack
from small_pack import PARAMETERS, write_notebook

LABEL = "#| label: tbl-x\nx = 1"
PAPER = "---\ntitle: x\n---\n\n## Head\n\n{{{{< embed notebooks/{}.ipynb#tbl-x >}}}}\n"


@pytest.fixture
def two(workspace):
    """A workspace with a second paper, which alone needs a second notebook."""
    write_notebook(
        workspace.root / "notebooks" / "02_other.ipynb", LABEL, parameters=f'{PARAMETERS}\nmeasure: str = "cp_rate"'
    )
    (workspace.reports / "other.qmd").write_text(PAPER.format("02_other"), encoding="utf-8")
    return workspace


def plan(space, **more):
    return plan_pack(space, area="Torbay", month="2021-05", **more)


def listed(space, text):
    (space.reports / "pack.yml").write_text(text, encoding="utf-8")


def stems(paths):
    return [Path(path).stem for path in paths]


def test_papers_stand_in_the_order_of_pack_yml(two):
    listed(two, "papers: [{paper: paper}, {paper: other}]\n")
    assert stems(plan(two).papers) == ["paper", "other"]


def test_a_notebook_that_only_a_paper_outside_the_pack_needs_is_not_run(two):
    listed(two, "papers: [{paper: paper}]\n")
    assert stems(plan(two).notebooks) == ["01_numbers"]
    assert stems(plan(two, also=["other"]).notebooks) == ["01_numbers", "02_other"]


def test_a_notebook_that_no_paper_embeds_is_run_for_its_numbers(two):
    write_notebook(two.root / "notebooks" / "03_numbers_alone.ipynb", LABEL)
    listed(two, "papers: [{paper: paper}]\n")
    assert stems(plan(two).notebooks) == ["01_numbers", "03_numbers_alone"]


def test_a_parameter_reaches_the_notebooks_of_its_paper_alone(two):
    listed(two, "papers: [{paper: paper}, {paper: other, parameters: {measure: cla_rate}}]\n")
    found = plan(two)
    assert found.given == {"02_other": {"measure": "cla_rate"}}
    assert [found.parameters_of(path).get("measure") for path in found.notebooks] == [None, "cla_rate"]


def test_a_parameter_on_the_command_line_goes_before_that_of_pack_yml(two):
    listed(two, "papers: [{paper: paper}, {paper: other, parameters: {measure: cla_rate}}]\n")
    assert (
        plan(two, also=["other"], settings={"measure": "referral_rate"}).given["02_other"]["measure"] == "referral_rate"
    )


def test_a_paper_and_a_parameter_that_there_are_not_are_both_named(two):
    listed(two, "papers: [{paper: paper}]\n")
    with pytest.raises(ParametersError) as caught:
        plan(two, also=["other", "othr"], settings={"mesure": "cp_rate"})
    for said in (
        '--also: there is no paper "othr". There is other',
        "other: no notebook of it has the parameter mesure",
    ):
        assert said in str(caught.value)


def test_only_the_papers_that_are_named_are_made_with_what_pack_yml_says_of_them(two):
    listed(two, "papers: [{paper: paper}, {paper: other, title: The other, parameters: {measure: cla_rate}}]\n")
    alone = plan(two, only=["other"])
    assert stems(alone.papers) == ["other"]
    assert alone.contents.entry("other").title == "The other"
    assert "measure" in alone.given["02_other"]
    assert alone.given.keys() == {"02_other"}
    assert stems(plan(two, only=["other", "paper", "other"]).papers) == ["other", "paper"]
    with pytest.raises(ParametersError, match=r'--papers: there is no paper "othr"\. There is other'):
        plan(two, only=["othr", "paper"])


def test_a_paper_that_pack_yml_leaves_out_can_be_made_alone(two):
    listed(two, "papers: [{paper: paper}]\n")
    assert stems(plan(two, only=["other"]).papers) == ["other"]
    assert stems(plan(two, only=["other"], also=["paper"]).papers) == ["other", "paper"]


def test_a_setting_without_a_paper_is_refused(two):
    with pytest.raises(ParametersError, match="--set goes with --also"):
        plan(two, settings={"measure": "cp_rate"})


def test_a_plan_with_parameters_can_be_kept_by_its_name_in_a_batch(two):
    listed(two, "papers: [{paper: paper}, {paper: other, parameters: {measure: cla_rate}}]\n")
    first, other = plan(two), plan(two, also=["other"], settings={"measure": "referral_rate"})
    assert hash(first) == hash(plan(two))
    assert {first: "a", other: "b"}[first] == "a"


def test_a_notebook_whose_numbers_a_paper_prints_is_needed_though_another_paper_embeds_it(root):
    every, notebooks = sorted((root / "reports").glob("[a-z]*.qmd")), sorted((root / "notebooks").glob("[0-9]*.ipynb"))

    def needed(*papers):
        return {path.stem for path in needed_notebooks(notebooks, every, [root / "reports" / name for name in papers])}

    assert "01_data_quality" in needed("cib-briefing.qmd")
    assert "01_data_quality" not in needed("report-card.qmd")
    assert "14_adoption" not in needed("cib-briefing.qmd", "report-card.qmd")


def test_papers_keep_the_order_of_the_pack_and_one_that_is_not_there_is_named(root):
    space, problems = Workspace.find(root), []
    contents = chosen(space, [], ["adoptoin"], {}, problems)
    assert [path.stem for path in papers_of(space, contents)] == [entry.paper for entry in contents.papers]
    assert problems[0].startswith('--also: there is no paper "adoptoin". There is adoption')
    chosen(space, [], [], {"limit": "16"}, problems)
    assert problems[1].startswith("--set goes with --also")
