"""What loads when: drawing, forecasting and reading of workbooks only where they are used."""

import ast
import subprocess
import sys

import pytest

from source_trees import tree_of

SLOW = {
    "IPython",
    "great_tables",
    "matplotlib",
    "openpyxl",
    "papermill",
    "scipy.optimize",
    "scipy.sparse",
    "scipy.stats",
    "seaborn",
    "statsmodels",
}


def loaded(code):
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(told.stdout.split())


def test_asking_loads_nothing_that_only_drawing_or_forecasting_needs():
    assert loaded("from analysis import ask") & SLOW == set()


def test_the_command_line_loads_no_pandas_before_it_knows_the_command():
    assert loaded("import analysis.cli") & {*SLOW, "numpy", "pandas", "pydantic"} == set()


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("from analysis.present.charts.chart import sheet; sheet('Torbay')", {"matplotlib", "seaborn"}),
        ("from analysis.execution import warm_kernel", {"great_tables", "matplotlib", "scipy.stats", "statsmodels"}),
    ],
)
def test_what_draws_or_starts_kernels_loads_what_they_use(code, wanted):
    assert loaded(code) >= wanted


def test_the_plan_can_be_asked_for_before_the_card_that_reads_its_registers():
    assert "analysis.questions.improvement_plan.answer" in loaded("import analysis.questions.improvement_plan")


def test_nothing_is_looked_at_where_nothing_unpublished_is_held():
    code = "from analysis.present.disclosure import policy, protect\n"
    code += "assert protect(None, policy().rule('unpublished'), ()) is None"
    assert "scipy.sparse" not in loaded(code)


def test_no_module_takes_a_name_that_another_keeps_to_itself(root):
    taken = [
        f"{path.relative_to(root)}: {found.name} of {node.module}"
        for path in sorted((root / "src").rglob("*.py"))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis")
        for found in node.names
        if found.name.startswith("_")
    ]
    assert taken == []
