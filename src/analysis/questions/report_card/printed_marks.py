"""What a mark in the figures of a council's own paper stands for: `876*` of "2238 / 876*"."""

import re
from collections.abc import Iterable, Sequence

from analysis.questions.answer import Caveat
from analysis.questions.footnotes import KIND as NOTE
from analysis.questions.report_card.line import CardLine
from analysis.questions.source_rows import folder_of
from analysis.store import Store

KIND = "printed_marks"
_MARK = re.compile(r"(?<=\S)[*†‡§]+(?=\s|$)")


def mark_caveats(store: Store, lines: Sequence[CardLine]) -> tuple[Caveat, ...]:
    """Return the caveat with each mark that stands in a name or a figure of the card, with the first text that has it.

    says: `rate` where the figure so marked is a rate beside its number; `unknown` where the paper's text, as it was
    transcribed, does not say it. Measures that a note of the paper is on are left out: that is printed as it stands.
    """
    rates, noted = _rates(store, lines), _noted(store)
    found: dict[tuple[str, str], str] = {}
    for text, source in _texts([line for line in lines if (line.row.folder, line.row.measure) not in noted]):
        mark = _MARK.search(text)
        if mark is not None:
            found.setdefault((mark[0], "rate" if source in rates else "unknown"), text)
    marks = tuple((mark, text, says) for (mark, says), text in found.items())
    return (Caveat(KIND, {"marks": marks}),) if marks else ()


def _texts(lines: Sequence[CardLine]) -> Iterable[tuple[str, str]]:
    """Yield every name and every printed figure of the card, with the place that a figure stands in."""
    for line in lines:
        yield line.row.label, ""
        figures = line.row.figures
        for text, source in zip(figures["as_printed"].fillna(""), figures["source"], strict=True):
            yield str(text), str(source)


def _rates(store: Store, lines: Sequence[CardLine]) -> frozenset[str]:
    """Return the places in which the card's files print a rate beside a number."""
    observations = store.frames["observations"]
    folders = tuple(f"{folder}/" for folder in sorted({line.row.folder for line in lines}))
    rated = observations[observations["unit"].eq("per_10000") & observations["source"].str.startswith(folders)]
    return frozenset(rated["source"])


def _noted(store: Store) -> frozenset[tuple[str, str]]:
    """Return the folders and measures that a sheet has a note on."""
    notes = store.frames["remarks"]
    notes = notes[notes["kind"].eq(NOTE)]
    return frozenset(zip(map(folder_of, notes["source"]), notes["measure"], strict=True))
