"""Write hostile commentary by the hundred, make papers of what is taken, and look for anything in them that acts.

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

from analysis.render.fonts import font_letters  # noqa: E402
from render.test_hostile_text import accepted, live, render_all  # noqa: E402 - the grammar is that of the tests

AT_ONCE = 250  # documents of one paper


def main() -> None:
    """Try the documents and print how many were refused, taken, and found live."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    started = time.monotonic()
    counted: Counter[str] = Counter()
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
