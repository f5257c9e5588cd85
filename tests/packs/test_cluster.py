"""The same plan on a Dask cluster gives the same packs, and says what failed as it is said here."""

import json
import subprocess
from types import SimpleNamespace

import pytest

distributed = pytest.importorskip("distributed")

from analysis.catalogue.errors import WorkbenchError  # noqa: E402
from analysis.execution.failure import PackFailedError  # noqa: E402
from analysis.packs import cluster  # noqa: E402
from analysis.packs.cluster import Request, make_here, make_packs_on  # noqa: E402
from analysis.packs.plan import plan_packs  # noqa: E402


@pytest.fixture
def specs(workspace):
    return plan_packs(workspace, area_names=["Torbay"], month_names=["2021-03..2021-05"])


def answer(monkeypatch, out, err="", code=0):
    asked = []

    def run(command, **_):
        asked.append(command)
        return SimpleNamespace(stdout=out, stderr=err, returncode=code)

    monkeypatch.setattr(subprocess, "run", run)
    return asked


def test_a_task_types_what_a_person_would(monkeypatch, tmp_path):
    pack = tmp_path / "build" / "torbay" / "2021-05"
    pack.mkdir(parents=True)
    asked = answer(monkeypatch, json.dumps({"published": [{"pack": "x", "folder": str(pack)}], "failed": []}))
    said = make_here(Request(("E06000027", "E06000026"), "2021-05", ("--jobs", "1"), str(tmp_path), "/srv/data"))
    assert said["published"][0]["folder"] == str(pack)
    assert asked[0][3:] == [
        *("--workspace", str(tmp_path), "--data", "/srv/data", "batch", "--areas", "E06000027,E06000026"),
        *("--months", "2021-05", "--format", "json", "--jobs", "1"),
    ]


def test_a_task_makes_the_pack_for_the_audience_that_was_asked_for(workspace):
    for audience in ("public", "team"):
        (spec,) = plan_packs(workspace, area_names=["Torbay"], month_names=["2021-05"], audience=audience)
        options = cluster._request([spec], ("--jobs", "1"), None, None).options
        assert options == ("--jobs", "1", "--audience", audience)


def test_what_says_nothing_that_can_be_read_is_an_error_in_its_own_words(monkeypatch, tmp_path):
    answer(monkeypatch, "", "No figures of Torbay are held.", 2)
    said = make_here(Request(("E06000027",), "2021-05", (), str(tmp_path)))
    assert said["error"] == "No figures of Torbay are held."


def test_a_workspace_at_a_url_is_fetched_once(tmp_path):
    (tmp_path / "there" / "notebooks").mkdir(parents=True)
    (tmp_path / "there" / "notebooks" / "01.ipynb").write_text("{}", encoding="utf-8")
    first = cluster._local(f"file://{tmp_path}/there")
    assert (first / "notebooks" / "01.ipynb").is_file()
    assert cluster._local(f"file://{tmp_path}/there") == first


@pytest.mark.filterwarnings("ignore")  # distributed's own, of ports and event loops
def test_a_cluster_makes_every_pack_and_names_what_failed(specs, monkeypatch):
    def make(request):
        if request.month == "2021-04":
            failed = {"pack": "torbay-2021-04", "kind": "excepted", "part": "01_numbers", "what": "KeyError"}
            return {"published": [], "failed": [failed], "seconds": 1}
        if request.month == "2021-03":
            raise MemoryError
        return {"published": [{"pack": "torbay-2021-05", "folder": "/there"}], "failed": [], "seconds": 1}

    monkeypatch.setattr(cluster, "make_here", make)
    events = []
    with distributed.LocalCluster(n_workers=1, processes=False, dashboard_address=None) as local:
        result = make_packs_on(local.scheduler_address, specs, told=events.append)
    assert [pack.name for pack in result.published] == ["torbay-2021-05"]
    assert [(each.pack, each.part) for each in result.excepted] == [("torbay-2021-04", "01_numbers")]
    assert [each.pack for each in result.errored] == ["torbay-2021-03"]
    assert "MemoryError" in result.errored[0].what
    assert sum(isinstance(event.result, PackFailedError) for event in events) == 2


@pytest.mark.parametrize(("workers", "sizes"), [(1, [2, 2]), (2, [2, 2]), (3, [2, 2]), (0, [2, 2]), (4, [1, 1, 1, 1])])
def test_a_task_is_packs_of_one_month_and_as_many_as_are_worth_a_start(workspace, workers, sizes):
    plans = plan_packs(workspace, area_names=["Torbay", "Plymouth"], month_names=["2021-04..2021-05"])
    shares = cluster.shared_out(plans, workers)
    assert [len(share) for share in shares] == sizes[: len(shares)]
    assert all(len({spec.month for spec in share}) == 1 for share in shares)
    assert sorted(spec.name for share in shares for spec in share) == sorted(spec.name for spec in plans)


