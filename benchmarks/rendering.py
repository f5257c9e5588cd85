"""Render one project several times: seconds per paper, sizes, same bytes, machine checks, and what a browser finds.

Without a path it renders the example paper (reports/_example), which holds every construct. With --axe it also opens
the pages in Chromium (needs Node, Chromium and `npm ci` in tests/browser).
"""

import argparse
import hashlib
import json
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from analysis.render import RenderResult, render, write_project
from analysis.render.pdf_checks import check_pdf

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, help="a build folder; default: the example paper")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--axe", action="store_true", help="open the pages in Chromium as well")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(arguments.path or ROOT / "reports/_example", project)
        if arguments.path is None:
            write_project(project, ROOT)
        report(project, arguments.runs, axe=arguments.axe)


def report(project: Path, runs: int, *, axe: bool) -> None:
    """Render `runs` times after one to warm up, and print what was found."""
    render(project)
    results = [render(project) for _ in range(runs)]
    prints = {fingerprints(result) for result in [results[-1], render(project)]}
    last = results[-1]
    seconds = sorted(result.seconds for result in results)
    print(f"renderer: {last.renderer} ({last.version})")
    print(f"seconds for {len(last.papers)} files, {runs} runs: {statistics.median(seconds):.2f} (median), ", end="")
    print(f"{seconds[0]:.2f} to {seconds[-1]:.2f}")
    print(f"two renderings are the same bytes: {'yes' if len(prints) == 1 else 'no'}")
    for path in last.papers:
        print(f"{path.name}: {path.stat().st_size / 1024:.0f} KB")
        if path.suffix == ".pdf":
            print(f"{path.name}: machine checks failed: {len(check_pdf(path))}")
    if axe:
        open_pages([path for path in last.papers if path.suffix == ".html"])


def fingerprints(result: RenderResult) -> tuple[str, ...]:
    """Return the hash of every file as it is now."""
    return tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in result.papers)


def open_pages(pages: Sequence[Path]) -> None:
    """Print what axe-core and a 320 px screen find."""
    command = ["node", "check.mjs", *map(str, pages)]
    done = subprocess.run(command, cwd=ROOT / "tests/browser", capture_output=True, text=True, check=True)
    for found in json.loads(done.stdout):
        violations = len(found["violations"]) + len(found["violationsNarrow"])
        print(f"{Path(found['page']).name}: axe violations {violations}, ", end="")
        print(f"overflow at 320 px {len(found['overflow'])}, requests {len(found['requests'])}")


if __name__ == "__main__":
    main()
