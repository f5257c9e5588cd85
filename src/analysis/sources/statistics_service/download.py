"""Bring a file here whole: what broke off is resumed, and until all of it is here there is no file of its name."""

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from analysis.sources.statistics_service.client import NOT_SATISFIABLE, ServiceError, StatisticsService

BLOCK = 1 << 16  # bytes read at once
RESUMES = 5  # how often a download that breaks off is taken up again in one run
PARTIAL = 206

Received = Callable[[int], None]  # bytes that are here


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is known of a download that was begun. etag: tells that the file is still the same. encoding: `gzip`."""

    address: str
    etag: str | None
    encoding: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a file comes to stand, and what stands beside it until it is whole."""

    target: Path

    @property
    def part(self) -> Path:
        """What has come so far, as it was sent."""
        return self.target.with_name(f".{self.target.name}.part")

    @property
    def note(self) -> Path:
        """What is known of the download."""
        return self.target.with_name(f".{self.target.name}.json")

    @property
    def whole(self) -> Path:
        """All of it, not yet under its name."""
        return self.target.with_name(f".{self.target.name}.whole")

    def begun(self) -> _Begun | None:
        """Return what an earlier run wrote down, or None."""
        try:
            return _Begun(**json.loads(self.note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def forget(self) -> None:
        """Take away what stands beside."""
        for path in (self.part, self.note, self.whole):
            path.unlink(missing_ok=True)


def download(service: StatisticsService, address: str, target: Path, received: Received | None = None) -> Path:
    """Download an address to `target`, resuming what an earlier run left. Returns `target`.

    Raises ServiceError where it breaks off again and again; what came stays beside, and the next run resumes it.
    """
    place = _Place(target)
    broken: Exception | None = None
    for attempt in range(RESUMES):
        if attempt:
            service.patience.wait(attempt - 1, None)
        try:
            _receive(service, address, place, received or (lambda _: None))
            _unpack(place)
        except (httpx.TransportError, EOFError, gzip.BadGzipFile, zlib.error) as error:
            broken = error
        else:
            return target
    hint = "Run it again: it goes on where it was."
    raise ServiceError(f"The download broke off {RESUMES} times ({broken}).", where=address, hint=hint)


def _receive(service: StatisticsService, address: str, place: _Place, received: Received) -> None:
    """Receive what is still lacking of a file, or all of it where it has changed meanwhile or cannot be resumed."""
    begun = place.begun()
    headers, have = {"Accept-Encoding": "gzip"}, 0
    if begun is not None and begun.etag and begun.address == address and place.part.is_file():
        have = place.part.stat().st_size
        headers |= {"Range": f"bytes={have}-", "If-Range": begun.etag} if have else {}
    answer = service.stream(address, headers)
    try:
        if answer.status_code == NOT_SATISFIABLE:
            place.forget()
            raise httpx.ReadError("what had come is longer than the file")
        resumed = answer.status_code == PARTIAL and have > 0
        if not resumed:
            begun = _Begun(address, answer.headers.get("ETag"), answer.headers.get("Content-Encoding", "identity"))
            place.note.write_text(json.dumps(asdict(begun)), encoding="utf-8")
        with place.part.open("ab" if resumed else "wb") as file:
            for block in answer.iter_raw():  # as it comes: a block of a size would be lost where it breaks off
                file.write(block)
                received(file.tell())
    finally:
        answer.close()


def _unpack(place: _Place) -> None:
    """Put the whole file in its place. Raises what gzip raises, and forgets it, where what came is damaged."""
    begun = place.begun()
    try:
        if begun is not None and begun.encoding == "gzip":
            with gzip.open(place.part) as packed, place.whole.open("wb") as file:
                while block := packed.read(BLOCK):
                    file.write(block)
        else:
            place.part.replace(place.whole)
        place.whole.replace(place.target)
    finally:
        place.forget()
