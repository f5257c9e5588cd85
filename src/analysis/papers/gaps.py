"""What a paper leaves out where there are no figures to answer with, and the list at its end that says what and why."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from analysis.language.phrasebook import phrase
from analysis.language.phrases.sentences import sentences_in
from analysis.papers.paper_source import EMBED

MESSAGE = "message"  # the group of variables that say what pictures show
NOTHING_HELD = "nothing_held"  # the text of an answer that has nothing else to say
VARIABLE = re.compile(r"\{\{<\s*var\s+(?P<group>[^\s.>]+)\.(?P<name>[^\s>]+)\s*>\}\}")
_INCLUDE = re.compile(r"\{\{<\s*include\s+_(?P<name>[\w-]+)\.md\s*>\}\}")
_ANSWER = "-answer"  # how a part ends that is an answer in paragraphs
_BREAK = r"\{\{<\s*pagebreak\s*>\}\}"
_PAGE_BREAK = re.compile(  # with the lines that keep it out of a format, where they stand around it
    rf"^::: *\{{\.content-(?:hidden|visible)[^\n]*\}}\n+{_BREAK}\n+:::$|{_BREAK}", re.MULTILINE
)
_SECTIONS = re.compile(r"^(?=#+ )", re.MULTILINE)
_HEADING = re.compile(r"(?P<level>#+)\s+(?P<title>.*?)\s*(?:\{[^}]*\})?\s*$")
_BLOCKS = re.compile(r"\n{2,}")
_FENCE = ":::"
_IS_SLIDES = re.compile(r"^---\n.*?^\s+pptx:.*?^---$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Holes:
    """What there is nothing for.

    gaps: notebooks without figures (`07_outlook`), and why, in a sentence. labels: of figures and tables that were not
    made in notebooks that ran. groups: the variables there are, by group; a group whose one text says that nothing is
    held prints nothing. blank: names of included parts that are empty. again: of those that only say that a change is
    told above, which is no section by itself.
    """

    gaps: Mapping[str, str] = field(default_factory=dict)
    labels: Collection[str] = ()
    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    blank: Collection[str] = ()
    again: Collection[str] = ()

    def why_not(self, group: str, name: str) -> str | None:
        """Return why a variable prints nothing (empty: without a reason); null where it prints, or is misspelt."""
        if group in self.groups:
            empty = "" if self.groups[group].get(name) == "" else None
            return self.groups[group].get(NOTHING_HELD, empty)
        if len(self.gaps) == 1:
            return next(iter(self.gaps.values()))
        return "" if self.gaps else None

    def why_no_label(self, label: str) -> list[str]:
        """Return why there is no such figure or table: what its group says where it has nothing else to say."""
        named = label.partition("-")[2].replace("-", "_")
        held = [group for group in self.groups if named.startswith(f"{group}_")]
        why = self.groups[max(held, key=len)].get(NOTHING_HELD) if held else None
        return [why] if why else []


@dataclass(frozen=True, slots=True)
class _Section:
    """One section with what is left of it. alive: whether anything of the pack's is left. lost: whether anything went.

    why: reasons of what went, as sentences.
    """

    level: int
    title: str
    blocks: tuple[str, ...]
    alive: bool
    lost: bool
    why: tuple[str, ...]

    @property
    def is_bare(self) -> bool:
        """Whether it is a heading over subsections, with no words of its own."""
        return bool(self.level) and not self.lost and len(self.blocks) == 1

    @property
    def text(self) -> str:
        return "\n\n".join(self.blocks) + "\n\n" if self.blocks else ""


def leave_out(paper: str, holes: Holes) -> str:
    """Return a paper without what has nothing to show: blocks, and sections of which nothing is left.

    A section that goes takes its page break with it; subsections of it that stay take its place. A heading over
    subsections alone goes where none of them stays. What went is named in a list at the end, with the reason.
    """
    sound = not holes.gaps and not holes.labels and not any(NOTHING_HELD in texts for texts in holes.groups.values())
    if sound and not any(_has_no_message(match[0], holes) for match in VARIABLE.finditer(paper)):
        return paper
    sections = [_section(text, holes) for text in _SECTIONS.split(paper)]
    kept, gone = [], []
    raised = 0  # the level of a section that went and left its subsections: they take its place
    for place, section in enumerate(sections):
        raised = raised if section.level > raised else 0
        if section.is_bare and not _has_live_part(sections, place):
            continue
        if not section.lost or section.alive or not section.level:
            kept.append(section.text.removeprefix("#") if raised else section.text)
            gone += [("", reason) for reason in section.why]
            continue
        title = "" if VARIABLE.search(section.title) else section.title  # a message that there is no picture for
        gone += [(title, reason) for reason in section.why or ("",)]
        if _has_live_part(sections, place):
            raised = section.level
    line = _line(gone, slides=_IS_SLIDES.match(paper) is not None)
    return f"{_without_thin_pages(_without_last_break(''.join(kept)))}{line}"


def _section(text: str, holes: Holes) -> _Section:
    kept: list[str] = []
    why: list[str] = []
    introduced: list[int] = []
    lost = alive = False
    for block in _BLOCKS.split(text.strip("\n")):
        left, reasons = _left(block, holes)
        lost |= left != block
        why += [reason for reason in reasons if reason]
        repeats = _is_again(left, holes)
        alive |= not left.startswith("#") and "{{<" in _PAGE_BREAK.sub("", left) and not repeats
        why += [phrase("told_above")] if repeats else []
        if not left.strip() and kept and _is_prose(kept[-1]):
            introduced.append(len(kept) - 1)
        elif left.strip():
            introduced = []
        kept += [left] if left.strip() else []
    kept = [block for place, block in enumerate(kept) if place not in introduced]  # that led to what is not there
    heading = _HEADING.match(kept[0]) if kept else None
    if heading and _has_no_message(heading["title"], holes):
        lost, alive = True, False
    level = len(heading["level"]) if heading else 0
    if alive or not lost:
        why = [reason for reason in why if reason != phrase("told_above")]  # it stands there with what it is about
    return _Section(
        level, heading["title"] if heading else "", tuple(_closed(kept)), alive, lost, tuple(dict.fromkeys(why))
    )


def _is_again(block: str, holes: Holes) -> bool:
    """Whether a block is an included part that only says that its change is told above."""
    include = _INCLUDE.fullmatch(block.strip())
    return include is not None and include["name"] in holes.again


def _has_no_message(title: str, holes: Holes) -> bool:
    """Whether a heading is the message of a picture that was not made: the slide goes with it."""
    named = VARIABLE.search(title)
    return named is not None and named["group"] == MESSAGE and named["name"] not in holes.groups.get(MESSAGE, {})


def _is_prose(block: str) -> bool:
    """Whether a block is a paper's own words alone."""
    return "{{<" not in block and not block.startswith(("#", "- ", _FENCE, "---", "|"))