@pytest.mark.parametrize(
    ("packs", "workers", "sizes"),
    [(8, 2, [4, 4]), (9, 2, [4, 4, 1]), (3, 2, [2, 1]), (20, 2, [5] * 4), (40, 2, [10] * 4)],
)
def test_few_packs_are_shared_out_once_and_many_in_tasks(specs, packs, workers, sizes):
    assert [len(share) for share in cluster.shared_out([specs[0]] * packs, workers)] == sizes


def test_no_task_is_so_many_packs_that_losing_it_costs_hours(specs):
    shares = cluster.shared_out([specs[0]] * 1_000, 1)
    assert {len(share) for share in shares[:-1]} == {cluster.MOST_PACKS}
    assert 0 < len(shares[-1]) <= cluster.MOST_PACKS


def test_of_a_task_with_several_packs_each_is_told_its_own_end(workspace):
    one, other = plan_packs(workspace, area_names=["Torbay", "Plymouth"], month_names=["2021-05"])
    failed = {"pack": other.name, "kind": "errored", "part": "pack", "what": "No figures of Plymouth are held."}
    said = {"published": [{"pack": one.name, "folder": "/there"}], "failed": [failed], "seconds": 4.0}
    assert cluster._result(one, said).seconds == {"elsewhere": 4.0}
    assert [failure.what for failure in cluster._result(other, said).failures] == [failed["what"]]
    unsaid = cluster._result(other, {**said, "failed": []})
    assert [failure.what for failure in unsaid.failures] == [cluster.UNSAID]


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        ("error", distributed.KilledWorker("task", None, 3), cluster.LOST),
        ("error", ZeroDivisionError("by zero"), "ZeroDivisionError"),
        ("cancelled", None, cluster.GONE),
        ("lost", None, cluster.GONE),
    ],
)
def test_why_a_task_was_given_up_is_said(status, error, said):
    assert said in cluster._why(SimpleNamespace(status=status, exception=lambda: error))


def test_a_workspace_that_cannot_be_fetched_is_said_and_nothing_is_run(tmp_path):
    said = make_here(Request(("E06000027",), "2021-05", (), f"file://{tmp_path}/nowhere"))
    assert said["error"].startswith(f"The workspace could not be fetched from file://{tmp_path}/nowhere")


def test_a_pack_that_cannot_be_put_where_it_belongs_is_not_published(monkeypatch, tmp_path):
    for name in ("2021-04", "2021-05"):
        (tmp_path / "torbay" / name).mkdir(parents=True)
        (tmp_path / "torbay" / name / "manifest.json").write_text("{}", encoding="utf-8")
    made = [{"pack": f"torbay-{name}", "folder": str(tmp_path / "torbay" / name)} for name in ("2021-04", "2021-05")]
    answer(monkeypatch, json.dumps({"published": made, "failed": []}))

    def put(folder, output):
        if folder.name == "2021-04":
            raise OSError(28, "No space left on device")
        return f"{output}/torbay/{folder.name}"

    monkeypatch.setattr(cluster, "put", put)
    said = make_here(Request(("E06000027",), "2021-05", (), str(tmp_path), None, "s3://council"))
    assert said["published"] == [{"pack": "torbay-2021-05", "folder": "s3://council/torbay/2021-05"}]
    assert [(each["pack"], each["kind"]) for each in said["failed"]] == [("torbay-2021-04", "errored")]
    assert "could not be put to s3://council: [Errno 28]" in said["failed"][0]["what"]


@pytest.mark.filterwarnings("ignore")  # distributed's own, of ports and event loops
def test_a_cluster_without_workers_and_a_place_where_none_is_are_said_and_not_waited_for(specs, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWERS_WITHIN", 0.1)
    with distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=None) as local:
        with pytest.raises(WorkbenchError, match="has no workers") as idle:
            make_packs_on(local.scheduler_address, specs, told=lambda _: None)
        assert f"dask worker {local.scheduler_address}" in (idle.value.hint or "")
    monkeypatch.setattr(cluster, "Client", lambda _: (_ for _ in ()).throw(OSError("Timed out")))
    with pytest.raises(WorkbenchError, match=r"No scheduler answers at tcp:.*: Timed out"):
        make_packs_on("tcp://127.0.0.1:1", specs, told=lambda _: None)


@pytest.mark.parametrize("address", ["localhost", "nobody://here:8786", "tcp://here:port"])
def test_what_is_no_address_of_a_scheduler_is_said_with_how_one_is_written(specs, address):
    with pytest.raises(WorkbenchError, match="is not the address of a scheduler") as error:
        make_packs_on(address, specs, told=lambda _: None)
    assert error.value.hint == "Write it as tcp://host:8786."


def test_a_url_that_nothing_opens_is_said_before_anybody_is_asked(specs):
    for asked in ({"output": "nope://bucket/packs"}, {"workspace": "nope://bucket/packs"}):
        with pytest.raises(WorkbenchError, match="Nothing here opens nope://bucket/packs"):
            make_packs_on("tcp://127.0.0.1:1", specs, told=lambda _: None, **asked)
