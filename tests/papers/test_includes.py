from dataclasses import replace

import pytest

from analysis.language.phrasebook import phrase
from analysis.papers.includes import EMPTY, included, say_once, write_glossary, write_includes
from analysis.papers.notebook_evidence import Caption, NotebookEvidence
from analysis.present.workbook_cells import Data


def test_every_part_that_a_paper_includes_is_written_also_where_nothing_is_to_be_said(published, tmp_path):
    plan, _ = published
    paper = tmp_path / "paper.qmd"
    paper.write_text(
        "{{< include _board-asks.md >}}\n\n{{< include _glossary.md >}}\n\n{{< include _x.md >}}\n", "utf-8"
    )
    found = {"a": NotebookEvidence("a", blocks={"x": "- one\n"})}
    write_includes(replace(plan, papers=(paper,)), tmp_path, found, "The vacancy rate", "all")
    assert included([paper]) == ["board-asks", "glossary", "x"]
    assert (tmp_path / "_x.md").read_text() == "- one\n"
    assert "calls for a decision" in (tmp_path / "_board-asks.md").read_text()
    assert "Vacancy rate" in (tmp_path / "_glossary.md").read_text()


def written(build, **parts):
    for name, text in parts.items():
        (build / f"_{name}.md").write_text(text, encoding="utf-8")


def paper_of(build, name, *parts):
    path = build / f"{name}.qmd"
    path.write_text("".join(f"{{{{< include _{part}.md >}}}}\n\n" for part in parts), encoding="utf-8")
    return path


def test_a_list_does_not_say_again_what_an_earlier_list_of_the_paper_says(tmp_path):
    written(tmp_path, one="- Alike.\n- First.\n", two="- Alike.\n- Second.\n", three="- Alike.\n")
    say_once(tmp_path, [paper_of(tmp_path, "paper", "one", "two", "three")])
    read = [(tmp_path / f"_{name}.md").read_text(encoding="utf-8") for name in ("one", "two", "three")]
    assert read == ["- Alike.\n- First.\n", "- Second.\n", EMPTY]


def test_a_list_of_two_papers_stays_whole(tmp_path):
    written(tmp_path, one="- Alike.\n", two="- Alike.\n")
    say_once(tmp_path, [paper_of(tmp_path, "first", "one", "two"), paper_of(tmp_path, "second", "two")])
    assert (tmp_path / "_two.md").read_text(encoding="utf-8") == "- Alike.\n"


def test_an_answer_that_is_mostly_told_above_is_named_as_the_same_change(tmp_path):
    first = "Plans rose from 1 to 9 in Torbay. This could be chance. Plans that ended fell from 8 to 2.\n"
    again = "Plans rose from 1 to 9 in Torbay. This could be chance. Of them seven were new in March.\n"
    other = "Plans rose from 1 to 9 in Torbay. Those of a year rose from 2 to 3. So did others in all.\n"
    written(tmp_path, **{"one-answer": first, "two-answer": again, "three-answer": other})
    say_once(tmp_path, [paper_of(tmp_path, "paper", "one-answer", "two-answer", "three-answer")])
    assert (tmp_path / "_one-answer.md").read_text(encoding="utf-8") == first
    assert (tmp_path / "_two-answer.md").read_text(encoding="utf-8") == f"{phrase('told_above')}\n"
    assert (tmp_path / "_three-answer.md").read_text(encoding="utf-8") == other


def test_lines_that_are_no_items_of_a_list_stay(tmp_path):
    written(tmp_path, one="Alike.\n", two="Alike.\n")
    say_once(tmp_path, [paper_of(tmp_path, "paper", "one", "two")])
    assert (tmp_path / "_two.md").read_text(encoding="utf-8") == "Alike.\n"


def test_how_changes_were_judged_is_said_as_it_was(published, tmp_path):
    """Of a council's own months nothing is said of comparable authorities."""
    plan, _ = published
    paper = tmp_path / "annexes.qmd"
    paper.write_text("{{< include _method.md >}}\n", "utf-8")
    plan = replace(plan, papers=(paper,))
    for labels, said in (({"tbl-cp-pathway"}, "beside others"), ({"fig-cp-rate"}, "own months")):
        (tmp_path / "_method.md").unlink(missing_ok=True)
        evidence = NotebookEvidence("04_child_protection", captions=dict.fromkeys(labels))
        write_includes(plan, tmp_path, {"04_child_protection": evidence}, "", "")
        assert (tmp_path / "_method.md").read_text(encoding="utf-8").strip() == phrase("method", said)


@pytest.mark.parametrize(("formats", "linked"), [(("xlsx", "csv"), True), (("csv",), False), ((), False)])
def test_a_paper_leads_to_the_workbook_where_the_pack_has_one(published, tmp_path, formats, linked):
    plan, _ = published
    paper = paper_of(tmp_path, "paper", "numbers")
    contents = plan.contents.model_copy(update={"data_pack": formats})
    write_includes(replace(plan, papers=(paper,), contents=contents), tmp_path, {}, "", "all")
    said = (tmp_path / "_numbers.md").read_text(encoding="utf-8")
    assert ("](data-pack.xlsx)" in said) is linked
    assert "`manifest.json`" in said


def test_the_glossary_has_the_words_of_its_own_paper_and_of_no_other(tmp_path):
    paper, other = tmp_path / "paper.qmd", tmp_path / "other.qmd"
    paper.write_text(
        "Caseload.\n\n{{< var cp.told >}}\n\n{{< embed notebooks/a.ipynb#fig-cp >}}\n\n"
        "{{< embed notebooks/a.ipynb#tbl-cp >}}\n\n{{< include _part.md >}}\n\n{{< include _glossary.md >}}\n",
        "utf-8",
    )
    other.write_text("A vacancy.\n", "utf-8")
    written(tmp_path, part="It could be chance.\n", glossary="Likely range\n")
    saved = NotebookEvidence(
        "a",
        captions={"fig-cp": Caption("CLA", "Section 47"), "fig-else": Caption("A likely range")},
        data={"tbl-cp": Data(("Conference",), (("Usual elsewhere",),))},
    )
    write_glossary(tmp_path, [paper, other], {"a": saved}, {"cp": {"told": "A referral", "else": "Likely range"}})
    found = (tmp_path / "_glossary.md").read_text("utf-8")
    terms = [line.split("|")[1].strip() for line in found.splitlines()[2:]]
    assert terms == [
        "Children looked after",
        "Referral",
        "Section 47 enquiry",
        "Initial child protection conference",
        "Could be chance",
        "Usual elsewhere",
        "Caseload",
    ]
