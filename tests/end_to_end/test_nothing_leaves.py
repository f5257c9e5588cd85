"""A whole run connects to nothing beyond this machine, and nothing of the machine is in what it leaves."""

import getpass
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

from small_pack import FIGURE, SAVE_EVIDENCE, make_workspace, write_notebook

pytestmark = pytest.mark.end_to_end

SECRET = "hunter2-correct-horse"  # noqa: S105 - planted
USER = "zebedee.quartermaine"
ENVIRONMENT = {
    "AWS_SECRET_ACCESS_KEY": SECRET,
    "DATABASE_URL": f"postgres://someone:{SECRET}@db.example/x",
    "WORKBENCH_TOKEN": SECRET,
    "USER": USER,
    "LOGNAME": USER,
    "USERNAME": USER,
}
TELLS_ALL = """#| label: tells
import getpass, logging, os, sys, tempfile, warnings
print(dict(os.environ), sys.prefix, os.getcwd(), os.path.expanduser("~"), tempfile.gettempdir())
warnings.warn("look where I stand")
logging.getLogger().warning("in %s", os.getcwd())
import matplotlib
print(matplotlib.__file__)"""
FAILS = "#| label: fails\nimport pandas\npandas.DataFrame({'a': [1]})['b']"
WATCH = """
import ipaddress, os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        address = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments
        host = address[0] if isinstance(address, tuple) else None
        if host in (None, "", "localhost") or (isinstance(host, bytes) and host == b"localhost"):
            return
        try:
            if ipaddress.ip_address(host).is_loopback:
                return
        except ValueError:
            pass
        with open(os.environ["WORKBENCH_WATCHED"], "a") as file:
            file.write(f"{event} {address}\\n")
        raise ConnectionRefusedError(f"{event} {address}")
sys.addaudithook(watch)
"""
ELSEWHERE = re.compile(r'inet_addr\("(?!127\.)([\d.]+)"\)|inet_pton\(AF_INET6, "(?!::1")([^"]+)"')


@pytest.fixture(scope="module")
def runs(tmp_path_factory, root):
    """One run that succeeds and one that fails, watched; the workspace they ran in."""
    folder = tmp_path_factory.mktemp("nothing leaves")
    workspace = make_workspace(folder / "work bench", root)
    write_notebook(workspace.notebooks / "01_numbers.ipynb", TELLS_ALL, FIGURE, SAVE_EVIDENCE)
    (folder / "watch").mkdir()
    (folder / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    environment = {
        **os.environ,
        **ENVIRONMENT,
        "WORKBENCH_WORKSPACE": str(workspace.root),
        "WORKBENCH_WATCHED": str(folder / "python.log"),
        "PYTHONPATH": str(folder / "watch"),
    }
    told = [run(folder, environment, "2021-05")]
    write_notebook(workspace.notebooks / "02_fails.ipynb", FAILS)
    told.append(run(folder, environment, "2021-04"))
    return folder, workspace, told


def run(folder, environment, month):
    command = [sys.executable, "-m", "analysis", "run", "--area", "Torbay", "--month", month, "--renderer", "builtin"]
    watched = []
    if can_be_traced():
        watched = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto,sendmsg"]
        watched += ["-o", str(folder / f"system-{month}.log")]
    for _ in range(3):
        told = subprocess.run(
            [*watched, *command], env=environment, cwd=folder, capture_output=True, text=True, check=False, timeout=300
        )
        if "strace: ptrace(" not in told.stderr:
            break  # a process that ends while strace reaches for it can end strace, and that ends the run it watches
    return told


def can_be_traced():
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


def test_one_run_succeeds_and_one_fails(runs):
    _, _, (good, bad) = runs
    assert good.returncode == 0, good.stderr
    assert bad.returncode == 1
    assert "KeyError: 'b'" in bad.stderr


def test_no_python_process_asks_for_an_address_beyond_this_machine(runs):
    log = runs[0] / "python.log"
    assert not log.exists() or log.read_text(encoding="utf-8") == ""


def test_the_watch_sees_what_it_is_there_for(runs):
    folder, _, _ = runs
    environment = {**os.environ, "PYTHONPATH": str(folder / "watch"), "WORKBENCH_WATCHED": str(folder / "own.log")}
    asks = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    assert subprocess.run([sys.executable, "-c", asks], env=environment, capture_output=True, check=False).returncode
    assert "192.0.2.1" in (folder / "own.log").read_text(encoding="utf-8")


@pytest.mark.skipif(not can_be_traced(), reason="strace, which sees every program connect, is not here")
def test_no_program_at_all_connects_beyond_this_machine(runs):
    logs = list(runs[0].glob("system-*.log"))
    assert len(logs) == 2
    said = "\n".join(log.read_text(encoding="utf-8", errors="replace") for log in logs)
    assert "127.0.0.1" in said, "nothing was seen, not even the kernels"
    assert [line for line in said.splitlines() if ELSEWHERE.search(line)] == []


def contents(folder):
    """Yield every file of a folder, and what is packed inside it."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        yield path.name, path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as parts:
                for name in parts.namelist():
                    yield f"{path.name}/{name}", parts.read(name)
        if path.suffix == ".pdf":
            with pikepdf.open(path) as book:
                yield f"{path.name}/info", repr(dict(book.docinfo.items())).encode()
                for number, thing in enumerate(book.objects):
                    if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") != "/Image":
                        yield f"{path.name}/{number}", thing.read_bytes()


def private(workspace):
    machine = {SECRET, USER, str(workspace.root), str(Path.home()), sys.prefix, platform.node()}
    if len(getpass.getuser()) > 6:
        machine.add(getpass.getuser())
    return [word.encode() for word in machine if len(word) > 4]


@pytest.mark.parametrize("place", ["build", ".make/failed"])
def test_nothing_of_the_machine_is_in_what_a_run_leaves(runs, place):
    _, workspace, _ = runs
    found = list(contents(workspace.root / place))
    assert any(name.endswith(".ipynb") for name, _ in found)
    told = {
        f"{name}: {word.decode()}"
        for name, content in found
        for word in private(workspace)
        if re.search(rb"(?<![A-Za-z0-9+=._-])" + re.escape(word) + rb"(?![A-Za-z0-9._-])", content)
    }
    assert told == set()


def test_the_notebook_did_tell_what_there_was_to_tell(runs):
    _, workspace, _ = runs
    shown = (workspace.build / "torbay" / "2021-05" / "notebooks" / "01_numbers.ipynb").read_text(encoding="utf-8")
    assert "look where I stand" in shown
    assert "(python)" in shown
