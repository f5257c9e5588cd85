"""The prose of finished papers, and what is wrong with it: length, ease, words, repetition, abbreviations.

A build folder is read as a reader reads the paper: variables filled in, parts included, captions in place of pictures
and tables. Tables and headings are no prose.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyphen
import yaml

from analysis.catalogue.errors import NoFiguresError
from analysis.execution.notebook_source import code_cells, label_of, read_notebook, source_of
from analysis.execution.runner import Execution, Gap, Outcome
from analysis.execution.spec import PackSpec
from analysis.language.vocabulary import ABBREVIATIONS
from analysis.papers.assembly import assemble
from analysis.store import Store

LONGEST_SENTENCE, MEAN_SENTENCE, LONGEST_PARAGRAPH, WORDS_A_PAGE = 30, 16.0, 80, 250
EASE = {"summary": 50.0}
USUAL_EASE = 40.0
BY_PAGE = ("cib-briefing",)  # papers that are laid out in pages
# House words that a Board paper does not use, each with what it catches.
BANNED = {
    "chance alone gives": r"chance alone gives",
    "step": r"\bsteps? (?:that )?(?:of the pathway|moved)",
    "pulled the other way": r"pulled the other way|pull against each other",
    "as large, up or down": r"as large,? up or down",
    "held": r"\b(?:is|are|was|were|figures|authorities|months|years) held\b",
    "stock and flow": r"[Ss]tock and flow",
    "explanations that people offer": r"explanations? that people offer",
    "points without percentage": r"(?<!percentage )\bpoints? (?:higher|lower|up|down|more|less|above|below)\b",
    "Upper 100%": r"\b[Uu]pper 100%",
    "cannot be right": r"cannot be right",
    "a cell of a file": r"\.(?:csv|xlsx)#",
    "nought": r"\bnought\b",
    "the program's names": r"\b[a-z]+_[a-z_]+\b",
    "a hole": r"\bnan\b|\bNone\b(?! of)|\{\{<",
}
# One claim said in two strengths: two of these of one thing.
STRENGTHS = (
    r"could be chance|[Cc]hance could explain|no more than chance",
    r"more than chance|beyond chance",
)
_GOES_ON = re.compile(r"(?:This|It|That)\b|The data support \w+(?: of them)?[.:]")
_VAR = re.compile(r"\{\{<\s*var\s+(?P<name>[\w.-]+)\s*>\}\}")
_INCLUDE = re.compile(r"\{\{<\s*include\s+(?P<name>[\w.-]+)\s*>\}\}")
# To, From, Figures used: no prose.
_HEAD = re.compile(
    r"\{\{<\s*include\s+_(?:title-block-[\w-]+|standing)\.md\s*>\}\}"
)  # To, From, Figures used: no prose
_EMBED = re.compile(r"\{\{<\s*embed\s+[^#\s]+#(?P<label>[\w-]+)\s*>\}\}")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])[\"')*]*\s+(?=[\"'(*]*[A-Z0-9])")
_WORD = re.compile(r"[A-Za-z0-9£%](?:[\w'.,:/%-]*[\w%])?")
_MARKUP = re.compile(r"\*\*|\*|\\(?=[^\w\s])|\[(?P<text>[^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, an item of a list or a caption of a paper. page: counted from 1. kind: which of the three."""

    kind: str
    page: int
    text: str

    @property
    def sentences(self) -> list[str]:
        return [part for part in _SENTENCE.split(self.text) if words(part)]


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured of one paper."""

    words: int
    sentences: int
    mean: float
    longest: int
    paragraph: int
    page: int
    ease: float


def write_build(plan: PackSpec, build: Path, store: Store) -> Path:
    """Make a build folder as a run does, without pictures: the notebooks' questions are asked in this process."""
    (build / "notebooks").mkdir(parents=True)
    done, gaps = [], []
    for source in plan.notebooks:
        try:
            _ask(plan, build, source)
        except NoFiguresError as error:
            gaps.append(Gap(source.stem, error.what))
            continue
        path = build / "notebooks" / source.name
        path.write_text(json.dumps(_without_outputs(source)), encoding="utf-8")
        done.append(Execution(source.stem, path, 0.0))
    failures = assemble(plan, build, Outcome(tuple(done), tuple(gaps), ()), store, "DRAFT")
    if failures:
        message = f"{plan.name}: {failures}"
        raise AssertionError(message)
    return build


def _without_outputs(source: Path) -> dict[str, object]:
    """Return a notebook as it is before a run: what is stored in it is of another month."""
    notebook = read_notebook(source)
    for cell in code_cells(notebook):
        cell["outputs"] = []
    return notebook


def _ask(plan: PackSpec, build: Path, source: Path) -> None:
    given = {**plan.parameters, "build": str(build)}
    names: dict[str, object] = {}
    for cell in code_cells(read_notebook(source)):
        label = label_of(cell) or ""
        if not label.startswith(("fig-", "tbl-")):
            exec(source_of(cell), names)  # noqa: S102 - the project's own notebook, as papermill would run it
        if label == "parameters":
            names |= given


def papers_of(build: Path) -> list[str]:
    """Return the papers of a build folder by name."""
    return sorted(path.stem for path in build.glob("*.qmd"))


def read_paper(build: Path, name: str) -> str:
    """Return a paper as Markdown, with what it takes from elsewhere filled in."""
    variables = yaml.safe_load((build / "_variables.yml").read_text(encoding="utf-8"))
    captions: dict[str, dict[str, str]] = {}
    for path in (build / "evidence").glob("*.json"):
        captions |= json.loads(path.read_text(encoding="utf-8"))["captions"]

    def variable(match: re.Match[str]) -> str:
        group, _, inner = match["name"].partition(".")
        return str(variables[group][inner])

    def caption(match: re.Match[str]) -> str:
        found = captions.get(match["label"])
        return f"Caption: {found['cap']}" if found else ""

    text = _FRONT.sub("", (build / f"{name}.qmd").read_text(encoding="utf-8"))
    text = _HEAD.sub("", text)
    text = _INCLUDE.sub(lambda match: (build / match["name"]).read_text(encoding="utf-8"), text)
    return _EMBED.sub(caption, _VAR.sub(variable, text))


