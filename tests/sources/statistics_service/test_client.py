import datetime as dt
import socket

import pytest

from analysis.sources.statistics_service.client import (
    NotReachedError,
    Patience,
    ServiceError,
    StatisticsService,
    major_of,
)


def test_a_list_is_read_to_its_last_page(service):
    service.offers = {f"Publication {number}": [] for number in range(45)}
    with service.client() as asked:
        found = list(asked.publications("Publication"))
    assert [one.title for one in found] == list(service.offers)
    assert service.asked == ["/publications"] * 3


def test_a_data_set_has_its_latest_version(service, offer):
    service.offers = {
        "Children in need": [offer("C1 referrals", version="3.1", published="2026-10-29T09:30:00.1234567Z")]
    }
    with service.client() as asked:
        (publication,) = asked.publications("children in need")
        (found,) = asked.data_sets(publication)
    assert (found.title, found.version, found.major, found.published) == (
        "C1 referrals",
        "3.1",
        "3",
        dt.date(2026, 10, 29),
    )


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_service_is_asked_again_after_longer_and_longer_waits(service, status):
    service.offers = {"Children in need": []}
    service.refusals = {"/publications": [status, status, status]}
    with service.client() as asked:
        assert len(list(asked.publications("children"))) == 1
    assert service.waited == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(("said", "waited"), [("7", [7.0]), ("9999", [60.0]), ("soon", [1.0])])
def test_the_wait_that_a_service_asks_for_is_kept_within_a_minute(service, said, waited):
    service.retry_after = said
    service.refusals = {"/publications": [429]}
    with service.client() as asked:
        list(asked.publications("children"))
    assert service.waited == waited


def test_a_date_to_wait_for_is_understood(service):
    service.retry_after = "Wed, 21 Oct 2015 07:28:00 GMT"
    service.refusals = {"/publications": [429]}
    with service.client() as asked:
        list(asked.publications("children"))
    assert service.waited == [0.0]


def test_a_service_that_stays_busy_is_left_alone(service):
    service.refusals = {"/publications": [504] * 9}
    with service.client() as asked, pytest.raises(ServiceError, match=r"busy 5 times \(it answered 504\)"):
        list(asked.publications("children"))
    assert len(service.asked) == 5


def test_a_refusal_is_told_in_the_services_own_words(service):
    service.refusals = {"/publications": [403]}
    with service.client() as asked, pytest.raises(ServiceError, match=r"refused \(403\): Too busy"):
        list(asked.publications("children"))
    assert len(service.asked) == 1
    assert service.waited == []


def test_a_sign_in_page_of_a_proxy_is_no_answer(service):
    service.not_json = True
    with service.client() as asked, pytest.raises(NotReachedError, match="a proxy that asks for a password"):
        list(asked.publications("children"))


def test_no_network_is_said_after_two_attempts_with_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
        waited = []
        with (
            StatisticsService(nobody, Patience(sleep=waited.append)) as asked,
            pytest.raises(NotReachedError, match="could not be reached") as error,
        ):
            list(asked.publications("children"))
    assert len(waited) == 1
    assert "HTTPS_PROXY" in str(error.value)


def test_a_proxy_that_the_environment_names_is_used(service, monkeypatch):
    service.offers = {"Children in need": []}
    proxy = service.base.removesuffix("/statistics/v1")
    monkeypatch.setenv("HTTP_PROXY", proxy)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with StatisticsService("http://statistics.invalid/statistics/v1") as asked:
        assert [one.title for one in asked.publications("children")] == ["Children in need"]


@pytest.mark.parametrize(
    "entry", [{"title": "C1"}, {"id": "a", "title": "", "latestVersion": {}}, {"id": "a", "title": "C1"}]
)
def test_an_answer_that_is_not_as_documented_is_refused(service, monkeypatch, entry):
    service.offers = {"Children in need": []}
    with service.client() as asked:
        (publication,) = asked.publications("children")
        monkeypatch.setattr(service, "answer", lambda *_: (200, {"paging": {"totalPages": 1}, "results": [entry]}))
        with pytest.raises(ServiceError, match="not documented"):
            list(asked.data_sets(publication))


def test_the_major_version_is_the_first_number():
    assert (major_of("2.1"), major_of("10.0")) == ("2", "10")
