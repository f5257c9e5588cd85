"""A statistics service on this machine that speaks the documented contract, with every fault it may have."""

import gzip
import hashlib
import json
import math
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from analysis.sources.statistics_service.client import Patience, StatisticsService

KEYS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "old_la_code,new_la_code,la_name"
)
TORBAY = "Local authority,E92000001,England,E12000009,South West,880,E06000027,Torbay"
ENGLAND = "National,E92000001,England,,,,,"


def referrals_csv(last_year=2026, figures=("referral_count", "rereferral_count", "rereferral_percent"), rows=1):
    lines = [f"{KEYS},category,{','.join(figures)}"]
    for year in range(last_year - rows + 1, last_year + 1):
        for place, scale in ((ENGLAND, 300), (TORBAY, 1)):
            values = ",".join(str(scale * (year - 1000 + position)) for position in range(len(figures)))
            lines.append(f"{year},Reporting year,{place},Referrals and Re-referrals,{values}")
    return "\n".join(lines) + "\n"


@dataclass
class Offer:
    """A data set of the service: what its latest version is, and its CSV."""

    title: str
    csv: str = field(default_factory=referrals_csv)
    version: str = "2.0"
    published: str = "2026-10-29T09:30:00+00:00"


@dataclass
class FakeService:
    """What the service offers, and how it misbehaves.

    refusals: path -> the statuses with which it answers first. cut: how many bytes of a CSV it sends before it hangs
    up, one number for each time. retry_after: what it asks for when busy. no_etag, no_ranges, plain: what it cannot do.
    """

    offers: dict[str, list[Offer]] = field(default_factory=dict)
    refusals: dict[str, list[int]] = field(default_factory=dict)
    cut: list[int] = field(default_factory=list)
    damage: int = 0
    retry_after: str | None = None
    no_etag: bool = False
    no_ranges: bool = False
    plain: bool = False
    not_json: bool = False
    base: str = ""
    asked: list[str] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    sent: Counter = field(default_factory=Counter)
    waited: list[float] = field(default_factory=list)

    def client(self, attempts=5):
        return StatisticsService(self.base, Patience(attempts, 1.0, self.waited.append))

    def answer(self, path, query):
        parts = path.strip("/").split("/")
        if parts == ["publications"]:
            search = query.get("search", [""])[0].casefold()
            found = [title for title in self.offers if search in title.casefold()]
            return self._page(
                [{"id": self._id(title), "title": title, "slug": "s", "summary": ""} for title in found], query
            )
        if len(parts) == 3 and parts[0] == "publications" and parts[2] == "data-sets":
            offers = next((found for title, found in self.offers.items() if self._id(title) == parts[1]), None)
            if offers is not None:
                return self._page([self._data_set(offer) for offer in offers], query)
        return 404, {"title": "Not Found", "type": "about:blank", "status": 404}

    def csv_of(self, path, query):
        data_set, version = path.strip("/").split("/")[1], query["dataSetVersion"][0]
        for offers in self.offers.values():
            for offer in offers:
                if self._id(offer.title) == data_set and offer.version == version:
                    return offer.csv.encode()
        return None

    def _data_set(self, offer):
        latest = {"version": offer.version, "published": offer.published, "totalResults": 2, "file": {"id": "f"}}
        return {
            "id": self._id(offer.title),
            "title": offer.title,
            "summary": "",
            "status": "Published",
            "latestVersion": latest,
        }

    def _page(self, results, query):
        size, page = int(query.get("pageSize", ["10"])[0]), int(query.get("page", ["1"])[0])
        if size > 20:
            error = {"code": "LessThanOrEqual", "message": "Must be less than or equal to 20.", "path": "pageSize"}
            return 400, {"title": "There are validation errors with the request.", "status": 400, "errors": [error]}
        pages = max(1, math.ceil(len(results) / size))
        paging = {"page": page, "pageSize": size, "totalPages": pages, "totalResults": len(results)}
        return 200, {"paging": paging, "results": results[(page - 1) * size : page * size]}

    @staticmethod
    def _id(title):
        return hashlib.sha256(title.encode()).hexdigest()[:12]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        service, url = self.server.service, urlsplit(self.path)
        path = url.path.removeprefix("/statistics/v1")
        service.asked.append(path)
        query = parse_qs(url.query)
        waiting = service.refusals.get(path) or service.refusals.get("*")
        if waiting:
            status = waiting.pop(0)
            return self._json(status, {"title": "Too busy", "type": "about:blank", "status": status})
        if path.endswith("/csv"):
            return self._csv(service, service.csv_of(path, query))
        if service.not_json:
            return self._send(200, b"<html>Sign in to the council's network</html>", {"Content-Type": "text/html"})
        status, body = service.answer(path, query)
        return self._json(status, body)

    def _json(self, status, body):
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        if self.server.service.retry_after:
            headers["Retry-After"] = self.server.service.retry_after
        self._send(status, gzip.compress(json.dumps(body).encode()), headers)

    def _csv(self, service, content):
        if content is None:
            self._json(404, {"title": "Not Found", "type": "about:blank", "status": 404})
            return
        body = content if service.plain else gzip.compress(content, mtime=0)
        if service.damage:
            service.damage -= 1
            body = body[:-8] + b"damaged!"
        etag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        headers = {"Content-Type": "text/csv"} | ({} if service.plain else {"Content-Encoding": "gzip"})
        headers |= {} if service.no_etag else {"ETag": etag}
        status, start = 200, 0
        wanted = self.headers.get("Range")
        service.ranges.append(wanted or "")
        if wanted and not service.no_ranges and self.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            if start >= len(body):
                self._send(416, b"", {})
                return
            status = 206
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        self._send(status, body[start:], headers, service.cut.pop(0) if service.cut else None)

    def _send(self, status, body, headers, cut=None):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if cut is None else body[:cut])
        if cut is not None:
            self.wfile.flush()
            self.close_connection = True

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def service(monkeypatch):
    """A service with no faults, that offers nothing; no proxy stands between."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.service = FakeService(base=f"http://127.0.0.1:{server.server_port}/statistics/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.service
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def offer():
    """Makes a data set that the service offers."""
    return Offer


@pytest.fixture
def referrals():
    """Makes the CSV of referrals: last year, columns of figures, years."""
    return referrals_csv


@pytest.fixture
def keys():
    """The columns that every CSV of the service begins with."""
    return KEYS


@pytest.fixture
def torbay():
    """The place of a row of Torbay."""
    return TORBAY
