import re

import pytest

from analysis.language.phrasebook import phrase
from analysis.papers.gaps import Holes, leave_out

PAPER = """---
title: "A paper"
---

- {{< var cp.headline >}}
- {{< var cla.headline >}}

{{< pagebreak >}}

## Child protection {#sec-cp}

{{< var cp.answer >}}

{{< embed notebooks/04_cp.ipynb#fig-cp-rate >}}

{{< embed notebooks/04_cp.ipynb#tbl-cp-steps >}}

{{< pagebreak >}}

## Children looked after {#sec-cla}

{{< var cla.answer >}}

{{< embed notebooks/05_cla.ipynb#fig-cla-rate >}}
"""
BOTH = {"cp": {"answer": "x"}, "cla": {"answer": "y"}}
ONLY_CLA = {"cla": {"answer": "y"}}


def test_a_paper_of_notebooks_that_all_had_figures_stays_as_it_is():
    assert leave_out(PAPER, Holes({}, set(), BOTH)) == PAPER


def test_a_section_with_nothing_to_say_goes_with_its_page_break_and_is_named_at_the_end():
    paper = leave_out(PAPER, Holes({"04_cp": "No plans of Torbay before 2013."}, set(), ONLY_CLA))
    assert "## Child protection" not in paper
    assert "cp." not in paper
    assert "04_cp" not in paper
    assert "- {{< var cla.headline >}}" in paper
    assert "{{< embed notebooks/05_cla.ipynb#fig-cla-rate >}}" in paper
    assert paper.count("{{< pagebreak >}}") == 1
    last = paper.rstrip().rpartition("\n\n")[2]
    assert last == "- *Child protection*. No plans of Torbay before 2013."


def test_no_page_break_stands_before_what_is_not_there():
    gaps = {"05_cla": "None is held."}
    paper = leave_out(PAPER, Holes(gaps, set(), {"cp": {"answer": "x"}}))
    assert not re.search(r"pagebreak >\}\}\s*\*\*Not in", paper)
    assert paper.count("{{< pagebreak >}}") == 1


def test_a_figure_that_was_not_made_is_left_out_and_its_section_stays():
    paper = leave_out(PAPER, Holes({}, {"fig-cp-rate"}, BOTH))
    assert "fig-cp-rate" not in paper
    assert "tbl-cp-steps" in paper
    assert "{{< var cp.answer >}}" in paper
    assert "Not in this paper" not in paper


AGAIN = """## The latest change

{{< include _cp-latest-answer.md >}}

## The largest change

{{< include _cp-answer.md >}}

{{< embed notebooks/04_cp.ipynb#fig-cp-waterfall >}}
"""


def test_a_largest_change_that_is_told_above_and_has_no_picture_is_no_section():
    found = Holes({}, {"fig-cp-waterfall"}, {"cp": {"answer": "x"}, "cp_latest": {"answer": "x"}}, again=["cp-answer"])
    paper = leave_out(AGAIN, found)
    assert "## The latest change" in paper
    assert "## The largest change" not in paper
    assert paper.rstrip().endswith(f"- *The largest change*. {phrase('told_above')}")


def test_a_change_that_is_told_above_keeps_its_section_where_there_is_more_to_show():
    found = Holes({}, {"fig-other"}, {"cp": {"answer": "x"}, "cp_latest": {"answer": "x"}}, again=["cp-answer"])
    assert leave_out(AGAIN, found).rstrip() == AGAIN.rstrip()


def test_a_misspelt_variable_is_left_for_the_renderer_to_name():
    assert "{{< var cq.answer >}}" in leave_out("{{< var cq.answer >}}\n", Holes({}, {"x"}, BOTH))


def test_a_sentence_that_two_reasons_share_is_said_once():
    gaps = {"04_cp": "No plans. Figures by month: two.", "05_cla": "No children. Figures by month: two."}
    paper = leave_out(PAPER, Holes(gaps, set(), {"pack": {}}))
    assert paper.count("Figures by month: two") == 1
    assert "- *Children looked after*. No children.\n" in paper


def test_one_reason_for_several_sections_is_said_once():
    reason = "No figures."
    paper = leave_out(PAPER, Holes({"04_cp": reason, "05_cla": reason}, set(), {"pack": {}}))
    assert paper.count("No figures") == 1
    assert "- *Child protection*, *Children looked after*. No figures.\n" in paper


def test_an_answer_that_says_only_that_nothing_is_held_counts_as_nothing():
    dead = {"cp": {"nothing_held": "No plans are held.", "answer": "No plans are held."}, "cla": {"answer": "y"}}
    text = "## Plans\n\n{{< var cp.answer >}}\n\n## Both\n\n{{< var cp.headline >}} {{< var cla.headline >}}\n"
    paper = leave_out(text, Holes({}, (), dead))
    assert "## Plans" not in paper
    assert "## Both\n\n{{< var cla.headline >}}\n" in paper
    assert "- *Plans*. No plans are held.\n" in paper


