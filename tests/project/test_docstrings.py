"""What a public function says of itself can be used without reading it: errors are named, frames have their shape.

The methods are held to more by `tests/conformance`. Commands say their exit codes instead, and what a library calls
(`feed`, `start` of a parser) is as that library has it.
"""

import ast

from source_trees import tree_of

SHAPED = ("pd.DataFrame", "pd.Series", "np.ndarray", "Floats")
SHAPE = ("column", "row", "index", "entry", "entries", "one for", "one number", "by ", "each", "bars")
PROTOCOLS = {"feed", "start"}


def public_functions(root):
    """Yield each public function that has a docstring, with its file and that."""
    library = root / "src" / "analysis"
    for path in sorted(library.rglob("*.py")):
        room = path.relative_to(library).parts[0]
        if room == "cli":
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and ast.get_docstring(node):
                yield path.relative_to(library).as_posix(), node, ast.get_docstring(node).lower()


def raised(node):
    """Return the errors that a function raises itself, by name."""
    given = [each.exc for each in ast.walk(node) if isinstance(each, ast.Raise) and each.exc is not None]
    return {ast.unparse(error.func if isinstance(error, ast.Call) else error) for error in given}


def test_a_function_that_raises_says_so(root):
    silent = [
        f"{path} {node.name}: {', '.join(sorted(raised(node)))}"
        for path, node, said in public_functions(root)
        if raised(node) and "raise" not in said and node.name not in PROTOCOLS
    ]
    assert silent == []


def test_a_function_that_gives_a_frame_says_its_shape(root):
    silent = [
        f"{path} {node.name}"
        for path, node, said in public_functions(root)
        if not path.startswith("methods/")
        and node.returns is not None
        and any(word in ast.unparse(node.returns) for word in SHAPED)
        and not any(word in said for word in SHAPE)
    ]
    assert silent == []