def passages(paper: str) -> Iterator[Passage]:
    """Yield the prose of a paper: paragraphs, items of lists and captions, without markup."""
    for page, part in enumerate(re.split(r"\{\{<\s*pagebreak\s*>\}\}", paper), start=1):
        for block in re.split(r"\n\s*\n", part):
            text = re.sub(r"^:::.*$", "", block, flags=re.MULTILINE).strip()
            if not text or text.startswith(("#", "|", ":", "<")):
                continue
            if text.startswith("- "):
                items = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
                yield from (Passage("item", page, _plain(item)) for item in items)
            elif text.startswith("Caption: "):
                yield Passage("caption", page, _plain(text.removeprefix("Caption: ")))
            else:
                yield Passage("paragraph", page, _plain(text))


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub(lambda match: match["text"] or "", text).split())


def words(text: str) -> list[str]:
    """Return the words of a text; a number is one word."""
    return _WORD.findall(text)


def measured(found: list[Passage]) -> Measured:
    """Measure the prose of a paper."""
    sentences = [len(words(sentence)) for passage in found for sentence in passage.sentences]
    pages = Counter()
    for passage in found:
        pages[passage.page] += len(words(passage.text))
    return Measured(
        words=sum(sentences),
        sentences=len(sentences),
        mean=sum(sentences) / max(len(sentences), 1),
        longest=max(sentences, default=0),
        paragraph=max((len(words(passage.text)) for passage in found), default=0),
        page=max(pages.values(), default=0),
        ease=reading_ease(found),
    )


@cache
def _syllables(word: str) -> int:
    return len(pyphen.Pyphen(lang="en_GB").positions(word)) + 1


def reading_ease(found: list[Passage]) -> float:
    """Return Flesch's reading ease (1948), from 0 (hard) to 100. A number counts as a word of one syllable."""
    sentences = [words(sentence) for passage in found for sentence in passage.sentences]
    told = [word for sentence in sentences for word in sentence]
    if not told:
        return 100.0
    syllables = sum(1 if any(sign.isdigit() for sign in word) else _syllables(word.lower()) for word in told)
    return 206.835 - 1.015 * len(told) / len(sentences) - 84.6 * syllables / len(told)


def faults(paper: str, found: list[Passage]) -> list[str]:
    """Return what is wrong with the prose of a paper, one line a fault. paper: its name."""
    whole = measured(found)
    wrong = [
        *([f"mean sentence of {whole.mean:.1f} words"] if whole.mean > MEAN_SENTENCE else []),
        *([f"reading ease {whole.ease:.0f}"] if whole.ease < EASE.get(paper, USUAL_EASE) else []),
        *([f"{whole.page} words on a page"] if paper in BY_PAGE and whole.page > WORDS_A_PAGE else []),
    ]
    for passage in found:
        if len(words(passage.text)) > LONGEST_PARAGRAPH:
            wrong.append(f"{passage.kind} of {len(words(passage.text))} words: {passage.text}")
        wrong += [
            f"sentence of {len(words(sentence))} words: {sentence}"
            for sentence in passage.sentences
            if len(words(sentence)) > LONGEST_SENTENCE
        ]
        wrong += [
            f"{name}: {match[0]!r} in {passage.text[max(0, match.start() - 60) : match.end() + 40]!r}"
            for name, pattern in BANNED.items()
            for match in re.finditer(pattern, passage.text)
        ]
        wrong += [f"two strengths: {claim}" for claim in claims(passage) if _in_two_strengths(claim)]
    return [*wrong, *said_twice(found), *unexplained(found)]


def claims(passage: Passage) -> list[str]:
    """Return what a passage says of each thing: a sentence that begins with This or It goes on with the one before."""
    told: list[str] = []
    for sentence in passage.sentences:
        goes_on = told and _GOES_ON.match(sentence)
        told = [*told[:-1], f"{told[-1]} {sentence}"] if goes_on else [*told, sentence]
    return told


def _in_two_strengths(claim: str) -> bool:
    return all(re.search(pattern, claim) for pattern in STRENGTHS)


def said_twice(found: list[Passage]) -> list[str]:
    """Return sentences of five words or more that a paper has twice."""
    counted = Counter(said.strip(" .") for passage in found for said in _whole(passage) if len(words(said)) >= 5)
    return [f"said {times} times: {sentence}" for sentence, times in counted.items() if times > 1]


def _whole(passage: Passage) -> list[str]:
    """Return sentences; one that goes on with the one before it (This is more than chance) stands with that one."""
    said = passage.sentences
    before = ["", *said[:-1]]
    return [f"{first} {then}" if _GOES_ON.match(then) else then for first, then in zip(before, said, strict=True)]


def unexplained(found: list[Passage]) -> list[str]:
    """Return abbreviations that stand before they are spelt out."""
    text = "\n".join(passage.text for passage in found)
    wrong = []
    for short, long in ABBREVIATIONS.items():
        first = re.search(rf"\b{short}\b", text)
        spelt = re.search(re.escape(long), text, re.IGNORECASE)
        if first and (spelt is None or spelt.end() < first.start() or spelt.start() > first.start()):
            wrong.append(f"{short} before it is spelt out: {text[max(0, first.start() - 60) : first.end() + 30]!r}")
    return wrong
