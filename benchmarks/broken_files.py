"""Break files of every kind by chance, and give each to every reader: an answer or a plain refusal, in bounded time.

Each file is tried in a process of its own with a limit of memory. What is no `WorkbenchError` is a fault, and so is a
refusal that quotes a cell with the canary, which stands in every file.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from binary_workbook import binary_workbook, cell  # noqa: E402
from person_disguises import CARD, book, csv, ods  # noqa: E402

CANARY = "Canaryword"
SECONDS, MEMORY = 60, 3_000_000_000
ROWS = [[str(one) for one in row] for row in CARD]
TRIES = """
import json, resource, sys, time, traceback
from pathlib import Path
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.yaml_reader import parse_yaml
from analysis.sources.describe import describe
from analysis.sources.raw_grids import UnseenError
from analysis.sources.scorecard.intake import look_at_scorecard
from analysis.sources.table_file import open_table
from analysis.sources.wide_layout import read_layout
readers = {
    "describe": lambda path: str(describe(path)),
    "table": lambda path: open_table(path, path.name),
    "scorecard": lambda path: look_at_scorecard(path, path.name),
    "layout": lambda path: read_layout(path, path.name),
    "yaml": lambda path: parse_yaml(path.read_bytes(), path.name),
}
for line in sys.stdin:
    path = Path(line.strip())
    for name, read in readers.items():
        started = time.process_time()
        try:
            read(path)
            end, said = "read", ""
        except WorkbenchError as error:
            end, said = "refused", str(error)
        except BaseException as error:
            end, said = "traceback", "".join(traceback.format_exception(error))[-1500:]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        spent = time.process_time() - started
        print(json.dumps([path.name, name, end, said, round(spent, 2), peak]), flush=True)
