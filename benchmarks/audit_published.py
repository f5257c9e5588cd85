"""Errors per 10,000 observations over every published DfE file, and what each error is."""

import argparse
import os
import resource
import time
from pathlib import Path

from analysis import audit
from audit_store import published_store


def main() -> None:
    """Audit all of England and list the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WORKBENCH_SHARED", "../shared")))
    chosen = parser.parse_args()
    store = published_store(chosen.shared / "data" / "published")
    began, clock = time.process_time(), time.monotonic()
    issues = audit.run(store)
    spent, waited = time.process_time() - began, time.monotonic() - clock
    count = len(store.observations)
    errors = issues[issues["severity"] == "error"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{count:,} observations; {spent:.1f} s of processor time, {waited:.1f} s on the clock, {memory:.2f} GB")
    print(f"{len(errors)} errors: {len(errors) / count * 10_000:.2f} per 10,000 observations")
    print(issues.groupby(["check", "severity"]).size().to_string())
    for row in errors.itertuples():
        print(f"- {row.area} | {row.check} | {row.message}")


if __name__ == "__main__":
    main()
