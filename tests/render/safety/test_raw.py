"""Code of one format within a paper: markup passes, what acts or fetches does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.render.safety.raw import (
    ACTING,
    TAGS,
    WORD_TAGS,
    unsafe_html,
    unsafe_openxml,
    unsafe_raw,
    unsafe_typst,
)


@pytest.mark.parametrize(
    "text",
    [
        "<p style='color: red'>x</p>",
        "<a href='https://example.org'>x</a>",
        "<a href='#part'>x</a>",
        "<a href='paper.html'>x</a>",
        "<img src='media/a.png'>",
        "<img src='data:image/png;base64,AAAA'>",
        "<style>p {color: red}</style>",
    ],
)
def test_markup_passes(text):
    assert list(unsafe_html(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "<SCRIPT src=x>",
        "<svg onload=x>",
        "<form action=x>",
        "<p onclick=x>",
        "<a href='javascript:x'>",
        "<a href='java\tscript:x'>",
        "<a href=' &#106;avascript:x'>",
        "<a href='file:///x'>",
        "<a href='//host/x'>",
        "<img src='../x.png'>",
        "<img src='https://host/x.png'>",
        "<img src='data:image/svg+xml;base64,AAAA'>",
        "<p style='background: url(x)'>",
        "<style>@import 'x'</style>",
        "<iframe srcdoc=x>",
    ],
)
def test_what_acts_or_fetches_is_found(text):
    assert list(unsafe_html(text))


@given(st.sampled_from(sorted(ACTING)), st.sampled_from(sorted(TAGS)))
def test_no_tag_may_bear_an_attribute_that_acts(name, tag):
    assert any(name in what for what in unsafe_html(f"<{tag} {name}='x'>"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#text(fill: red)[x]", False),
        ('#read("x")', True),
        ('#import "@preview/x:1.0"', True),
        ('#csv("x")', True),
        ("the plugin works", False),
    ],
)
def test_typst_may_not_read_other_files(text, found):
    assert bool(list(unsafe_typst(text))) is found


def test_words_own_code_may_hold_text_and_its_looks_only():
    for tag in WORD_TAGS:
        assert list(unsafe_openxml(f"<{tag}>x</{tag}>")) == []
    for tag in ("w:fldSimple", "w:instrText", "w:object", "w:hyperlink", "o:OLEObject"):
        assert list(unsafe_openxml(f"<{tag}/>")) == [f"`<{tag}>` in Word's own code"]


def test_each_format_is_held_to_its_own_list():
    assert list(unsafe_raw("html5", "<script>"))
    assert list(unsafe_raw("typst", '#read("x")'))
    assert list(unsafe_raw("openxml", "<w:object/>"))
    assert list(unsafe_raw("latex", "<script>")) == []
