"""Ask the statistics service: its pages, its errors, and how long to wait when it is busy."""

import datetime as dt
import email.utils
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import quote

import httpx

from analysis.catalogue.errors import WorkbenchError

BASE = "https://api.education.gov.uk/statistics/v1"
PAGE_SIZE = 20  # the most that the service gives at once
BUSY = frozenset({429, 502, 503, 504})
ATTEMPTS = 5
ATTEMPTS_TO_CONNECT = 2  # where nothing is at the address: no network seldom comes back within seconds
NOT_SATISFIABLE = 416  # what was asked for to resume is not there; the one who asked begins again
OF_A_PROXY = frozenset({401, 403, 407, 511})  # with a page: something between here and the service wants a sign-in
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds; doubled from one attempt to the next
TIMEOUT = httpx.Timeout(60.0, connect=15.0)


class ServiceError(WorkbenchError):
    """The service could not be reached, is busy, or refused what it was asked."""


class NotReachedError(ServiceError):
    """No answer at all: no network, a proxy, or the service is down."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication of the service."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set with its latest version. version: `2.1`, of which 2 is the major one. published: when it came out."""

    id: str
    title: str
    version: str
    published: dt.date

    @property
    def major(self) -> str:
        """The number that changes where columns, areas or periods were taken away."""
        return major_of(self.version)


def major_of(version: str) -> str:
    """Return the major number of a version."""
    return version.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a busy service is asked again, and how long is waited in between (seconds)."""

    attempts: int = ATTEMPTS
    first_wait: float = FIRST_WAIT
    sleep: Callable[[float], None] = time.sleep

    def wait(self, attempt: int, answer: httpx.Response | None) -> None:
        """Wait as long as the answer says, or twice as long as the time before."""
        asked = _retry_after(answer) if answer is not None else None
        self.sleep(min(LONGEST_WAIT, self.first_wait * 2**attempt if asked is None else asked))


class StatisticsService:
    """The service at an address. Proxies and certificates are those that the environment names."""

    def __init__(self, base: str = BASE, patience: Patience | None = None) -> None:
        """Open a client for the service; close it, or use it in a `with`."""
        self.base = base.rstrip("/")
        self.patience = patience or Patience()
        self._client = httpx.Client(timeout=TIMEOUT, follow_redirects=True, trust_env=True)

    def __enter__(self) -> Self:
        """Return the service."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close its connections."""
        self._client.close()

    def publications(self, search: str) -> Iterator[Publication]:
        """Yield the publications that a search finds."""
        for entry in self._pages("/publications", {"search": search}):
            yield Publication(_text(entry, "id"), _text(entry, "title"))

    def data_sets(self, publication: Publication) -> Iterator[DataSet]:
        """Yield the published data sets of a publication.

        Raises ServiceError where the service cannot be reached or answers with something else.
        """
        for entry in self._pages(f"/publications/{quote(publication.id, safe='')}/data-sets", {}):
            latest = entry.get("latestVersion")
            if not isinstance(latest, Mapping):
                raise _unexpected(f"the data set {entry.get('title')} has no latest version")
            published = _day(_text(latest, "published"))
            yield DataSet(_text(entry, "id"), _text(entry, "title"), _text(latest, "version"), published)

    def csv_address(self, data_set: DataSet) -> str:
        """Return the address of a version of a data set as CSV."""
        return f"{self.base}/data-sets/{quote(data_set.id, safe='')}/csv?dataSetVersion={quote(data_set.version)}"

    def stream(self, address: str, headers: Mapping[str, str]) -> httpx.Response:
        """Return an answer whose content is still to be read; the one who asked closes it.

        Raises NotReachedError, or ServiceError where the service refuses or stays busy.
        """
        request = self._client.build_request("GET", address, headers=dict(headers))
        return self._answer(request, stream=True)

    def _pages(self, path: str, asked: Mapping[str, str]) -> Iterator[Mapping[str, object]]:
        """Yield the results of all pages of a list."""
        page, pages = 1, 1
        while page <= pages:
            found = self._json(path, {**asked, "page": str(page), "pageSize": str(PAGE_SIZE)})
            paging, results = found.get("paging"), found.get("results")
            if not isinstance(paging, Mapping) or not isinstance(results, list):
                raise _unexpected(f"{path} has no paging or no results")
            yield from (entry for entry in results if isinstance(entry, Mapping))
            pages = int(str(paging.get("totalPages", 1)))
            page += 1

    def _json(self, path: str, asked: Mapping[str, str]) -> Mapping[str, object]:
        answer = self._answer(self._client.build_request("GET", self.base + path, params=asked))
        try:
            found = answer.json()
        except ValueError:
            found = None
        if not isinstance(found, Mapping):
            raise _not_reached(self.base, "a page answered in its place, as of a proxy that asks for a password")
        return found

    def _answer(self, request: httpx.Request, *, stream: bool = False) -> httpx.Response:
        answer: httpx.Response | None = None
        lost: httpx.TransportError | None = None
        for attempt in range(self.patience.attempts):
            if attempt:
                self.patience.wait(attempt - 1, answer)
            try:
                answer, lost = self._client.send(request, stream=stream), None
            except httpx.TransportError as error:
                answer, lost = None, error
                if isinstance(error, httpx.ConnectError) and attempt + 1 >= ATTEMPTS_TO_CONNECT:
                    break
                continue
            if answer.status_code not in BUSY:
                return _accepted(answer)
            answer.close()
        if answer is None:
            raise _not_reached(self.base, lost)
        raise ServiceError(
            f"The statistics service was busy {self.patience.attempts} times (it answered {answer.status_code}).",
            where=str(request.url),
            hint="Try again later; what is here stays as it is.",
        )


