"""How papers read: sentences, paragraphs, pages, reading ease, banned words, repetitions, over packs of many kinds.

python benchmarks/readability.py [--packs AREA:MONTH ...] [--faults]

Each pack is put together without pictures (the questions of every notebook are asked, the papers are assembled) and
every paper is read as a reader reads it; tables and headings are not counted. Exit code 1 where a paper has a fault.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from analysis.catalogue.workspace import Workspace
from analysis.packs.plan import plan_pack
from analysis.store import open_store
from paper_prose import faults, measured, papers_of, passages, read_paper, write_build

# Torbay in every form of its papers and in months without one, Plymouth, an authority that ended, the one that came
# after it, and authorities with published figures only.
PUBLISHED_ONLY = (
    "Isle of Wight",
    "Norfolk",
    "Wigan",
    "Rotherham",
    "Gateshead",
    "Barnsley",
    "Rochdale",
    "Telford and Wrekin",
    "Southend-on-Sea",
    "North East Lincolnshire",
)
PACKS = (
    *(("Torbay", month) for month in ("2011-10", "2012-06", "2014-03", "2017-09", "2019-12", "2021-05", "2024-06")),
    *(("Plymouth", month) for month in ("2018-01", "2024-06")),
    *((area, "2021-05" if place % 2 else "2024-06") for place, area in enumerate(PUBLISHED_ONLY)),
    ("Bournemouth, Christchurch and Poole", "2024-06"),
    ("Poole", "2018-06"),
)


def main() -> int:
    """Print one line a paper, and what is wrong with each."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--packs", nargs="*", metavar="AREA:MONTH", help="in place of the usual ones")
    options.add_argument("--faults", action="store_true", help="print every fault, and no table")
    given = options.parse_args()
    packs = [tuple(pack.rsplit(":", 1)) for pack in given.packs] if given.packs else PACKS
    space = Workspace.find()
    store = open_store(space)
    if not given.faults:
        print(
            "| pack | paper | words | sentences | mean | longest | longest paragraph | fullest page | ease | faults |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|")
    wrong = 0
    began = time.perf_counter()
    for area, month in packs:
        plan = plan_pack(space, area=area, month=month)
        with tempfile.TemporaryDirectory() as folder:
            build = write_build(plan, Path(folder) / "build", store)
            for paper in papers_of(build):
                found = list(passages(read_paper(build, paper)))
                told, what = measured(found), faults(paper, found)
                wrong += len(what)
                if given.faults:
                    print(*(f"{area} {month} {paper}: {fault}" for fault in what), sep="\n", flush=True)
                else:
                    cells = (plan.title, paper, told.words, told.sentences, f"{told.mean:.1f}", told.longest)
                    cells = (*cells, told.paragraph, told.page, f"{told.ease:.0f}", len(what))
                    print(f"| {' | '.join(map(str, cells))} |", flush=True)
    print(f"\n{len(packs)} packs, {wrong} faults, {(time.perf_counter() - began) / len(packs):.1f} s a pack.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
