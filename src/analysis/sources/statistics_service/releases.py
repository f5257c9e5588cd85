"""Which publication and data set each known format comes from, and which pages have what the service does not offer."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml
from analysis.sources.formats import published_formats

FILE = "releases.yml"
WEBSITE = "https://explore-education-statistics.service.gov.uk/find-statistics/"
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KnownDataSet(_Strict):
    """A data set that a format comes from. code: with which its title begins. words: lists, all of one are in it."""

    format: str
    code: str | None = None
    words: tuple[tuple[str, ...], ...] = ()

    def is_titled(self, title: str) -> bool:
        """Whether a data set of this title may be it."""
        found = words_of(title)
        if self.code is not None and found[:1] == [self.code.casefold()]:
            return True
        return any(set(wanted) <= set(found) for wanted in self.words)


class KnownPublication(_Strict):
    """A publication by its titles, the present one first, and its page on the website."""

    titles: tuple[str, ...]
    slug: str

    @property
    def page(self) -> str:
        """The page from which its files are downloaded by hand."""
        return WEBSITE + self.slug

    def is_titled(self, title: str) -> bool:
        """Whether a publication of this title is it."""
        return words_of(title) in [words_of(known) for known in self.titles]


class KnownRelease(_Strict):
    """A publication with its data sets, or a page with the formats that are only downloaded by hand."""

    publication: KnownPublication | None = None
    data_sets: tuple[KnownDataSet, ...] = ()
    page: str | None = None
    by_hand: tuple[str, ...] = ()

    @property
    def formats(self) -> Sequence[str]:
        """The formats that come from here."""
        return (*(one.format for one in self.data_sets), *self.by_hand)

    @property
    def where(self) -> str:
        """The page that a person opens."""
        return self.page or (self.publication.page if self.publication else WEBSITE)


def words_of(title: str) -> list[str]:
    """Return the words of a title; apostrophes, capitals and commas in numbers do not count."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", title.casefold()).replace("'", "").replace("\u2019", "")
    return _NOT_A_WORD.sub(" ", plain).split()


@cache
def known_releases() -> tuple[KnownRelease, ...]:
    """Read and check the list. Raises WorkbenchError with every entry that is wrong, or format that is unknown."""
    entries = parse_yaml(files("analysis.sources.statistics_service").joinpath(FILE).read_bytes(), FILE)
    found, problems = [], []
    for position, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
        try:
            found.append(KnownRelease.model_validate(entry))
        except ValidationError as error:
            problems += [f"{FILE}, entry {position}: {problem}" for problem in wrong_entries(error)]
    known = published_formats()
    problems += [f"{FILE}: {one} is no format" for release in found for one in release.formats if one not in known]
    if problems:
        raise WorkbenchError("The list of releases is wrong:\n" + "\n".join(problems), hint="Correct the entries.")
    return tuple(found)
