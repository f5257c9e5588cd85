"""Turn the sense of the code round at random, and see whether the tests of its name notice.

A mutant is one place of a module in `methods`, `questions`, `language` or `present`, changed alone (`mutants.py` says
what is changed). It is killed where one of the module's own tests (or, where it has none, of those of its folder) fails
by an assertion, and killed elsewhere where another test that runs its line does (`covering_tests.py` says which these
are; where it has not been run there are none). One whose tests only stop by another error, that cannot be imported or
that runs out of time is counted apart: the score is of those killed, here or elsewhere, among them and the survived;
beside it stand that of the module's own tests, and that of all that were made.

Two processes work side by side, each on a copy of the repository in which the tests of a module are run once as it is,
so that they and what they read are loaded. Each mutant is then a fork of that: the code of the changed function is put
into the functions that are there, kept results of all that rests on the module are forgotten, and the tests run in it.
What a module does while it is loaded (constants, defaults, classes, tables, functions that are called meanwhile) is
changed in the file instead, and the module loaded again with all that imports it; `--reload` does so with each mutant.

Run: `python benchmarks/mutation.py --seed 1`, for one room `--room questions`. Needs fork: Linux or macOS.
"""

import argparse
import ast
import functools
import gc
import importlib
import itertools
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

import pytest

from covering_tests import tests_running
from mutants import LIBRARY, Change, Mutant, drawn_at_random, mutant_of

ROOT = Path(__file__).resolve().parents[1]
STORE = Path("data") / "processed"
ROOMS = ("methods", "questions", "language", "present")
RESULT = ROOT / "build" / "mutation.md"  # of the last run; what is kept stands in benchmarks/results/mutation.md
SIDES = 2  # copies tried side by side, where no other number is asked for
SECONDS = 240  # after which a mutant counts for nothing: that a test runs long is no assertion
LOADED_ONCE = ("matplotlib.pyplot", "pandas", "pydantic", "scipy.stats", "seaborn", "statsmodels.api")
READERS = frozenset({"phrasebook", "explanations"})  # functions that read the texts of which mutants are made
OUTCOMES = ("survived", "killed", "stopped", "void")  # in the order of the codes with which a fork ends
ELSEWHERE = "killed elsewhere"
KILLER = "killer.txt"  # in a copy: the test that failed last by an assertion
HEADS = ("seed", "room", "killed", ELSEWHERE, "survived", "stopped by an error", "not run")
HEADS += ("killed, of decided", "by its own tests, of decided", "killed, of all")
FUNCTION = 0x1 | 0x2  # flags of the code of a function: CO_OPTIMIZED, CO_NEWLOCALS


Keeper = type(functools.cache(len))  # a function that keeps its results
Name = tuple[str, str, int]  # of a code object: its file, its name, its line


class Fared(NamedTuple):
    """How a mutant of a seed fared, its room, and where it stands."""

    seed: int
    room: str
    how: str
    place: str


