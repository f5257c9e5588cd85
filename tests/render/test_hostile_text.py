"""Hostile documents end inert in every part of every format, or refused (`benchmarks/hostile_text.py`: a thousand)."""

import random
import re

from analysis.render import render, write_project
from analysis.render.fonts import font_letters
from analysis.render.plain_markdown import Passage, make_plain
from render.hostile_text import CANARY, RAN, document
from render.live_parts import of_file

DOCUMENTS = 120
FRONT = "---\ntitle: Hostile\nformat: [html, typst, docx]\n---\n\n## Commentary\n\n{{< include _commentary.md >}}\n"


def accepted(count, seed, folder, letters):
    """Return the documents that are taken, as plain Markdown by number, and how many were refused."""
    chance = random.Random(seed)  # noqa: S311 - a test that can be run again
    ran = f"open({str(folder / RAN)!r}, 'w')"
    taken = {}
    for number in range(count):
        words, problems = make_plain([Passage(f"{document(chance, ran)}\n\nMARK{number}.")], "x.md", letters)
        if not problems:
            taken[number] = words[0]
    return taken, count - len(taken)


def render_all(taken, root, folder):
    """Render the documents as one paper, each under a heading of its own; return the finished files."""
    build = folder / "a" / "b" / "build"
    write_project(build, root)
    for above in (folder, folder / "a", folder / "a" / "b"):
        (above / "secret.md").write_text(f"{CANARY}\n", "utf-8")
    sections = [f"### Measure {number}\n\n{words}" for number, words in taken.items()]
    (build / "_commentary.md").write_text("\n\n".join(sections) + "\n", "utf-8")
    (build / "paper.qmd").write_text(
        FRONT.replace("[html, typst, docx]", "\n  html: {}\n  typst: {}\n  docx: {}\n  pptx: {}"), "utf-8"
    )
    return render(build, "builtin").papers


def live(papers, taken, folder):
    """Return everything in the finished files that is more than text."""
    found = ["ran"] if list(folder.rglob(RAN)) else []
    for paper in papers:
        acting, text = of_file(paper)
        found += [f"{paper.name}: {what}" for what in acting]
        found += [f"{paper.name}: {CANARY}"] if CANARY in text or CANARY.encode() in paper.read_bytes() else []
        if paper.suffix == ".pptx":  # slides stand in the archive by name, not in the order of the paper
            continue
        places = [
            (int(match[2]), match[1]) for match in re.finditer(r"(Measure |MARK)(\d+)", text) if int(match[2]) in taken
        ]
        if paper.suffix != ".html":  # its contents list names the headings once more
            expected = [(number, kind) for number in taken for kind in ("Measure ", "MARK")]
            found += (
                []
                if [place for place in places if place in expected] == expected
                else [f"{paper.name}: marks out of order"]
            )
        else:
            marks = [number for number, kind in places if kind == "MARK"]
            found += [] if marks == list(taken) else [f"{paper.name}: marks out of order"]
    return found


def test_hostile_documents_are_inert_or_refused(root, tmp_path):
    taken, refused = accepted(DOCUMENTS, 20261128, tmp_path, font_letters(root / "reports" / "theme" / "fonts"))
    assert refused > DOCUMENTS / 4
    assert len(taken) > DOCUMENTS / 8
    papers = render_all(taken, root, tmp_path)
    assert {paper.suffix for paper in papers} == {".html", ".pdf", ".docx", ".pptx"}
    assert live(papers, taken, tmp_path) == []


def test_what_is_looked_for_would_be_found(tmp_path):
    page = tmp_path / "x.html"
    page.write_text("<p onclick=x><a href='javascript:y'>z</a><script>1</script>", "utf-8")
    assert len(of_file(page)[0]) == 3
