"""A tiny workbench folder, and notebooks named after what is wrong with them."""

import json
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest

from analysis.catalogue.workspace import Workspace
from analysis.execution.record import sha256_of
from analysis.execution.spec import PackSpec
from analysis.packs.pack import make_pack
from analysis.packs.plan import plan_pack
from analysis.packs.published import Pack, as_it_stands

PARAMETERS = 'area: str = "Torbay"\nmonth: str = "2021-05"\nknown_at: str | None = None\nbuild: str = "."'
SAVE_EVIDENCE = """#| label: evidence
import json
import shutil
from pathlib import Path
folder = Path(build) / "evidence"
folder.mkdir(parents=True, exist_ok=True)
saved = {
    "notebook": "01_numbers", "area": area, "area_name": "Torbay", "month": month, "known_at": known_at,
    "evidence": [], "variables": {"numbers": {"answer": "42", "month": month}},
    "captions": {"fig-line": {"cap": f"A line, {month}", "alt": "A line that rises from 1 to 3."}},
}
text = json.dumps(saved)
written = (folder / "01_numbers.json").write_text(text)"""
FIGURE = """#| label: fig-line
#| fig-cap: "Computed when the notebook runs."
#| fig-alt: "Computed when the notebook runs."
import matplotlib.pyplot as plt
figure, axes = plt.subplots(figsize=(2, 1))
lines = axes.plot([1, 2, 3])"""
BROKEN = {  # ways in which the notebook of an area can be wrong, and what is said of each
    "raise KeyError('no such column')": "KeyError",
    "import os; os._exit(0)": "The kernel died",
    "import os, signal; os.kill(os.getpid(), signal.SIGKILL)": "The kernel died",
    "import sys; sys.exit(0)": "The cell calls sys.exit()",
    "!exit 3": "CalledProcessError",
}
PAPER = """---
title: "A paper"
author: "Performance team"
---

## Numbers

The answer of {{< var numbers.answer >}} is in @fig-line, for {{< var pack.area >}}.

{{< embed notebooks/01_numbers.ipynb#fig-line >}}

## Commentary

{{< include _commentary.md >}}
"""


def write_notebook(path: Path, *cells: str, parameters: str = PARAMETERS) -> Path:
    """Write a notebook of a heading, the parameters and these code cells."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    tagged = nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]})
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# A question?"),
        tagged,
        *(nbformat.v4.new_code_cell(cell) for cell in cells),
    ]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"c{number}"  # nbformat's own are by chance, and packs of two workspaces would differ
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


@pytest.fixture
def notebook(tmp_path: Path) -> Callable[..., Path]:
    """Make a notebook of these cells."""

    def make(*cells: str, name: str = "01_numbers", **options: str) -> Path:
        return write_notebook(tmp_path / "sources" / f"{name}.ipynb", *cells, **options)

    return make


def make_workspace(folder: Path, root: Path) -> Workspace:
    """Make a workbench folder with one notebook, one paper and the real settings."""
    write_notebook(folder / "notebooks" / "01_numbers.ipynb", FIGURE, SAVE_EVIDENCE)
    shutil.copytree(root / "reports" / "theme", folder / "reports" / "theme")
    (folder / "reports" / "paper.qmd").write_text(PAPER, encoding="utf-8")
    shutil.copy(root / "_quarto.yml", folder)
    (folder / "data" / "raw").mkdir(parents=True)
    return Workspace(folder, folder / "data")


def break_areas(folder: Path, codes: Sequence[str]) -> None:
    """Break the notebook of a small workspace for some areas, for each in the next of the five ways."""
    ways = [
        f"if area == {code!r}:\n    get_ipython().run_cell({way!r}).raise_error()"
        if way.startswith("!")
        else f"if area == {code!r}:\n    {way}"
        for code, way in zip(codes, BROKEN, strict=True)
    ]
    cells = [f"#| label: way-{number}\n{way}" for number, way in enumerate(ways)]
    write_notebook(folder / "notebooks" / "01_numbers.ipynb", FIGURE, *cells, SAVE_EVIDENCE)


@pytest.fixture
def workspace(tmp_path: Path, root: Path) -> Workspace:
    """A workbench folder in a path with a space."""
    return make_workspace(tmp_path / "work bench", root)


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A workbench folder with a published pack, made by whichever process of the tests comes first; never changed."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "published once"
    if not place.is_dir():
        made = make_workspace(tmp_path_factory.mktemp("session") / "work bench", root)
        make_pack(plan_pack(made, area="Torbay", month="2021-05"), renderer="builtin")
        with suppress(OSError):  # another process was quicker
            made.root.rename(place)
    return place


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, published_once: Path) -> tuple[PackSpec, Pack]:
    """A pack that was published, in a folder of the module's own, to be looked at or made again."""
    folder = tmp_path_factory.mktemp("module") / "work bench"
    shutil.copytree(published_once, folder)
    plan = plan_pack(Workspace(folder, folder / "data"), area="Torbay", month="2021-05")
    return plan, as_it_stands(plan.name, plan.title, plan.folder, {})


@pytest.fixture
def read_cells() -> Callable[[Path], list[str]]:
    """Read the sources of a notebook's cells."""

    def read(path: Path) -> list[str]:
        return ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]

    return read


def is_whole(pack: Path) -> bool:
    """Whether every file that the manifest of a pack names is as it says."""
    manifest = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))
    named = {name: digest for kind in ("executed", "evidence", "papers") for name, digest in manifest[kind].items()}
    found = {name: sha256_of(pack / name) for name in named if (pack / name).is_file()}
    return bool(named) and found == named
