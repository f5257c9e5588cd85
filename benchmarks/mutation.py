"""Turn the sense of the code round at random, and see whether the tests of its name notice.

A mutant is one comparison, sign, constant, truth value or word of a module in `methods`, `questions`, `language` or
`present`, changed alone in a copy of the repository. A word is changed to its opposite only in text that is printed: in
the phrase book, or in a string of several words that is no docstring. A mutant is killed where the module's own tests
(or, where it has none, those of its folder) fail by an assertion. One that cannot be imported, that stops a test by
another error than an assertion, or that runs out of time counts for nothing.

What cannot change an answer is not turned round: docstrings, guards (`strict=True`), how many results a cache keeps,
and what a chart looks like without saying anything else (`LAYOUT`: widths, gaps and sizes of type, and constants that
are used for nothing else). Markers, values and limits of axes are turned, for they say something.

Two copies of the repository are tried side by side. Each has the modules loaded once that do not depend on the one that
is turned round; a mutant loads the others again in a fork.

Run: `python benchmarks/mutation.py --seed 1 --mutants 30`, for one room `--room questions`. Needs fork: Linux or macOS.
"""

import argparse
import ast
import importlib
import os
import pickle
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = Path("src") / "analysis"
ROOMS = ("methods", "questions", "language", "present")
RESULT = ROOT / "build" / "mutation.md"  # of the last run; what is kept stands in benchmarks/results/mutation.md
WORDED = ("*.py", "phrasebook.yml", "blocks.yml")
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
OPPOSITES = (
    ("above", "below"),
    ("more", "fewer"),
    ("rose", "fell"),
    ("rise", "fall"),
    ("higher", "lower"),
    ("before", "after"),
    ("better", "worse"),
    ("earlier", "later"),
    ("most", "least"),
    ("up", "down"),
    ("all", "none"),
    ("increase", "decrease"),
)
OPPOSITE = {one: other for pair in OPPOSITES for one, other in (pair, pair[::-1])}
WORD = re.compile(r"(?<![\w{])(" + "|".join(OPPOSITE) + r")(?![\w}])")
GUARDS = frozenset({"strict", "slots", "frozen", "repr", "compare", "init"})  # turned round, they change no answer
CACHES = frozenset({"cache", "lru_cache"})
# Words given to matplotlib that change the look of a mark and not what it says.
LAYOUT = frozenset(
    {"alpha", "figsize", "fontsize", "height", "labelpad", "labelsize", "length", "linewidth", "markeredgewidth"}
    | {
        "markersize",
        "pad",
        "size",
        "width",
        "x",
        "xytext",
        "y",
        "zorder",
        "linespacing",
        "rotation",
        "hspace",
        "wspace",
    }
    | {"dpi", "extent", "grid_linewidth", "edge_linewidth", "capsize", "elinewidth", "annotation_clip"}
)
DRAWN = Path("present") / "charts"  # where those words are of layout
SIDES = 2  # copies tried side by side
SECONDS = 240  # after which a mutant counts for nothing: that a test runs long is no assertion
LOADED_ONCE = ("matplotlib.pyplot", "pandas", "pydantic", "scipy.stats", "seaborn", "statsmodels.api")
ASSERTED = re.compile(r"^E\s+(AssertionError|assert |Failed: DID NOT RAISE|Failed: DID NOT WARN)", re.MULTILINE)
ERRED = re.compile(r"^E\s+([\w.]*(?:Error|Exception|Exit|Interrupt|Warning))\b", re.MULTILINE)


@dataclass(frozen=True)
class Mutant:
    """One change: in which file, on which line, of what kind, from what to what, and the whole text with it."""

    path: Path
    line: int
    kind: str
    what: str
    text: str


