"""The stamp of a store: from which files, by which readers it was built, and whether it is whole."""

import json

from analysis.catalogue.workspace import Workspace
from analysis.sources.received import fingerprint
from analysis.store.files import hash_of

STAMP = "built-from.json"  # hashes of what the store was built from; written last, removed first
WRITTEN = "(store)"  # in the stamp: hashes of the files of the store itself
KEPT = "kept"  # beside the store: what was worked out from it once


def is_fresh(workspace: Workspace) -> bool:
    """Whether data/processed was built from exactly what is in data/raw, by exactly these readers, in one go.

    Where two versions of the workbench built at once, files of both may lie side by side: that is no store of either.
    """
    stamp = workspace.processed / STAMP
    if not stamp.is_file():
        return False
    try:
        built_from = json.loads(stamp.read_text(encoding="utf-8"))
    except (ValueError, OSError):  # cut off, not ours, or taken away by a build that has just begun: build again
        return False
    if not isinstance(built_from, dict):
        return False
    written = built_from.pop(WRITTEN, {})
    whole = all(hash_of(workspace.processed / name) == digest for name, digest in written.items())
    return whole and bool(built_from == fingerprint(workspace.raw))
