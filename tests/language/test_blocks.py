from hypothesis import given
from hypothesis import strategies as st

from analysis.language.blocks import inert, without_markup


def test_our_bold_words_stay_and_all_else_is_text():
    assert inert("**Note** [x](http://y) *z* `c`").startswith("**Note** \\[x\\]\\(http\\:")


@given(st.text(alphabet="a{<}>!`*[]()#_\\ \n", max_size=30))
def test_nothing_a_person_wrote_stays_live(text):
    said = inert(text.replace("**", ""))
    assert "{{<" not in said
    assert "](" not in said
    assert not any(said[at] in "`<[{" and (at == 0 or said[at - 1] != "\\") for at in range(len(said)))


def test_a_terminal_sees_no_stars():
    assert without_markup("**Agree** that") == "Agree that"
