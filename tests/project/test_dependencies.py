"""pyproject.toml, requirements.lock and environment.yml say the same."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CONDA_NAMES = {"matplotlib": "matplotlib-base"}  # without its graphical toolkits
HASHED = re.compile(
    r"^(?P<name>[A-Za-z0-9_.-]+)==(?P<version>[^\s;\\]+)(?P<rest>[^\n]*(?:\n {4}--hash=\S+(?: \\)?)*)", re.MULTILINE
)


def key(requirement):
    return CONDA_NAMES.get(requirement.name, canonicalize_name(requirement.name))


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wanted(project):
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [Requirement(line) for line in project["dependencies"] + extras]


@pytest.fixture(scope="module")
def locked(root):
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    return [(canonicalize_name(match["name"]), match["version"], match["rest"]) for match in HASHED.finditer(text)]


@pytest.fixture(scope="module")
def conda(root):
    environment = yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))
    lines = [line for line in environment["dependencies"] if isinstance(line, str)]
    by_pip = next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    return {key(found): found for found in map(Requirement, [*lines, *(line for line in by_pip if line != "-e .")])}


def test_the_lock_holds_every_dependency_in_a_version_that_is_allowed(wanted, locked):
    versions = {}
    for name, version, _ in locked:
        versions.setdefault(name, []).append(version)
    wrong = [
        f"{requirement}: {versions.get(canonicalize_name(requirement.name))}"
        for requirement in wanted
        if not any(
            requirement.specifier.contains(each) for each in versions.get(canonicalize_name(requirement.name), [])
        )
    ]
    assert wrong == []


def test_every_locked_package_has_a_hash(root, locked):
    lines = [line for line in (root / "requirements.lock").read_text(encoding="utf-8").splitlines() if "==" in line]
    assert len(lines) == len(locked)
    assert [name for name, _, rest in locked if "--hash=sha256:" not in rest] == []


def test_conda_brings_every_dependency_with_the_same_bound(wanted, conda):
    wrong = [
        str(requirement)
        for requirement in wanted
        if key(requirement) not in conda or conda[key(requirement)].specifier != requirement.specifier
    ]
    assert wrong == []


def test_conda_brings_nothing_that_the_package_does_not_name(wanted, conda):
    assert set(conda) - {key(requirement) for requirement in wanted} == {"python", "pip", "quarto"}


def test_conda_takes_the_python_that_the_package_takes(project, conda):
    assert str(conda["python"].specifier) == project["requires-python"]


@pytest.mark.parametrize("name", ["jupyterlab", "quarto", "pandas", "statsmodels", "seaborn", "papermill", "nbval"])
def test_what_the_design_stands_on_is_named_in_the_conda_environment(conda, name):
    assert name in conda


def test_no_package_index_is_named(root):
    for name in ("requirements.lock", "environment.yml", "pyproject.toml", "Makefile"):
        text = (root / name).read_text(encoding="utf-8")
        assert not re.search(r"--(extra-)?index-url|--find-links|https?://(?!docs\.)[^\s]*(pypi|simple)", text), name