def _left(block: str, holes: Holes) -> tuple[str, list[str]]:
    """Return what is left of a block, and why the rest went."""
    embed = EMBED.fullmatch(block.strip())
    if embed:
        notebook = embed["notebook"].removesuffix(".ipynb")
        if notebook in holes.gaps:
            return "", [holes.gaps[notebook]]
        return ("", holes.why_no_label(embed["label"])) if embed["label"] in holes.labels else (block, [])
    lines = [_line_left(line, holes) for line in block.split("\n")]
    reasons = [reason for _, why in lines for reason in why]
    if not any(went for _, went in lines) and not any(blank is None for blank, _ in lines):
        return block, []
    left = [text for text, _ in lines if text]
    listed = all(line.lstrip().startswith(("- ", _FENCE)) for line in block.split("\n"))
    return ("\n".join(left) if listed or any("{{<" in text for text in left) else "", reasons)


def _line_left(line: str, holes: Holes) -> tuple[str | None, list[str]]:
    """Return a line without the variables that print nothing, null where it was nothing else, and why."""
    include = _INCLUDE.fullmatch(line.strip())
    if include:
        why_not = holes.why_not(include["name"].removesuffix(_ANSWER).replace("-", "_"), "answer")
        if include["name"].endswith(_ANSWER) and why_not is not None:
            return None, [why_not]
        return (None if include["name"] in holes.blank else line), []
    why = {match[0]: holes.why_not(match["group"], match["name"]) for match in VARIABLE.finditer(line)}
    dead = {variable: reason for variable, reason in why.items() if reason is not None}
    if not dead:
        return line, []
    left = line
    for variable in dead:
        left = left.replace(variable, "")
    alive = len(dead) < len(why)
    return (" ".join(left.split()) if alive else None), list(dead.values())


def _closed(blocks: list[str]) -> list[str]:
    """Return blocks without a fenced part (`::: notes`) that has nothing between its fences."""
    text = "\n\n".join(blocks)
    return [
        block
        for block in _BLOCKS.split(
            re.sub(rf"^{_FENCE}+ *\{{?[^\n]*\n+{_FENCE}+$", "", text, flags=re.MULTILINE).strip("\n")
        )
        if block
    ]


def _has_live_part(sections: list[_Section], place: int) -> bool:
    """Whether a subsection of a section stays."""
    for section in sections[place + 1 :]:
        if section.level <= sections[place].level:
            return False
        if section.alive or not section.lost:
            return True
    return False


def _line(gone: list[tuple[str, str]], *, slides: bool) -> str:
    """Return the list that says what is not here, each reason once, with the sections it keeps away."""
    named: dict[str, list[str]] = {}
    for title, reason in gone:
        named.setdefault(reason.rstrip("."), []).extend([title] if title else [])
    parts = []
    told: set[str] = set()
    for why, titles in named.items():
        sections = ", ".join(f"*{title}*" for title in dict.fromkeys(titles))
        fresh = [said for said in sentences_in(why) if said.rstrip(".") not in told]
        told |= {said.rstrip(".") for said in fresh}
        reason = " ".join(fresh).rstrip(".") or (phrase("nothing_to_show").rstrip(".") if titles else "")
        parts.append(" ".join(_ended(part) for part in (sections, reason) if part))
    if not any(parts):
        return ""
    items = "".join(f"- {part}\n" for part in parts if part)
    said = f"{phrase('not_in_paper')}\n\n{items}"
    return f"## {phrase('not_in_paper_title')} {{#sec-not-here}}\n\n{said}" if slides else said


def _ended(part: str) -> str:
    """Return a part with a full stop; one that asks has its mark of the question."""
    return part if part.rstrip("*").endswith("?") else f"{part}."


def _without_thin_pages(paper: str) -> str:
    """Return a paper in which a page that lost its pictures and tables does not stand alone: the next follows on it.

    The first page, which asks, and the last stay as they are.
    """
    first, *pages = _PAGE_BREAK.split(paper)
    whole = first
    thin = False
    for made, page in zip(_PAGE_BREAK.findall(paper), pages, strict=True):
        whole += page.lstrip("\n") if thin else made + page
        thin = "embed" not in page
    return whole


def _without_last_break(paper: str) -> str:
    """Return a paper that does not end in a page break."""
    text = paper.rstrip()
    while (last := _last_break(text)) is not None:
        text = text[:last].rstrip()
    return f"{text}\n\n"


def _last_break(text: str) -> int | None:
    """Return where the page break begins that a text ends in; null where it ends in another thing."""
    return next((found.start() for found in _PAGE_BREAK.finditer(text) if found.end() == len(text)), None)
