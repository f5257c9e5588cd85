"""The manifest of a pack as a file: read without anything of what made it."""

import json
from pathlib import Path
from typing import Any

BY_NAME = ("rests_on", "without_figures", "executed", "evidence", "papers", "papers_rest_on", "renderer", "area")


def read_manifest(path: Path) -> dict[str, Any]:
    """Return a manifest, empty where there is none or it is not whole."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    whole = isinstance(found, dict) and all(isinstance(found.get(part, {}), dict) for part in BY_NAME)
    return found if whole else {}
