"""`workbench doctor`: what is installed, which renderer is used and why, what to do about what is missing."""

import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING, Literal

import typer

from analysis.catalogue.errors import WorkbenchError
from analysis.cli.packs import FormatOption
from analysis.cli.session import say, say_json, session

if TYPE_CHECKING:
    from analysis.catalogue.workspace import Workspace

State = Literal["ok", "missing", "optional"]
SIGN: dict[State, str] = {"ok": "ok      ", "missing": "MISSING ", "optional": "not here"}  # missing: or wrong
_NAME = re.compile(r"[\w.-]+")  # of a package, in front of whatever else a requirement says: "highspy<1.16,>=1.9"


@dataclass(frozen=True, slots=True)
class _Diagnosis:
    """One thing looked at. optional: the workbench works without it; remedy: what to do where it is not there."""

    what: str
    state: State
    detail: str
    remedy: str = ""


def doctor(*, form: FormatOption = "text") -> None:
    """Say what is installed, which renderer is used and why, and what to do about what is missing.

    Exit code 1 where something is missing that a pack needs.
    """
    findings = list(_examine())
    if form == "json":
        say_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            say(f"{SIGN[finding.state]}  {finding.what}: {finding.detail}")
            if finding.state != "ok" and finding.remedy:
                say(f"          {finding.remedy}")
    if any(finding.state == "missing" for finding in findings):
        raise typer.Exit(1)


def _examine() -> Iterator[_Diagnosis]:
    """Yield what was found, from the machine to the data."""
    yield _Diagnosis("Python", "ok", f"{platform.python_version()} on {platform.system()}, {sys.executable}")
    yield _packages()
    yield from _renderer()
    yield _kernel()
    yield _extra("jupyterlab", "JupyterLab", 'python -m pip install -e ".[lab]"')
    yield from _workspace()
    yield from (_program(*row) for row in PROGRAMS)


PROGRAMS = (
    ("chromium", "Chromium", "only the browser tests need it"),
    ("node", "Node.js", "only the browser tests need it"),
)


def _packages() -> _Diagnosis:
    absent = []
    lines = [line for line in requires("demand-workbench") or [] if "extra ==" not in line]
    needed = [found[0] for line in lines if (found := _NAME.match(line))]
    for name in needed:
        try:
            version(name)
        except PackageNotFoundError:
            absent.append(name)
    if absent:
        remedy = "python -m pip install --require-hashes -r requirements.lock (or `make setup`)"
        return _Diagnosis("Packages", "missing", ", ".join(absent), remedy)
    return _Diagnosis("Packages", "ok", f"all {len(needed)} that a pack needs; workbench {version('demand-workbench')}")


def _extra(package: str, name: str, remedy: str) -> _Diagnosis:
    try:
        return _Diagnosis(name, "ok", version(package))
    except PackageNotFoundError:
        return _Diagnosis(name, "optional", "not installed; a pack does not need it", remedy)


def _kernel() -> _Diagnosis:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager(ensure_native_kernel=True).get_kernel_spec("python3")
    except NoSuchKernel:
        return _Diagnosis("Kernel", "missing", "no kernel python3", "python -m pip install ipykernel")
    return _Diagnosis("Kernel", "ok", f"python3, {spec.resource_dir}")


def _renderer() -> Iterator[_Diagnosis]:
    from analysis.render import choose_renderer

    chosen = choose_renderer()
    yield _Diagnosis("Renderer", "ok", f"{chosen.name} {chosen.version}: {chosen.why}")


def _workspace() -> Iterator[_Diagnosis]:
    try:
        workspace = session.workspace
    except WorkbenchError as error:
        yield _Diagnosis("Folder", "missing", error.what, error.hint or "")
        return
    yield _Diagnosis("Folder", "ok", str(workspace.root))
    yield _council(workspace)
    yield from _own_catalogue()
    sources = sorted(path.parent.name for path in workspace.raw.glob("*/SOURCE.md"))
    if sources:
        yield _Diagnosis("Sources", "ok", f"{len(sources)} in {workspace.raw}")
    else:
        yield _Diagnosis(
            "Sources",
            "missing",
            f"no folder with a SOURCE.md in {workspace.raw}",
            "`workbench sources add FILE...` puts files there; another data folder is named with --data FOLDER",
        )
    yield _papers(workspace)
    if (workspace.processed / "observations.parquet").is_file():
        yield _Diagnosis("Store", "ok", str(workspace.processed))
    else:
        yield _Diagnosis("Store", "optional", "not built yet; the next run builds it", "workbench sources build")


def _council(workspace: "Workspace") -> _Diagnosis:
    """Whose workspace it is, and whether it is of this version; what is of before can be brought to it."""
    from analysis.catalogue.council import VERSION, council_of
    from analysis.catalogue.migrations import version_of

    try:
        found = version_of(workspace.root)
        council = council_of(workspace.root)
    except WorkbenchError as error:
        return _Diagnosis("Council", "missing", error.what, error.hint or "")
    if council is None or found < VERSION:
        detail = "a folder of an earlier version, and still read"
        remedy = f"workbench new {workspace.root} --migrate --area NAME (the folder as it is now is kept beside it)"
        return _Diagnosis("Council", "optional", detail, remedy)
    chosen = ", ".join(council.neighbours) if council.named_neighbours else council.neighbours
    return _Diagnosis("Council", "ok", f"{council.authority.name}; neighbours: {chosen}; for {council.audience}")


def _own_catalogue() -> Iterator[_Diagnosis]:
    from analysis.catalogue.own import in_use
    from analysis.cli.own_catalogue import examine_own

    for found in examine_own(in_use()):
        state: State = "missing" if found.wrong else "ok"
        yield _Diagnosis(f"Your {found.kind}", state, found.words, f"Correct {', '.join(found.files)}")


def _papers(workspace: "Workspace") -> _Diagnosis:
    from analysis.catalogue.look import look_of
    from analysis.catalogue.pack_file import pack_file_of

    try:
        look_of(workspace)
        names = [entry.paper for entry in pack_file_of(workspace).papers]
    except WorkbenchError as error:
        return _Diagnosis("Papers", "missing", error.what, error.hint or "")
    return _Diagnosis("Papers", "ok", ", ".join(names))


def _program(command: str, name: str, use: str) -> _Diagnosis:
    place = shutil.which(command)
    return _Diagnosis(name, "ok", place) if place else _Diagnosis(name, "optional", f"not found; {use}")
