"""Hostile texts in every field that a person or a file fills end inert in everything that a pack leaves.

Names of measures, cells, captions, the head of papers, corrections, lists of a notebook: one small pack holds them all.
"""

import csv
import io
import json
import random
import re
import zipfile
from html.parser import HTMLParser

import openpyxl
import pytest
import yaml

from analysis.catalogue.yaml_reader import parse_yaml
from analysis.packs.index import write_build_index
from analysis.packs.notice import write_notice
from analysis.packs.pack import make_pack
from analysis.packs.plan import plan_pack
from render.hostile_text import CANARY, RAN, document
from render.live_parts import of_file
from render.live_project import of_project
from small_pack import FIGURE, SAVE_EVIDENCE, make_workspace, write_notebook

pytestmark = pytest.mark.end_to_end

TEXTS = 80
OWN_PAGE = re.compile(r"paper\.html(?:#[\w-]+)?$")
OPENS_A_FORMULA = tuple("=+-@\t\r")
FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "'=1")
EXTRAS = (
    "{{ jinja }} {% raw %} ${x} %(x)s {0} \\0 \\g<0> \\i",
    "\"'><svg onload=x><script>1</script>",
    "</script><!--",
    "]]> -->",
    "[x](javascript:1) ![x](file:///etc/passwd) <https://x.example>",
    "a\n\n# b\n\n::: {.content-hidden}",
    "| a | b |\n|---|---|",
    "    code",
    "1. one",
    "`r 1+1`",
    "a\n`{python} 1`",
    "%d%n% AUX \\\\host\\share",
)
PAPER = """---
title: "A paper"
author: "Performance team"
format:
  html: {}
  typst: {}
  docx: {}
---

{{< include _title-block-paper.md >}}

## Numbers

The answer of {{< var numbers.answer >}} is in @fig-line and @tbl-cells, for {{< var pack.board >}}.

{{< embed notebooks/01_numbers.ipynb#fig-line >}}

{{< embed notebooks/01_numbers.ipynb#tbl-cells >}}

"""
TABLE = """#| label: tbl-cells
#| tbl-cap: "Computed when the notebook runs."
import json
from pathlib import Path
import pandas as pd
from analysis.present.tables.printed_table import PrintedTable, as_table
texts = json.loads(Path({file!r}).read_text(encoding="utf-8"))
frame = pd.DataFrame({{"Measure": texts, "Theme": texts, "Value": [str(n) for n in range(len(texts))]}})
as_table(PrintedTable(texts[0], frame, note=texts[1]), "tbl-cells")"""


def hostile_texts(count: int, seed: int, ran: str) -> list[str]:
    """Return texts of the grammar and of the fields, none with letters that are refused before."""
    chance = random.Random(seed)  # noqa: S311 - a test that can be run again
    made = []
    while len(made) < count:
        base = chance.choice(EXTRAS) if chance.random() < 0.3 else document(chance, ran)
        text = f"{chance.choice(FORMULAS) if chance.random() < 0.3 else ''}{base} MARK{len(made)}E"
        try:
            parse_yaml(yaml.safe_dump([text], allow_unicode=True).encode(), "x.yml")
        except Exception:  # noqa: BLE001, S112 - refused at the door, which is tested there
            continue
        if text.isascii():
            made.append(text[:1500] if len(text) < 1500 else f"{text[:1400]} MARK{len(made)}E")
    return made