"""


def seeds() -> dict[str, bytes]:
    """Return whole files of every kind that is read."""
    card = [*ROWS, ["K9", f"{CANARY} in month", "1", "2", "3"]]
    rows = [[cell(at, text) for at, text in enumerate(row)] for row in card]
    return {
        "card.csv": csv(card).encode(),
        "card.tsv": "\n".join("\t".join(row) for row in card).encode("utf-16"),
        "card.xlsx": book(More=card),
        "card.xlsm": book(More=card),
        "card.ods": ods([CANARY]),
        "card.xlsb": binary_workbook(rows),
        "card.layout.yml": (ROOT / "data/raw/torbay-report-card-2012-07/report_card.layout.yml").read_bytes(),
        "SOURCE.md": (ROOT / "data/raw/torbay-report-card-2012-07/SOURCE.md").read_bytes(),
        "published.csv": (ROOT / "data/raw/published-statistics/earlier-cla/cla_2016.csv").read_bytes()[:60_000],
        "series.csv": (ROOT / "data/raw/torbay-improvement-plan-2011-10/series.csv").read_bytes(),
    }


def broken(content: bytes, chance: random.Random) -> bytes:
    """Return a file damaged in one to three ways; of a zip also inside a part of it."""
    for _ in range(chance.randint(1, 3)):
        if content.startswith(b"PK") and chance.random() < 0.7:
            content = _broken_part(content, chance)
        else:
            content = chance.choice(WAYS)(content, chance)
    return content


def _broken_part(content: bytes, chance: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = {part: package.read(part) for part in package.namelist()}
    except Exception:  # noqa: BLE001 what a broken zip raises is of many kinds
        return content
    part = chance.choice(list(parts))
    way = chance.randrange(4)
    if way == 0:
        del parts[part]
    elif way == 1:
        parts[part] = parts[chance.choice(list(parts))]
    else:
        parts[part] = chance.choice(WAYS)(parts[part], chance)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for each, held in parts.items():
            package.writestr(each, held)
    return out.getvalue()


def _at(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content) + 1)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: _at(content, chance)]


def _turned(content: bytes, chance: random.Random) -> bytes:
    turned = bytearray(content)
    for _ in range(min(len(turned), chance.choice((1, 4, 60)))):
        turned[chance.randrange(len(turned))] = chance.randrange(256)
    return bytes(turned)


def _put_in(content: bytes, chance: random.Random) -> bytes:
    at = _at(content, chance)
    return content[:at] + chance.choice(PIECES) * chance.choice((1, 1, 3, 2_000)) + content[at:]


def _taken_out(content: bytes, chance: random.Random) -> bytes:
    at = _at(content, chance)
    return content[:at] + content[at + chance.choice((1, 7, 400)) :]


def _again(content: bytes, chance: random.Random) -> bytes:
    start = _at(content, chance)
    return content + content[start : start + 3_000] * chance.choice((1, 20))


def _in_another_encoding(content: bytes, chance: random.Random) -> bytes:
    return content.decode("latin-1").encode(chance.choice(("utf-16", "utf-32", "utf-7", "cp037")), "replace")


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _turned, _put_in, _taken_out, _again, _in_another_encoding,
)  # fmt: skip
PIECES = (
    b"\x00", b'"', b"\n", b"\r", b",", b"\xff\xfe", b"\xef\xbb\xbf", b"<a", b"</row>", b"<row r='9999999'>", b"&#0;",
    b"<!ENTITY x 'y'>", b"=1+1", b"'", b"\t", b"- *a\n", b"&a [*a]\n", b"!!python/object:os.system", b"1e999", b"NaN",
    b"\xf0\x9f\x98\x80", b"\xe2\x80\xae", b"{", b"[", b"2024-99-99", b"31/02/2024", b"9" * 20, b"PK\x03\x04",
    b"<c r='XFD1048576'><v>1</v></c>", b"{{< include x >}}", b"---\n", b": ", b"\x81\x01", b"9" * 400,
)  # fmt: skip


def main() -> None:
    """Break files, try them, and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)  # noqa: S311 files that can be made again
    whole = seeds()
    ends: Counter[str] = Counter()
    slowest, largest, started = 0.0, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        waiting = []
        for number in range(arguments.files):
            name = chance.choice(list(whole))
            path = Path(folder) / f"{number}-{name}"
            path.write_bytes(broken(whole[name], chance))
            waiting.append(path)
        while waiting:
            told = _tried(waiting)
            for name, reader, end, said, spent, peak in told:
                ends[end] += 1
                slowest, largest = max(slowest, spent), max(largest, peak)
                if end == "traceback" or (end == "refused" and CANARY in said):
                    print(f"{end.upper()} {name} {reader}: {said}")
            done = {name for name, *_ in told}
            rest = [path for path in waiting if path.name not in done]
            if len(rest) == len(waiting) or len(told) % 5:
                ends["killed"] += 1
                print(f"KILLED at {rest[0].name if rest else '?'}")
                rest = rest[1:]
            waiting = rest
    print(f"\n| {' | '.join(ends)} |\n|{'--:|' * len(ends)}\n| {' | '.join(map(str, ends.values()))} |")
    print(f"\nslowest {slowest:.1f} s of processor, largest {largest} MB, {time.monotonic() - started:.0f} s in all")


def _tried(paths: list[Path]) -> list[list]:
    """Return what every reader made of files, up to one that ended the process."""
    command = [sys.executable, "-c", TRIES, str(MEMORY)]
    lines = "".join(f"{path}\n" for path in paths)
    try:
        done = subprocess.run(
            command, input=lines, capture_output=True, text=True, check=False, timeout=SECONDS * len(paths)
        )
        out = done.stdout
        if done.returncode:
            print(f"ENDED with {done.returncode}: {done.stderr[-400:]}")
    except subprocess.TimeoutExpired as late:
        out = (late.stdout or b"").decode()
    return [json.loads(line) for line in out.splitlines()]


if __name__ == "__main__":
    main()
