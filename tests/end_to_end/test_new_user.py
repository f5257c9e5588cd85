"""What a new user does: a fresh copy in a folder with a space in its path, nothing beside it, the commands of README.

Every test types a command; none reaches into the library.
"""

import base64
import hashlib
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np
import papermill
import pypdf
import pytest
from PIL import Image

pytestmark = pytest.mark.end_to_end

PAPERS = {
    f"{paper}.{extension}"
    for paper in ("annexes", "cib-briefing", "report-card")
    for extension in ("html", "pdf", "docx")
}
PAPERS |= {"data-pack.xlsx", "data-pack.zip", "slides.pptx", "summary.html", "summary.pdf"}
SITTING = 6  # pages of a paper that is read in one sitting
OF_THE_DEVELOPER = (
    "VIRTUAL_ENV",
    "PYTHONPATH",
    "WORKBENCH_WORKSPACE",
    "WORKBENCH_DATA",
    "WORKBENCH_SHARED",
    "MAKEFLAGS",
    "MFLAGS",
)


@dataclass(frozen=True)
class Copy:
    """A fresh copy of the repository. first: what the first `make briefing` said."""

    folder: Path
    first: subprocess.CompletedProcess[str]

    def type_in(self, *command: str) -> subprocess.CompletedProcess[str]:
        return type_in(self.folder, *command)

    @property
    def python(self) -> str:
        return str(self.folder / ".venv" / "bin" / "python")


