"""Folders at a URL: s3://, abfs://, gs://, file:// and whatever else fsspec opens.

Object stores are opened with pyarrow, which the store of figures is kept with already: fsspec's own package for s3://
wants an older python-dateutil than the rest of what is installed. Who may enter, and where (AWS_ENDPOINT_URL for a
store of one's own), is told by the variables of the environment that each provider names.
"""

import errno
import os
from pathlib import Path

import fsspec
from fsspec.implementations.arrow import ArrowFSWrapper
from pyarrow import fs as arrow

from analysis.execution.spec import MANIFEST

ENDPOINT = "AWS_ENDPOINT_URL"  # as Amazon's own programs read it
BY_PYARROW = ("s3", "abfs", "abfss", "gs", "gcs")


def opened(url: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """Return what reads and writes at a URL, and the path of the URL there. Raises OSError where it cannot be reached.

    Raises ValueError for a URL of a kind that nothing here opens.
    """
    kind, _, path = url.partition("://")
    if kind == "s3" and ENDPOINT in os.environ:
        return ArrowFSWrapper(arrow.S3FileSystem(endpoint_override=os.environ[ENDPOINT])), path.rstrip("/")
    if kind in BY_PYARROW:
        system, path = arrow.FileSystem.from_uri(url)
        return ArrowFSWrapper(system), path.rstrip("/")
    files, path = fsspec.url_to_fs(url)
    return files, path.rstrip("/")


def fetch(url: str, folder: Path) -> None:
    """Copy all that is at a URL into a folder that is there. Raises FileNotFoundError where there is nothing."""
    files, path = opened(url)
    named = files.find(path) if files.exists(path) else []
    if not named:
        raise FileNotFoundError(errno.ENOENT, "There is nothing", url)
    for found in named:
        place = folder / found.removeprefix(path).lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        files.get_file(found, str(place))


def put(pack: Path, output: str) -> str:
    """Put a pack to a URL, its manifest last: a pack there without one is not whole yet. Return where it is.

    What the pack there before had and this one has not is taken away.
    """
    place = f"{output.rstrip('/')}/{pack.parent.name}/{pack.name}"
    files, target = opened(place)
    there = set(files.find(target)) if files.exists(target) else set()
    manifest = f"{target}/{MANIFEST}"
    if manifest in there:
        files.rm_file(manifest)
    sent = {f"{target}/{path.relative_to(pack).as_posix()}": path for path in pack.rglob("*") if path.is_file()}
    for old in sorted(there - sent.keys() - {manifest}):
        files.rm_file(old)
    for name, path in sorted(sent.items(), key=lambda item: (item[0] == manifest, item[0])):
        files.makedirs(name.rpartition("/")[0], exist_ok=True)
        files.put_file(str(path), name)
    return place
