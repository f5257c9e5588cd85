import pytest

from analysis.sources.statistics_service.client import ServiceError
from analysis.sources.statistics_service.download import download


@pytest.fixture
def address(service, offer, csv_text):
    service.offers = {"Children in need": [offer("C1", csv=csv_text)]}
    with service.client() as asked:
        (publication,) = asked.publications("children")
        (found,) = asked.data_sets(publication)
        yield asked.csv_address(found)


@pytest.fixture
def csv_text(referrals):
    return referrals(rows=400)


def fetch(service, address, tmp_path):
    with service.client() as asked:
        return download(asked, address, tmp_path / "c1.csv")


@pytest.mark.parametrize("plain", [True, False])
def test_a_file_comes_whole_and_leaves_nothing_beside(service, address, csv_text, tmp_path, plain):
    service.plain = plain
    assert fetch(service, address, tmp_path).read_text() == csv_text
    assert [path.name for path in tmp_path.iterdir()] == ["c1.csv"]


@pytest.mark.parametrize("plain", [True, False])
def test_a_download_that_breaks_off_goes_on_where_it_was(service, address, csv_text, tmp_path, plain):
    service.plain, service.cut = plain, [500, 300]
    assert fetch(service, address, tmp_path).read_text() == csv_text
    assert service.ranges == ["", "bytes=500-", "bytes=800-"]


@pytest.mark.parametrize("fault", ["no_etag", "no_ranges"])
def test_where_it_cannot_be_resumed_it_begins_again(service, address, csv_text, tmp_path, fault):
    setattr(service, fault, True)
    service.cut = [500]
    assert fetch(service, address, tmp_path).read_text() == csv_text


def test_a_later_run_resumes_what_an_earlier_one_left(service, address, csv_text, tmp_path):
    service.cut = [100, 100, 100, 100, 100]
    with pytest.raises(ServiceError, match="broke off 5 times"):
        fetch(service, address, tmp_path)
    assert not (tmp_path / "c1.csv").exists()
    assert fetch(service, address, tmp_path).read_text() == csv_text
    assert service.ranges[-1] == "bytes=500-"


def test_a_file_that_changed_meanwhile_is_fetched_anew(service, address, tmp_path, referrals):
    service.cut = [100] * 5
    with pytest.raises(ServiceError):
        fetch(service, address, tmp_path)
    service.offers["Children in need"][0].csv = changed = referrals(rows=3)
    assert fetch(service, address, tmp_path).read_text() == changed


def test_a_damaged_file_is_fetched_anew(service, address, csv_text, tmp_path):
    service.damage = 1
    assert fetch(service, address, tmp_path).read_text() == csv_text


def test_a_file_that_is_always_damaged_is_refused(service, address, tmp_path):
    service.damage = 99
    with pytest.raises(ServiceError, match="broke off 5 times"):
        fetch(service, address, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_had_come_and_is_longer_than_the_file_is_forgotten(service, address, csv_text, tmp_path):
    service.cut = [100] * 5
    with pytest.raises(ServiceError):
        fetch(service, address, tmp_path)
    part = tmp_path / ".c1.csv.part"
    part.write_bytes(part.read_bytes() + b"x" * 100_000)
    assert fetch(service, address, tmp_path).read_text() == csv_text


def test_it_says_how_much_is_here(service, address, tmp_path):
    heard = []
    with service.client() as asked:
        download(asked, address, tmp_path / "c1.csv", heard.append)
    assert heard == sorted(heard)
    assert heard[-1] > 500