def without_sense(tree: ast.AST, *, drawn: bool) -> set[int]:
    """Return the identities of the nodes that change no answer. drawn: the module draws a chart."""
    called = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    guards = [word.value for node in called for word in node.keywords if word.arg in GUARDS]
    caches = [node for node in called if ast.unparse(node.func).split(".")[-1] in CACHES]
    first = (node.body[0] for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list) and node.body)
    said = [node for node in first if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
    layout = laid_out(tree, called) if drawn else []
    return {id(part) for node in [*guards, *caches, *said, *layout] for part in ast.walk(node)}


def laid_out(tree: ast.AST, called: list[ast.Call]) -> list[ast.AST]:
    """Return what only says how a chart looks: words of layout, and constants of the module used in nothing else."""
    words = [word.value for node in called for word in node.keywords if word.arg in LAYOUT]
    books = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    named = [(key, value) for book in books for key, value in zip(book.keys, book.values, strict=True)]
    words += [value for key, value in named if isinstance(key, ast.Constant) and key.value in LAYOUT]
    inside = {id(part) for word in words for part in ast.walk(word)}
    read = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    elsewhere = {node.id for node in read if id(node) not in inside}
    within = {node.id for node in read if id(node) in inside}
    set_once = [node for node in ast.walk(tree) if isinstance(node, ast.Assign) and len(node.targets) == 1]
    return words + [node.value for node in set_once if ast.unparse(node.targets[0]) in within - elsewhere]


def places(tree: ast.AST, *, drawn: bool = False) -> Iterator[tuple[ast.AST, str, int | None]]:
    """Yield every node that can be turned round, the field that holds it, and its place in that field."""
    passed_over = without_sense(tree, drawn=drawn)
    for node in ast.walk(tree):
        if id(node) in passed_over:
            continue
        if isinstance(node, ast.Compare):
            yield from ((node, "ops", at) for at, op in enumerate(node.ops) if type(op) in FLIPS)
        elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in FLIPS:
            yield node, "op", None
        elif isinstance(node, ast.Constant) and has_another(node.value):
            yield node, "value", None


def has_another(value: object) -> bool:
    """Return whether a constant can be turned: a truth value, a number, or a text with a word that has an opposite."""
    return isinstance(value, bool | int | float) or says_a_direction(value)


def says_a_direction(text: object) -> bool:
    """Return whether a constant is a string of several words and one of them has an opposite."""
    return isinstance(text, str) and " " in text.strip() and WORD.search(text) is not None


def constant_turned(value: object, chance: random.Random) -> tuple[object, str]:
    """Return another value in place of a constant, and the kind of the change."""
    if isinstance(value, bool):
        return not value, "truth"
    if isinstance(value, str):
        return word_turned(value, chance), "word"
    return value + 1, "constant"  # type: ignore[operator]


def word_turned(text: str, chance: random.Random) -> str:
    """Return a text with one of its words turned into its opposite. Raises IndexError where none has one."""
    found = chance.choice(list(WORD.finditer(text)))
    return text[: found.start()] + OPPOSITE[found.group()] + text[found.end() :]


def mutant_of(path: Path, root: Path, chance: random.Random) -> Mutant:
    """Return one random mutant of a file. Raises IndexError where nothing in it can be turned round."""
    text = (root / path).read_text(encoding="utf-8")
    if path.suffix == ".yml":
        return mutant_of_phrases(path, text, chance)
    tree = ast.parse(text)
    drawn = path.relative_to(LIBRARY).is_relative_to(DRAWN)
    node, field, at = chance.choice(list(places(tree, drawn=drawn)))
    if field == "value":
        before = node.value  # type: ignore[attr-defined]
        after, kind = constant_turned(before, chance)
        node.value = after  # type: ignore[attr-defined]
        what = f"{before!r} becomes {after!r}"
    else:
        held = getattr(node, field)
        operator = held[at] if at is not None else held
        turned = FLIPS[type(operator)]()
        kind = "comparison" if isinstance(operator, ast.cmpop) else "sign"
        what = f"{type(operator).__name__} becomes {type(turned).__name__}"
        if at is None:
            setattr(node, field, turned)
        else:
            held[at] = turned
    return Mutant(path, node.lineno, kind, what, ast.unparse(tree))  # type: ignore[attr-defined]


def mutant_of_phrases(path: Path, text: str, chance: random.Random) -> Mutant:
    """Return a mutant of a phrase book: a word of one sentence, never of a key or a comment."""
    lines = text.splitlines()
    said = [at for at, line in enumerate(lines) if ': "' in line and WORD.search(line.split(': "', 1)[1])]
    at = chance.choice(said)
    key, sentence = lines[at].split(': "', 1)
    turned = word_turned(sentence, chance)
    lines[at] = f'{key}: "{turned}'
    return Mutant(path, at + 1, "word", f'"{sentence} becomes "{turned}', "\n".join(lines) + "\n")


def files_of(room: str, root: Path) -> list[Path]:
    """Return the files of a room that mutants are made of, in order."""
    found = {path for pattern in WORDED for path in (root / LIBRARY / room).rglob(pattern)}
    return sorted(path.relative_to(root) for path in found if path.name != "__init__.py")


def tests_of(path: Path, root: Path) -> list[str]:
    """Return the tests of a module's name; where there are none those of its folder's name, or of its folder.

    A phrase book is tried by the tests of its name, and then by those of the sentences.
    """
    module = path.relative_to(LIBRARY)
    own = Path("tests") / module.parent / f"test_{module.stem}.py"
    of_folder = Path("tests") / module.parent.parent / f"test_{module.parent.name}.py"
    folder = next(folder for folder in own.parents if (root / folder).is_dir())
    if path.suffix == ".yml":
        return [str(each) for each in (own, own.parent / "phrases", folder) if (root / each).exists()]
    named = [each for each in (own, of_folder) if (root / each).is_file()]
    return [str(named[0] if named else folder)]


def outcome(mutant: Mutant, root: Path, loaded: Mapping[str, frozenset[str]]) -> str:
    """Return how a mutant fared, leaving the copy as it was. loaded: the modules that are, and what each imports.

    `killed` by an assertion, `survived`, `stopped` by another error, `void`: not imported, or out of time.
    """
    file = root / mutant.path
    before = file.read_text(encoding="utf-8")
    said = root / "mutant.log"
    stale = resting_on(changed_by(mutant, root, loaded), loaded)
    file.write_text(mutant.text, encoding="utf-8")
    try:
        code = run_tests(tests_of(mutant.path, root), root, said, stale)
    finally:
        file.write_text(before, encoding="utf-8")
    if code == pytest.ExitCode.OK:
        return "survived"
    text = said.read_text(encoding="utf-8", errors="replace")
    if code != pytest.ExitCode.TESTS_FAILED:
        return "void"
    return "killed" if by_assertion(text) else "stopped"


def changed_by(mutant: Mutant, root: Path, loaded: Iterable[str]) -> set[str]:
    """Return the modules that a mutant changes: its own, or those that name the text file it is of."""
    if mutant.path.suffix == ".py":
        return {".".join(mutant.path.relative_to(LIBRARY.parent).with_suffix("").parts)}
    files = {name: Path(str(getattr(sys.modules[name], "__file__", None) or root)) for name in loaded}
    return {name for name, file in files.items() if file.is_file() and mutant.path.name in file.read_text("utf-8")}


def resting_on(changed: set[str], loaded: Mapping[str, frozenset[str]]) -> set[str]:
    """Return the loaded modules that are changed, or import one that is."""
    found = set(changed)
    while more := {name for name, imported in loaded.items() if name not in found and imported & found}:
        found |= more
    return found


def load(root: Path) -> dict[str, frozenset[str]]:
    """Load the modules of the rooms, those that their tests share, and return what each imports."""
    sys.path[:0] = [str(root / "src"), str(root / "tests")]
    sys.dont_write_bytecode = True
    os.environ["PYTHONPATH"] = str(root / "src")
    for room in ROOMS:
        for path in sorted((root / LIBRARY / room).rglob("*.py")):
            name = ".".join(path.relative_to(root / "src").with_suffix("").parts)
            importlib.import_module(name.removesuffix(".__init__"))
    for path in sorted((root / "tests").glob("*_store.py")):
        importlib.import_module(path.stem)
    ours = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "analysis"}
    ours |= {path.stem: sys.modules[path.stem] for path in (root / "tests").glob("*_store.py")}
    return {name: imported_by(Path(str(module.__file__)), name) for name, module in ours.items() if module.__file__}


