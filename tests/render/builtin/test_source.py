"""The text of a paper, with the place of each line."""

import pytest

from analysis.render.builtin.source import Fenced, Source, SourceLine, fenced, locate, read_lines
from analysis.render.outcome import RenderError


def lines(text):
    return [SourceLine(line, "a.qmd", number) for number, line in enumerate(text.splitlines(), start=1)]


def kinds(text):
    return "".join("#" if part.comment else "c" if part.code else "." for part in fenced(lines(text)))


def test_front_matter_and_text_are_apart_and_numbered_as_in_the_file(tmp_path):
    path = tmp_path / "a.qmd"
    path.write_text("\ufeff---\ntitle: A\n---\n\nText.\n", encoding="utf-8")
    source = Source.read(path, tmp_path)
    assert source.front_matter == {"title": "A"}
    assert [line.number for line in source.head] == [1, 2, 3]
    assert [(line.text, line.number) for line in source.lines] == [("", 4), ("Text.", 5)]
    assert source.name == "a.qmd"


def test_without_front_matter_all_is_text(tmp_path):
    (tmp_path / "a.qmd").write_text("Text.\n---\n")
    source = Source.read(tmp_path / "a.qmd", tmp_path)
    assert (source.front_matter, source.head, len(source.lines)) == ({}, (), 2)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"---\ntitle: A\n", "no closing"), (b"caf\xe9", "not UTF-8"), (b"---\ntitle: [\n---\n", "a.qmd, line")],
)
def test_what_cannot_be_read_is_said_with_its_place(tmp_path, content, said):
    (tmp_path / "a.qmd").write_bytes(content)
    with pytest.raises(RenderError, match=said):
        Source.read(tmp_path / "a.qmd", tmp_path)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(RenderError, match="no such file"):
        read_lines(tmp_path / "none.md", "none.md")


def test_a_line_says_a_problem_at_its_place_and_other_text_from_there():
    line = SourceLine("a", "a.qmd", 3)
    assert str(line.problem("Wrong.")) == "a.qmd, line 3: Wrong."
    assert line.saying("b") == SourceLine("b", "a.qmd", 3)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\n```\nb\n```\nc", ".ccc."),
        ("~~~ py\n```\n~~~\nc", "ccc."),
        ("````\n```\n````\nc", "ccc."),
        ("`` ```x``` ``\nc", ".."),
        ("> ```\n> b\n> ```\nc", "ccc."),
        ("<!-- a\nb\n--> \nc", "###."),
        ("<!-- a -->\nc", ".."),
        ("```\nnever closed", "cc"),
    ],
)
def test_code_and_comments_are_told_from_prose(text, found):
    assert kinds(text) == found


def test_the_opening_of_code_holds_what_stands_after_the_fence():
    assert next(fenced(lines("```{python}\n```"))) == Fenced(lines("```{python}")[0], code=True, opening="{python}")


def test_a_text_is_found_by_its_first_line():
    assert locate(lines("one\ntwo three\n"), "\n  three\nfour").number == 2
    assert locate(lines("one"), "two") is None
    assert locate(lines("one"), "  ") is None
