"""The gates on how papers read see what they are there for (`benchmarks/readability.py` holds whole packs to them)."""

import pytest

from paper_prose import Passage, faults, measured, passages, reading_ease

GOOD = "Plans rose from 130 to 212. This could be chance."
LONG = " ".join(["word"] * 31) + "."


def said(*texts):
    return [Passage("paragraph", 1, text) for text in texts]


def test_a_plain_paragraph_has_no_fault():
    assert faults("cib-briefing", said(GOOD)) == []


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        ([LONG], "sentence of 31 words"),
        ([" ".join(["Plans rose again."] * 27)], "paragraph of 81 words"),
        (["The step that moved most was referrals."], "step:"),
        (["Figures of 16 authorities held here are ranked."], "held:"),
        (["The rate is two points higher than before."], "points without percentage:"),
        (["Plans rose in every month of 2020.", "Plans rose in every month of 2020."], "said 2 times"),
        (["The CP rate rose. The child protection (CP) rate is high."], "CP before it is spelt out"),
        (["The rise could be chance. It is more than chance, but usual elsewhere."], "two strengths"),
        (["Multidisciplinary deliberations necessitate considerable organisational reconfiguration."], "reading ease"),
    ],
)
def test_each_fault_is_seen(texts, fault):
    assert any(found.startswith(fault) for found in faults("cib-briefing", said(*texts)))


def test_a_page_of_too_many_words_is_seen_in_the_paper_of_pages_alone():
    full = said(*[f"Plans rose by {number} in the month." for number in range(40)])
    assert "280 words on a page" in faults("cib-briefing", full)
    assert faults("annexes", full) == []


def test_tables_and_headings_are_no_prose_and_lists_and_captions_are():
    paper = "## Plans\n\nPlans rose.\n\n| a | b |\n|---|---|\n\n- **Note** this.\n- And that.\n\nCaption: Plans rose\n"
    assert [(found.kind, found.text) for found in passages(paper)] == [
        ("paragraph", "Plans rose."),
        ("item", "Note this."),
        ("item", "And that."),
        ("caption", "Plans rose"),
    ]


def test_sentences_are_parted_at_full_stops_and_not_in_numbers():
    found = measured(said("The rate rose from 51.1 to 82.9 per 10,000 children. That is more than chance."))
    assert (found.sentences, found.longest) == (2, 10)


def test_reading_ease_is_that_of_the_formula():
    # 206.835 - 1.015 x 4 words a sentence - 84.6 x 1 syllable a word
    assert reading_ease(said("The dog can run.")) == pytest.approx(206.835 - 4.06 - 84.6)
