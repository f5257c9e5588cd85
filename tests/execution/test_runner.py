import json
import os
import signal
import sys
from dataclasses import replace
from multiprocessing import forkserver
from pathlib import Path

import pytest

from analysis.execution import runner
from analysis.execution.failure import Failure
from analysis.execution.record import Record, sha256_of
from analysis.execution.runner import Execution, Gap, Limits, execute, execute_all, longest_first
from analysis.packs.plan import plan_pack
from analysis.store.reads import Reads
from ended_process import gone_within


@pytest.fixture
def run(tmp_path, workspace):
    build = tmp_path / "build"
    (build / "notebooks").mkdir(parents=True)

    def one(path, **limits):
        return execute(path, plan_pack(workspace, area="Torbay", month="2012-06"), build, Limits(**limits))

    return one


def test_a_notebook_runs_with_its_parameters_inside_the_build_folder(run, notebook, tmp_path):
    result = run(notebook("#| label: where\nfrom pathlib import Path\nPath('here.txt').write_text(f'{area} {month}')"))
    assert isinstance(result, Execution)
    assert (tmp_path / "build" / "here.txt").read_text(encoding="utf-8") == "E06000027 2012-06"
    assert {path.name for path in result.path.parent.iterdir()} == {"01_numbers.ipynb"}


def test_a_notebook_that_raises_is_the_analysts_to_mend_and_names_its_cell(run, notebook):
    result = run(notebook("#| label: fig-broken\nraise KeyError('no such column')", "1"))
    assert isinstance(result, Failure)
    assert result.kind == "excepted"
    assert result.where == "cell [2] (fig-broken), line 2"
    assert "KeyError" in result.what
    assert "no such column" in result.what


def test_an_edited_cell_is_named_as_jupyterlab_numbers_it_with_the_line_that_is_wrong(run, notebook):
    result = run(notebook("#| label: fine\n1", "# nothing", "#| label: edited\nx = 1\nx = = 2\n3"))
    assert str(result) == ("01_numbers, cell [4] (edited), line 3: SyntaxError: invalid syntax\n      x = = 2")
    result = run(notebook("total = 0\nfor row in [{}]:\n    total += row['value']\n1", name="02_loop"))
    assert str(result) == "02_loop, cell [2], line 3: KeyError: 'value'\n      total += row['value']"


def test_a_refused_parameter_is_said_with_the_line_that_asked(run, notebook):
    result = run(notebook("#| label: ask\nfrom analysis import ask\nanswer = ask.report_card('Torbey', '2021-05')"))
    assert str(result).startswith("01_numbers, cell [2] (ask), line 3: ParametersError: 1 parameter cannot be used")
    assert 'Did you mean "Torbay"?' in str(result)
    assert str(result).endswith("answer = ask.report_card('Torbey', '2021-05')")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_a_run_does_not_wait_without_end_for_a_stopped_process_to_start_its_notebooks(run, notebook, monkeypatch):
    assert isinstance(run(notebook("1")), Execution)
    source = forkserver._forkserver._forkserver_pid
    os.kill(source, signal.SIGSTOP)
    monkeypatch.setattr(runner, "BEGINS_WITHIN", 0.5)
    result = run(notebook("1"))
    assert isinstance(result, Failure)
    assert result.kind == "errored"
    assert "did not answer" in result.what
    monkeypatch.setattr(runner, "BEGINS_WITHIN", 180)
    assert isinstance(run(notebook("1")), Execution)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_a_notebook_over_its_time_is_told_also_where_nobody_can_say_that_its_process_went(run, notebook, monkeypatch):
    monkeypatch.setattr(runner, "LONGER_THAN_ALL_CELLS", 0)
    monkeypatch.setattr(runner, "GONE_WITHIN", 1)
    stop = "import os, signal, time\nos.kill({}, signal.SIGSTOP)\ntime.sleep(600)"
    run(notebook("1"))
    result = run(notebook(stop.format(forkserver._forkserver._forkserver_pid)), notebook_seconds=5)
    assert isinstance(result, Failure)
    assert "did not end within 5 seconds" in result.what


