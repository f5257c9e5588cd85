import datetime as dt
from types import SimpleNamespace

import pytest

from analysis.catalogue.area import areas
from analysis.packs.plan import plan_pack
from analysis.papers.corrections import Correction, corrections_path, write_corrections
from analysis.papers.title_block import head_of, is_own, logo_of, meeting_of, standing_of

COUNCIL = """version: 1
area: Torbay
title_block: {council: Torbay Council, board: Improvement Board, prepared_by: "Team [x](http://y)"}
reporting: {meetings: [2021-05-20, 2021-06-15, 2021-12-01]}
"""


@pytest.fixture
def planned(workspace):
    def make(month="2021-05", area="Torbay", pack="papers: [{paper: paper}]\n", council=COUNCIL):
        (workspace.root / "council.yml").write_text(council, encoding="utf-8")
        (workspace.reports / "pack.yml").write_text(pack, encoding="utf-8")
        return plan_pack(workspace, area=area, month=month)

    return make


def test_it_says_to_whom_for_which_meeting_and_from_whom(planned):
    text = head_of(planned(), "paper", "published up to 1 June 2021")
    assert text.startswith("**To:** Improvement Board, Torbay Council. **On:** 15 June 2021. **From:** Team ")
    assert text.endswith("**Figures used:** published up to 1 June 2021.\n")
    assert "Wards" not in text


def test_what_pack_yml_says_of_wards_and_of_one_paper_is_taken(planned):
    head = "title_block: {wards: All wards, contact: 'Performance team, 01803 000000'}\n"
    pack = f"{head}papers: [{{paper: paper, to: Members}}]\n"
    text = head_of(planned(pack=pack), "paper", "x")
    assert text.startswith("**To:** Members. ")
    assert "**Wards:** All wards. **Contact:** Performance team, 01803 000000." in text


def test_a_text_of_a_person_is_a_text_and_no_link(planned):
    assert r"\[x\]\(http\:" in head_of(planned(), "paper", "x")


def test_a_meeting_long_after_the_month_is_not_the_one_the_pack_goes_to(planned):
    assert meeting_of(planned("2021-05")) == dt.date(2021, 6, 15)
    assert meeting_of(planned("2021-06")) is None
    assert meeting_of(planned("2021-09")) == dt.date(2021, 12, 1)


def test_the_papers_of_another_area_do_not_carry_the_councils_own_head(planned):
    pack = "title_block: {wards: All wards}\npapers: [{paper: paper}]\n"
    text = head_of(planned(area="Plymouth", pack=pack), "paper", "x")
    assert text.startswith("**To:** Improvement Board, Plymouth. **From:** Performance team")
    assert "wards" not in text


def test_papers_without_a_head_have_the_logo_alone_and_those_of_another_area_have_none(planned, workspace):
    (workspace.root / "mark.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    plan = planned(council=f"{COUNCIL}look: {{logo: mark.png}}\n")
    assert head_of(plan, "paper", "x").startswith(logo_of(plan))
    assert "theme/logo.png" in logo_of(plan)
    assert logo_of(planned(area="Plymouth")) == ""


def test_a_logo_stands_first_with_what_a_screen_reader_says_of_it(planned, workspace):
    (workspace.root / "mark.PNG").write_bytes(b"\x89PNG\r\n\x1a\n")
    text = head_of(
        planned(council=f'{COUNCIL}look: {{logo: mark.PNG, logo_says: "Our \\"council\\""}}\n'), "paper", "x"
    )
    assert text.startswith(
        '![Our \\"council\\"](theme/logo.png){height="1.2cm" fig-alt="Our \'council\'"}\\\n\n**To:**'
    )


def test_every_other_paper_says_which_figures_it_uses_and_what_was_corrected(planned):
    plan = planned()
    wrong = Correction("0123", "The rate", "A slip", dt.date(2021, 6, 1), dt.date(2021, 7, 2))
    write_corrections(corrections_path(plan.workspace, plan.area, plan.month), (wrong,))
    text = standing_of(plan, "published up to 1 June 2021. Written afterwards: nobody saw it")
    assert text.startswith("**Figures used:** published up to 1 June 2021. Written afterwards\\: nobody saw it.\n")
    assert "**Correction of 2 July 2021.** Pack 0123" in text


def test_a_text_of_several_lines_begins_no_paragraph_list_or_code(planned):
    head = 'title_block: {wards: "All\\n\\n    code\\n\\n1. list\\n", contact: "x\\n\\n---\\n"}\n'
    text = head_of(planned(pack=f"{head}papers: [{{paper: paper}}]\n"), "paper", "x")
    assert "**Wards:** All code 1. list. **Contact:** x" in text
    assert "\n\n" not in text.rstrip()


def test_a_pack_is_the_councils_own_where_the_workspace_is_of_its_area(tmp_path):
    (tmp_path / "council.yml").write_text("version: 1\narea: Kirklees\n", encoding="utf-8")
    there = SimpleNamespace(root=tmp_path)
    own, other = areas().find("Kirklees"), areas().find("Torbay")
    assert is_own(SimpleNamespace(workspace=there, area=own))
    assert not is_own(SimpleNamespace(workspace=there, area=other))
    assert not is_own(SimpleNamespace(workspace=SimpleNamespace(root=tmp_path / "nowhere"), area=own))