def test_a_subsection_that_has_something_to_say_takes_the_place_of_its_section():
    text = "## Why\n\n{{< var cp.answer >}}\n\n### Care\n\n{{< var cla.answer >}}\n"
    paper = leave_out(text, Holes({"04_cp": "None."}, (), ONLY_CLA))
    assert paper.startswith("## Care\n\n{{< var cla.answer >}}")
    assert "- *Why*. None.\n" in paper


def test_a_heading_over_subsections_stays_as_long_as_one_of_them_does():
    text = "## Why\n\n### Plans\n\n{{< var cp.answer >}}\n\n### Care\n\n{{< var cla.answer >}}\n\n## Last\n\nWords.\n"
    paper = leave_out(text, Holes({"04_cp": "None."}, (), ONLY_CLA))
    assert paper.startswith("## Why\n\n### Care\n\n{{< var cla.answer >}}")
    gone = leave_out(text, Holes({"04_cp": "None."}, (), {"pack": {}}))
    assert gone.startswith("## Last\n\nWords.")
    assert "- *Plans*, *Care*. None.\n" in gone


def test_a_section_of_which_only_prose_is_left_goes_too():
    text = "## Then\n\nWhat came later stands here.\n\n{{< embed notebooks/07_next.ipynb#tbl-then >}}\n"
    assert leave_out(text, Holes({}, {"tbl-then"}, BOTH)).strip() == (
        "**Not in this paper:**\n\n- *Then*. There is nothing to show."
    )
    gap = Holes({"07_next": "Too few years."}, (), {"pack": {}})
    assert "What came later" not in leave_out(text, gap)


def test_prose_alone_that_needs_no_figures_stays():
    text = f"{PAPER}\n## Method\n\nNo number was typed by hand.\n"
    assert "## Method\n\nNo number" in leave_out(text, Holes({"04_cp": "None."}, (), ONLY_CLA))


def test_an_empty_included_part_does_not_keep_a_section():
    text = "## Cautions\n\n{{< var cp.answer >}}\n\n{{< include _cp-cautions.md >}}\n"
    assert "## Cautions" not in leave_out(text, Holes({"04_cp": "None."}, (), {"pack": {}}, {"cp-cautions"}))
    assert "## Cautions" in leave_out(text, Holes({"04_cp": "None."}, (), {"pack": {}}))


def test_a_page_that_lost_its_pictures_does_not_stand_alone():
    text = (
        "## Asks\n\n{{< embed n/1.ipynb#fig-strip >}}\n\n{{< pagebreak >}}\n\n"
        "## Exceptions\n\n{{< var card.headline >}}\n\n"
        "{{< embed n/2.ipynb#tbl-card >}}\n\n{{< pagebreak >}}\n\n## Demand\n\n{{< embed n/3.ipynb#fig-line >}}\n\n"
        "{{< pagebreak >}}\n\n## Words\n\n{{< include _glossary.md >}}\n"
    )
    groups = {"card": {"headline": "x"}}
    assert leave_out(text, Holes({}, {"tbl-other"}, groups)).count("pagebreak") == 3
    paper = leave_out(text, Holes({}, {"tbl-card"}, groups))
    assert paper.count("{{< pagebreak >}}") == 2
    assert "{{< var card.headline >}}\n\n## Demand" in paper.replace("\n\n\n", "\n\n")
    assert re.search(r"pagebreak >\}\}\s+## Words", paper)

    apart = '::: {.content-hidden when-format="docx"}\n{{< pagebreak >}}\n:::'
    hidden = text.replace("{{< pagebreak >}}", apart)
    assert leave_out(hidden, Holes({}, {"tbl-card"}, groups)) == paper.replace("{{< pagebreak >}}", apart)


@pytest.mark.parametrize("fence", ["", '::: {.content-hidden when-format="docx"}\n'])
def test_a_page_break_before_what_is_left_out_goes_with_the_fence_around_it(fence):
    close = "\n:::" if fence else ""
    text = f"## Asks\n\nx\n\n{fence}{{{{< pagebreak >}}}}{close}\n\n## Words\n\n{{{{< include _glossary.md >}}}}\n"
    paper = leave_out(text, Holes({}, {"tbl-card"}, {}, {"glossary"}))
    assert "pagebreak" not in paper
    assert ":::" not in paper


SLIDES = """---
title: Slides
format:
  pptx:
    slide-level: 2
---

## Capacity {#sec-capacity}

{{< embed notebooks/06_work.ipynb#fig-split >}}

::: notes
{{< var capacity.answer >}}
:::

## Referrals {#sec-referrals}

{{< embed notebooks/03_referrals.ipynb#fig-months >}}

::: notes
{{< var capacity.answer >}}
:::
"""


def test_slides_without_figures_go_and_what_is_missing_has_a_slide():
    paper = leave_out(SLIDES, Holes({"06_work": "No workforce."}, (), {"pack": {}}))
    assert "## Capacity" not in paper
    assert "## Referrals" in paper
    assert "::: notes" not in paper
    assert paper.rstrip().endswith("- *Capacity*. No workforce.")
    assert "## Not shown here {#sec-not-here}" in paper


