"""Do labels of charts cover each other? Every chart of forty packs, looked at by the boxes of its labels.

python benchmarks/chart_labels.py [--packs AREA:MONTH ...]

Exit code 1 where a label covers another, or where a chart has a legend of more than two lines.
"""

import argparse
import sys
from collections import Counter

from analysis import ask
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import Workspace
from analysis.present.charts.chart import KEY_LINES
from analysis.present.charts.label_boxes import collisions, cut_off
from analysis.store import open_store

TORBAY = ("2011-10", "2012-06", "2014-03", "2017-09", "2019-12", "2021-05", "2024-06", "2025-03")
MONTHS = ("2018-01", "2021-05", "2024-06")
QUESTIONS = (
    lambda area, month: ask.summary(area, month=month),
    lambda area, month: ask.report_card(area, month=month),
    lambda area, month: ask.trend("referrals", area, month=month),
    lambda area, month: ask.why("referral_rate", area, month=month),
    lambda area, month: ask.why("cp_rate", area, month=month),
    lambda area, month: ask.why("cp_rate", area, between="largest", month=month),
    lambda area, month: ask.why("cla_rate", area, between="largest", month=month),
    lambda area, month: ask.compare("cp_rate", area, month=month),
    lambda area, month: ask.capacity(area, month=month),
    lambda area, month: ask.next("cla_rate", area, month=month),
)


def packs() -> list[tuple[str, str]]:
    """Return Torbay in eight months and every other authority with figures in three: more than forty."""
    frame = open_store(Workspace.find()).observations
    counted = frame.loc[frame["area"].str.match(r"E0[689]|E10"), "area"].value_counts()
    others = [str(code) for code in counted[counted > 1_000].index if code != "E06000027"]
    return [("E06000027", month) for month in TORBAY] + [(code, month) for code in others for month in MONTHS]


def main() -> int:
    """Print what covers what, and how many charts were looked at."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--packs", nargs="*", metavar="AREA:MONTH", help="in place of all")
    given = options.parse_args()
    chosen = [tuple(pack.rsplit(":", 1)) for pack in given.packs] if given.packs else packs()
    drawn, wrong = Counter[str](), 0
    for area, month in chosen:
        for question in QUESTIONS:
            try:
                shown = question(area, month)
            except WorkbenchError:
                continue  # no figures for it
            for name in shown.figures:
                chart = shown.figure(name)
                drawn[name] += 1
                found = [f"{one!r} and {other!r}" for one, other in collisions(chart)]
                found += [f"{name!r} is cut off" for name in cut_off(chart)]
                lines = chart.get_suptitle().count("\n") if chart.get_suptitle() else 0
                found += [f"a legend of {lines} lines"] if lines > KEY_LINES else []
                wrong += len(found)
                print(*(f"{area} {month} {name}: {fault}" for fault in found), sep="\n", end="\n" if found else "")
    print(f"{len(chosen)} packs, {drawn.total()} charts, {wrong} faults.")
    print("\n".join(f"- {name}: {count}" for name, count in sorted(drawn.items())))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
