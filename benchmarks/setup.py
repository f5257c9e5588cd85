"""What set-up, a pack and the tests take, from a fresh copy: `make bench`.

Copies what is committed into a folder of its own, then times `make briefing` in an empty folder, again, and (with
--tests) `make test`. Prints a table and writes benchmarks/results/setup.md. Packages may be in the cache of pip or uv;
the table says so unless --cold-cache empties both for the measurement by pointing them at an empty folder.
"""

import argparse
import datetime as dt
import os
import platform
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "setup.md"


def main() -> None:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cold-cache", action="store_true", help="give pip and uv an empty cache")
    parser.add_argument("--tests", action="store_true", help="time `make test` too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="workbench ") as folder:
        copy, cache = Path(folder) / "copy", Path(folder) / "cache"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)
        environment = dict(os.environ)
        if arguments.cold_cache:
            environment |= {"PIP_CACHE_DIR": str(cache / "pip"), "UV_CACHE_DIR": str(cache / "uv")}
        rows = [("cold `make briefing`", timed("make", "briefing", folder=copy, environment=environment))]
        rows.append(("second `make briefing`", timed("make", "briefing", folder=copy, environment=environment)))
        if arguments.tests:
            rows.append(("`make test`", timed("make", "test", folder=copy, environment=environment)))
        papers = sorted((copy / "build").glob("*/*/papers/*.html"))
        sizes = [(f"size of `{paper.name}`", f"{paper.stat().st_size / 1e6:.2f} MB") for paper in papers]
    cached = "an empty cache" if arguments.cold_cache else "packages in the cache"
    table = "\n".join(f"| {what} | {figure} |" for what, figure in [*rows, *sizes])
    told = (
        f"# Set-up, a pack, the tests\n\n`make bench`, {dt.datetime.now(dt.UTC):%d %B %Y}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {cached}.\n\n| what | figure |\n|---|---|\n{table}\n"
    )
    print(told)
    RESULT.write_text(told, encoding="utf-8")


def timed(*command: str, folder: Path, environment: dict[str, str]) -> str:
    """Return what a command took, or that it failed."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, check=False)
    taken = f"{time.monotonic() - started:.0f} s"
    return taken if done.returncode == 0 else f"failed after {taken}"


if __name__ == "__main__":
    main()
