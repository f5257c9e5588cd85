"""Colours of single cells, moved from a style sheet onto the cells."""

from analysis.render.builtin.styles import inline_styles

TABLE = '<table><td id="a1" class="x">1</td><th id="a2">2</th><td id="a3">3</td></table>'


def test_rules_of_single_cells_become_their_style():
    sheet = "<style type='text/css'>#a1, #a2 { color: red;\n }\n#a1 { text-align: right }\n.x { margin: 0 }</style>"
    assert inline_styles(sheet + TABLE) == (
        '<table><td id="a1" style="color: red; text-align: right" class="x">1</td>'
        '<th id="a2" style="color: red">2</th><td id="a3">3</td></table>'
    )


def test_rules_of_other_elements_and_without_a_word_are_left_out():
    assert inline_styles(f"<style>table#a1 {{color: red}} #a2 {{}} #a3 td {{color: red}}</style>{TABLE}") == TABLE
    assert inline_styles(TABLE) == TABLE
