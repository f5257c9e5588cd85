"""Shortcodes: found, read, looked up, filled in."""

import pytest

from analysis.render.builtin.shortcodes import (
    Shortcode,
    fill_attributes,
    fill_text,
    find,
    flat,
    look_up,
    marked,
    parse,
    without_marks,
)

TREE = {"cp": {"rate": 82.9, "ok": True, "none": None, "list": [1]}, "title": "T"}


def test_shortcodes_are_read_with_their_options():
    (code,) = find('Text {{< embed "a b.ipynb#fig-x" echo=true >}} more')
    assert (code.name, code.arguments, code.options) == ("embed", ("a b.ipynb#fig-x",), {"echo": "true"})


def test_a_dotted_name_is_looked_up_and_a_group_is_no_value():
    tree = {"cp": {"rate": 82.9, "ok": True}}
    assert look_up(tree, "cp.rate") == "82.9"
    assert look_up(tree, "cp.ok") == "true"
    assert look_up(tree, "cp") is None
    assert look_up(tree, "cp.rate.now") is None


def test_values_inside_attributes_cannot_close_them():
    values = {"var": {"a": 'say "x"'}, "meta": {"u": "https://example.org"}}
    line = '![A](a.png){fig-alt="{{< var a >}} and {{< var a >}}"} [here]({{< meta u >}}) {{< var a >}}'
    wanted = '![A](a.png){fig-alt="say \\"x\\" and say \\"x\\""} [here](https://example.org) {{< var a >}}'
    assert fill_attributes(line, values) == wanted


def test_every_shortcode_of_a_line_is_found_in_order():
    assert [code.text for code in find("{{< var a >}} and {{<meta b>}}")] == ["{{< var a >}}", "{{<meta b>}}"]
    assert list(find("{< var a >} {{ var a }}")) == []


@pytest.mark.parametrize(("name", "alone"), [("include", True), ("embed", True), ("pagebreak", True), ("var", False)])
def test_some_kinds_must_stand_alone(name, alone):
    assert parse(f"{name} x", "t").alone is alone


def test_quotes_that_are_not_closed_count_as_letters():
    assert parse('var "a b', "t") == Shortcode("var", ('"a', "b"), {}, "t")
    assert parse("", "t").name == ""


def test_a_tree_is_flat_by_dotted_names_without_groups_and_lists():
    assert flat(TREE) == {"cp.rate": "82.9", "cp.ok": "true", "title": "T"}


def test_a_setting_is_filled_and_what_is_not_known_stays():
    values = {"var": {"pack.area": "Torbay"}}
    assert fill_text("{{< var pack.area >}}, {{< var pack.x >}}, {{< embed y >}}", values) == (
        "Torbay, {{< var pack.x >}}, {{< embed y >}}"
    )


def test_shortcodes_of_a_paper_are_marked_and_what_looks_like_one_is_not():
    line = r"A {{< var a.b >}} and \{\{\< var a.b \>\}\}"
    assert marked(line) == "A {{\ue000 var a.b \ue001}} and \\{\\{\\< var a.b \\>\\}\\}"
    assert len(marked(line)) == len(line)
    assert marked("plain") == "plain"


def test_nobody_puts_the_marks_by_hand():
    assert without_marks("{{\ue000 var x \ue001}}") == "{{\ufffd var x \ufffd}}"
