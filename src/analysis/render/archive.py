"""Zip archives, as Word and PowerPoint files are, with the same bytes each time."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

EARLIEST = dt.date(1980, 1, 1)  # the first date a zip archive can hold
CONTENTS = "[Content_Types].xml"


def read_archive(path: Path) -> dict[str, bytes]:
    """Return the parts of an archive by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_archive(parts: Mapping[str, bytes], path: Path, day: dt.date) -> None:
    """Write an archive beside and put it in place: parts in order, each dated with `day`, without a time."""
    whole = io.BytesIO()
    date = max(day, EARLIEST)
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != CONTENTS, name)):
            entry = zipfile.ZipInfo(name, (date.year, date.month, date.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name])
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(whole.getvalue())
    beside.replace(path)
