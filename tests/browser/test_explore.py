"""The controls in a real JupyterLab: what a person sees between a choice and its answer."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from analysis.catalogue.workspace import Workspace
from analysis.cli.lab import command_of, environment_of

pytestmark = pytest.mark.browser
STARTS_WITHIN = 120  # seconds


@pytest.fixture(scope="module")
def lab(root, tmp_path_factory):
    """Serve a copy of the notebooks as `workbench lab` does, and return its address."""
    pytest.importorskip("jupyterlab")
    folder = tmp_path_factory.mktemp("lab")
    (folder / "notebooks").mkdir()
    shutil.copy(root / "notebooks/explore.ipynb", folder / "notebooks")
    (folder / "council.yml").write_text("version: 1\narea: Torbay\n", encoding="utf-8")
    workspace = Workspace(folder, root / "data")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = command_of(workspace, browser=False, port=port)
    command += ["--IdentityProvider.token=", "--allow-root", "--ServerApp.ip=127.0.0.1"]
    environment = environment_of(workspace) | {"JUPYTER_CONFIG_DIR": str(folder / "settings")}
    log = (folder / "log.txt").open("w")
    server = subprocess.Popen([sys.executable, *command[1:]], env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api", server)
        yield f"{address}/lab/tree/explore.ipynb"
    finally:
        server.terminate()
        server.wait(timeout=60)
        log.close()


def wait_for(address, server):
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own server
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    pytest.fail("JupyterLab did not start")


@pytest.fixture(scope="module")
def told(lab, drive):
    """Choose Plymouth, and Norfolk at once after it; return what was shown, in its order."""
    return drive("explore.mjs", lab, "Plymouth", "Norfolk", timeout=400)


def test_run_all_ends_in_the_state_that_the_boxes_show(told):
    boxes = dict(told["boxes"][0])
    assert (boxes["Area"], boxes["Question"]) == ("Torbay", "Why did it change?")
    assert boxes["Report month"] == "May 2021"
    assert "In Torbay the child protection (CP) rate" in told["shown"][0]


def test_a_choice_blanks_the_old_answer_and_says_what_is_worked_on(told):
    assert told["shown"][1] == "Working on Plymouth ..."


def test_the_boxes_keep_their_values_while_it_works_and_after(told):
    first, *later = [{name: value for name, value in boxes if name != "Area"} for boxes in told["boxes"]]
    assert later == [first] * len(later)
    assert [dict(boxes)["Area"] for boxes in told["boxes"]] == ["Torbay", "Plymouth", "Norfolk", "Norfolk"]


def test_a_newer_choice_wins(told):
    assert told["shown"][2] == "Working on Norfolk ..."
    assert "In Norfolk the child protection (CP) rate" in told["shown"][-1]
    assert not [line for line in told["shown"] if line.startswith("In Plymouth")]


def test_nothing_goes_wrong_in_the_page_and_no_news_are_offered(told):
    assert told["errors"] == []
    assert told["news"] == []
