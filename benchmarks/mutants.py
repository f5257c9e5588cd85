"""What can be turned round in a file of the library: comparisons, signs, constants, truth values and words.

A word is changed to its opposite only in text that is printed: in a phrase book, or in a string of several words that
is no docstring. What cannot change an answer is not turned round: docstrings, guards (`strict=True`), how many results
a cache keeps, and what a chart looks like without saying anything else (`LAYOUT`: widths, gaps and sizes of type, and
constants that are used for nothing else). Markers, values and limits of axes are turned, for they say something.
"""

import ast
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LIBRARY = Path("src") / "analysis"
WORDED = ("*.py", "phrasebook.yml", "explanations.yml")
FLIPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.USub: ast.UAdd,
}
OPPOSITES = (
    ("above", "below"),
    ("more", "fewer"),
    ("rose", "fell"),
    ("rise", "fall"),
    ("higher", "lower"),
    ("highest", "lowest"),
    ("before", "after"),
    ("better", "worse"),
    ("best", "worst"),
    ("earlier", "later"),
    ("first", "last"),
    ("longer", "shorter"),
    ("faster", "slower"),
    ("larger", "smaller"),
    ("most", "least"),
    ("up", "down"),
    ("all", "none"),
    ("with", "without"),
    ("can", "cannot"),
    ("increase", "decrease"),
)
OPPOSITE = {one: other for pair in OPPOSITES for one, other in (pair, pair[::-1])}
WORD = re.compile(r"(?<![\w{])(" + "|".join(OPPOSITE) + r")(?![\w}])")
SAID = re.compile(r'(?!\s*#)[^"]*?(?:(?:name|claim|predicts): |: (?="))(.*)$')
GUARDS = frozenset({"strict", "slots", "frozen", "repr", "compare", "init"})  # turned round, they change no answer
CACHES = frozenset({"cache", "lru_cache"})
# Words given to matplotlib that change the look of a mark and not what it says.
LAYOUT = frozenset(
    {"alpha", "figsize", "fontsize", "height", "labelpad", "labelsize", "length", "linewidth", "markeredgewidth"}
    | {"markersize", "pad", "size", "width", "x", "xytext", "y", "zorder", "linespacing", "rotation", "hspace"}
    | {"wspace", "dpi", "extent", "grid_linewidth", "edge_linewidth", "capsize", "elinewidth", "annotation_clip"}
)
DRAWN = LIBRARY / "present" / "charts"  # where those words are of layout


@dataclass(frozen=True)
class Change:
    """One place of a file that can be turned round: the how-manieth of the file; of a text, which of its words."""

    path: Path
    place: int
    word: int = 0


@dataclass(frozen=True)
class Mutant:
    """One change: in which file, on which line, of what kind, from what to what, and the whole text with it.

    tree: the syntax of the file with the change, each part on its line of the file as it was; None for a phrase book.
    """

    path: Path
    line: int
    kind: str
    what: str
    text: str
    tree: ast.Module | None = None


def files_of(room: str, root: Path) -> list[Path]:
    """Return the files of a room that mutants are made of, in order."""
    found = {path for pattern in WORDED for path in (root / LIBRARY / room).rglob(pattern)}
    return sorted(path.relative_to(root) for path in found if path.name != "__init__.py")


def changes(path: Path, root: Path) -> Iterator[Change]:
    """Yield every change that can be made of a file."""
    text = (root / path).read_text(encoding="utf-8")
    if path.suffix == ".yml":
        for at, line in enumerate(text.splitlines()):
            yield from (Change(path, at, word) for word in range(len(list(WORD.finditer(sentence_of(line))))))
        return
    for at, (node, field, _) in enumerate(places(ast.parse(text), drawn=path.is_relative_to(DRAWN))):
        value = getattr(node, field)
        words = len(list(WORD.finditer(value))) if isinstance(value, str) else 1
        yield from (Change(path, at, word) for word in range(words))