class Verdicts:
    """What a run of pytest comes to: whether a test failed by an assertion, and whether one stopped by an error.

    `ran` gathers what code of the library runs while tests are collected. then: what is done after the tests have run,
    while they are still there to be run again.
    """

    def __init__(self, ran: set[Name] | None = None, then: Callable[["Verdicts"], None] | None = None) -> None:
        self.asserted = self.erred = False
        self.killer = ""
        self.ran = ran
        self.then = then
        self.items: list[pytest.Item] = []
        self.took: dict[str, float] = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_collection(self) -> Iterator[None]:
        """Note what runs while tests are collected."""
        if self.ran is not None:
            note_what_runs(self.ran)
        yield
        sys.setprofile(None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests, and what comes then."""
        if session.testsfailed:
            self.erred = True
            return True
        self.items = list(session.items)
        self.run()
        if self.then is not None:
            self.then(self)
        return True

    def run(self) -> str:
        """Run the tests to the first assertion that fails, those first that took least, and return how they ended."""
        self.asserted = self.erred = False
        items = sorted(self.items, key=lambda item: self.took.get(item.nodeid, 0.0))
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.asserted:
                break
        return self.outcome

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how long a test took."""
        self.took[report.nodeid] = self.took.get(report.nodeid, 0.0) + report.duration

    def pytest_exception_interact(self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[object]) -> None:
        """Note by what a test failed."""
        if call.excinfo is not None and by_assertion(call.excinfo.value):
            self.asserted = True
            self.killer = node.nodeid
        else:
            self.erred = True

    @property
    def outcome(self) -> str:
        """How the tests ended."""
        return "killed" if self.asserted else "stopped" if self.erred else "survived"


def by_assertion(error: BaseException) -> bool:
    """Return whether a test failed by an assertion, or by an error that it awaited and that did not come."""
    if isinstance(error, BaseExceptionGroup):
        return any(by_assertion(each) for each in error.exceptions)
    return isinstance(error, AssertionError | pytest.fail.Exception)


def note_what_runs(ran: set[Name]) -> None:
    """Note from now on which code runs."""

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            ran.add(known_as(frame.f_code))

    sys.setprofile(note)


def known_as(code: CodeType) -> Name:
    """Return by what a code object is known again: its file, its name, its line."""
    return code.co_filename, code.co_qualname, code.co_firstlineno


def tests_of(path: Path, root: Path) -> list[str]:
    """Return the tests of a module's name; where there are none those of its folder's name, or of its folder.

    A phrase book is tried by the tests of its name, and then by those of the sense of sentences and of the sentences.
    """
    module = path.relative_to(LIBRARY)
    own = Path("tests") / module.parent / f"test_{module.stem}.py"
    of_folder = Path("tests") / module.parent.parent / f"test_{module.parent.name}.py"
    folder = next(folder for folder in own.parents if (root / folder).is_dir())
    if path.suffix == ".yml":
        beside = [own, own.parent / "test_senses.py", own.parent / "phrases"]
        return [str(each) for each in beside if (root / each).exists()]
    named = [each for each in (own, of_folder) if (root / each).is_file()]
    return [str(named[0] if named else folder)]


class Side:
    """A copy of the repository with its modules loaded, and what has run in it."""

    def __init__(self, root: Path, *, reload: bool) -> None:
        self.root = root
        self.reload = reload
        self.loading: set[Name] = set()  # what runs while modules are loaded
        self.collecting: set[Name] = set()  # and while tests are
        note_what_runs(self.loading)
        load(root)
        sys.setprofile(None)

    def outcomes(self, path: Path, mutants: list[Mutant]) -> list[str]:
        """Return how the mutants of a file fared, leaving it as it was; `void` where its tests do not pass as it is."""
        tests = tests_of(path, self.root)
        found: list[str] = []

        def then(verdicts: Verdicts) -> None:
            if verdicts.outcome == "survived" and verdicts.items:
                held = Held.of(path, self.root)
                found.extend(self.outcome(mutant, verdicts, held, tests) for mutant in mutants)

        run_tests(tests, self.root, Verdicts(self.collecting, then))
        return found or ["void"] * len(mutants)

    def outcome(self, mutant: Mutant, verdicts: Verdicts, held: "Held", tests: list[str]) -> str:
        """Return how one mutant fared: by its own tests, and where these do not fail by others that run its line."""
        codes = None if self.reload else changed_codes(mutant, self.root, self.loading)
        file = self.root / mutant.path
        before = file.read_text(encoding="utf-8")
        if codes is None or mutant.tree is None:
            file.write_text(mutant.text, encoding="utf-8")
        loaded = codes is not None and not self.collected_with(mutant, codes)  # the tests may stay as they are
        own = verdicts.run if loaded else functools.partial(run_tests, tests, self.root, Verdicts())
        how = in_fork(functools.partial(self.turned, held, codes, own, keep_tests=loaded))
        others = [] if how == "killed" else beside(tests, mutant)
        if others:
            wide = functools.partial(run_tests, others, self.root, Verdicts())
            found = in_fork(functools.partial(self.turned, held, codes, wide))
            how = found if (how, found) == ("survived", "stopped") else how
        file.write_text(before, encoding="utf-8")
        return ELSEWHERE if others and found == "killed" and self.passes_as_it_is() else how

    def turned(
        self, held: "Held", codes: Mapping[Name, CodeType] | None, then: Callable[[], str], *, keep_tests: bool = False
    ) -> str:
        """Put a change in place, do what comes then, and return what that came to. keep_tests: as they are loaded."""
        if codes is None:
            held.forget()
        else:
            held.patch(codes)
            if not keep_tests:
                held.forget(of_tests=True)
        return then()

    def passes_as_it_is(self) -> bool:
        """Return whether the test that failed last passes where nothing is changed."""
        killer = (self.root / KILLER).read_text(encoding="utf-8")
        return in_fork(functools.partial(run_tests, [killer], self.root, Verdicts())) == "survived"

    def collected_with(self, mutant: Mutant, codes: Mapping[Name, CodeType]) -> bool:
        """Return whether tests have run what is changed while they were collected, and so must be collected again."""
        return bool(self.collecting & set(codes)) or (mutant.tree is None and any_reader(self.collecting))


class Held(NamedTuple):
    """What is in memory of a file: its functions, the modules that rest on it, and what their functions have kept."""

    functions: list[FunctionType]
    stale: set[str]
    kept: list[Any]

    @classmethod
    def of(cls, path: Path, root: Path) -> "Held":
        """Look for what is held of a file of a copy."""
        loaded = modules_of(root)
        stale = resting_on(changed_by(path, root, loaded), loaded)
        file, objects = str(root / path), gc.get_objects()
        functions = [each for each in objects if isinstance(each, FunctionType) and each.__code__.co_filename == file]
        wrappers = [each for each in objects if isinstance(each, Keeper)]
        return cls(functions, stale, [each for each in wrappers if each.__module__ in stale])

    def patch(self, codes: Mapping[Name, CodeType]) -> None:
        """Give functions their changed code, and forget what was kept."""
        for function in self.functions:
            function.__code__ = codes.get(known_as(function.__code__), function.__code__)
        for wrapper in self.kept:
            wrapper.cache_clear()

    def forget(self, *, of_tests: bool = False) -> None:
        """Let the modules that rest on the file, or those of them that are of tests, be loaded again when asked for."""
        for name in self.stale:
            if not (of_tests and name.split(".")[0] == LIBRARY.name):
                forget(name)


def in_fork(work: Callable[[], str]) -> str:
    """Return what work in a fork came to; `void` where it did not come to its end in time."""
    child = os.fork()
    if child == 0:
        code = OUTCOMES.index("void")
        try:
            os.setsid()
            code = OUTCOMES.index(work())
        except BaseException:  # noqa: BLE001 - whatever it is, it must not unwind into the parent's clean-up
            traceback.print_exc()
        finally:
            os._exit(code)
    ended = waited_for(child)
    return OUTCOMES[ended] if ended is not None and 0 <= ended < len(OUTCOMES) else "void"


def beside(tests: list[str], mutant: Mutant) -> list[str]:
    """Return the tests that run the line of a mutant and are not among its own."""
    if mutant.tree is None:
        return []
    return [test for test in tests_running(mutant.path, mutant.line) if not test.startswith(tuple(tests))]


def run_tests(tests: Iterable[str], root: Path, verdicts: Verdicts) -> str:
    """Run tests of the copy in this process, saying nothing, and return how they ended; `void` where none ran."""
    os.chdir(root)
    sys.stdout.flush()
    kept = os.dup(1), os.dup(2)
    with (root / "mutant.log").open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            pytest.main(["-q", "-p", "no:cacheprovider", "-m", "not slow", *tests], plugins=[verdicts])
        finally:
            sys.stdout.flush()
            os.dup2(kept[0], 1)
            os.dup2(kept[1], 2)
            os.close(kept[0])
            os.close(kept[1])
    if verdicts.killer:
        (root / KILLER).write_text(verdicts.killer, encoding="utf-8")
    return verdicts.outcome if verdicts.items else "void"


def changed_codes(mutant: Mutant, root: Path, ran: set[Name]) -> dict[Name, CodeType] | None:
    """Return the code of the functions that a mutant changes; None where the module must be loaded again.

    ran: what code has run while modules were loaded. A text that is read as tests run changes no code.
    """
    if mutant.tree is None:
        return None if any_reader(ran) else {}
    file = str(root / mutant.path)
    before = compile((root / mutant.path).read_text(encoding="utf-8"), file, "exec", dont_inherit=True)
    after = compile(mutant.tree, file, "exec", dont_inherit=True)
    pairs = list(functions_beside(before, after))
    if body(before) != body(after) or any(part is None for part in pairs):
        return None
    changed = {known_as(old): new for old, new in pairs if whole(old) != whole(new)}  # type: ignore[misc]
    names = Counter(known_as(old) for old, _ in pairs)  # type: ignore[misc]
    inner = {known_as(part) for old, _ in pairs if known_as(old) in changed for part in inside(old)}
    if any(names[name] > 1 or name in ran for name in changed) or inner & ran:
        return None
    return changed


def any_reader(ran: set[Name]) -> bool:
    """Return whether a function that reads a text is among those that ran."""
    return any(name in READERS for _, name, _ in ran)


def functions_beside(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType] | None]:
    """Yield each function of a module or class beside what it becomes; None where the module itself is another."""
    for old, new in zip(codes_in(before), codes_in(after), strict=True):
        if old.co_flags & FUNCTION == FUNCTION:
            yield old, new
        elif body(old) != body(new):
            yield None
        else:
            yield from functions_beside(old, new)


