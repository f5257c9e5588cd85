"""Folders at a URL: in memory, in files, and in an object store that a server of the tests stands for."""

import errno
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import fsspec
import pytest
from pyarrow import fs as arrow

from analysis.packs import storage
from analysis.packs.cluster import Request, make_here
from analysis.packs.storage import fetch, opened, put
from small_pack import is_whole

SERVER = Path(sys.prefix) / "s3" / ("Scripts" if sys.platform == "win32" else "bin") / "moto_server"  # by .ci/run
STARTS_WITHIN = 120  # seconds, on a machine that is busy with other work


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "torbay" / "2021-05"
    for name in ("manifest.json", "zebra.html", "papers/ä b.html", "papers/empty.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("" if "empty" in name else name, encoding="utf-8")
    return folder


def files_at(url):
    files, path = opened(url)
    return {name.removeprefix(path).lstrip("/"): files.cat_file(name) for name in files.find(path)}


def test_a_pack_at_a_url_has_its_manifest_last(pack):
    place = put(pack, "memory://packs/")
    assert place == "memory://packs/torbay/2021-05"
    files = fsspec.filesystem("memory")
    assert files.cat("/packs/torbay/2021-05/zebra.html") == b"zebra.html"
    written = [files.modified(f"/packs/torbay/2021-05/{name}") for name in ("papers/ä b.html", "zebra.html")]
    assert max(written) <= files.modified("/packs/torbay/2021-05/manifest.json")


def test_while_a_pack_is_replaced_there_is_no_manifest_and_what_it_no_longer_has_goes(pack, monkeypatch):
    put(pack, "memory://replaced")
    (pack / "zebra.html").unlink()
    seen = []
    system = type(fsspec.filesystem("memory"))
    puts = system.put_file

    def looked_at(self, source, target, **options):
        seen.append("/replaced/torbay/2021-05/manifest.json" in self.store)
        return puts(self, source, target, **options)

    monkeypatch.setattr(system, "put_file", looked_at)
    put(pack, "memory://replaced")
    assert seen == [False, False, False]
    assert set(files_at("memory://replaced/torbay/2021-05")) == {"manifest.json", "papers/ä b.html", "papers/empty.txt"}


def test_a_workspace_is_fetched_whole_and_where_there_is_none_it_is_said(pack, tmp_path):
    fetch(f"file://{pack.parent}", tmp_path / "here")
    assert (tmp_path / "here" / "2021-05" / "papers" / "ä b.html").read_text(encoding="utf-8") == "papers/ä b.html"
    with pytest.raises(FileNotFoundError, match="There is nothing") as refused:
        fetch(f"file://{tmp_path}/nowhere", tmp_path / "here")
    assert refused.value.errno == errno.ENOENT


def test_a_kind_that_nothing_opens_is_refused():
    with pytest.raises(ValueError, match="carrier"):
        opened("carrier://pigeon")


@pytest.mark.parametrize(("url", "path"), [("s3://council/a/b/", "council/a/b"), ("gs://council/a", "council/a")])
def test_object_stores_need_no_package_beside_what_is_installed(url, path, monkeypatch):
    monkeypatch.delenv(storage.ENDPOINT, raising=False)
    by_address = SimpleNamespace(from_uri=lambda text: (arrow.LocalFileSystem(), text.partition("://")[2]))
    monkeypatch.setattr(storage, "arrow", SimpleNamespace(FileSystem=by_address))
    assert opened(url)[1] == path


@pytest.fixture(scope="module")
def object_store():
    """Return the variables that lead to an object store of these tests, with a bucket `council`."""
    if not SERVER.is_file():
        pytest.skip("the server that stands for an object store is not installed (.ci/run does it)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([SERVER, "-H", "127.0.0.1", "-p", str(port)], stderr=subprocess.DEVNULL)
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.1)
    address = f"http://127.0.0.1:{port}"
    keys = {"access_key": "of the tests", "secret_key": "of the tests", "region": "eu-west-2"}
    arrow.S3FileSystem(endpoint_override=address, allow_bucket_creation=True, **keys).create_dir("council")
    names = {"AWS_ACCESS_KEY_ID": keys["access_key"], "AWS_SECRET_ACCESS_KEY": keys["secret_key"]}
    yield {storage.ENDPOINT: address, "AWS_DEFAULT_REGION": keys["region"], **names}
    server.kill()
    server.wait()


@pytest.fixture
def in_store(object_store, monkeypatch):
    for name, value in object_store.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("in_store")
def test_a_pack_goes_to_an_object_store_and_comes_back_the_same(pack, tmp_path):
    put(pack, "s3://council/packs")
    fetch("s3://council/packs", tmp_path / "back")
    sent = {path.relative_to(pack): path.read_bytes() for path in pack.rglob("*") if path.is_file()}
    back = tmp_path / "back" / "torbay" / "2021-05"
    assert {path.relative_to(back): path.read_bytes() for path in back.rglob("*") if path.is_file()} == sent
    (pack / "zebra.html").unlink()
    put(pack, "s3://council/packs")
    assert "zebra.html" not in files_at("s3://council/packs/torbay/2021-05")


@pytest.mark.usefixtures("in_store")
@pytest.mark.parametrize("url", ["s3://council/nothing-here", "s3://nobodys-bucket/x"])
def test_where_nothing_is_it_is_said(url, tmp_path):
    with pytest.raises(OSError, match=r"There is nothing|bucket"):
        fetch(url, tmp_path)


@pytest.mark.end_to_end
@pytest.mark.usefixtures("in_store")
def test_a_pack_whose_workspace_and_place_are_an_object_store_is_the_one_that_is_made_here(workspace, tmp_path):
    (workspace.raw / ".keep").touch()  # an object store knows no folder that is empty
    store, bucket = opened("s3://council")
    for path in workspace.root.rglob("*"):
        if path.is_file():
            store.put_file(str(path), f"{bucket}/workspace/{path.relative_to(workspace.root).as_posix()}")
    asked = ("--renderer", "builtin", "--jobs", "1")
    said = make_here(Request(("E06000027",), "2021-05", asked, "s3://council/workspace", None, "s3://council/made"))
    assert [each["folder"] for each in said["published"]] == ["s3://council/made/torbay/2021-05"], said
    fetch("s3://council/made/torbay/2021-05", tmp_path / "back")
    assert is_whole(tmp_path / "back")
