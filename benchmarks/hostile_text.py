"""Write hostile commentary by the hundred, make papers of what is taken, and look for anything in them that acts.

With --fields the texts stand instead in the fields that people and files fill: the head of papers, names, cells,
captions, variables, corrections; 80 at a time in one small pack, and all that it leaves is looked at.

The grammar is that of the tests (`tests/render/hostile_text.yml`). Every part of every finished file is looked at, zip
members and objects of the PDF included; a file outside the project and a program that leaves a mark are the bait.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from analysis.catalogue.errors import WorkbenchError  # noqa: E402
from analysis.render.fonts import font_letters  # noqa: E402
from end_to_end.test_hostile_fields import hostile_texts, live_in_pack, make_hostile_pack  # noqa: E402 - the same
from render.test_hostile_text import accepted, live, render_all  # noqa: E402 - the grammar is that of the tests

AT_ONCE = 250  # documents of one paper
FIELDS_AT_ONCE = 80  # texts of one small pack


def try_fields(texts: int, seed: int) -> Counter[str]:
    """Put texts into the fields of small packs; return how many were tried, and what was found live or stopped."""
    counted: Counter[str] = Counter()
    for number in range(-(-texts // FIELDS_AT_ONCE)):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            count = min(FIELDS_AT_ONCE, texts - number * FIELDS_AT_ONCE)
            made = hostile_texts(count, seed + number, f"open({str(folder / 'canary-that-ran')!r}, 'w')")
            counted["texts in fields"] += count
            try:
                found = live_in_pack(make_hostile_pack(folder, ROOT, made), folder)
            except WorkbenchError as error:
                counted["packs that stopped"] += 1
                print(f"STOPPED (seed {seed + number}): {error}")
                continue
            counted["packs looked at"] += 1
            counted["live"] += len(found)
            for what in found:
                print(f"LIVE (seed {seed + number}): {what}")
    return counted


def main() -> None:
    """Try the documents and print how many were refused, taken, and found live."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--fields", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    started = time.monotonic()
    counted: Counter[str] = Counter()
    if arguments.fields:
        counted = try_fields(arguments.fields, arguments.seed)
        arguments.documents = 0
    letters = font_letters(ROOT / "reports" / "theme" / "fonts")
    for number in range(-(-arguments.documents // AT_ONCE)):
        with tempfile.TemporaryDirectory() as folder:
            count = min(AT_ONCE, arguments.documents - number * AT_ONCE)
            taken, refused = accepted(count, arguments.seed + number, Path(folder), letters)
            papers = render_all(taken, ROOT, Path(folder))
            found = live(papers, taken, Path(folder))
            counted.update({"refused by line": refused, "taken as plain text": len(taken), "live": len(found)})
            counted.update(f"files looked at, {paper.suffix}" for paper in papers)
            for what in found:
                print(f"LIVE (seed {arguments.seed + number}): {what}")
    print("| documents | number |\n|---|--:|")
    for what, many in counted.items():
        print(f"| {what} | {many} |")
    print(f"\n{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