def type_in(folder, *command):
    environment = {name: value for name, value in os.environ.items() if name not in OF_THE_DEVELOPER}
    return subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def hashes(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def committed(root):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is not a clone: git does not know which files belong to it")
    return [name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


@pytest.fixture(scope="module")
def copy(root, tmp_path_factory):
    if sys.platform == "win32" or shutil.which("make") is None:
        pytest.skip("there is no make here")
    folder = tmp_path_factory.mktemp("a new user") / "demand workbench"
    for name in committed(root):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, folder / name)
    for path in (folder / "data" / "raw").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    first = type_in(folder, "make", "briefing")
    if "requirements.lock" in first.stderr and not (folder / ".venv" / ".ready").exists():
        pytest.skip(f"the packages could not be installed: {first.stderr[-300:]}")
    return Copy(folder, first)


@pytest.fixture
def pack(copy):
    return copy.folder / "build" / "torbay" / "2021-05"


def test_one_command_sets_up_and_makes_the_papers(copy, pack, root):
    assert copy.first.returncode == 0, copy.first.stderr
    assert "Setting up" in copy.first.stdout
    assert {path.name for path in (pack / "papers").iterdir()} == PAPERS
    assert hashes(copy.folder / "data" / "raw") == hashes(root / "data" / "raw")
    assert not (copy.folder.parent / "shared").exists()


def test_the_briefing_is_read_in_one_sitting(pack):
    assert len(pypdf.PdfReader(pack / "papers" / "cib-briefing.pdf").pages) <= SITTING
    assert len(pypdf.PdfReader(pack / "papers" / "summary.pdf").pages) == 1


def pictures(notebook):
    """Yield the label and the stored picture of each figure of a notebook."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                label = "".join(cell["source"]).partition("label:")[2].partition("\n")[0].strip()
                content = base64.b64decode("".join(output["data"]["image/png"]))
                yield label, np.asarray(Image.open(io.BytesIO(content)).convert("L"), dtype=float)


def test_the_committed_notebooks_show_the_pictures_that_are_made_today(pack, root):
    """Compare pictures, which nbval passes over."""
    for run in sorted((pack / "notebooks").glob("[0-9]*.ipynb")):
        path = root / "notebooks" / run.name
        stored, made = dict(pictures(path)), dict(pictures(run))
        assert list(stored) == list(made), path.name
        for label, picture in stored.items():
            assert picture.shape == made[label].shape, f"{path.name}, {label}"
            assert np.abs(picture - made[label]).mean() < 1, f"{path.name}, {label}"  # of 255 shades


def test_the_second_time_nothing_is_set_up_and_the_papers_are_the_same(copy, pack):
    before = hashes(pack)
    again = copy.type_in("make", "briefing")
    assert again.returncode == 0, again.stderr
    assert "Setting up" not in again.stdout
    after = hashes(pack)
    assert {name for name in before | after if before.get(name) != after.get(name)} <= {"manifest.json"}


def test_the_manifest_names_every_input_and_program(copy, pack, root):
    manifest = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))
    received = {f"raw/{name}" for name in hashes(root / "data" / "raw")}
    assert set(manifest["inputs"]) == received
    assert set(manifest["notebooks"]) == {
        f"notebooks/{path.name}" for path in (pack / "notebooks").glob("[0-9]*.ipynb")
    }
    assert manifest["packages"]["papermill"]
    assert manifest["accessibility"] == [] or manifest["renderer"]["name"] == "quarto"
    assert str(copy.folder) not in (pack / "manifest.json").read_text(encoding="utf-8")


def test_another_month_stands_beside_the_first(copy, pack):
    before = hashes(pack)
    made = copy.type_in("make", "briefing", "MONTH=2012-06")
    assert made.returncode == 0, made.stderr
    other = copy.folder / "build" / "torbay" / "2012-06"
    assert {path.name for path in (other / "papers").iterdir()} == PAPERS
    assert hashes(pack) == before
    page = (other / "papers" / "cib-briefing.html").read_text(encoding="utf-8")
    assert "June 2012" in page
    assert "May 2021" not in page


QUESTIONS = {"Contradicts others", "Check it"}
EMBEDDED = re.compile(r"embed notebooks/(\w+)\.ipynb#([\w-]+)")
INCLUDED = re.compile(r"include _([\w-]+?)-(?:answer|cautions)\.md")
DOUBTED_ON = re.compile(r"\w{3} \d\d(; \w{3} \d\d)*")  # the last column of a line of the card
MORE = re.compile(r"which (?:has a ring|have rings): (.*?)\.(?: |$)")


def evidence_of(pack):
    paths = sorted((pack / "evidence").glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def questioned_places(evidence):
    """Where the list of data issues says that a figure contradicts others or should be checked: file, row, column."""
    found = evidence["01_data_quality"]["data"].get(
        "tbl-data-all-issues", {"columns": ["Verdict", "Where"], "rows": []}
    )
    rows = [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
    return {row["Where"]: row for row in rows if row["Verdict"] in QUESTIONS and row["Period"]}


def place(source):
    return source.rpartition("/")[2].replace("#", ", ")


def rows_of(page):
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    return [
        [html.unescape(re.sub(r"<.*?>", "", cell)).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]


def marks_told(alt):
    """How many figures an alternative text says are in doubt, the ones that it does not name among them."""
    ringed = MORE.search(alt)
    if ringed is None:
        return alt.count("(in doubt)")
    more = re.search(r" and (\d+) more$", ringed[1])
    return len(re.findall(r"\(\w+ \d{4}\)", ringed[1])) + (int(more[1]) if more else 0)


@dataclass(frozen=True)
class Finished:
    """One paper of a pack as its reader has it, and where the list of data issues finds fault."""

    evidence: dict
    places: dict
    source: str
    page: str

    def is_doubted(self, sources):
        return bool(self.places.keys() & set(map(place, sources)))

    def doubted_entries(self):
        entries = [entry for each in self.evidence.values() for entry in each["evidence"]]
        return [entry for entry in entries if self.is_doubted(entry["sources"])]

    def unmarked_figures(self):
        """Pictures whose text, which stands in the paper, names fewer doubts than there are."""
        alts = {html.unescape(alt) for alt in re.findall(r'alt="(.*?)"', self.page, re.DOTALL)}
        for notebook, label in EMBEDDED.findall(self.source):
            drawn = self.evidence.get(notebook, {}).get("data", {}).get(label)
            if drawn is None or not label.startswith("fig-"):
                continue
            rows = [dict(zip(drawn["columns"], row, strict=True)) for row in drawn["rows"]]
            made_of = [str(row.get("sources", row.get("source", ""))).split("; ") for row in rows]
            said = self.evidence[notebook]["captions"][label]["alt"]
            if said not in alts or marks_told(said) < sum(map(self.is_doubted, made_of)):
                yield label, said

    def unmarked_rows(self):
        """Lines of the card, by their reference, whose newest figure is questioned and which do not say so."""
        newest = [entry for entry in self.doubted_entries() if entry["name"].startswith("card.")]
        issues = [
            self.places[where] for entry in newest for where in set(map(place, entry["sources"])) & set(self.places)
        ]
        refs = {issue["What is wrong"].partition(":")[0] for issue in issues}
        for row in rows_of(self.page):
            if refs & set(row) and not (DOUBTED_ON.fullmatch(row[-1]) or "doubted" in " ".join(row)):
                yield row

    def unmarked_answers(self):
        """Answers that use a questioned figure, in a paper that says nothing of one."""
        doubted = {entry["name"].partition(".")[0].replace("_", "-") for entry in self.doubted_entries()}
        if "checks question" not in self.page:
            yield from doubted & set(INCLUDED.findall(self.source))


def finished_papers(pack):
    evidence = evidence_of(pack)
    for paper in sorted(pack.glob("*.qmd")):
        printed = pack / "papers" / f"{paper.stem}.html"
        if printed.is_file():
            texts = [path.read_text(encoding="utf-8") for path in (paper, printed)]
            yield Finished(evidence, questioned_places(evidence), *texts)


@pytest.mark.parametrize("month", ["2012-06", "2021-05"])
def test_for_every_finding_on_a_cell_that_a_paper_uses_the_mark_stands_beside_the_figure(copy, month):
    pack = copy.folder / "build" / "torbay" / month
    papers = list(finished_papers(pack))
    assert any(paper.doubted_entries() for paper in papers)
    for paper in papers:
        assert list(paper.unmarked_figures()) == []
        assert list(paper.unmarked_rows()) == []
        assert list(paper.unmarked_answers()) == []


def test_a_pack_renders_again_to_the_same_papers(copy, pack):
    before = hashes(pack / "papers")
    again = copy.type_in(copy.python, "-m", "analysis", "render", "build/torbay/2021-05")
    assert again.returncode == 0, again.stderr
    assert hashes(pack / "papers") == before


def test_what_is_wrongly_asked_is_said_at_once_and_runs_nothing(copy):
    told = copy.type_in(copy.python, "-m", "analysis", "run", "--area", "Torbey", "--month", "Mai 2021")
    assert told.returncode == 2
    assert "Torbay" in told.stderr
    assert "Mai 2021" in told.stderr
    assert not list((copy.folder / ".make").glob("torb*"))


@pytest.fixture
def spoilt(copy):
    """Put a cell before the others of a notebook; take it out again after the test."""
    path = copy.folder / "notebooks" / "04_child_protection.ipynb"
    original = path.read_bytes()

    def spoil(source):
        notebook = nbformat.reads(original.decode("utf-8"), as_version=4)
        notebook.cells.insert(2, nbformat.v4.new_code_cell(source))
        nbformat.write(notebook, path)

    yield spoil
    path.write_bytes(original)


def test_a_failing_notebook_leaves_the_last_pack_and_names_its_cell(copy, pack, spoilt):
    before = hashes(pack)
    spoilt("#| label: check\nassert area == 'nowhere', 'the figures of this area are not there'")
    failed = copy.type_in("make", "briefing")
    assert failed.returncode != 0
    assert re.search(r"04_child_protection, cell \[\d+\] \(check\), line 2: ", failed.stderr)
    assert "the figures of this area are not there" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert hashes(pack) == before


def test_a_killed_kernel_leaves_the_last_pack_and_is_not_taken_for_success(copy, pack, spoilt):
    before = hashes(pack)
    spoilt("#| label: memory\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    failed = copy.type_in("make", "briefing")
    assert failed.returncode != 0
    assert re.search(r"04_child_protection, cell \[\d+\] \(memory\): The kernel died", failed.stderr)
    assert hashes(pack) == before


def notebooks(root):
    return sorted(path.name for path in (root / "notebooks").glob("[0-9]*.ipynb"))


ALL_OF_THEM = """import sys, papermill
for name in sys.argv[2:]:
    papermill.execute_notebook(f"notebooks/{name}", f"{sys.argv[1]}/{name}", {"area": "Torbay", "month": "2021-05"})
"""


def test_papermill_itself_runs_every_notebook(copy, root, tmp_path):
    """The first by the command that one types, the others by what it calls: to start it takes as long as a notebook."""
    first, *others = notebooks(root)
    typed = (copy.python, "-m", "papermill", f"notebooks/{first}", str(tmp_path / first), "-p", "area", "Torbay")
    commands = [(*typed, "-p", "month", "2021-05")]
    commands += [(copy.python, "-c", ALL_OF_THEM, str(tmp_path), *some) for some in (others[::2], others[1::2])]
    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(lambda command: copy.type_in(*command), commands))
    assert [ran.stderr[-2000:] for ran in ended if ran.returncode] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == notebooks(root)


def test_papermill_finds_the_parameters_of_every_notebook(root):
    for name in notebooks(root):
        found = papermill.inspect_notebook(str(root / "notebooks" / name))
        assert set(found) >= ({"file"} if name.startswith("00") else {"area", "month", "build"}), name
        assert all(each["default"] for each in found.values()), name


def test_run_all_on_the_defaults_works_where_jupyterlab_runs_it(copy, tmp_path):
    """One notebook, in a fresh copy: `make test` runs every notebook on its defaults from where it stands (nbval)."""
    name = "04_child_protection.ipynb"
    command = [copy.python, "-m", "jupyter", "execute", name, f"--output={tmp_path / name}"]
    ran = type_in(copy.folder / "notebooks", *command)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert (tmp_path / name).is_file()
