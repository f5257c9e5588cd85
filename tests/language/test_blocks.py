from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.blocks import LONGEST_PARAGRAPH, UNDER_TABLES, as_plain, blocks, inert, without_markup
from analysis.questions.answer import Caveat, Finding
from analysis.questions.reorganisation import boundary_caveats
from analysis.render.tree import elements, read_markdown
from printed_record import held_as_printed


def test_our_bold_words_stay_and_all_else_is_text():
    assert inert("**Note** [x](http://y) *z* `c`").startswith("**Note** \\[x\\]\\(http\\:")


@given(st.text(alphabet="a{<}>!`*[]()#_\\ \n", max_size=30))
def test_nothing_a_person_wrote_stays_live(text):
    said = inert(text.replace("**", ""))
    assert "{{<" not in said
    assert "](" not in said
    assert "`" not in said  # which knitr would take for code, with a backslash or without
    assert not any(said[at] in "`<[{" and (at == 0 or said[at - 1] != "\\") for at in range(len(said)))


def test_a_terminal_sees_no_stars():
    assert without_markup("**Agree** that") == "Agree that"


def answer_of(*findings):
    """An answer of these findings, whose sentences come from the phrase book."""
    return SimpleNamespace(findings=findings, caveats=(), evidence={}, area_name="Torbay")


def response(**facts):
    told = {"ref": "2.1", "name": "Plans on time", "comment": None, "action": None, "owner": None, "due": None}
    return Finding("card_response", {}, told | {"state": None} | facts)


def test_what_the_council_does_is_a_table_without_the_columns_that_would_be_empty():
    table = blocks(answer_of(response(comment="Posts are empty")))["responses"]
    assert table.splitlines()[0] == "| Line | The council says |"
    assert table.splitlines()[2] == "| 2.1 Plans on time | Posts are empty |"


def test_an_action_without_owner_or_state_is_said_to_have_none():
    table = blocks(answer_of(response(action="Fill the posts.", owner="", due="May 2021", state="not given")))
    assert table["responses"].splitlines()[2] == (
        "| 2.1 Plans on time | Fill the posts | None named | Not said; due May 2021 |"
    )


def test_words_of_a_paper_stay_text_in_a_table():
    table = blocks(answer_of(response(comment="a | b {{< include x >}}")))["responses"]
    assert "{{<" not in table
    assert table.splitlines()[2].count(" | ") == 1


@pytest.mark.parametrize("words", [10, 80, 200])
def test_an_answer_is_told_in_paragraphs_of_a_length_that_can_be_read(words, monkeypatch):
    told = ["Plans rose again here."] + [f"Count {n} went up in May." for n in range(words // 6)]
    monkeypatch.setattr("analysis.language.blocks.told_in_order", lambda _: [told[0], " ".join(told[1:])])
    text = blocks(answer_of())["answer"]
    paragraphs = text.strip().split("\n\n")
    assert max(len(paragraph.split()) for paragraph in paragraphs) <= LONGEST_PARAGRAPH
    assert " ".join(paragraphs) == " ".join(told)


def test_names_of_signs_stay_names():
    """In Markdown "&lt;" is "<": a text is shown letter by letter, and none of its signs is put together anew."""
    said = "&lt;script&gt; &#123;&#123;&lt; include x &gt;&#125;&#125; &#x60;r 1&#x60; &amp;lt; &colon; R&D &#96;"
    tree = read_markdown(inert(said), "")
    shown = "".join(" " if one["t"] == "Space" else one["c"] for one in elements(tree) if one["t"] in {"Str", "Space"})
    assert shown == said
    assert as_plain(inert(said)) == said


@given(st.text(alphabet="ab C(1)[]&;_:.-|<{}!#'\"\\\\", max_size=60).map(lambda text: " ".join(text.split())))
def test_a_block_is_said_on_a_terminal_as_it_was_written(text):
    assert as_plain(inert(text)) == text
    assert as_plain(inert(f"**Note** {text}")) == f"Note {text}"


def test_a_caveat_that_stands_under_a_table_is_not_told_in_the_list_too():
    told = SimpleNamespace(
        findings=(),
        caveats=(Caveat("rates_of_need_not_rated"), *(Caveat(kind) for kind in sorted(UNDER_TABLES))),
        evidence={},
        area_name="Torbay",
        area_in_sentence="Torbay",
    )
    assert blocks(told)["cautions"].count("\n- ") == 0
    assert "never rated" in blocks(told)["cautions"]


@pytest.mark.parametrize(("count", "says"), [(1, "question one thing in"), (3, "question three things in")])
def test_what_the_checks_found_is_counted_in_a_list_of_a_paper_which_has_it_word_for_word_elsewhere(count, says):
    caveat = Caveat("figures_questioned", {"messages": tuple(f"Message {place}." for place in range(count))})
    told = SimpleNamespace(findings=(), caveats=(caveat,), evidence={}, area_name="Torbay", area_in_sentence="Torbay")
    assert says in blocks(told)["cautions"]
    assert "Message" not in blocks(told)["cautions"]


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()


@pytest.mark.parametrize(("area", "says"), [("E06000063", "began on 1 April 2023"), ("E06000027", "")])
def test_that_an_authority_is_new_is_a_list_of_its_own_which_a_board_paper_can_take_in(area, says):
    told = SimpleNamespace(
        findings=(), caveats=boundary_caveats(area), evidence={}, area_name="Here", area_in_sentence="Here"
    )
    assert says in blocks(told).get("boundaries", "")
    assert ("boundaries" in blocks(told)) is bool(says)
