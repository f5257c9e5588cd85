"""A published pack, and what is told of one that stands as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.execution.manifest_file import read_manifest
from analysis.execution.spec import MANIFEST


@dataclass(frozen=True, slots=True)
class Pack:
    """A published pack.

    papers: by extension and name. seconds: by step. gaps: notebooks without figures, and why. reused: notebooks that
    did not run, since nothing they rest on had changed since they did: in the last good pack, or in a run that was
    ended. unchanged: nothing was made anew, and nothing was touched.
    """

    name: str
    title: str
    folder: Path
    papers: tuple[Path, ...]
    renderer: str
    seconds: Mapping[str, float]
    gaps: Mapping[str, str] = field(default_factory=dict)
    reused: tuple[str, ...] = ()
    unchanged: bool = False


def as_it_stands(name: str, title: str, folder: Path, seconds: Mapping[str, float]) -> Pack:
    """Return a published pack that nothing was changed of. Raises KeyError where its manifest is not whole."""
    manifest = read_manifest(folder / MANIFEST)
    papers = tuple(sorted((folder / "papers").iterdir()))
    gaps: Mapping[str, str] = manifest["without_figures"]
    reused = sorted({*gaps, *(Path(name).stem for name in manifest["executed"])})
    made_by = manifest["renderer"]["name"]
    return Pack(name, title, folder, papers, made_by, seconds, gaps, tuple(reused), unchanged=True)
