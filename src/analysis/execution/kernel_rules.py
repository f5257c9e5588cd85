"""What counts as failure inside a notebook that the workbench runs: an extension that every such kernel loads.

IPython shows a shell command that failed and goes on, and `exit` ends a notebook as if it were done. Here both are
errors of the cell they stand in. JupyterLab does not load this.
"""

import ast

from IPython.core.interactiveshell import InteractiveShell

from analysis.execution.kernel_limits import limit_memory

NAME = __name__


class NotebookEndedError(Exception):
    """`exit` or `quit` in a cell."""


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Make shell commands that fail, and `exit`, errors of their cell."""
    rules: dict[str, object] = {"system_raise_on_error": True, "ask_exit": _refuse_exit}
    for name, rule in rules.items():
        setattr(shell, name, rule)
    limit_memory()
    shell.ast_transformers.append(_CallExit())


class _CallExit(ast.NodeTransformer):
    """Make a call of `exit` that stands alone in a cell: IPython does so only where it is the whole cell."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        if isinstance(node.value, ast.Name) and node.value.id in {"exit", "quit"}:
            node.value = ast.copy_location(ast.Call(node.value, [], []), node.value)
        return node


def _refuse_exit() -> None:
    raise NotebookEndedError(
        "`exit` ends a notebook before its last cell: take it out, or raise an error that says why."
    )
