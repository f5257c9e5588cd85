"""Nothing on the way needs what Windows has not: calls, modules, links, long paths."""

import ast

import pytest

from source_trees import tree_of
from windows_lacks import ABSENT, MODULES

GUARDED = {  # where Linux alone comes: each stands behind a look at sys.platform, or in a module only Linux loads
    "execution/signals.py": {"WNOHANG", "SIGKILL", "prctl", "pthread_sigmask"},
    "execution/warm_kernel.py": {"setsid", "SIGKILL"},
    "execution/kernel_limits.py": {"setrlimit"},
}


@pytest.fixture(scope="module")
def modules(root):
    folder = root / "src" / "analysis"
    return {path.relative_to(folder).as_posix(): tree_of(path) for path in folder.rglob("*.py")}


def test_no_call_that_windows_lacks_stands_where_it_would_be_met(modules):
    found = {}
    for name, tree in modules.items():
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & ABSENT
        if used - GUARDED.get(name, set()):
            found[name] = sorted(used - GUARDED.get(name, set()))
    assert found == {}


def test_what_is_guarded_is_still_there(modules):
    for name, used in GUARDED.items():
        attributes = {node.attr for node in ast.walk(modules[name]) if isinstance(node, ast.Attribute)}
        assert used <= attributes, name


def test_no_module_that_windows_lacks_is_imported(modules):
    found = {}
    for name, tree in modules.items():
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        if MODULES & {module.partition(".")[0] for module in imported}:
            found[name] = imported & MODULES
    assert found == {}


def test_no_text_is_read_or_written_in_the_encoding_of_the_machine(modules):
    found = []
    for name, tree in modules.items():
        for node in ast.walk(tree):
            called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            named = isinstance(node, ast.Call) and (node.args[1:] or "encoding" in {word.arg for word in node.keywords})
            if called in {"read_text", "write_text"} and not named and not (called == "read_text" and node.args):
                found.append(f"{name}:{node.lineno}")
    assert found == []


def test_the_longest_path_of_a_pack_leaves_room_for_a_folder(root):
    names = [path.relative_to(root).as_posix() for path in (root / "reports").rglob("*") if path.is_file()]
    longest = max((len(name) for name in names), default=0)
    area = "bournemouth-christchurch-and-poole"
    inside = f".make/{area}-2021-05-known-2021-07-31/pack-12345678/render-12345678/project/"
    assert len(inside) + longest < 200  # of the 260 that Windows allows
