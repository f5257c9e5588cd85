"""A text that was read and kept, to which a test holds what is made now."""

import os
from pathlib import Path


def held_to(path: Path, text: str) -> None:
    """Assert that a text is what a file says; with KEEP_RECORDS=1 in the environment the file is written instead."""
    if os.environ.get("KEEP_RECORDS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
