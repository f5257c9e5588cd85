"""The parts that papers include: lists from the notebooks, the analyst's asks, what changed, the glossary.

Each is a file `_<name>.md` in the build folder, so that `{{< include _name.md >}}` finds it with either renderer. Every
part that a paper names is written, also where there is nothing to say: then it says that, or stays empty.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from analysis.execution.spec import PackSpec
from analysis.language.glossary import terms_in
from analysis.language.phrasebook import phrase
from analysis.language.phrases.sentences import sentences_in
from analysis.papers.asks import read_asks
from analysis.papers.changes import changes_since
from analysis.papers.gaps import VARIABLE
from analysis.papers.notebook_evidence import NotebookEvidence
from analysis.papers.paper_source import EMBED
from analysis.papers.title_block import PREFIX, head_of, logo_of, standing_of

INCLUDE = re.compile(r"^\{\{<\s*include\s+_(?P<name>[a-z0-9-]+)\.md\s*>\}\}\s*$", re.MULTILINE)
EMPTY = "\n"
GLOSSARY = "glossary"
# what is made only where yearly figures, and those of others, are held
BESIDE_OTHERS = frozenset({"tbl-card-published", "tbl-cp-pathway", "tbl-cp-latest-verdicts"})
WORKBOOK = "xlsx"  # the data pack as pack.yml names it
ANSWER = "-answer"  # how a part ends that is an answer in paragraphs


def write_includes(
    plan: PackSpec, build: Path, evidence: Mapping[str, NotebookEvidence], text: str, vintage: str
) -> None:
    """Write every part that the papers of a plan include and that is not there yet.

    text: all that the papers print. vintage: which figures the pack used.
    """
    found = {name: words for notebook in evidence.values() for name, words in notebook.blocks.items()}
    found["board-asks"] = _asks(found.get("board-asks", ""), read_asks(plan.workspace, plan.area, plan.month).lines)
    found["changes"] = changes_since(plan, evidence)
    found["logo"] = logo_of(plan)
    found["standing"] = standing_of(plan, vintage)
    found[GLOSSARY] = _glossary(text)
    found["method"] = _method({label for notebook in evidence.values() for label in notebook.captions})
    found["numbers"] = f"{phrase('numbers_from', 'data pack' if WORKBOOK in plan.contents.data_pack else 'manifest')}\n"
    found |= {f"{PREFIX}{paper.stem}": head_of(plan, paper.stem, vintage) for paper in plan.papers}
    for name in included(plan.papers):
        path = build / f"_{name}.md"
        if not path.exists():
            path.write_text(found.get(name, "") or EMPTY, encoding="utf-8")
    say_once(build, plan.papers)


def say_once(build: Path, papers: Sequence[Path]) -> None:
    """Take out of each part what an earlier part of the same paper says; a part that two papers include stays whole.

    Of a list each line is looked at. An answer that is mostly told above is of the same change: it is not told again.
    """
    in_papers = {paper: included([paper]) for paper in papers}
    for names in in_papers.values():
        told: set[str] = set()
        for name in names:
            path = build / f"_{name}.md"
            text = path.read_text(encoding="utf-8")
            fresh = _answer_once(text, told) if name.endswith(ANSWER) else _lines_once(text, told)
            if fresh != text and sum(name in others for others in in_papers.values()) == 1:
                path.write_text(fresh or EMPTY, encoding="utf-8")
            told |= {*text.splitlines(keepends=True), *_sentences(text)}


def _lines_once(text: str, told: Collection[str]) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if line not in told or not line.startswith("- "))


def _answer_once(text: str, told: Collection[str]) -> str:
    said = _sentences(text)
    again = sum(sentence in told for sentence in said)
    return f"{phrase('told_above')}\n" if again * 2 > len(said) else text


def _sentences(text: str) -> list[str]:
    return [sentence for line in text.splitlines() if line.strip() for sentence in sentences_in(line)]


def included(papers: Iterable[Path]) -> Sequence[str]:
    """Return the names of the parts that papers include, once each."""
    texts = [paper.read_text(encoding="utf-8") for paper in papers]
    return list(dict.fromkeys(match["name"] for text in texts for match in INCLUDE.finditer(text)))


def _asks(ours: str, theirs: Sequence[str]) -> str:
    return ours + "".join(f"- {line}\n" for line in theirs) or f"{phrase('ask_nothing')}\n"


def _method(made: Collection[str]) -> str:
    """Return how changes were judged: beside comparable authorities, or by the council's own months alone."""
    return f"{phrase('method', 'beside others' if BESIDE_OTHERS & set(made) else 'own months')}\n"


def write_glossary(
    build: Path,
    papers: Iterable[Path],
    evidence: Mapping[str, NotebookEvidence],
    variables: Mapping[str, Mapping[str, str]],
) -> None:
    """Write the glossary again for what the papers that include it print themselves, once it is known what is left."""
    with_it = [build / paper.name for paper in papers if GLOSSARY in included([paper])]
    words = _glossary(
        " ".join(_printed(build, paper.read_text(encoding="utf-8"), evidence, variables) for paper in with_it)
    )
    if words:
        (build / f"_{GLOSSARY}.md").write_text(words, encoding="utf-8")


def _printed(
    build: Path, paper: str, evidence: Mapping[str, NotebookEvidence], variables: Mapping[str, Mapping[str, str]]
) -> str:
    """Return all words of a paper: its own, those it takes in, and those in and around its tables and pictures."""
    parts = [
        (build / f"_{match['name']}.md").read_text(encoding="utf-8")
        for match in INCLUDE.finditer(paper)
        if match["name"] != GLOSSARY
    ]
    filled = [variables.get(match["group"], {}).get(match["name"], "") for match in VARIABLE.finditer(paper)]
    shown = []
    for match in EMBED.finditer(paper):
        saved = evidence.get(match["notebook"].removesuffix(".ipynb"), NotebookEvidence(""))
        caption = saved.captions.get(match["label"])
        shown += [caption.cap, caption.alt or ""] if caption else []
        cells = saved.data.get(match["label"]) if match["label"].startswith("tbl-") else None
        shown += [" ".join(map(str, row)) for row in (cells.columns, *cells.rows)] if cells else []
    return " ".join([VARIABLE.sub(" ", paper), *parts, *filled, *shown])


def _glossary(text: str) -> str:
    """Return the words that a text uses as a table: a list of them would take half a page more."""
    rows = "".join(f"| {term.term} | {term.means} |\n" for term in terms_in(text))
    return f"| Word | Meaning |\n|{'-' * 28}|{'-' * 72}|\n{rows}" if rows else ""
