"""What an audit found, kept beside the store: the same store, month, checks and code find the same.

A store that is built anew takes what was kept with it.
"""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.catalogue.issue import Issue, issue_frame, issues_of
from analysis.catalogue.library import library_digest
from analysis.store import Store
from analysis.store.stamp import KEPT


def kept_issues(store: Store, about: tuple[str, ...], find: Callable[[], list[Issue]]) -> list[Issue]:
    """Return what `find` found in this store before, or finds now; of a store that was never written, what it finds.

    about: all beside the store that decides what is found.
    """
    place = _place(store, about)
    if place is None:
        return find()
    try:
        return issues_of(pd.read_parquet(place))
    except (OSError, ValueError, KeyError):  # not there, or cut off
        found = find()
        _keep(found, place)
        return found


def _place(store: Store, about: tuple[str, ...]) -> Path | None:
    origin = store.origin
    if origin is None:
        return None
    told = json.dumps([origin.stamp, origin.cuts, about, library_digest()])
    return origin.folder / KEPT / f"issues-{hashlib.sha256(told.encode()).hexdigest()[:32]}.parquet"


def _keep(found: list[Issue], place: Path) -> None:
    """Write it whole or not at all; where the folder may not be written, the next audit finds it again."""
    beside = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        issue_frame(found).to_parquet(beside, index=False)
        beside.replace(place)
    except OSError:
        return