def codes_in(code: CodeType) -> list[CodeType]:
    """Return the code objects that stand directly in another."""
    return [part for part in code.co_consts if isinstance(part, CodeType)]


def inside(code: CodeType) -> Iterator[CodeType]:
    """Yield a code object and all within it."""
    yield code
    for part in codes_in(code):
        yield from inside(part)


def body(code: CodeType) -> tuple[object, ...]:
    """Return what a code object does, without the functions within it."""
    held = [repr(part) for part in code.co_consts if not isinstance(part, CodeType)]
    return code.co_code, tuple(held), code.co_names, code.co_varnames


def whole(code: CodeType) -> tuple[object, ...]:
    """Return what a code object does, with the functions within it."""
    return tuple(body(part) for part in inside(code))


def changed_by(path: Path, root: Path, loaded: Iterable[str]) -> set[str]:
    """Return the modules that a change of a file changes: its own, or those that name the text file that it is."""
    if path.suffix == ".py":
        return {".".join(path.relative_to(LIBRARY.parent).with_suffix("").parts)}
    files = {name: Path(str(getattr(sys.modules[name], "__file__", None) or root)) for name in loaded}
    return {name for name, file in files.items() if file.is_file() and path.name in file.read_text("utf-8")}


def resting_on(changed: set[str], loaded: Mapping[str, frozenset[str]]) -> set[str]:
    """Return the loaded modules that are changed, or import one that is."""
    found = set(changed)
    while more := {name for name, imported in loaded.items() if name not in found and imported & found}:
        found |= more
    return found