def make_hostile_pack(folder, root, texts):
    """Make a pack of a workspace whose every field is hostile; return the plan and its folder."""
    workspace = make_workspace(folder / "work bench", root)
    for above in (folder, workspace.root, workspace.root / "build"):
        above.mkdir(parents=True, exist_ok=True)
        (above / "secret.md").write_text(f"{CANARY}\n", "utf-8")
    council, board, team, wards, contact, to, title, what, why = texts[:9]
    block = {"council": council, "board": board, "prepared_by": team}
    settings = {"version": 1, "area": "Torbay", "title_block": block}
    (workspace.root / "council.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    pack = {
        "version": 1,
        "title_block": {"wards": wards, "contact": contact},
        "papers": [{"paper": "paper", "title": title, "to": to}],
    }
    (workspace.reports / "pack.yml").write_text(yaml.safe_dump(pack, allow_unicode=True), "utf-8")
    numbered = [f"{{{{< var texts.t{number} >}}}}." for number in range(len(texts))]
    (workspace.reports / "paper.qmd").write_text(PAPER + "\n\n".join(numbered) + "\n\n## End\n\nMARKLAST.\n", "utf-8")
    corrections = workspace.reports / "commentary" / "torbay" / "2021-05" / "corrections.json"
    corrections.parent.mkdir(parents=True)
    entry = {"pack": "abc", "what": what.replace("\n", " ")[:300], "why": why.replace("\n", " ")[:300]}
    corrections.write_text(json.dumps([entry | {"since": "2021-06-10", "on": "2021-07-01"}]), "utf-8")
    given = folder / "texts.json"
    given.write_text(json.dumps(texts), "utf-8")
    evidence = SAVE_EVIDENCE.replace(
        '"variables": {"numbers": {"answer": "42", "month": month}}',
        '"variables": {"numbers": {"answer": "42", "month": month}, '
        '"texts": {f"t{n}": text for n, text in enumerate(texts)}}, '
        '"data": {"tbl-cells": {"columns": texts[:3], "rows": [[a, a, 1] for a in texts]}}',
    ).replace(
        '{"cap": f"A line, {month}", "alt": "A line that rises from 1 to 3."}',
        '{"cap": texts[2], "alt": texts[3]}, "tbl-cells": {"cap": texts[4]}',
    )
    write_notebook(workspace.notebooks / "01_numbers.ipynb", FIGURE, TABLE.format(file=str(given)), evidence)
    plan = plan_pack(workspace, area="Torbay", month="2021-05")
    make_pack(plan, renderer="builtin")
    return plan


class Scripts(HTMLParser):
    """Counts the scripts of a page that is ours, and keeps what would act."""

    def __init__(self):
        super().__init__()
        self.scripts, self.acting = 0, []

    def handle_starttag(self, tag, attrs):
        self.scripts += tag == "script"
        self.acting += [name for name, _ in attrs if name.startswith("on")]
        self.acting += [tag] if tag in {"iframe", "svg", "object", "embed", "base", "img"} else []
        self.acting += [value for name, value in attrs if name == "href" and ":" in (value or "")]


def live_in_pack(plan, folder):
    """Return everything in what the pack left that is more than text."""
    found = ["ran"] if list(folder.rglob(RAN)) else []
    for paper in sorted((plan.folder / "papers").iterdir()):
        if paper.suffix in {".html", ".pdf", ".docx", ".pptx"}:
            acting, text = of_file(paper)
            found += [f"{paper.name}: {what}" for what in acting]
            found += [f"{paper.name}: {CANARY}"] if CANARY in text else []
            found += [] if "MARKLAST" in text else [f"{paper.name}: the end is lost"]
    write_build_index(plan.workspace.build)
    notice, words = write_notice(folder / "notice", [plan], [])
    pages = {plan.folder / "index.html": 0, plan.workspace.build / "index.html": 1, notice: 0}
    for page, scripts in pages.items():
        reader = Scripts()
        reader.feed(page.read_text("utf-8"))
        found += [f"{page.name}: {what}" for what in reader.acting]
        found += [] if reader.scripts == scripts else [f"{page.name}: {reader.scripts} scripts"]
    found += [f"{words.name}: an escape"] if re.search(r"[\x00-\x08\x0b-\x1f]", words.read_text("utf-8")) else []
    return found + live_in_data_pack(plan.folder / "papers")


def live_in_data_pack(papers):
    """Return formulas, links and quoted cells that a spreadsheet would obey."""
    found = []
    book = openpyxl.load_workbook(papers / "data-pack.xlsx")
    for sheet in book:
        for row in sheet.iter_rows():
            found += [f"{sheet.title}: formula" for cell in row if cell.data_type == "f"]
            links = [cell.hyperlink for cell in row if cell.hyperlink]
            found += [
                f"{sheet.title}: {link.target}" for link in links if link.target and not OWN_PAGE.match(link.target)
            ]
    with zipfile.ZipFile(papers / "data-pack.zip") as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8")
            if name.endswith(".json"):
                json.loads(text)
                continue
            for cell in (cell for row in csv.reader(io.StringIO(text)) for cell in row):
                is_number = re.fullmatch(r"-?[\d.]+(?:e-?\d+)?", cell)
                found += [f"{name}: {cell[:20]}"] if cell.startswith(OPENS_A_FORMULA) and not is_number else []
    return found


def test_hostile_fields_are_inert_in_everything_that_a_pack_leaves(tmp_path, root):
    texts = hostile_texts(TEXTS, 20261129, f"open({str(tmp_path / RAN)!r}, 'w')")
    plan = make_hostile_pack(tmp_path, root, texts)
    assert {path.suffix for path in (plan.folder / "papers").iterdir()} == {".html", ".pdf", ".docx", ".xlsx", ".zip"}
    assert live_in_pack(plan, tmp_path) == []
    assert of_project(plan.folder) == []
