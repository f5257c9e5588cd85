"""What a batch takes: packs made anew and again, a changed figure, plan and manifest; equal outputs, or no figure.

    python benchmarks/batch.py [areas]      # default 2: Torbay and Plymouth; writes benchmarks/results/batch.md

Unset PYTHONDONTWRITEBYTECODE, or every import is compiled anew and the figure is of the compiler.
"""

import hashlib
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "batch.md"
AREAS = ("Torbay", "Plymouth", "Devon", "Cornwall")
MONTH = "2021-05"
NOT_EQUAL = {"manifest.json"}  # the seconds stand in it


def workbench(*arguments: str) -> tuple[float, str]:
    """Run a command; return the seconds it took and what it said. Raises where it fails."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "analysis", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}\n{done.stdout}{done.stderr}")
    return time.monotonic() - began, done.stdout


def hashes(folder: Path) -> dict[str, str]:
    """Return the hash of every file of the packs but for those that hold times."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in NOT_EQUAL
    }


def copied(areas: list[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Measure in a copy of the workspace, so that nobody's packs are touched."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        space = Path(folder) / "workspace"
        left_out = shutil.ignore_patterns(".venv", ".git", "build", ".make", "node_modules", ".mypy_cache")
        shutil.copytree(ROOT, space, ignore=left_out)
        begin = ["--workspace", str(space), "batch", "--areas", ",".join(areas), "--months", MONTH]
        begin += ["--renderer", "builtin"]
        planned, _ = workbench(*begin, "--dry-run")
        rows.append(("plan of the batch, parameters checked, reasons said", f"{planned:.1f} s"))
        anew, _ = workbench(*begin)
        first = hashes(space / "build")
        rows.append((f"{len(areas)} packs, nothing there yet", f"{anew:.0f} s"))
        again, _ = workbench(*begin)
        rows.append((f"{len(areas)} packs, nothing changed", f"{again:.1f} s"))
        same = hashes(space / "build") == first
        fresh, _ = workbench(*begin, "--fresh", "--jobs", "1")
        equal = hashes(space / "build") == first
        rows.append((f"{len(areas)} packs, --fresh, one worker", f"{fresh:.0f} s"))
        rows.append(("the same files again: nothing changed / fresh with one worker", f"{same} / {equal}"))
        manifest = json.loads((space / "build" / "torbay" / MONTH / "manifest.json").read_text(encoding="utf-8"))
        rows.append(("steps of Torbay's pack", ", ".join(f"{k} {v} s" for k, v in manifest["seconds"].items())))
    return first, rows


def main() -> None:
    """Measure and write the page."""
    areas = list(AREAS[: int(sys.argv[1]) if len(sys.argv) > 1 else 2])
    _, rows = copied(areas)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    rows.append(("largest process", f"{peak:.1f} GB"))
    told = [f"| {what} | {figure} |" for what, figure in rows]
    cores, load = os.cpu_count(), os.getloadavg()[0]
    where = f"`python benchmarks/batch.py {len(areas)}`, Python {platform.python_version()}, {cores} cores."
    busy = f"Load of the machine at the end: {load:.1f}; above {cores} others were at work on it."
    page = ["# What a batch takes", "", where, busy, "", "| figure | measured |", "|---|---|", *told, ""]
    RESULT.write_text("\n".join(page), encoding="utf-8")
    print("\n".join(told))


if __name__ == "__main__":
    main()
