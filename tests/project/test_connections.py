"""Nothing but `workbench sources update`, and addresses given to `batch`, opens a connection beyond this machine."""

import ast

import pytest

from source_trees import tree_of

NETWORK = {"httpx", "urllib3", "requests", "aiohttp", "socket", "ssl", "ftplib", "smtplib", "websockets"}
NETWORK_PARTS = {"urllib.request", "http.client", "xmlrpc.client"}
ALLOWED = {"httpx": "src/analysis/sources/statistics_service"}


def imports(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def opens_connections(name):
    return name.partition(".")[0] in NETWORK or any(
        name == part or name.startswith(f"{part}.") for part in NETWORK_PARTS
    )


def test_one_place_alone_can_open_a_connection(root):
    found = [
        f"{path.relative_to(root)} imports {name}"
        for path in sorted((root / "src" / "analysis").rglob("*.py"))
        for name in imports(path)
        if opens_connections(name)
        and not path.relative_to(root).as_posix().startswith(ALLOWED.get(name.partition(".")[0], "nowhere"))
    ]
    assert found == []


def test_the_program_that_starts_imports_nothing_that_opens_connections(root):
    """The client of the statistics service is imported by its command, not by the command line."""
    cli = root / "src" / "analysis" / "cli" / "sources.py"
    top = [node for node in ast.parse(cli.read_text(encoding="utf-8")).body if isinstance(node, ast.ImportFrom)]
    assert not any("statistics_service" in (node.module or "") for node in top)


@pytest.mark.parametrize(
    ("name", "opens"),
    [("httpx", True), ("urllib.request.urlopen", True), ("urllib.parse.quote", False), ("http.server", False)],
)
def test_what_counts_as_opening_a_connection(name, opens):
    assert opens_connections(name) is opens
