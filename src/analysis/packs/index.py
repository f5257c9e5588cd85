"""Pages that lead to the papers: one in each pack, and one over all packs of a workspace, newest first.

Both are plain files that need no network. The list over all packs is searched by a few lines of script within the page;
where scripts are not allowed it is whole, and the browser's own search finds what is in it.
"""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.lock import locked
from analysis.catalogue.pack_file import PackFile
from analysis.catalogue.period import Month
from analysis.execution.manifest_file import read_manifest
from analysis.execution.spec import MANIFEST
from analysis.language.blocks import without_markup
from analysis.packs.publication import LOCKS, SCRATCH
from analysis.packs.sign_off import DRAFT, audience_of, readers_of
from analysis.packs.standing import is_whole
from analysis.papers.corrections import FILE as CORRECTIONS
from analysis.papers.corrections import Correction, read_corrections

NAME = "index.html"
CHANGED = f"{DRAFT}: files were changed after the pack was signed off. Make it again with workbench run"
DATA_PACK = "data-pack"
OURS = {DATA_PACK: "Data pack"}
FORMATS = {".html": "web page", ".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".pptx": "slides", ".zip": "CSV"}
STYLE = (
    "body{font:1.1rem/1.5 Arial,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c}"
    "h1{color:#12436d}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #b1b4b6;vertical-align:top}"
    "a{color:#1d5b99}a:focus,input:focus{outline:3px solid #0b0c0c;background:#fd0}"
    "td,th{overflow-wrap:anywhere}input{font:inherit;width:100%;max-width:24rem;box-sizing:border-box;padding:.3rem}"
)
# A search that hides what does not hold every word. Without scripts there is no box, and the list is whole.
SEARCH = """<div id="search" hidden><label for="words">Search by area, month or state</label><br>
<input id="words" type="search" autocomplete="off"><p id="found" role="status"></p></div>
<script>
addEventListener("DOMContentLoaded", () => {
  const words = document.getElementById("words"), rows = [...document.querySelectorAll("tbody tr")];
  document.getElementById("search").hidden = false;
  words.addEventListener("input", () => {
    const asked = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !asked.every((word) => row.textContent.toLowerCase().includes(word));
    const shown = rows.filter((row) => !row.hidden).length;
    document.getElementById("found").textContent = asked.length ? `${shown} of ${rows.length} packs shown` : "";
  });
});
</script>
"""


@dataclass(frozen=True, slots=True)
class PackEntry:
    """One published pack as the list over all packs shows it."""

    folder: Path
    area: str
    month: Month
    known_at: str | None
    identity: str
    mark: str
    corrections: tuple[Correction, ...] = ()

    @property
    def title(self) -> str:
        """`Torbay, May 2021`, with the vintage where it has one."""
        vintage = f" (known at {self.known_at})" if self.known_at else ""
        replaced = f", pack {self.identity}, replaced" if self.replaced else ""
        return f"{self.area}, {self.month.words}{vintage}{replaced}"

    @property
    def replaced(self) -> bool:
        """Whether it is kept only to show what a correction was of."""
        return any(correction.pack == self.identity for correction in self.corrections)

    @property
    def state(self) -> str:
        """Its mark, and every notice of a correction."""
        return " ".join([self.mark, *(without_markup(correction.notice) for correction in self.corrections)])


def write_pack_index(build: Path, title: str, mark: str, contents: PackFile) -> Path:
    """Write the page of one pack into its folder: every paper in every format, evidence and manifest.

    contents: what the papers are called, in the order of pack.yml.
    """
    papers: dict[str, list[Path]] = {}
    for path in sorted((build / "papers").iterdir()):
        papers.setdefault(path.stem, []).append(path)
    titles = {entry.paper: entry.name for entry in contents.papers} | OURS
    order = [*titles, *(name for name in papers if name not in titles)]
    rows = [(html.escape(titles.get(name, name)), _links(papers[name], "papers")) for name in order if name in papers]
    rows.append(("Where every number comes from", f'<a href="{MANIFEST}">manifest</a>'))
    path = build / NAME
    told = [without_markup(correction.notice) for correction in read_corrections(build / CORRECTIONS)]
    path.write_text(_page(title, html.escape(" ".join([mark, *told])), ("Paper", "Open as"), rows), encoding="utf-8")
    return path


def write_build_index(build: Path) -> Path:
    """Write the page over all packs of a workspace, beside a file of that name and then in its place.

    One run at a time: two packs that are finished in one moment are both on it.
    """
    with locked(build.parent / SCRATCH / LOCKS / "index.lock", "the page over all packs"):
        entries = sorted(packs_in(build), key=lambda entry: (entry.month, entry.area), reverse=True)
        rows = [(_link(entry, build), html.escape(entry.state)) for entry in entries]
        words = "One pack" if len(rows) == 1 else f"{len(rows)} packs"
        made = build / f".{NAME}.new"
        note = f"{words}, newest month first."
        made.write_text(_page("All packs", note, ("Pack", "State"), rows, search=SEARCH), encoding="utf-8")
        return made.replace(build / NAME)


def packs_in(build: Path) -> Iterator[PackEntry]:
    """Yield every published pack below `build`; what is no pack is passed over."""
    for path in sorted(build.glob(f"*/*/{MANIFEST}")):
        if any(part.startswith(".") for part in path.relative_to(build).parts):
            continue
        manifest = read_manifest(path)
        try:
            month = Month.parse(str(manifest["month"]))
            area = str(manifest["area"]["name"])
        except (KeyError, TypeError, ValueError):
            continue
        mark = str(manifest.get("mark", "")).partition(". ")[0] or DRAFT
        if not mark.startswith(DRAFT) and not is_whole(path.parent, manifest):
            mark = CHANGED
        mark += readers_of([audience_of(manifest)])
        told = read_corrections(path.parent / CORRECTIONS)
        yield PackEntry(path.parent, area, month, manifest.get("known_at"), str(manifest.get("id", "")), mark, told)


def _link(entry: PackEntry, build: Path) -> str:
    place = html.escape(entry.folder.relative_to(build).as_posix())
    return f'<a href="{place}/{NAME}">{html.escape(entry.title)}</a>'


def _links(paths: Sequence[Path], folder: str) -> str:
    return " · ".join(
        f'<a href="{folder}/{html.escape(path.name)}">{FORMATS.get(path.suffix, html.escape(path.suffix[1:]))}</a>'
        for path in paths
    )


def _page(title: str, note: str, heads: tuple[str, str], rows: Sequence[tuple[str, str]], search: str = "") -> str:
    shown = html.escape(title)
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(f'<tr><th scope="row">{first}</th><td>{second}</td></tr>' for first, second in rows)
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{shown}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f"<body><main><h1>{shown}</h1><p>{note}</p>{search}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></main></body></html>\n"
    )