def load(root: Path) -> None:
    """Load the modules of the rooms of a copy."""
    sys.path[:0] = [str(root / "src"), str(root / "tests")]
    sys.dont_write_bytecode = True
    os.environ["PYTHONPATH"] = str(root / "src")
    for room in ROOMS:
        for path in sorted((root / LIBRARY / room).rglob("*.py")):
            name = ".".join(path.relative_to(root / "src").with_suffix("").parts)
            importlib.import_module(name.removesuffix(".__init__"))


def modules_of(root: Path) -> dict[str, frozenset[str]]:
    """Return the loaded modules that are files of a copy, and what each imports."""
    files = {name: str(getattr(module, "__file__", None) or "") for name, module in list(sys.modules.items())}
    return {name: imported_by(Path(file), name) for name, file in files.items() if file.startswith(f"{root}/")}


@functools.cache
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


def forget(name: str) -> None:
    """Let a module be loaded again by whoever asks for it, also by way of the package it stands in."""
    sys.modules.pop(name, None)
    package, _, child = name.rpartition(".")
    if package in sys.modules and child in vars(sys.modules[package]):
        delattr(sys.modules[package], child)


def waited_for(child: int) -> int | None:
    """Return how a process ended; None where it had to be stopped."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def copied(root: Path, to: Path) -> None:
    """Copy the files of the repository that git does not ignore, and the store, which tests would build once a fork."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (root / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, to / name)
    if (root / STORE).is_dir():
        shutil.copytree(root / STORE, to / STORE)


def all_drawn(given: argparse.Namespace) -> list[tuple[int, Change]]:
    """Return the changes, seed by seed: as many of each room, those of one file beside each other."""
    rooms = [room for room in ROOMS if room in (given.room or ROOMS)]
    found = []
    for seed in given.seed or [1]:
        for at, room in enumerate(rooms):
            chance = random.Random(f"{seed} {room}")  # noqa: S311 - a sample, not a secret
            changes = drawn_at_random(room, ROOT, chance, given.folder)
            found += [(seed, change) for change in changes[: len(range(at, given.mutants, len(rooms)))]]
    return sorted(found, key=lambda each: (each[0], str(each[1].path), each[1].place))


