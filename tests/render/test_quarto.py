"""The real Quarto is found, run in a copy, and its log is read: what it only warns of is an error here.

A stand-in plays Quarto: it says what the test tells it to say and writes the files that Quarto would write.
"""

import base64
import io
import os
import shutil
import subprocess
import sys

import docx
import pytest
from docx.oxml.ns import qn

from analysis.render import RenderError, choose_renderer, render, write_project
from analysis.render.builtin.cells import find_cell, read_cells
from analysis.render.quarto import find_quarto, judge

# A shell and Python read the second line alike, so that the path of Python may have spaces.
STAND_IN = """\
#!/bin/sh
"exec" "{python}" "$0" "$@"
import pathlib, shutil, sys
if sys.argv[1:] == ["--version"]:
    print({version!r})
    sys.exit(0)
target = pathlib.Path(sys.argv[2])
project = target if target.is_dir() else target.parent
(project / "papers").mkdir(exist_ok=True)
(project / "paper_files").mkdir(exist_ok=True)
for suffix in {made!r}:
    source = project / "ready" / ("paper" + suffix)
    place = project / "papers" / ("paper" + suffix)
    shutil.copyfile(source, place) if source.is_file() else place.write_text("made by quarto")
print({log!r}, file=sys.stderr)
sys.exit({code})
"""


