"""What two packs print differently: drivers, ratings, figures and sentences, as text to read and as a page."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.period import Month
from analysis.execution.manifest_file import read_manifest
from analysis.execution.spec import MANIFEST
from analysis.language.blocks import as_plain
from analysis.language.phrases.sentences import sentences_in
from analysis.packs.index import STYLE
from analysis.packs.sign_off import audience_of, readers_of
from analysis.papers.changes import DRIVERS, RATINGS, Change, changes, read_evidence
from analysis.papers.notebook_evidence import NotebookEvidence

ALIKE = 0.6  # letters that two sentences share to be one sentence, said otherwise; difflib's own default
ABSENT = "not there"
KINDS: Mapping[str, str] = {
    "drivers": "Drivers",
    "ratings": "Ratings",
    "figures": "Figures",
    "sentences": "Sentences",
}
MARKS = "del{color:#a12622}ins{color:#005a30}"  # both on white: 7 to 1 and 8 to 1
_NUMBER = re.compile(r"^\d+_")
_WORDS = re.compile(r"\s+|[^\s]+")

Evidence = Mapping[str, NotebookEvidence]


@dataclass(frozen=True, slots=True)
class PackDifference:
    """What two packs print differently, each thing with what it was and what it is.

    before, after: what the packs are called. In a sentence that only one of them says, the other side is empty.
    """

    before: str
    after: str
    drivers: tuple[Change, ...] = ()
    ratings: tuple[Change, ...] = ()
    figures: tuple[Change, ...] = ()
    sentences: tuple[Change, ...] = ()
    readers: str = ""  # for whom it is, where it is not for whoever reads the papers

    @property
    def title(self) -> str:
        """What is compared with what."""
        return f"{self.after} beside {self.before}{self.readers}"

    @property
    def parts(self) -> Mapping[str, tuple[Change, ...]]:
        """Changes by kind, only those that there are."""
        found = {words: getattr(self, kind) for kind, words in KINDS.items()}
        return {words: told for words, told in found.items() if told}

    def as_data(self) -> dict[str, object]:
        """Return it as JSON can hold it."""
        kinds = {kind: [asdict(change) for change in getattr(self, kind)] for kind in KINDS}
        readers = {"readers": self.readers.strip(" .")} if self.readers else {}
        return {"before": self.before, "after": self.after, **readers, **kinds}

    def as_text(self) -> str:
        """Return it for a terminal: a sentence that went has a minus before it, one that came a plus."""
        lines = [self.title]
        for words, told in self.parts.items():
            lines += ["", f"{words} ({len(told)})"]
            lines += [line for change in told for line in _lines(change, sentence=words == KINDS["sentences"])]
        return "\n".join(lines if self.parts else [*lines, "", "The two packs print the same."])

    def as_page(self) -> str:
        """Return it as a page that needs no network."""
        title = html.escape(self.title)
        body = "\n".join(_section(words, told) for words, told in self.parts.items())
        return (
            f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<style>{STYLE}{MARKS}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
            f"{body or '<p>The two packs print the same.</p>'}\n</main>\n</body>\n</html>\n"
        )


def compare_packs(before: Path, after: Path) -> PackDifference:
    """Return what differs between two packs, `build/<area>/<month>`. Raises WorkbenchError where one is no pack."""
    old, new = read_evidence(before), read_evidence(after)
    return PackDifference(
        _name_of(before),
        _name_of(after),
        tuple(changes(old, new, [DRIVERS])),
        tuple(changes(old, new, [RATINGS])),
        tuple(_changed(_figures(old), _figures(new))),
        tuple(_said_otherwise(old, new)),
        readers_of(audience_of(read_manifest(pack / MANIFEST)) for pack in (before, after)),
    )


def write_page(difference: PackDifference, path: Path) -> None:
    """Write the page. Raises WorkbenchError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(difference.as_page(), encoding="utf-8")
    except OSError as error:
        raise WorkbenchError(
            f"The page cannot be written: {error.strerror}.", where=str(path), hint="Name a file, as changes.html."
        ) from None


def _name_of(pack: Path) -> str:
    """Return what a pack is called: `Torbay, May 2021`; the folder where it has no manifest that says so."""
    found = read_manifest(pack / MANIFEST)
    try:
        return f"{found['area']['name']}, {Month.parse(found['month']).words}"
    except (WorkbenchError, KeyError, TypeError, ValueError):
        return pack.resolve().name


def _topic(notebook: str) -> str:
    """Return what a notebook is about: `Children looked after` of `05_children_looked_after`."""
    return _NUMBER.sub("", notebook).replace("_", " ").capitalize()


def _figures(pack: Evidence) -> dict[str, str]:
    """Return every number of a pack as it is printed, by what it is."""
    return {
        f"{_topic(name)}: {str(entry.get('name', '')).replace('.', ', ').replace('_', ' ')}": str(entry["text"])
        for name, notebook in pack.items()
        for entry in notebook.numbers
        if entry.get("text") is not None
    }


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for what in dict.fromkeys([*before, *after]):
        was, now = before.get(what, ABSENT), after.get(what, ABSENT)
        if was != now:
            yield Change(what, was, now)


def _sentences(notebook: NotebookEvidence | None) -> list[str]:
    """Return every sentence that a notebook has for papers, once each, in its order."""
    if notebook is None:
        return []
    numbers = {entry.get("name") for entry in notebook.numbers}
    texts = [
        str(text)
        for group, variables in notebook.variables.items()
        for name, text in variables.items()
        if f"{group}.{name}" not in numbers
    ]
    texts += [line.removeprefix("- ") for block in notebook.blocks.values() for line in block.splitlines()]
    said = (sentence.strip() for text in texts for sentence in sentences_in(as_plain(text)))
    return list(dict.fromkeys(sentence for sentence in said if " " in sentence))


def _said_otherwise(before: Evidence, after: Evidence) -> Iterator[Change]:
    """Yield the sentences that only one pack says; two that are nearly one are told as one that changed."""
    for name in dict.fromkeys([*before, *after]):
        old, new = _sentences(before.get(name)), _sentences(after.get(name))
        gone = [sentence for sentence in old if sentence not in new]
        for came in (sentence for sentence in new if sentence not in old):
            was = next(iter(get_close_matches(came, gone, 1, ALIKE)), "")
            if was:
                gone.remove(was)
            yield Change(_topic(name), was, came)
        for was in gone:
            yield Change(_topic(name), was, "")


def _lines(change: Change, *, sentence: bool) -> list[str]:
    if not sentence:
        return [f"  {change}"]
    sides = (("-", change.before), ("+", change.after))
    return [f"  {change.what}", *(f"  {sign} {text}" for sign, text in sides if text)]


def _section(words: str, told: Sequence[Change]) -> str:
    rows = "\n".join(
        f'<tr><th scope="row">{html.escape(change.what)}</th><td>{was}</td><td>{now}</td></tr>'
        for change in told
        for was, now in [_marked(change.before, change.after)]
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("What", "Before", "Now"))
    return (
        f"<h2>{words} ({len(told)})</h2>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _marked(before: str, after: str) -> tuple[str, str]:
    """Return both texts with the words marked that only one of them has."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    was, now = [], []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = (html.escape("".join(words)) for words in (old[a:b], new[c:d]))
        was.append(left if kind == "equal" or not left.strip() else f"<del>{left}</del>")
        now.append(right if kind == "equal" or not right.strip() else f"<ins>{right}</ins>")
    return "".join(was), "".join(now)