def side_tried(side: int, given: argparse.Namespace, root: Path, drawn: list[tuple[int, Change]]) -> list[Fared]:
    """Try one side's share of the mutants in a copy."""
    copy = Side(root, reload=given.reload)
    found = []
    groups = [list(group) for _, group in itertools.groupby(drawn, key=lambda each: (each[0], each[1].path))]
    for group in groups[side :: given.sides]:
        began = time.monotonic()
        seed, path = group[0][0], group[0][1].path
        mutants = [mutant_of(change, root) for _, change in group]
        module = path.relative_to(LIBRARY)
        for mutant, how in zip(mutants, copy.outcomes(path, mutants), strict=True):
            place = f"{module.as_posix()}, line {mutant.line}, {mutant.kind}: {mutant.what}"
            print(f"{seed}: {how}: {place}", flush=True)
            found.append(Fared(seed, module.parts[0], how, place))
        print(f"  {len(mutants)} in {time.monotonic() - began:.1f} s", flush=True)
    return found


def sides_tried(given: argparse.Namespace, folder: Path) -> list[Fared]:
    """Try all sides at once, each in a fork."""
    children, drawn = [], all_drawn(given)
    for side in range(given.sides):
        root = folder / str(side)
        copied(ROOT, root)
        child = os.fork()
        if child == 0:
            try:
                (folder / f"{side}.pickle").write_bytes(pickle.dumps(side_tried(side, given, root, drawn)))
            except BaseException:  # noqa: BLE001 - the parent finds no result and stops
                traceback.print_exc()
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    read = [pickle.loads((folder / f"{side}.pickle").read_bytes()) for side in range(given.sides)]  # noqa: S301 - our own
    return [each for found in read for each in found]


def written(found: list[Fared], command: str, seconds: float) -> str:
    """Return the page of results."""
    lines = ["# Mutation check, the last run", "", f"`{command}`, {seconds:.0f} seconds.", ""]
    lines += ["| " + " | ".join(HEADS) + " |", "| --- " * len(HEADS) + "|"]
    for seed in sorted({each.seed for each in found}):
        of_seed = [each for each in found if each.seed == seed]
        for room in ROOMS:
            lines += row(f"{seed} | {room}", [each.how for each in of_seed if each.room == room])
        lines += row(f"{seed} | all", [each.how for each in of_seed])
    lines += ["", *(f"- {each.how}: {each.place}" for each in found if not each.how.startswith("killed"))]
    return "\n".join(lines) + "\n"


def row(name: str, ended: list[str]) -> list[str]:
    """Return the row of those mutants, or none where there are none. ended: how each fared."""
    own, elsewhere, survived, *_ = numbers = [
        ended.count(each) for each in ("killed", ELSEWHERE, "survived", "stopped", "void")
    ]
    if not ended:
        return []
    decided = own + elsewhere + survived
    parts = ((own + elsewhere, decided), (own, decided), (own + elsewhere, len(ended)))
    shares = [f"{100 * part / max(of, 1):.0f}%" for part, of in parts]
    return [f"| {name} | " + " | ".join([*map(str, numbers), *shares]) + " |"]


def main() -> None:
    """Make mutants, run their tests, write down what was not killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, action="append", help="may be given again")
    parser.add_argument("--mutants", type=int, default=100, help="of each seed: as many of each room")
    parser.add_argument("--room", choices=ROOMS, action="append", help="only this one; may be given again")
    parser.add_argument("--folder", default="", help="only files whose path in the library begins so: questions/why")
    parser.add_argument("--sides", type=int, default=SIDES, help="copies of the repository that are tried side by side")
    parser.add_argument("--reload", action="store_true", help="load all again that a mutant touches: slow")
    given = parser.parse_args()
    started = time.monotonic()
    for name in LOADED_ONCE:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        found = sides_tried(given, Path(folder).resolve())
    command = " ".join(["python benchmarks/mutation.py", *sys.argv[1:]])
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(written(found, command, time.monotonic() - started), encoding="utf-8")
    print(RESULT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