def test_a_killed_kernel_is_not_taken_for_a_finished_notebook(run, notebook):
    result = run(
        notebook("#| label: fine\n1", "#| label: killed\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "2")
    )
    assert isinstance(result, Failure)
    assert result.kind == "errored"
    assert result.where == "cell [3] (killed)"


def test_a_notebook_that_stops_itself_early_is_not_taken_for_a_finished_one(run, notebook):
    result = run(notebook("#| label: leave\nimport sys\nsys.exit(0)", "#| label: rest\n2"))
    assert isinstance(result, Failure)


def test_a_cell_that_never_ends_is_ended(run, notebook):
    result = run(notebook("#| label: forever\nwhile True: pass"), cell_seconds=2)
    assert isinstance(result, Failure)
    assert result.where == "cell [2] (forever)"
    assert "more than 2 seconds" in result.what


def test_a_run_that_does_not_end_by_itself_is_ended_with_its_kernel(run, notebook, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.execution.runner.LONGER_THAN_ALL_CELLS", 0)
    cell = "#| label: long\nimport os, time\nsaid = open('pid', 'w').write(str(os.getpid()))\ntime.sleep(600)"
    result = run(notebook(cell), notebook_seconds=8)
    assert isinstance(result, Failure)
    assert "did not end within 8 seconds" in result.what
    kernel = int((tmp_path / "build" / "pid").read_text(encoding="utf-8"))
    assert gone_within(kernel, 20)


def test_a_notebook_saved_by_halves_is_not_believed(run, notebook, monkeypatch):
    def process(job, _):
        whole = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
        job.output.write_text(whole, encoding="utf-8")
        Record("done", 1.0, sha256_of(job.output)).write(job.record)
        job.output.write_text(whole[:30], encoding="utf-8")
        return 0

    monkeypatch.setattr("analysis.execution.runner._run_process", process)
    result = run(notebook("1"))
    assert isinstance(result, Failure)
    assert result.kind == "errored"


@pytest.mark.parametrize(
    ("code", "says"),
    [(-9, "was ended from outside (SIGKILL)"), (-60, "outside (signal 60)"), (3, "The process ended with code 3")],
)
def test_a_process_that_ends_without_a_record_is_a_failure_with_its_last_words(run, notebook, monkeypatch, code, says):
    def process(job, _):
        chatter = "[IPKernelApp] WARNING | Kernel is running over TCP without encryption."
        job.log.write_text(f"Loading\nCannot allocate memory\n{chatter}\n", encoding="utf-8")
        return code

    monkeypatch.setattr("analysis.execution.runner._run_process", process)
    result = run(notebook("1"))
    assert isinstance(result, Failure)
    assert says in result.what
    assert result.what.endswith("Its last words: Cannot allocate memory")


def test_one_failed_notebook_does_not_keep_the_others_from_running(workspace, notebook, tmp_path):
    paths = [notebook("1 / 0", name="01_fails"), notebook("1", name="02_runs")]
    heard, ended = [], []
    plan = replace(plan_pack(workspace, area="Torbay", month="2021-05"), notebooks=tuple(paths))
    outcome = execute_all(
        plan,
        tmp_path / "build",
        limits=Limits(jobs=2),
        listener=lambda event, name, _: heard.append((event, name)),
        ended=ended.append,
    )
    assert ended == list(outcome.done)
    assert [execution.notebook for execution in outcome.done] == ["02_runs"]
    assert [failure.part for failure in outcome.failed] == ["01_fails"]
    assert set(heard) == {
        ("started", "01_fails"),
        ("failed", "01_fails"),
        ("started", "02_runs"),
        ("finished", "02_runs"),
    }


def test_a_notebook_without_figures_is_no_failure_and_leaves_no_half_behind(run, notebook, tmp_path):
    cell = "#| label: ask\nfrom analysis.catalogue.errors import NoFiguresError\n"
    result = run(notebook(cell + "raise NoFiguresError('No plans of Torbay before 2013.', hint='A later month.')"))
    assert result == Gap("01_numbers", "No plans of Torbay before 2013.", Reads())
    assert list((tmp_path / "build" / "notebooks").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="kernels start warm on Linux alone")
def test_a_warm_kernel_shows_what_a_cold_one_shows(run, notebook):
    cells = [
        "#| label: options\nimport matplotlib, pandas\nprint(matplotlib.get_backend(), pandas.options.display.width)",
        "#| label: frame\npandas.DataFrame({'a': [1, 2]})",
        "#| label: fig-a\nimport matplotlib.pyplot as plt\nlines = plt.plot([1, 3, 2])",
        "#| label: fonts\nprint(dict(plt.rcParams))",
    ]
    shown = [_outputs(run(notebook(*cells), warm=warm).path) for warm in (True, False)]
    assert shown[0] == shown[1]


def _outputs(path):
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    return [cell["outputs"] for cell in cells]


@pytest.mark.parametrize(
    ("manifest", "order"),
    [
        ({"seconds": {"papers": 9.0, "01_short": 1.5, "02_long": 7.0, "03_reused": 0.0}}, ["03", "04", "02", "01"]),
        ({"seconds": {"02_long": "an hour"}}, ["01", "02", "03", "04"]),
        ({"seconds": None}, ["01", "02", "03", "04"]),
        (None, ["01", "02", "03", "04"]),
    ],
    ids=["known", "not numbers", "nothing said", "no pack yet"],
)
def test_the_longest_begins_first_so_that_none_runs_on_alone(workspace, notebook, manifest, order):
    paths = [notebook("1", name=name) for name in ("01_short", "02_long", "03_reused", "04_new")]
    plan = replace(plan_pack(workspace, area="Torbay", month="2021-05"), notebooks=tuple(paths))
    if manifest is not None:
        plan.folder.mkdir(parents=True)
        (plan.folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert [path.stem[:2] for path in longest_first(plan)] == order


def test_what_became_of_notebooks_is_told_in_the_order_of_the_plan(workspace, notebook, tmp_path):
    paths = [notebook("1", name="01_short"), notebook("2", name="02_long")]
    plan = replace(plan_pack(workspace, area="Torbay", month="2021-05"), notebooks=tuple(paths))
    plan.folder.mkdir(parents=True)
    told = {"seconds": {"01_short": 1.0, "02_long": 2.0}}
    (plan.folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    began = []
    outcome = execute_all(
        plan,
        tmp_path / "build",
        limits=Limits(jobs=1),
        listener=lambda event, name, _: began.append(name) if event == "started" else None,
        ended=lambda _: None,
    )
    assert began == ["02_long", "01_short"]
    assert [execution.notebook for execution in outcome.done] == ["01_short", "02_long"]


def test_an_account_without_a_home_is_given_one_for_its_kernels(tmp_path, monkeypatch):
    assert runner._home(tmp_path) == {}
    monkeypatch.setattr(
        Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("Could not determine home directory."))
    )
    assert runner._home(tmp_path) == {"HOME": str(tmp_path)}