def imported_by(path: Path, name: str) -> frozenset[str]:
    """Return the names that the file of a module may have bound from others as it was loaded."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return frozenset(found - {name})


def by_assertion(text: str) -> bool:
    """Return whether what pytest said is of an assertion, not of an error that the mutant ran into."""
    asserted, erred = ASSERTED.search(text), ERRED.search(text)
    return asserted is not None and (erred is None or asserted.start() <= erred.start())


def run_tests(tests: list[str], root: Path, said: Path, stale: Iterable[str]) -> int | None:
    """Run tests of the copy in a fork that loads the stale modules again; None: out of time."""
    child = os.fork()
    if child == 0:
        code = pytest.ExitCode.INTERNAL_ERROR
        try:
            for name in stale:
                forget(name)
            code = tested(tests, root, said)
        except BaseException:  # noqa: BLE001 - whatever it is, it must not unwind into the parent's clean-up
            traceback.print_exc()
        finally:
            os._exit(int(code))
    return waited_for(child)


def forget(name: str) -> None:
    """Let a module be loaded again by whoever asks for it, also by way of the package it stands in."""
    sys.modules.pop(name, None)
    package, _, child = name.rpartition(".")
    if package in sys.modules and child in vars(sys.modules[package]):
        delattr(sys.modules[package], child)


def tested(tests: list[str], root: Path, said: Path) -> int:
    """Run tests of the copy in this process, which is then of no other use, and return pytest's code."""
    os.setsid()
    os.chdir(root)
    with said.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    return pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-m", "not slow", *tests])


