"""The table of checks in docs/checks/index.md, from the checks and docs/checks/checks.yml: `make reference`."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from analysis.audit.check import Check
from analysis.audit.checks import CHECKS
from analysis.catalogue.errors import SourceError
from analysis.catalogue.yaml_reader import parse_yaml

BEGIN = "<!-- The table is written by `make reference` from checks.yml and the checks themselves. -->"
END = "<!-- End of the table. -->"
HEAD = (
    "| check | what it finds | how | example | when it is wrong | at worst |",
    "|---|---|---|---|---|---|",
)

Line = Mapping[str, str]  # `finds`, `how`, `example` and `wrong` of one check, a sentence or two each


def read_lines(path: Path) -> dict[str, Line]:
    """Return the line of each check that has no page of its own, by the check's name."""
    entries = parse_yaml(path.read_bytes(), path.name)
    return {str(entry["check"]): entry for entry in entries} if isinstance(entries, list) else {}


def check_table(checks: Iterable[Check], lines: Mapping[str, Line]) -> list[str]:
    """Return the table, a row for each check in their order.

    Raises SourceError where a check has neither a line nor a page of its own, or a line is of no such check.
    """
    checks = list(checks)
    needed = {check.name for check in checks if not check.own_page}
    if needed != set(lines):
        raise SourceError(
            f"docs/checks/checks.yml has no line for: {', '.join(sorted(needed - set(lines))) or 'none'}; "
            f"a line too many for: {', '.join(sorted(set(lines) - needed)) or 'none'}.",
            hint="A check has either a line there, or a page of its name and own_page=True in audit/checks.",
        )
    return [*HEAD, *(_row(check, lines.get(check.name)) for check in checks)]


def _row(check: Check, line: Line | None) -> str:
    if line is None:
        cells = [f"[{check.name}]({check.name}.md)", check.title, "its page says more", "", "", check.worst]
    else:
        finds = f"{check.title}: {line['finds'][:1].lower()}{line['finds'][1:]}"
        cells = [check.name, finds, line["how"], line["example"], line["wrong"], check.worst]
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def with_table(page: str, table: Iterable[str]) -> str:
    """Return a page with the table between its two marks. Raises ValueError where a mark is not there."""
    head, tail = page.index(BEGIN) + len(BEGIN), page.index(END)
    return "\n".join([page[:head], "", *table, "", page[tail:]])


def pages(docs: Path) -> Iterator[tuple[Path, str]]:
    """Yield the page with the table, and its text as it should be."""
    path = docs / "checks" / "index.md"
    table = check_table(CHECKS, read_lines(path.with_name("checks.yml")))
    yield path, with_table(path.read_text(encoding="utf-8"), table)


if __name__ == "__main__":
    for written, text in pages(Path(sys.argv[1])):
        written.write_text(text, encoding="utf-8")
        print(written)  # noqa: T201 - what `make reference` wrote
