"""Colours of single cells, moved from a style sheet onto the cells."""

from analysis.render.builtin.styles import inline_styles, shorten

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


def test_a_table_keeps_what_papers_use_of_it_and_loses_what_only_its_own_page_does():
    html = (
        '<table id="t1" class="gt_table" data-quarto-disable-processing="false" aria-label="Referrals">'
        '<tr class="gt_group_heading_row"><th colspan="3" id="g" class="gt_group_heading">Demand</th></tr>'
        '<tr><th class="gt_row gt_left gt_stub" scope="row" id="r1">Referrals</th>'
        '<td class="gt_row gt_right" headers="r1" rowspan="1" colspan="1" style="color: #333333" valign="top">12</td>'
        '<td rowspan="2"><span class="spark" id="s1">up</span></td></tr></table>'
    )
    assert shorten(html) == (
        '<table aria-label="Referrals"><tr><th colspan="3">Demand</th></tr>'
        '<tr><th class="gt_left gt_stub">Referrals</th><td class="gt_right" style="color: #333333">12</td>'
        '<td rowspan="2"><span class="spark" id="s1">up</span></td></tr></table>'
    )


def test_a_sign_within_an_attribute_or_a_text_is_left_alone():
    html = '<td aria-label="a > b" class="gt_right">x id="y" z</td>'
    assert shorten(html).endswith('b" class="gt_right">x id="y" z</td>')
