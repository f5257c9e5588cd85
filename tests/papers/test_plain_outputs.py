import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.papers.plain_outputs import plain_attribute, plain_outputs, plain_values


def test_shortcodes_in_outputs_become_letters_of_each_kind():
    cells = [
        {"outputs": [{"text": ["a {{", "< env X >}}\n", "b\n"]}, {"text": "plain"}]},
        {
            "outputs": [
                {"data": {"text/html": "<i>{{< env X >}}</i>", "text/markdown": ["{{% x %}}"], "image/png": "{{<"}}
            ]
        },
        {"source": "markdown"},
    ]
    plain_outputs({"cells": cells})
    assert cells[0]["outputs"] == [{"text": ["a { {< env X >}}\n", "b\n"]}, {"text": "plain"}]
    data = cells[1]["outputs"][0]["data"]
    assert data["text/html"] == "<i>&#123;{< env X >}}</i>"
    assert data["text/markdown"] == [r"\{\{% x %}}"]
    assert data["image/png"] == "{{<"


@pytest.mark.parametrize(
    "text", ["The rate rose from 51.1 to 82.9 per 10,000 (130 to 212 plans); 62% — “so”.", "One.\n\nTwo.", ""]
)
def test_a_sentence_stays_as_it_is(text):
    assert plain_values([text]) == {text: text}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a **b** c", "a **b** c"),
        ("see [x](https://x.org)", "see [x](https://x.org)"),
        ("see [x](javascript:y)", r"see \[x\](javascript:y)"),
        ("{{< env X >}}", r"\{\{\< env X \>\}\}"),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("a\x1bb <i>", r"ab \<i\>"),
        ("fewer than <5", r"fewer than \<5"),
        ("`{python} 1`", r"&#96;\{python\} 1&#96;"),
    ],
)
def test_what_is_more_than_text_shows_its_own_letters(text, shown):
    assert plain_values([text]) == {text: shown}


def test_texts_that_are_read_together_are_each_as_they_are_alone():
    texts = ["a **b**", "<b>x</b>", "plain", "{{< env X >}}", "[x](javascript:y)", "<5", "a **b**"]
    assert plain_values(texts) == {text: plain_values([text])[text] for text in texts}


def test_alternative_text_holds_no_shortcode():
    assert plain_attribute("A {{< env X >}} of <5") == "A { {< env X >}} of <5"


def test_tables_of_notebooks_have_no_font_of_their_own():
    sheet = "<style>#a {font-family: -apple-system, \"Segoe UI\", 'Noto'; color: red;}</style>"
    html = sheet + "<td style=\"font-family: 'x', y;top:0\">font-family: z;</td>"
    cells = [{"outputs": [{"data": {"text/html": [html]}}]}]
    plain_outputs({"cells": cells})
    (bare,) = cells[0]["outputs"][0]["data"]["text/html"]
    assert bare == '<style>#a { color: red;}</style><td style="top:0">font-family: z;</td>'


@given(st.text(alphabet="{<% x", max_size=12), st.sampled_from(["text/html", "text/markdown", "text/plain"]))
def test_no_run_of_braces_leaves_two_that_open_a_shortcode(text, kind):
    notebook = {"cells": [{"outputs": [{"data": {kind: text}, "text": text}]}]}
    plain_outputs(notebook)
    (output,) = notebook["cells"][0]["outputs"]
    for shown in (output["data"][kind], output["text"], plain_attribute(text)):
        assert "{{<" not in shown
        assert "{{%" not in shown


def test_a_text_in_an_attribute_has_no_marks_of_code():
    """`{python} 1` in alternative text stopped the renderer when all notebooks had run."""
    assert plain_attribute("a `{python} 1` and `r 2`") == "a '{python} 1' and 'r 2'"
