"""Texts from data that papers take in, made to show their own letters and no more.

Names of measures, cells of spreadsheets and notes of sources are written by many hands. Quarto fills in shortcodes in
outputs of notebooks, in captions and in variables; here none of them is left.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from analysis.render.plain_markdown import as_text, each_made_plain

_OPENS = re.compile(r"\{{2,}(?=[<%{])|\{{3,}")  # every brace of a run: of `{{{<` the last two would open one too
_STYLE = re.compile(r"<style\b.*?</style>|\bstyle=\"[^\"]*\"", re.DOTALL)
_FONT = re.compile(r"font-family\s*:(?:[^;}\"]|\"[^\"<>;{}]*\"(?=[^\"]))*;?")
_MORE_THAN_TEXT = re.compile(r"[\\`*_{}\[\]<>#|~^$@&!]|https?:|[^\x20-\x7e\u00a0-\u024f\u2010-\u2044]")
HOW_TO_SHOW: Mapping[str, str] = {"text/html": "&#123;", "text/markdown": r"\{"}  # one brace
APART = "{ "  # where nothing can be escaped


def plain_outputs(notebook: dict[str, Any]) -> None:
    """Take the sense of shortcodes out of every output of an executed notebook, in place."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = _shown(output["text"], APART)
            data = output.get("data", {})
            for kind, value in data.items():
                if kind.startswith("text/"):
                    data[kind] = _shown(value, HOW_TO_SHOW.get(kind, APART))
                if kind == "text/html":
                    data[kind] = _in_the_papers_font(data[kind])


def _in_the_papers_font(html: str | list[str]) -> str | list[str]:
    """Return a table without fonts of its own: what a browser takes for its own font, Typst does not know."""
    whole = html if isinstance(html, str) else "".join(html)
    bare = _STYLE.sub(lambda sheet: _FONT.sub("", sheet[0]), whole)
    return bare if isinstance(html, str) else bare.splitlines(keepends=True)


def _shown(text: str | list[str], brace: str) -> str | list[str]:
    """Return an output with its braces shown in a way that is read as letters; lines may be cut between two braces."""
    whole = text if isinstance(text, str) else "".join(text)
    if not _OPENS.search(whole):
        return text
    shown = _OPENS.sub(lambda run: _written(run[0], brace), whole)
    return shown if isinstance(text, str) else shown.splitlines(keepends=True)


def _written(run: str, brace: str) -> str:
    """Return a run of braces in which no two stand together; one that is escaped with a backslash keeps its own."""
    return brace * len(run) if brace.startswith("\\") else brace * (len(run) - 1) + "{"


def plain_values(texts: Iterable[str]) -> dict[str, str]:
    """Return, by each text, inline Markdown: emphasis and safe links are kept; anything more shows its own letters.

    All are read in one start of pandoc, which takes longer to start than to read hundreds of them.
    """
    every = dict.fromkeys(texts)
    marked = [text for text in every if _MORE_THAN_TEXT.search(text)]
    plain = zip(marked, each_made_plain(marked), strict=True)
    return {text: text for text in every} | {
        text: as_text(text) if written is None else written for text, written in plain
    }


def plain_attribute(text: str) -> str:
    """Return a text that stands in an attribute, as alternative text does, without shortcodes and marks of code."""
    return _OPENS.sub(lambda run: _written(run[0], APART), text).replace("`", "'")
