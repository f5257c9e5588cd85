"""The phrase book: what papers say, by kind and case, as an editor can change it without programming."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.yaml_reader import parse_yaml

FILE = "phrasebook.yml"


@cache
def phrasebook() -> Mapping[str, object]:
    """Return the phrase book: kind to sentence, or kind to case to sentence (or once more by measure).

    Raises TypeError where the file is no list of phrases.
    """
    raw = files("analysis.language").joinpath(FILE).read_bytes()
    found = parse_yaml(raw, FILE)
    if not isinstance(found, Mapping):
        message = f"{FILE} is no list of phrases"
        raise TypeError(message)
    return found


def phrase(*path: str, **words: str) -> str:
    """Return one sentence with its words filled in.

    path: kind, then case. words: what stands in its braces. Raises UnknownNameError for a kind or case that the book
    does not have, KeyError for a word that a sentence wants and was not given.

    >>> phrase("how_sure", "within chance")
    'This could be chance.'
    """
    found: object = phrasebook()
    for step in path:
        if not isinstance(found, Mapping) or step not in found:
            raise UnknownNameError.from_name_and_known("phrase", "/".join(path), sorted(map(str, _cases(found))))
        found = found[step]
    return str(found).format_map(words)


def _cases(found: object) -> list[object]:
    return list(found) if isinstance(found, Mapping) else []
