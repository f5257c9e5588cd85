"""Every module has a test module of its name, or stands on a list that may only become shorter."""

from pathlib import Path

import pytest

LIST = Path(__file__).with_name("modules_without_tests.txt")
HAS_NOTHING_TO_TEST = {"__init__.py"}


def modules(root):
    library = root / "src" / "analysis"
    return [path.relative_to(library) for path in library.rglob("*.py") if path.name not in HAS_NOTHING_TO_TEST]


def mirrored(root, module):
    return root / "tests" / module.parent / f"test_{module.stem}.py"


@pytest.fixture(scope="module")
def listed():
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_a_new_module_comes_with_a_test_module_of_its_name(root, listed):
    without = {module.as_posix() for module in modules(root) if not mirrored(root, module).is_file()}
    assert sorted(without - set(listed)) == []


def test_the_list_names_only_modules_that_are_there_and_have_no_tests_yet(root, listed):
    without = {module.as_posix() for module in modules(root) if not mirrored(root, module).is_file()}
    assert sorted(set(listed) - without) == []


def test_the_list_is_in_order_and_has_no_name_twice(listed):
    assert listed == sorted(set(listed))
