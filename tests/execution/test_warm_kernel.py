"""Kernels that wait: what Jupyter asks of them, and what becomes of one that nobody needs."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")

# In a process of its own, as it is used: loading the library fixes the backend of pictures.
WHAT_HAPPENS = """
import asyncio, json, os, sys
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from analysis.execution import warm_kernel
from analysis.execution.warm_kernel import WarmKernel, WarmProvisioner, prepare

told = {"alone": os.getpgid(0)}
kernel = WarmKernel()
told["waits"] = kernel.poll()
kernel.terminate()
told["terminated"] = kernel.wait(10)
kernel.send_signal(9)  # of one that is gone: nothing

kernel = WarmKernel()
kernel.kill()
told["killed"] = kernel.wait(10)

kernel = WarmKernel()
kernel.orders.close()
told["nobody_needs_it"] = kernel.wait(10)

async def cold(self, cmd, **_):
    return ("cold", cmd)
LocalProvisioner.launch_kernel = cold
command = ["python", "-m", "ipykernel_launcher", "-f", "connection.json"]
async def launch(provisioner):
    return await provisioner.launch_kernel(command, env={"A": "b"}, cwd="there")
told["none_waits"] = asyncio.run(launch(WarmProvisioner()))

kernel = prepare()
kernel.kill()
kernel.wait(10)
told["ended_while_it_waited"] = asyncio.run(launch(WarmProvisioner()))

kernel = prepare()
orders = []
kernel.serve = lambda *given: orders.append(given)
provisioner = WarmProvisioner()
provisioner.connection_info = {"shell_port": 1}
told["launched"] = asyncio.run(launch(provisioner))
arguments, given, folder = orders[0]
told["orders"] = [arguments, {**given, "JPY_PARENT_PID": given["JPY_PARENT_PID"] == str(os.getpid())}, folder]
told["its_process"] = provisioner.process is kernel and provisioner.pid == provisioner.pgid == kernel.pid
told["left_waiting"] = len(warm_kernel._waiting)
kernel.kill()
kernel.wait(10)
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told():
    done = subprocess.run([sys.executable, "-c", WHAT_HAPPENS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    return {**json.loads(done.stdout), "said": done.stderr}


def test_a_kernel_waits_and_ends_as_it_is_asked(told):
    assert told["waits"] is None
    assert (told["terminated"], told["killed"]) == (-15, -9)


def test_to_load_it_says_nothing_to_whoever_runs_a_pack(told):
    assert told["said"] == ""


def test_a_kernel_that_nobody_can_reach_any_more_ends_by_itself(told):
    assert told["nobody_needs_it"] == 0


def test_where_none_waits_a_cold_one_starts(told):
    assert told["none_waits"] == ["cold", ["python", "-m", "ipykernel_launcher", "-f", "connection.json"]]


def test_where_the_one_that_waited_was_ended_a_cold_one_starts(told):
    assert told["ended_while_it_waited"] == told["none_waits"]


def test_the_one_that_waits_is_told_its_connection_its_settings_and_its_folder(told):
    assert told["launched"] == {"shell_port": 1}
    assert told["orders"] == [["-f", "connection.json"], {"A": "b", "JPY_PARENT_PID": True}, "there"]
    assert told["its_process"]


def test_a_kernel_is_given_to_one_notebook_only(told):
    assert told["left_waiting"] == 0
