"""What a person wrote comes back as plain Markdown, or is refused by name and line."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.render import plain_markdown
from analysis.render.plain_markdown import Passage, as_text, each_made_plain, make_plain

PLAIN = """Placement *is* **worse** than "before"; 5% & £4,000 - 3 < 4, a_b_c, #1, don't, name@council.gov.uk.
A second line.

- a
- b
  - c

1. x
2. y

> quoted out H~2~O

| a | b |
|---|--:|
| 1 | 2 |

See <https://x.org/a?b=c&d=e>, https://y.org and [us](mailto:a@b.org), [below](#sec-cp), `cp_rate`.\\
The end."""

HOSTILE = {
    "{{< include ../../../../etc/passwd >}}": "`{{` or `}}`",
    "{{% include x %}}": "`{{` or `}}`",
    "<script>alert(1)</script>": "HTML",
    'a <span onclick="x()">b</span>': "HTML",
    "<!DOCTYPE x>": "HTML",
    "```{python}\nprint(1)\n```": "opens a block of code",
    "~~~\nx": "opens a block of code",
    "- ```{=openxml}": "opens a block of code",
    "1. > ```{=html}": "HTML",
    "    indented code": "A block of code",
    "`{python} 1 + 1`": "Code that could be run",
    "`r 1 + 1`": "Code that could be run",
    "`<b>`{=html}": "HTML",
    "::: {.content-hidden}": "opens a block of code or of layout",
    "> ::: note": "opens a block of code or of layout",
    "[a](javascript:alert)": "A link to `javascript:alert`",
    "[a](JaVaScRiPt:alert)": "A link to",
    "[a](&#106;avascript:alert)": "A link to `javascript:alert`",
    "[a](data:text/html,x)": "A link to",
    "[a](file:///etc/passwd)": "A link to",
    "[a](smb://server/x)": "A link to",
    "[a](//server/x)": "A link to `//server/x`",
    "[a](../secret.html)": "A link to",
    "[a]\n\n[a]: vbscript:x": "A link to `vbscript:x`",
    "<javascript:alert>": "A link to",
    "![a](x.png)": "A picture",
    "![a][b]\n\n[b]: /etc/passwd": "A picture",
    "[a]{onclick=x}": "A piece of text with a name or a class",
    "[a](https://x.org){onclick=x}": "A name, class or attribute",
    "# Heading": "A heading",
    "Referrals\n---------": "A heading",
    "Referrals\n=========": "A heading",
    "### Referrals": "A heading",
    "***": "A line across the page",
    "~~out~~": "Text that is struck out",
    "---\ntitle: x\n---": "A heading",
    "$\\phantom{x}$": "A formula",
    "$$x$$": "A formula",
    "a[^1]\n\n[^1]: b": "A footnote",
    "a^[b]": None,
    "\x1b]8;;http://x\x07": "a control character",
    "a\u202eb": "RIGHT-TO-LEFT OVERRIDE",
    "[" * 3_000: "`[` more than 40 times",
    "[ " * 3_000: "brackets that are open at once",
    "x" * 400_000: "letters under one heading",
    "x" * 2_000: "A word of 2,000 letters",
    "> > > > x": "too deep",
    "- " * 30 + "x": "too deep",
    "*(**(" * 19 + "x": None,
    "&#123;&#123;&lt; include x &gt;}}": "`{{` or `}}`",
    "&#123;&#123;&lt; include x &gt;&#125;&#125;": "would be read as more than text",
    "a\n\n: b": "would be read as more than text",
    "(@x) a ^[b] c": None,
}


def test_plain_text_comes_back_as_it_was():
    (text,), problems = make_plain([Passage(PLAIN)], "x.md")
    assert problems == []
    again, problems = make_plain([Passage(text)], "x.md")
    assert problems == []
    assert again == [text]
    kept = ("*is* **worse**", "A second line.", "\n- a\n", "1.  x", "> quoted out", "[us](mailto:a@b.org)", "| a")
    assert [part for part in kept if part not in text] == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:40].encode("unicode_escape").decode())
def test_what_is_more_than_text_is_refused_at_its_line_and_soon(text):
    started = time.monotonic()
    written, problems = make_plain([Passage("Before."), Passage(f"Fine.\n\n{text}\n", 10)], "torbay/2021-05.md")
    assert time.monotonic() - started < 20
    said = HOSTILE[text]
    if said is None:
        assert problems or "<" not in written[1]  # text that shows its own signs
        return
    assert any(said in problem.what for problem in problems), problems
    assert all(problem.file == "torbay/2021-05.md" for problem in problems)
    assert {problem.line for problem in problems} <= {10, *range(12, 12 + text.count("\n") + 1)}
    wide = "would be read" in said or "under one heading" in said
    assert wide or problems[0].line >= 12


def test_all_problems_of_all_passages_are_named_in_order():
    passages = [Passage("a\n$x$ and `{r} 1`\n<b>c</b>", 5), Passage("{{< x >}}", 2)]
    _, problems = make_plain(passages, "x.md")
    found = [(problem.line, problem.what.split()[0]) for problem in problems]
    assert found == [(2, "`{{`"), (6, "A"), (6, "Code"), (7, "HTML")]


@pytest.mark.parametrize("line", ["`r 1`", r"\`r 1", "a `r\tb`"])
def test_code_of_r_is_refused_by_line_with_a_backslash_before_it_too(line):
    """Quarto runs it in the copy of a paper; the renderer would stop at it when all notebooks have run."""
    _, problems = make_plain([Passage(f"Fine.\n{line}", 3)], "x.md")
    assert 4 in {problem.line for problem in problems}
    assert "`" not in as_text(line)


NAMES = ["`r 1`", "<b>", "{{< include x >}}", "*a* _b_ `c`", "[a](javascript:b)", "$x$", "@fig-x", "a | b", "\x1b[31m"]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_shows_its_own_letters_and_no_more(text):
    (plain,), problems = make_plain([Passage(f"Named {as_text(text)} so.")], "x.md")
    assert problems == [] or "{{" in text
    assert "{{" not in as_text(text)
    assert "\x1b" not in as_text(text)
    assert "<b>" not in plain


PIECES = st.sampled_from([
    "*", "**", "_", "`", "``", "[", "]", "(", ")", "](", "{", "}", "{.a}", "{=html}", "<", ">", "<b>", "</b>", "<!--",
    "-->", "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n    ", "\n# ", "\n---\n", "\n:::\n", "\n: ", "\n| ", "|", "---",
    "^[", "^", "~", "$", "$$", "\\", "&lt;", "&#123;", "@a", "(@a)", "[@a]", "[^1]", "[^1]: ", "!", "![", "#x", "{{<",
    ">}}", "https://x.org", "javascript:x", "word", "two words", "'", '"', " ", "=", "\t", "\u00a0", "é", "\\begin{x}",
    "\\textbf{a}", "<https://a.b>",
])  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_passes_is_read_in_papers_as_the_text_that_was_written(text):
    written, problems = make_plain([Passage(text)], "x.md")
    if not problems:
        assert r"\{\{" not in written[0]
        assert "{{" not in written[0]
        again, found = make_plain([Passage(written[0])], "x.md")
        assert (found, again) == ([], written)


@pytest.mark.parametrize("text", ["\\{.a}", "`a`\\{.b}", "[x](https://a.b)\\{.c}", "*b*\\{#d}"])
def test_braces_behind_a_backslash_stay_text(text):
    written, problems = make_plain([Passage(text)], "x.md")
    assert (written, problems) == ([text.replace("}", "\\}")], [])
    assert make_plain([Passage(written[0])], "x.md") == (written, [])


def test_an_empty_quotation_is_refused():
    for text in (">", "words\n\n>"):
        _, problems = make_plain([Passage(text)], "x.md")
        assert [problem.what for problem in problems] == ["A `>` with no words behind it."]


@pytest.mark.parametrize("address", ["https://x.org:javascript", "https://x.orgjavascript:x", "http://[x"])
def test_an_address_that_leads_nowhere_is_no_link(address):
    _, problems = make_plain([Passage(f"[a]({address})")], "x.md")
    assert [problem.what for problem in problems] == [f"A link to `{address}`."]


def test_no_text_is_refused_for_what_stands_in_another():
    assert each_made_plain(["a *b*", "<b>x</b>", "x" * 2_000, "a *b*", "c"]) == ["a *b*", None, None, "a *b*", "c"]
    assert each_made_plain([]) == []


def test_one_text_that_takes_too_long_costs_no_other(monkeypatch):
    def reads(texts, form):
        if "slow" in texts:
            raise plain_markdown.LimitError("too long")
        return read(texts, form)

    read = plain_markdown._read
    monkeypatch.setattr(plain_markdown, "_read", reads)
    assert each_made_plain(["a *b*", "slow", "c", "*d*"]) == ["a *b*", None, "c", "*d*"]