def waited_for(child: int) -> int | None:
    """Return how a process ended; None where it had to be stopped."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def copied(root: Path, to: Path) -> None:
    """Copy the files of the repository, not what is made from them, and those of git that are not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (root / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, to / name)


def room_tried(
    room: str, number: int, seed: str, root: Path, loaded: Mapping[str, frozenset[str]], folder: str = ""
) -> tuple[Counter[str], list[str]]:
    """Return how many mutants of a room were killed, survived and counted for nothing, and a line for each survivor.

    folder: the beginning of the paths, in the library, of which mutants are made.
    """
    chance = random.Random(f"{seed} {room}")  # noqa: S311 - a sample, not a secret
    files = [path for path in files_of(room, root) if path.relative_to(LIBRARY).as_posix().startswith(folder)]
    counts: Counter[str] = Counter()
    survivors = []
    while counts["killed"] + counts["survived"] < number:
        try:
            mutant = mutant_of(chance.choice(files), root, chance)
        except IndexError:
            continue
        found = outcome(mutant, root, loaded)
        counts[found] += 1
        place = f"{mutant.path.relative_to(LIBRARY).as_posix()}, line {mutant.line}, {mutant.kind}: {mutant.what}"
        print(f"{found}: {place}", flush=True)
        if found == "survived":
            survivors.append(place)
    return counts, survivors


def side_tried(side: int, given: argparse.Namespace, root: Path) -> dict[str, tuple[Counter[str], list[str]]]:
    """Try one side's share of the mutants of each room, in a copy of its own."""
    loaded = load(root)
    share = [len(range(one, given.mutants, SIDES)) for one in range(SIDES)][side]
    return {
        room: room_tried(room, share, f"{given.seed} {side}", root, loaded, given.folder)
        for room in ROOMS
        if room in (given.room or ROOMS)
    }


def sides_tried(given: argparse.Namespace, folder: Path) -> dict[str, tuple[Counter[str], list[str]]]:
    """Try all sides at once, each in a fork, and return their sums by room."""
    children = []
    for side in range(SIDES):
        root = folder / str(side)
        copied(ROOT, root)
        child = os.fork()
        if child == 0:
            try:
                (folder / f"{side}.pickle").write_bytes(pickle.dumps(side_tried(side, given, root)))
            except BaseException:  # noqa: BLE001 - the parent finds no result and stops
                traceback.print_exc()
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    found = [pickle.loads((folder / f"{side}.pickle").read_bytes()) for side in range(SIDES)]  # noqa: S301 - our own
    return {
        room: (sum((each[room][0] for each in found), Counter()), [line for each in found for line in each[room][1]])
        for room in found[0]
    }


def written(row: dict[str, tuple[Counter[str], list[str]]], command: str, seconds: float) -> str:
    """Return the page of results."""
    whole: Counter[str] = sum((counts for counts, _ in row.values()), Counter())
    share = 100 * whole["killed"] / (whole["killed"] + whole["survived"])
    lines = ["# Mutation check, the last run", "", f"`{command}`, {seconds:.0f} seconds: {share:.0f}% killed.", ""]
    lines += ["| room | killed | survived | stopped by an error | not run |", "| --- | --- | --- | --- | --- |"]
    for room, (counts, _) in row.items():
        numbers = " | ".join(str(counts[name]) for name in ("killed", "survived", "stopped", "void"))
        lines.append(f"| {room} | {numbers} |")
    lines += ["", *(f"- {place}" for _, survivors in row.values() for place in survivors)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Make mutants, run their tests, write down what survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutants", type=int, default=30, help="of each room")
    parser.add_argument("--room", choices=ROOMS, action="append", help="only this one; may be given again")
    parser.add_argument("--folder", default="", help="only files whose path in the library begins so: questions/why")
    given = parser.parse_args()
    started = time.monotonic()
    for name in LOADED_ONCE:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        rooms = sides_tried(given, Path(folder).resolve())
    command = " ".join(["python benchmarks/mutation.py", *sys.argv[1:]])
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(written(rooms, command, time.monotonic() - started), encoding="utf-8")


if __name__ == "__main__":
    main()