@pytest.fixture
def quarto(tmp_path, monkeypatch):
    """Put a stand-in on PATH that makes `made`, says `log` and exits with `code`."""

    def install(version="1.8.24", made=(".html", ".pdf"), log="", code=0):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "quarto"
        text = STAND_IN.format(python=sys.executable, version=version, made=list(made), log=log, code=code)
        program.write_text(text, "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.delenv("QUARTO_PATH", raising=False)
        return program

    return install


@pytest.fixture
def build(root, tmp_path):
    folder = tmp_path / "build"
    write_project(folder, root)
    front = "---\ntitle: A\nformat:\n  html: default\n  typst: default\n---\n"
    (folder / "paper.qmd").write_text(f"{front}\nText.\n", "utf-8")
    return folder


@pytest.fixture
def no_quarto(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.delenv("QUARTO_PATH", raising=False)


@pytest.mark.usefixtures("no_quarto")
def test_without_quarto_the_builtin_is_used_and_says_why():
    chosen = choose_renderer()
    assert chosen.name == "builtin"
    assert chosen.why == "there is no quarto on PATH or QUARTO_PATH"
    assert "typst" in chosen.version


@pytest.mark.usefixtures("no_quarto")
def test_quarto_asked_for_by_name_and_absent_says_what_to_do():
    with pytest.raises(RenderError, match=r"(?s)there is no quarto.*Hint: Install Quarto 1\.6"):
        choose_renderer("quarto")


def test_quarto_on_the_path_is_used(quarto):
    quarto()
    assert (choose_renderer().name, choose_renderer().version) == ("quarto", "1.8.24")
    assert choose_renderer("builtin").name == "builtin"


@pytest.mark.parametrize("named", ["program", "folder"])
def test_quarto_path_goes_before_the_path(quarto, monkeypatch, tmp_path, named):
    program = quarto(version="1.10.18")
    monkeypatch.setenv("QUARTO_PATH", str(program if named == "program" else program.parent))
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert find_quarto().version == "1.10.18"


def test_a_quarto_that_is_too_old_is_not_used(quarto):
    quarto(version="1.5.57")
    assert choose_renderer().name == "builtin"
    assert "older than 1.6" in choose_renderer().why
    with pytest.raises(RenderError, match=r"older than 1\.6"):
        choose_renderer("quarto")


def test_a_program_that_is_not_quarto_is_not_used(quarto):
    quarto().write_text("#!/bin/sh\nexit 3\n", "utf-8")
    assert find_quarto() is None


def test_papers_by_quarto_are_put_in_place_whole_and_leave_nothing_else(quarto, build):
    quarto()
    result = render(build)
    assert (result.renderer, result.version) == ("quarto", "1.8.24")
    assert [path.relative_to(build).as_posix() for path in result.papers] == ["papers/paper.html", "papers/paper.pdf"]
    assert (build / "papers/paper.html").read_text("utf-8") == "made by quarto"
    assert sorted(path.name for path in build.iterdir()) == ["_quarto.yml", "paper.qmd", "papers", "theme"]


def test_a_single_paper_by_quarto(quarto, build):
    quarto()
    assert len(render(build / "paper.qmd", "quarto").papers) == 2


def test_word_pictures_get_back_the_alternative_text_that_quarto_loses(quarto, build, root):
    quarto(made=[".html", ".pdf", ".docx"])
    shutil.copytree(root / "reports/_example/notebooks", build / "notebooks")
    front = "---\ntitle: A\n---\n"
    (build / "paper.qmd").write_text(f"{front}\n{{{{< embed notebooks/example.ipynb#fig-plans >}}}}\n", "utf-8")
    cells = read_cells(build / "notebooks/example.ipynb", "example.ipynb")
    picture = find_cell(cells, "fig-plans", "example.ipynb").outputs[0]["data"]["image/png"]
    document = docx.Document()
    document.add_picture(io.BytesIO(base64.b64decode(picture)))
    (about,) = document.element.body.iter(qn("wp:docPr"))
    about.set("descr", "")
    (build / "ready").mkdir()
    document.save(str(build / "ready/paper.docx"))
    render(build, "quarto")
    (about,) = docx.Document(str(build / "papers/paper.docx")).element.body.iter(qn("wp:docPr"))
    assert about.get("descr").startswith("Bar chart of three years.")


def test_quarto_stopping_is_an_error_with_its_own_words_and_keeps_the_last_good_paper(quarto, build):
    quarto()
    render(build)
    quarto(code=1, log="\x1b[31mERROR: The cell fig-x does not exist in notebook\x1b[0m\nmore", made=())
    with pytest.raises(RenderError, match=r"Quarto stopped \(1\):\nERROR: The cell fig-x does not exist") as stopped:
        render(build)
    assert "\x1b" not in str(stopped.value)
    assert (build / "papers/paper.html").read_text("utf-8") == "made by quarto"


@pytest.mark.parametrize(
    "log",
    [
        "WARNING Unable to resolve crossref @fig-nowhere",
        "\x1b[33mWARNING\x1b[0m Unknown var cp.unknown specified in a var shortcode.",
        "[WARNING] Citeproc: citation nobody not found",
    ],
)
def test_what_quarto_only_warns_of_is_an_error(quarto, build, log):
    quarto(log=log)
    with pytest.raises(RenderError):
        render(build)
    assert not (build / "papers/paper.html").exists()


def test_other_warnings_are_passed_on_once(quarto, build):
    quarto(log="WARN: veraPDF is not installed\nWARN: veraPDF is not installed")
    assert render(build).messages == ("WARN: veraPDF is not installed",)


def test_a_file_that_quarto_did_not_make_is_an_error_although_it_exits_well(quarto, build):
    quarto(made=[".html"])
    with pytest.raises(RenderError, match=r"Quarto did not make paper\.pdf"):
        render(build)


def test_one_warning_said_three_times_is_one_problem():
    said = ["WARNING Unable to resolve crossref @fig-nowhere"] * 3
    assert len(judge(said)) == 1


def test_the_real_quarto_makes_the_same_papers(root, tmp_path):
    """Where there is a real Quarto: the whole example in all formats."""
    found = find_quarto()
    if found is None or not found.new_enough:
        pytest.skip("there is no real Quarto of at least 1.6 here")
    shutil.copytree(root / "reports/_example", tmp_path, dirs_exist_ok=True)
    write_project(tmp_path, root)
    result = render(tmp_path, "quarto")
    assert [path.suffix for path in result.papers] == [".html", ".pdf", ".docx"]


def test_quarto_at_the_root_of_the_repository_is_told_to_run_first(root):
    script = root / "reports/theme/stop_outside_a_build.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "workbench run" in done.stderr


def test_a_date_that_quarto_would_turn_stops_before_it_is_run(quarto, build):
    quarto()
    (build / "paper.qmd").write_text("---\ntitle: A\nformat: html\ndate: 05/06/2021\n---\n\nText.\n", "utf-8")
    with pytest.raises(RenderError, match=r"paper.qmd, line 4: `05/06/2021` is not a date"):
        render(build, "quarto")


FAILED = "[WARNING] Could not fetch resource https://network.example/{}: HttpExceptionRequest (ConnectionFailure)"
PAGE = """<html><head>
<script src="https://network.example/require.min.js" integrity="sha512-x" crossorigin="anonymous"></script>
<script src="https://network.example/jquery.min.js" data-relocate-top="true"></script>
<script type="application/javascript">define('jquery', [],function() {return window.jQuery;})</script>
<script>window.kept = 1</script></head><body>Paper</body></html>"""


def test_a_pack_is_published_where_no_network_can_be_reached(quarto, build):
    quarto(log="\n".join([FAILED.format("require.min.js"), FAILED.format("jquery.min.js")] * 2))
    (build / "ready").mkdir()
    (build / "ready" / "paper.html").write_text(PAGE, "utf-8")
    result = render(build)
    page = (build / "papers/paper.html").read_text("utf-8")
    assert page == "<html><head>\n<script>window.kept = 1</script></head><body>Paper</body></html>"
    assert len(result.messages) == 2
    assert "require.min.js, which no paper needs" in result.messages[0]


def test_what_the_paper_itself_names_and_cannot_be_got_stops(quarto, build):
    quarto(log=FAILED.format("own.js"))
    (build / "extra.css").write_text("/* https://network.example/own.js */", "utf-8")
    with pytest.raises(RenderError, match=r"could not get https://network.example/own.js"):
        render(build)
    quarto(log="[WARNING] Could not fetch resource chart.png: PandocResourceNotFound")
    with pytest.raises(RenderError, match=r"could not get chart.png"):
        render(build)
