"""Turn the sense of the code round at random, and see whether the tests of its name notice.

A mutant is one comparison, sign, constant or truth value of a module in `methods`, `questions`, `language` or
`present`, changed alone. It is killed where the module's own tests (or, where it has none, those of its folder) fail by
an assertion; a mutant that cannot be imported counts for nothing.

Run: `python benchmarks/mutation.py --seed 1 --mutants 100`.
"""

import argparse
import ast
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "src" / "analysis"
ROOMS = ("methods", "questions", "language", "present")
RESULT = ROOT / "benchmarks" / "results" / "mutation.md"
FLIPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
SECONDS = 240  # after which a test run is taken as killed: a mutant that hangs is noticed


@dataclass(frozen=True)
class Mutant:
    """One change: in which file, on which line, from what to what, and the whole text with it."""

    path: Path
    line: int
    what: str
    text: str


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield every node that can be turned round, the field that holds it, and its place in that field."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from ((node, "ops", at) for at, op in enumerate(node.ops) if type(op) in FLIPS)
        elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in FLIPS:
            yield node, "op", None
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
            yield node, "value", None


def mutants(path: Path, chance: random.Random) -> Mutant:
    """Return one random mutant of a module. Raises IndexError where nothing in it can be turned round."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    node, field, at = chance.choice(list(places(tree)))
    if field == "value":
        before = node.value  # type: ignore[attr-defined]
        after = not before if isinstance(before, bool) else before + 1
        node.value = after  # type: ignore[attr-defined]
        what = f"{before} becomes {after}"
    else:
        held = getattr(node, field)
        before = held[at] if at is not None else held
        after = FLIPS[type(before)]()
        if at is None:
            setattr(node, field, after)
        else:
            held[at] = after
        what = f"{type(before).__name__} becomes {type(after).__name__}"
    return Mutant(path, node.lineno, what, ast.unparse(tree))  # type: ignore[attr-defined]


def tests_of(path: Path) -> list[str]:
    """Return the tests of a module's name, or those of its folder."""
    module = path.relative_to(LIBRARY)
    own = ROOT / "tests" / module.parent / f"test_{module.stem}.py"
    folder = ROOT / "tests" / module.parent
    return [str(own)] if own.is_file() else [str(folder if folder.is_dir() else folder.parent)]


def outcome(mutant: Mutant) -> str:
    """Return `killed`, `survived` or `void` (it could not be imported), leaving the module as it was."""
    before = mutant.path.read_text(encoding="utf-8")
    try:
        mutant.path.write_text(mutant.text, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests_of(mutant.path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "killed"
    finally:
        mutant.path.write_text(before, encoding="utf-8")
    if run.returncode == 0:
        return "survived"
    return "killed" if "AssertionError" in run.stdout or "assert " in run.stdout else "void"


def main() -> None:
    """Make mutants, run their tests, write down what survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutants", type=int, default=100)
    given = parser.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - a sample, not a secret
    modules = [path for room in ROOMS for path in sorted((LIBRARY / room).rglob("*.py")) if path.name != "__init__.py"]
    counts = {"killed": 0, "survived": 0, "void": 0}
    survivors = []
    started = time.monotonic()
    while counts["killed"] + counts["survived"] < given.mutants:
        try:
            mutant = mutants(chance.choice(modules), chance)
        except IndexError:
            continue
        found = outcome(mutant)
        counts[found] += 1
        place = f"{mutant.path.relative_to(LIBRARY).as_posix()}, line {mutant.line}: {mutant.what}"
        print(f"{found}: {place}", flush=True)
        if found == "survived":
            survivors.append(place)
    share = 100 * counts["killed"] / (counts["killed"] + counts["survived"])
    lines = [
        "# Mutation check",
        "",
        (
            f"`python benchmarks/mutation.py --seed {given.seed} --mutants {given.mutants}`, "
            f"{time.monotonic() - started:.0f} seconds."
        ),
        "",
        (
            f"Killed {counts['killed']}, survived {counts['survived']} ({share:.0f}% killed); "
            f"{counts['void']} could not be imported and count for nothing."
        ),
        "",
        *(f"- {place}" for place in survivors),
    ]
    RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
