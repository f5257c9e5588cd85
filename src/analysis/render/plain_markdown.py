"""A person's Markdown made plain: paragraphs, lists, emphasis, quotes, tables and safe links, and nothing else.

Commentary is written by many hands and ends in papers. It is read as CommonMark, every node of the tree is held against
a list of what is allowed, and what passes is written back as Markdown that Quarto and the built-in renderer read alike.
Anything else is refused by name and line: nothing is executed, included, fetched, hidden or taken for a part of the
paper.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any
from urllib.parse import urlsplit

from analysis.catalogue.characters import code_of, strange_characters, visible
from analysis.render.fonts import letters_without_glyph
from analysis.render.outcome import Problem, RenderError
from analysis.render.pandoc_program import pandoc_path
from analysis.render.programs import LimitError, Limits, run_program

# Read with all that Quarto could take for more than text, so that it is seen; written without what is not needed.
READ = (
    "commonmark+attributes+bracketed_spans+fenced_divs+footnotes+pipe_tables+raw_attribute+raw_html+strikeout"
    "+subscript+superscript+task_lists+tex_math_dollars+autolink_bare_uris"
)
WRITTEN = "markdown-smart-simple_tables-multiline_tables-grid_tables-raw_html-raw_attribute-raw_tex"
READ_BACK = "markdown-smart"  # as papers are read, but with the marks of quotation as they stand
AS_IN_PAPERS = "markdown"
LIMITS = Limits(seconds=20, megabytes=500)

LONGEST_PASSAGE = 20_000  # letters under one heading: more than a whole paper holds
LONGEST_WORD = 100
LONGEST_ADDRESS = 1_000
LONGEST_RUN = 40  # times one sign
DEEPEST_BRACKETS = 6
DEEPEST_QUOTE = 3
DEEPEST_INDENT = 24  # spaces, which is six levels of a list
DEEPEST_TREE = 60

LINKS = re.compile(r"(?:https?://[^\s/]|mailto:[^\s]|#[\w-]+$)", re.IGNORECASE)
ALLOWED = frozenset({
    "Para", "Plain", "BlockQuote", "BulletList", "OrderedList", "Table",
    "Str", "Space", "SoftBreak", "LineBreak", "Emph", "Strong", "Superscript", "Subscript", "Quoted",
    "Link", "Code",
    "AlignDefault", "AlignLeft", "AlignRight", "AlignCenter", "ColWidthDefault",
    "DefaultStyle", "Decimal", "DefaultDelim", "Period", "OneParen",
    "SingleQuote", "DoubleQuote",
})  # fmt: skip
NAMES: Mapping[str, str] = {
    "RawBlock": "HTML or another format's own code",
    "RawInline": "HTML or another format's own code",
    "CodeBlock": "A block of code",
    "Math": "A formula",
    "Image": "A picture",
    "Header": "A heading inside the words on a measure",
    "HorizontalRule": "A line across the page",
    "Note": "A footnote",
    "Cite": "A citation",
    "Div": "A block with a name or a class",
    "Span": "A piece of text with a name or a class",
    "DefinitionList": "A list of definitions",
    "LineBlock": "A block of lines",
    "Figure": "A picture",
    "Strikeout": "Text that is struck out",
}
HINT = "Commentary is plain text: paragraphs, lists, **bold**, *italic*, tables, and links to http, https or mailto."
_OPENS_CODE = re.compile(r"^[ \t>*+-]*(?:\d+[.)][ \t]*)*(`{3,}|~{3,}|:{3,})")
_CODE_OF_R = re.compile(r"`r(?=[ \t])")
_RUN = re.compile(rf"(\S)\1{{{LONGEST_RUN},}}")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)

Tree = Any  # what pandoc writes as JSON: dicts with "t" and "c", lists, texts, numbers


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a person as they were written. first_line: where they begin in their file, from 1."""

    text: str
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a passage. line: of the passage, from 1."""

    line: int
    what: str


def make_plain(
    passages: Sequence[Passage], name: str, letters: frozenset[int] | None = None
) -> tuple[list[str], list[Problem]]:
    """Return each passage as plain Markdown, and every problem of all of them at its line of the file `name`.

    letters: those that the fonts of papers have, where that is known. The texts are right only where there is no
    problem.
    """
    found: list[tuple[Passage, Finding]] = []
    sound: list[Passage] = []
    for passage in passages:
        wrong = [*_wrong_lines(passage.text), *_without_glyph(passage.text, letters)]
        found += [(passage, finding) for finding in wrong]
        if not wrong:
            sound.append(passage)
    written, refused = _through_pandoc(sound)
    problems = [
        Problem(f"{finding.what}.", name, passage.first_line + finding.line - 1, HINT)
        for passage, finding in [*found, *refused]
    ]
    return written, sorted(problems, key=lambda problem: problem.line or 0)


def each_made_plain(texts: Sequence[str]) -> list[str | None]:
    """Return each text as plain Markdown, null where it holds more; none is refused for what stands in another."""
    sound = [text for text in dict.fromkeys(texts) if not any(_wrong_lines(text))]
    found = _each_through_pandoc(sound)
    return [found.get(text) for text in texts]


def _each_through_pandoc(texts: Sequence[str]) -> dict[str, str]:
    """Return what passes; where one text makes pandoc run too long, each half by itself, down to that one."""
    if not texts:
        return {}
    try:
        read = zip(texts, _read(texts, READ), strict=True)
        trees = {text: _plain_tree(tree) for text, tree in read if not _refusals(tree)}
        passages = [Passage(text) for text in trees]
        written, refused = _write(passages, list(trees.values())) if passages else ([], [])
    except LimitError:
        half = len(texts) // 2
        return _each_through_pandoc(texts[:half]) | _each_through_pandoc(texts[half:]) if half else {}
    wrong = {passage.text for passage, _ in refused}
    return {text: markdown for text, markdown in zip(trees, written, strict=True) if text not in wrong}


# Before pandoc sees it --------------------------------------------------------------------------------------------


def _wrong_lines(text: str) -> Iterator[Finding]:
    """Yield what can be told without reading the Markdown, and what would make its reader run for minutes."""
    if len(text) > LONGEST_PASSAGE:
        yield Finding(1, f"{len(text):,} letters under one heading; {LONGEST_PASSAGE:,} are allowed")
        return
    for strange in strange_characters(text):
        yield Finding(strange.line, f"Character {strange.column} is {strange.what}")
    open_brackets = 0
    for number, line in enumerate(text.split("\n"), start=1):
        open_brackets = open_brackets + line.count("[") - line.count("]") if line.strip() else 0
        yield from (Finding(number, what) for check in LINE_CHECKS for what in check(line))
        if open_brackets > DEEPEST_BRACKETS:
            yield Finding(number, f"More than {DEEPEST_BRACKETS} brackets that are open at once")
            open_brackets = 0


def _without_glyph(text: str, letters: frozenset[int] | None) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), start=1):
        for letter in letters_without_glyph(line, letters):
            if not any(strange_characters(letter)):
                yield Finding(number, f"The fonts of papers have no {visible(letter)} ({code_of(letter)})")


def _shortcode(line: str) -> Iterator[str]:
    if "{{" in line or "}}" in line:
        yield "`{{` or `}}`, with which Quarto includes files"


def _code(line: str) -> Iterator[str]:
    if match := _OPENS_CODE.match(line):
        yield f"`{match[1][:3]}`, which opens a block of code or of layout"


def _code_within(line: str) -> Iterator[str]:
    if _CODE_OF_R.search(line):
        yield "Code that could be run, `r`"


def _long_word(line: str) -> Iterator[str]:
    for word in line.split():
        if len(word) > (LONGEST_ADDRESS if _ADDRESS.search(word) else LONGEST_WORD):
            yield f"A word of {len(word):,} letters, {visible(word, 20)}"


def _run(line: str) -> Iterator[str]:
    if match := _RUN.search(line):
        yield f"`{match[1]}` more than {LONGEST_RUN} times in a row"


def _deep(line: str) -> Iterator[str]:
    start = line[: len(line) - len(line.lstrip(" \t>*+-"))]
    if start.count(">") > DEEPEST_QUOTE or len(start.expandtabs(4)) > DEEPEST_INDENT:
        yield "Lists or quotes too deep inside one another"


LINE_CHECKS: tuple[Callable[[str], Iterator[str]], ...] = (_shortcode, _code, _code_within, _long_word, _run, _deep)


# Through pandoc and back ------------------------------------------------------------------------------------------


def _through_pandoc(passages: Sequence[Passage]) -> tuple[list[str], list[tuple[Passage, Finding]]]:
    if not passages:
        return [], []
    try:
        trees = _read([passage.text for passage in passages], READ)
        if any(_refusals(tree) for tree in trees):
            placed = _read([passage.text for passage in passages], f"{READ}+sourcepos")
            return [], [
                (passage, finding)
                for passage, tree, with_places in zip(passages, trees, placed, strict=True)
                for finding in dict.fromkeys(_refusals(with_places) or _refusals(tree))
            ]
        return _write(passages, [_plain_tree(tree) for tree in trees])
    except LimitError as error:
        at = passages[min(error.out.count("\n"), len(passages) - 1)]  # one line came back for each that was read
        return [], [(at, Finding(1, f"The words below this line cannot be read: {error.what.rstrip('.')}"))]


def _write(passages: Sequence[Passage], trees: Sequence[Tree]) -> tuple[list[str], list[tuple[Passage, Finding]]]:
    """Write trees as Markdown; refuse what would be read otherwise than it was written."""
    written: list[str] = []
    refused: list[tuple[Passage, Finding]] = []
    for passage, tree, line in zip(
        passages, trees, _pandoc(["write", WRITTEN, READ_BACK, AS_IN_PAPERS], trees), strict=True
    ):
        markdown, back, in_papers = line[0], json.loads(line[1]), json.loads(line[2])
        if _plain_tree(back)["blocks"] != tree["blocks"] or _refusals(in_papers) or r"\{\{" in markdown:
            refused.append((passage, Finding(1, "Signs below this line would be read as more than text")))
        written.append(markdown.strip("\n"))
    return written, refused


def _read(texts: Sequence[str], form: str) -> list[Tree]:
    return _pandoc(["read", form], texts)


def _pandoc(arguments: Sequence[str], items: Sequence[Tree]) -> list[Tree]:
    given = [item if isinstance(item, str) else json.dumps(item) for item in items]
    with as_file(files("analysis.render") / "plain_markdown.lua") as script:
        done = run_program([pandoc_path(), "lua", str(script), *arguments], LIMITS, text=json.dumps(given))
    if done.code != 0:
        raise RenderError(f"Pandoc stopped ({done.code}): {visible(done.said, 300)}")
    return [json.loads(line) for line in done.out.splitlines()]


# The tree ---------------------------------------------------------------------------------------------------------


def _refusals(tree: Tree) -> list[Finding]:
    """Return what a tree holds that is not on the list, with the line where the reader said one."""
    found = [Finding(1, "A block of settings")] if tree["meta"] else []
    return [*found, *_walk(tree["blocks"], 1, 0)]


def _walk(node: Tree, line: int, depth: int) -> Iterator[Finding]:
    if depth > DEEPEST_TREE:
        yield Finding(line, "Lists, quotes or emphasis too deep inside one another")
    elif isinstance(node, dict):
        yield from _node(node, line, depth)
    elif isinstance(node, list):
        if _is_attributes(node):
            if _given(node):
                yield Finding(_line_of(node, line), "A name, class or attribute in `{...}`")
            return
        for item in node:
            yield from _walk(item, line, depth + 1)


def _node(node: Tree, line: int, depth: int) -> Iterator[Finding]:
    kind, content = node.get("t", "Cite"), node.get("c")  # only citations have parts that do not say what they are
    first = content[:2] if isinstance(content, list) else []
    own = next((item for item in first if _is_attributes(item)), None)
    line = line if own is None else _line_of(own, line)
    if own is not None and _is_wrapper(own):
        yield from _walk(content[1], line, depth)
        return
    if kind not in ALLOWED:
        yield Finding(line, NAMES.get(kind, f"Something that is no plain text (`{kind}`)"))
        return
    if kind == "Link" and not _leads_somewhere(content[2][0]):
        yield Finding(line, f"A link to `{visible(content[2][0])}`")
    if kind == "BlockQuote" and not any(block.get("c") for block in content):
        yield Finding(line, "A `>` with no words behind it")
    if kind == "Code" and re.search(r"[{}<>`]|^r\s", content[1]):
        yield Finding(line, f"Code that could be run, `{visible(content[1])}`")
    yield from _walk(content, line, depth + 1)


def _leads_somewhere(address: str) -> bool:
    """Whether an address is of a kind that passes, and its port, where it has one, a number."""
    try:
        return LINKS.match(address) is not None and (urlsplit(address).port or 0) >= 0
    except ValueError:
        return False


def _is_attributes(value: Tree) -> bool:
    return isinstance(value, list) and [type(item) for item in value] == [str, list, list]


def _is_wrapper(attributes: Tree) -> bool:
    return ["wrapper", "1"] in attributes[2] and not _given(attributes)


def _given(attributes: Tree) -> bool:
    """Whether there is more than the places that the reader itself notes, and the class it gives to bare addresses."""
    name, classes, pairs = attributes
    return bool(name or set(classes) - {"uri", "email"} or {key for key, _ in pairs} - {"wrapper", "data-pos"})


def _line_of(attributes: Tree, line: int) -> int:
    """Return the first line of `data-pos="7:1-8:1;6:1-9:1"`."""
    place = dict(attributes[2]).get("data-pos", "")
    lines = [int(found) for found in re.findall(r"(?:^|;)(?:[^;@]*@)?(\d+):", place)]
    return min(lines, default=line)


def _plain_tree(tree: Tree) -> Tree:
    """Return a tree without what makes no difference: where lines end, how a run of text is cut, bare addresses."""
    return {**tree, "blocks": [_plain(block) for block in tree["blocks"]]}


def _plain(node: Tree) -> Tree:
    if isinstance(node, dict):
        if node.get("t") == "SoftBreak":
            return {"t": "Space"}
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        if _is_attributes(node):
            return ["", [], []]
        return _joined([_plain(item) for item in node])
    return node


def _joined(items: list[Tree]) -> list[Tree]:
    """Join texts that stand beside one another."""
    joined: list[Tree] = []
    for item in items:
        before = joined[-1] if joined else None
        if _is_text(item) and _is_text(before):
            joined[-1] = {"t": "Str", "c": joined[-1]["c"] + item["c"]}
        else:
            joined.append(item)
    return joined


def _is_text(item: Tree) -> bool:
    return isinstance(item, dict) and item.get("t") == "Str"


# Names and other short texts ----------------------------------------------------------------------------------------

_MEANING = re.compile(r"([\\*_{}\[\]<>#|~^$@&!])")
_BACKTICK = "&#96;"  # a backslash before one does not stop knitr, which runs "`r 1`" wherever it stands


def as_text(text: str) -> str:
    """Return a short text (the name of a measure, of an area, of a file) as Markdown that shows just these letters."""
    shown = "".join(character for character in " ".join(text.split()) if not any(strange_characters(character)))
    return _MEANING.sub(r"\\\1", shown).replace("`", _BACKTICK)