def mutant_of(change: Change, root: Path) -> Mutant:
    """Return the mutant of a file that has this one change."""
    text = (root / change.path).read_text(encoding="utf-8")
    if change.path.suffix == ".yml":
        return mutant_of_phrases(change, text)
    tree = ast.parse(text)
    node, field, at = list(places(tree, drawn=change.path.is_relative_to(DRAWN)))[change.place]
    kind, what = turn(node, field, at, change.word)
    ast.fix_missing_locations(tree)
    return Mutant(change.path, node.lineno, kind, what, ast.unparse(tree), tree)  # type: ignore[attr-defined]


def turn(node: ast.AST, field: str, at: int | None, word: int) -> tuple[str, str]:
    """Turn a node round where it stands, and return the kind of the change, and what became what."""
    held = getattr(node, field)
    if field == "value":
        after, kind = constant_turned(held, word)
        setattr(node, field, after)
        return kind, f"{held!r} becomes {after!r}"
    if field == "operand":
        setattr(node, field, ast.UnaryOp(ast.Not(), held))
        return "truth", f"not {ast.unparse(held)} becomes {ast.unparse(held)}"
    operator = held[at] if at is not None else held
    turned = FLIPS[type(operator)]()
    if at is None:
        setattr(node, field, turned)
    else:
        held[at] = turned
    kind = "comparison" if isinstance(operator, ast.cmpop) else "sign"
    return kind, f"{type(operator).__name__} becomes {type(turned).__name__}"


def mutant_of_phrases(change: Change, text: str) -> Mutant:
    """Return a mutant of a phrase book: a word of one sentence, never of a key or a comment."""
    lines = text.splitlines()
    line = lines[change.place]
    sentence = sentence_of(line)
    turned = word_turned(sentence, change.word)
    lines[change.place] = line[: len(line) - len(sentence)] + turned
    return Mutant(change.path, change.place + 1, "word", f"{sentence!r} becomes {turned!r}", "\n".join(lines) + "\n")


def sentence_of(line: str) -> str:
    """Return what a line of a phrase book or of the explanations says, without its key; nothing where it is no text."""
    said = SAID.match(line)
    return said.group(1) if said else ""


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
        elif isinstance(node, ast.BinOp | ast.BoolOp | ast.UnaryOp) and type(node.op) in FLIPS and not of_types(node):
            yield node, "op", None
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, "operand", None
        elif isinstance(node, ast.Constant) and has_another(node.value):
            yield node, "value", None


def of_types(node: ast.AST) -> bool:
    """Return whether a node adds texts that stand side by side, which nothing can take off one another."""
    sides = [getattr(node, "left", None), getattr(node, "right", None)]
    return any(isinstance(side, ast.JoinedStr) or is_text(side) for side in sides)


def is_text(node: ast.AST | None) -> bool:
    """Return whether a node is a text."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def has_another(value: object) -> bool:
    """Return whether a constant can be turned: a truth value, a number, or a text with a word that has an opposite."""
    return isinstance(value, bool | int | float) or says_a_direction(value)


def says_a_direction(text: object) -> bool:
    """Return whether a constant is a string of several words and one of them has an opposite."""
    return isinstance(text, str) and " " in text.strip() and WORD.search(text) is not None


def constant_turned(value: object, word: int) -> tuple[object, str]:
    """Return another value in place of a constant, and the kind of the change."""
    if isinstance(value, bool):
        return not value, "truth"
    if isinstance(value, str):
        return word_turned(value, word), "word"
    return value + 1, "constant"  # type: ignore[operator]


def word_turned(text: str, word: int) -> str:
    """Return a text with one of its words turned into its opposite. Raises IndexError where it has none."""
    found = list(WORD.finditer(text))[word]
    return text[: found.start()] + OPPOSITE[found.group()] + text[found.end() :]


def drawn_at_random(room: str, root: Path, chance: random.Random, folder: str = "") -> list[Change]:
    """Return all changes that can be made in a room, in an order drawn by chance.

    folder: the beginning of the paths, in the library, of which mutants are made.
    """
    files = [path for path in files_of(room, root) if path.relative_to(LIBRARY).as_posix().startswith(folder)]
    found = [change for path in files for change in changes(path, root)]
    return chance.sample(found, len(found))
