"""Try documents made at random over every word of the built-in renderer's vocabulary, and count how they end.

Each is done, without effect (the page is the same without the word) or refused by name; anything else is printed.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from render.builtin.test_vocabulary import outcome  # noqa: E402 - the documents are those of the tests


def main() -> None:
    """Try the documents and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)  # noqa: S311 - a trial that can be run again
    started = time.monotonic()
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(ROOT / "tests/render/cases/a.png", Path(folder) / "a.png")
        for _ in range(arguments.documents):
            end, wrong = outcome(Path(folder), chance)
            counted["WRONG" if wrong else end] += 1
            for what in wrong:
                print(what)
    print(dict(counted), f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