def _accepted(answer: httpx.Response) -> httpx.Response:
    if answer.is_success or answer.status_code == NOT_SATISFIABLE:
        return answer
    answer.read()
    answer.close()
    if answer.status_code in OF_A_PROXY and _documented(answer) is None:
        raise _not_reached(str(answer.request.url), f"a proxy refused ({answer.status_code})")
    raise ServiceError(
        f"The statistics service refused ({answer.status_code}): {_problem(answer)}.",
        where=str(answer.request.url),
        hint="What is here stays as it is. If it goes on, download the release by hand and `workbench sources add` it.",
    )


def _problem(answer: httpx.Response) -> str:
    """Return what an error says of itself, as the service documents: a title, and a message for each thing wrong."""
    body = _documented(answer)
    if body is None:
        return answer.reason_phrase or "no reason was given"
    errors = body.get("errors")
    messages = (
        [str(one.get("message")) for one in errors if isinstance(one, Mapping)] if isinstance(errors, list) else []
    )
    return "; ".join([str(body.get("title", "no reason was given")), *messages])


def _documented(answer: httpx.Response) -> Mapping[str, object] | None:
    """Return what an error says in JSON, as those of the service do; none of one that something else gave."""
    try:
        body = answer.json()
    except ValueError:
        return None
    return body if isinstance(body, Mapping) else None


def _not_reached(base: str, error: Exception | str | None) -> NotReachedError:
    return NotReachedError(
        f"The statistics service could not be reached: {error or 'no answer'}.",
        where=base,
        hint="What is here stays in use. Behind a proxy set HTTPS_PROXY, and SSL_CERT_FILE to its certificates.",
    )


def _unexpected(what: str) -> ServiceError:
    return ServiceError(f"The statistics service answered in a way that is not documented: {what}.")


def _text(entry: Mapping[str, object], name: str) -> str:
    found = entry.get(name)
    if not isinstance(found, str) or not found.strip():
        raise _unexpected(f"an entry has no {name}")
    return " ".join("".join(letter for letter in found if letter.isprintable()).split())


def _day(text: str) -> dt.date:
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        raise _unexpected(f'"{text}" is no date') from None


def _retry_after(answer: httpx.Response) -> float | None:
    """Return the seconds that an answer asks to wait: a number of them, or until a time."""
    said = answer.headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    until = email.utils.parsedate_tz(said) if said else None
    return None if until is None else max(0.0, email.utils.mktime_tz(until) - time.time())
