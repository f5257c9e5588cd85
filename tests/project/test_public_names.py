"""The public functions and classes of a module are named where the module is tested.

What share is not may only become smaller. A function also counts as named by its own name with dashes (a check, a
command), or where the cases beside the test say it (`cases/<module>.yml`: what it says in each, word for word); a class
where a function or a class that is named gives or holds it, for then its fields are asserted.
"""

import ast
import re
from functools import cache

from source_trees import tree_of

SAID = re.compile(r"^- say: (\w+)$", re.MULTILINE)
MOST = 0.031  # of all public names of modules that have tests of their own; only lower it


def with_tests(root):
    """Yield each module of the library that has a test module of its name, with that."""
    library = root / "src" / "analysis"
    for path in sorted(library.rglob("*.py")):
        module = path.relative_to(library)
        test = root / "tests" / module.parent / f"test_{module.stem}.py"
        if path.name != "__init__.py" and test.is_file():
            yield module.as_posix(), path, test


@cache
def public(path):
    """Return the public functions and classes of a file: by name, the words of what each gives or holds."""
    found = {}
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            found[node.name] = words(ast.unparse(node.returns)) if node.returns else set()
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            held = [ast.unparse(part.annotation) for part in ast.walk(node) if isinstance(part, ast.AnnAssign)]
            given = [
                ast.unparse(part.returns) for part in node.body if isinstance(part, ast.FunctionDef) and part.returns
            ]
            found[node.name] = words(" ".join(held + given))
    return found


def words(text):
    return set(re.findall(r"\w+", text))


def used(test):
    """Return the words of a test module, without its imports: a name that is only imported is not asserted."""
    tree = ast.parse(test.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    text = ast.unparse(tree)
    cases = test.parent / "cases" / f"{test.stem.removeprefix('test_')}.yml"
    said = SAID.findall(cases.read_text(encoding="utf-8")) if cases.is_file() else []
    return (
        words(text) | set(said) | {dashed.replace("-", "_") for dashed in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text)}
    )


def not_asserted(path, test):
    """Return the public names of a module that its test module does not come to."""
    names = public(path)
    reached = {name for name in names if name in used(test)}
    waiting = list(reached)
    while waiting:
        given = (names[waiting.pop()] & set(names)) - reached
        reached |= given
        waiting += given
    return sorted(set(names) - reached)


def test_few_public_names_are_asserted_by_the_tests_of_other_modules_alone(root):
    modules = list(with_tests(root))
    without = [f"{module} {name}" for module, path, test in modules for name in not_asserted(path, test)]
    assert len(without) <= MOST * sum(len(public(path)) for _, path, _ in modules), "\n".join(without)


def test_a_sentence_is_asserted_where_the_cases_of_its_module_say_it(tmp_path):
    module, test = tmp_path / "sums.py", tmp_path / "test_sums.py"
    module.write_text("def add(): ...\ndef take(): ...\n", encoding="utf-8")
    test.write_text("", encoding="utf-8")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "sums.yml").write_text("- say: add\n  says: It rose.\n", encoding="utf-8")
    assert not_asserted(module, test) == ["take"]


def test_a_name_that_is_only_imported_is_not_asserted(tmp_path):
    module, test = tmp_path / "sums.py", tmp_path / "test_sums.py"
    module.write_text("class Sum: ...\nclass Other: ...\ndef add() -> Sum: ...\ndef take(): ...\n", encoding="utf-8")
    test.write_text("from sums import add, take\n\ndef test_add():\n    assert add()\n", encoding="utf-8")
    assert not_asserted(module, test) == ["Other", "take"]