@pytest.mark.parametrize("labels", [set(), {"fig-x"}])
def test_notes_with_words_stay(labels):
    text = '---\ntitle: "x"\n---\n\n## One\n\n{{< var cp.answer >}}\n\n::: notes\nA word.\n:::\n'
    assert "::: notes\nA word.\n:::" in leave_out(text, Holes({}, labels, BOTH))


def test_a_sentence_about_a_text_that_is_empty_goes_with_it():
    texts = {"cp": {"answer": "x", "explanations": ""}}
    text = "## One\n\n{{< var cp.answer >}}\n\n{{< var cp.explanations >}} Each has its test.\n"
    paper = leave_out(text, Holes({}, {"fig-x"}, texts))
    assert "Each has its test" not in paper
    assert "{{< var cp.answer >}}" in paper
    assert "Not in this paper" not in paper


def test_words_that_lead_to_a_table_which_is_not_there_go_with_it_and_others_stay():
    lead, more = "Each explanation predicts a pattern.", "Rates are never rated."
    embed = "{{< embed notebooks/04_cp.ipynb#tbl-cp-verdicts >}}"
    text = f"## One\n\n{{{{< var cp.answer >}}}}\n\n{lead}\n\n{embed}\n"
    assert lead not in leave_out(text, Holes({}, {"tbl-cp-verdicts"}, BOTH))
    between = f"## One\n\n{more}\n\n{embed}\n\n{{{{< var cp.answer >}}}}\n"
    assert more in leave_out(between, Holes({}, {"tbl-cp-verdicts"}, BOTH))
    assert lead in leave_out(text, Holes({}, {"fig-other"}, BOTH))


def test_an_answer_in_paragraphs_goes_for_the_reason_that_its_numbers_go():
    text = "## Plans\n\n{{< include _cp-answer.md >}}\n\n## Care\n\n{{< include _cla-answer.md >}}\n"
    paper = leave_out(text, Holes({"05_cp": "No plans."}, set(), {"cla": {"answer": "y"}}, ["cp-answer"]))
    assert "_cp-answer" not in paper
    assert "{{< include _cla-answer.md >}}" in paper
    assert paper.rstrip().endswith("- *Plans*. No plans.")


def test_a_slide_whose_picture_was_not_made_goes_also_where_its_notes_have_something_to_say():
    text = (
        "## {{< var message.fig_card_course >}}\n\n{{< embed notebooks/02_card.ipynb#fig-card-course >}}\n\n"
        "::: notes\n{{< var card.headline >}}\n:::\n\n## {{< var message.fig_cp >}}\n\n"
        "{{< embed notebooks/04_cp.ipynb#fig-cp >}}\n"
    )
    groups = {"message": {"fig_cp": "Plans rose"}, "card": {"headline": "x"}}
    for labels in ((), ("fig-card-course",)):
        paper = leave_out(text, Holes({}, labels, groups))
        assert paper.strip() == "## {{< var message.fig_cp >}}\n\n{{< embed notebooks/04_cp.ipynb#fig-cp >}}"


def test_a_slide_named_by_a_message_that_there_is_no_picture_for_is_told_by_its_reason_alone():
    text = (
        "---\ntitle: Slides\nformat:\n  pptx:\n    slide-level: 2\n---\n\n"
        "## {{< var message.fig_cp_rate >}} {#sec-x}\n\n"
        "{{< embed notebooks/04_cp.ipynb#fig-cp-rate >}}\n\n## Asks\n\n{{< include _board-asks.md >}}\n"
    )
    paper = leave_out(text, Holes({"04_cp": "No plans."}, (), {"message": {}, "pack": {}}))
    assert "{{< var" not in paper
    assert "- No plans.\n" in paper
    assert "## Asks" in paper


def test_a_section_whose_tables_were_not_made_goes_for_the_reason_of_their_group():
    embed = "{{< embed notebooks/11_plan.ipynb#tbl-plan-tracker-open >}}"
    text = f"## Priorities\n\n{embed}\n\n{{{{< include _plan-answer.md >}}}}\n"
    plan = {"nothing_held": "No plan is held.", "answer": "No plan is held."}
    texts = {"plan": plan, "cp": {"answer": "x"}}
    paper = leave_out(text, Holes({}, {"tbl-plan-tracker-open"}, texts))
    assert paper.count("No plan is held.") == 1
    assert "nothing to show" not in paper
    other = leave_out(text, Holes({}, {"tbl-plan-tracker-open"}, {"plan": {"answer": "y"}, "cp": {"answer": "x"}}))
    assert "No plan is held." not in other


def test_a_section_that_asks_keeps_its_mark_and_no_full_stop_after_it():
    text = "## Are we coping?\n\n{{< var cp.answer >}}\n\n## Words\n\n{{< var cla.answer >}}\n"
    paper = leave_out(text, Holes({"04_cp": "None held."}, set(), ONLY_CLA))
    assert "- *Are we coping?* None held.\n" in paper
