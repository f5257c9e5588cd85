"""The sense of every phrase: its words of direction and comparison, bound to the case in which they are said.

A phrase that is turned into its opposite (rose for fell, above for below, more for fewer) is still a good sentence:
no rule of grammar or length sees it. So the sense of each is written down, beside the case: of the phrase book by kind
and case, of a module of phrases by function and by the condition under which the words are said, of an explanation by
its id. A change of sense that is meant is written down anew with `python tests/phrase_senses.py`, and is then seen in
the change itself.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from analysis.language import phrasebook as book
from analysis.language.phrasebook import phrasebook

HERE = Path(__file__).resolve().parent
RECORD = HERE / "language" / "senses.yml"
EXPLANATIONS = HERE.parent / "src" / "analysis" / "questions" / "why" / "explanations.yml"
SAID_OF_EACH = ("name", "claim", "predicts", "needs")
MODULES = sorted((Path(book.__file__).parent / "phrases").glob("[a-z]*.py"))
OPPOSITES = (
    ("rose", "fell"),
    ("rise", "fall"),
    ("rising", "falling"),
    ("above", "below"),
    ("more", "fewer"),
    ("more", "less"),
    ("most", "least"),
    ("better", "worse"),
    ("higher", "lower"),
    ("highest", "lowest"),
    ("high", "low"),
    ("upper", "lower"),
    ("top", "bottom"),
    ("up", "down"),
    ("larger", "smaller"),
    ("added", "took off"),
    ("adds", "takes off"),
    ("closer", "further"),
    ("nearer", "further"),
    ("nearest", "furthest"),
    ("towards", "away"),
    ("inside", "outside"),
    ("within", "beyond"),
    ("faster", "more slowly"),
    ("cost", "save"),
    ("costing", "saving"),
    ("before", "after"),
    ("earlier", "later"),
    ("first", "last"),
    ("started", "ended"),
    ("came", "left"),
    ("support", "against"),
    ("same", "opposite"),
    ("same", "different"),
    ("with", "without"),
    ("all", "none"),
    ("every", "no"),
    ("real", "chance"),
    ("red", "green"),
    ("met", "missed"),
    ("at most", "at least"),
    ("longer", "shorter"),
    ("best", "worst"),
    ("faster", "slower"),
    ("increase", "decrease"),
)
NEGATIONS = ("not", "no", "nothing", "never", "cannot", "nobody", "neither")
_NAMED = sorted({*NEGATIONS, *(word for pair in OPPOSITES for word in pair)}, key=len, reverse=True)
_WORDS = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b", re.IGNORECASE)


def senses(text: str) -> list[str]:
    """Return the words of direction and comparison of a text, in order.

    >>> senses("Plans rose, and are above the middle.")
    ['rose', 'above']
    """
    return [word.lower() for word in _WORDS.findall(text)]


def opposite(text: str) -> Iterator[str]:
    """Yield a text with one of its words of direction turned round, or one denial taken out, for each that it has."""
    for found in _WORDS.finditer(text):
        word = found[0].lower()
        if word in NEGATIONS:
            yield f"{text[: found.start()]}{text[found.end() :].lstrip()}"
        for pair in OPPOSITES:
            if word in pair:
                other = pair[1 - pair.index(word)]
                yield f"{text[: found.start()]}{other}{text[found.end() :]}"


def phrases_of_the_book(found: object | None = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield each phrase of the phrase book by its path, `kind/case`."""
    found = phrasebook() if found is None else found
    if isinstance(found, Mapping):
        for name, inner in found.items():
            yield from phrases_of_the_book(inner, (*path, str(name)))
    else:
        yield "/".join(path), str(found)


def of_the_book() -> dict[str, list[str]]:
    """Return the sense of every phrase of the book that has one."""
    return {path: senses(text) for path, text in phrases_of_the_book() if senses(text)}


def of_the_explanations() -> dict[str, list[str]]:
    """Return the sense of what each explanation of the library is called, claims, predicts and needs: `id/field`."""
    entries = yaml.safe_load(EXPLANATIONS.read_text(encoding="utf-8"))
    texts = {f"{entry['id']}/{field}": str(entry.get(field, "")) for entry in entries for field in SAID_OF_EACH}
    return {path: senses(text) for path, text in texts.items() if senses(text)}


def of_module(source: str) -> dict[str, list[str]]:
    """Return the sense of each function of a module: its words, each with the condition under which it is said."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.Assign | ast.AnnAssign):
            told = [f"{when}: {' '.join(words)}" for when, words in _said(node, "always")]
            if told:
                found[_name(node)] = told
    return found


def _name(node: ast.AST) -> str:
    return node.name if isinstance(node, ast.FunctionDef) else ast.unparse(node).split("=")[0].split(":")[0].strip()


def _said(node: ast.AST, when: str) -> Iterator[tuple[str, list[str]]]:
    """Yield condition and words of every string inside a node. A docstring says nothing to a reader."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Constant(value=str() as text) if senses(text):
            yield when, senses(text)
        case ast.Compare() if senses(ast.unparse(node)):  # a case is asked for by its name
            yield when, [ast.unparse(node)]
        case ast.IfExp() | ast.If():
            test = ast.unparse(node.test)
            yield from _said(node.test, when)
            yield from _each(node.body, f"if {test}")
            yield from _each(node.orelse, f"unless {test}")
        case ast.Dict():
            for key, value in zip(node.keys, node.values, strict=True):
                yield from _said(value, f"{when}, {ast.unparse(key)}" if key else when)
        case _:
            for inner in ast.iter_child_nodes(node):
                yield from _said(inner, when)


def _each(part: object, when: str) -> Iterator[tuple[str, list[str]]]:
    for node in part if isinstance(part, list) else [part]:
        yield from _said(node, when)


def recorded() -> dict[str, dict[str, list[str]]]:
    """Return the record: of the phrase book under `phrasebook`, of each module under its name."""
    return yaml.safe_load(RECORD.read_text(encoding="utf-8"))


def now() -> dict[str, dict[str, list[str]]]:
    """Return what the record would be of the phrases as they are."""
    modules = {path.stem: of_module(path.read_text(encoding="utf-8")) for path in MODULES}
    texts = {"phrasebook": of_the_book(), "explanations": of_the_explanations()}
    return texts | {name: found for name, found in modules.items() if found}


if __name__ == "__main__":
    RECORD.write_text(
        "# Written by `python tests/phrase_senses.py`: the words of direction of every phrase, by case.\n"
        + yaml.safe_dump(now(), allow_unicode=True, sort_keys=True, width=120),
        encoding="utf-8",
    )
