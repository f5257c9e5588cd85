"""What a batch knows of itself while it runs."""

import itertools
import threading

import pytest

from analysis.catalogue.workspace import Workspace
from analysis.execution.failure import Failure, PackFailedError
from analysis.packs import many
from analysis.packs.many import make_packs
from analysis.packs.plan import plan_packs
from analysis.packs.published import Pack


@pytest.fixture
def specs(root):
    return plan_packs(Workspace(root, root / "data"), area_names=["Torbay"], month_names=["2021-01..2021-05"])


@pytest.fixture(autouse=True)
def swept(monkeypatch):
    """What stands in the folder of the repository is none of these tests' business: which folders would be swept."""
    swept = []
    monkeypatch.setattr(many.Receipts, "find", lambda _, __: None)
    monkeypatch.setattr(many, "sweep", swept.append)
    return swept


class Worker:
    """Stands in for a process: dies of February, fails March."""

    made = itertools.count(1)
    at_once = 0
    most = 0

    def __init__(self, limits, renderer, space):
        self.limits, self.renderer, self.space, self.number = limits, renderer, space, next(Worker.made)

    def make(self, spec):
        Worker.at_once += 1
        Worker.most = max(Worker.most, Worker.at_once)
        threading.Event().wait(0.02)
        Worker.at_once -= 1
        if spec.month.number == 2:
            return None
        if spec.month.number == 3:
            failure = Failure(spec.name, "04_child_protection", "excepted", "KeyError")
            return PackFailedError.from_failures(spec.name, [failure])
        return Pack(spec.name, spec.title, spec.folder, (), "builtin", {"by": self.number})

    def end(self):
        pass


@pytest.fixture
def worker(monkeypatch):
    Worker.made, Worker.at_once, Worker.most = itertools.count(1), 0, 0
    monkeypatch.setattr(many, "_Worker", Worker)
    return Worker


def test_what_became_of_all_is_told_in_the_order_of_the_plan(specs, worker):
    result = make_packs(specs, limits=many.Limits(jobs=2), told=lambda _: None)
    assert [pack.name for pack in result.published] == ["torbay-2021-01", "torbay-2021-04", "torbay-2021-05"]
    assert [(failure.pack, failure.kind) for failure in result.excepted] == [("torbay-2021-03", "excepted")]
    assert [(failure.pack, failure.what) for failure in result.errored] == [("torbay-2021-02", many.DIED)]
    assert worker.most == 2


def test_a_worker_that_died_is_replaced(specs, worker):
    result = make_packs(specs, limits=many.Limits(jobs=1), told=lambda _: None)
    assert [pack.seconds["by"] for pack in result.published] == [1, 2, 2]
    assert worker.most == 1


@pytest.mark.parametrize(("jobs", "workers", "each"), [(1, 1, 1), (3, 3, 1), (10, 5, 2)])
def test_no_more_notebooks_run_at_once_than_were_asked_for(specs, worker, jobs, workers, each):
    seen = []
    start = worker.__init__

    def noted(self, limits, renderer, space):
        seen.append(limits.jobs)
        assert space == specs[0].workspace
        start(self, limits, renderer, space)

    worker.__init__ = noted
    try:
        make_packs(specs, limits=many.Limits(jobs=jobs), told=lambda _: None)
    finally:
        worker.__init__ = start
    assert set(seen) == {each}
    assert worker.most <= workers
    assert each * workers <= max(jobs, 1)


def test_each_event_says_how_far_the_batch_is(specs, worker):
    del worker
    events = []
    make_packs(specs, limits=many.Limits(jobs=1), told=events.append)
    assert [event.done for event in events if event.kind != "started"] == [1, 2, 3, 4, 5]
    assert [event.failed for event in events][-1] == 2
    assert events[0].left is None
    assert events[-1].left == 0
    assert all(event.left is not None and event.left > 0 for event in events[1:-1])


def test_what_is_told_may_stop_the_batch(specs, worker):
    del worker

    def stop(event):
        if event.kind == "published":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_packs(specs, limits=many.Limits(jobs=1), told=stop)


def test_packs_that_stand_as_they_are_start_no_worker(specs, swept, monkeypatch):
    packs = {
        str(spec.month): Pack(spec.name, spec.title, spec.folder, (), "builtin", {}, unchanged=True) for spec in specs
    }
    monkeypatch.setattr(many.Receipts, "find", lambda _, asked: packs[asked["month"]])
    monkeypatch.setattr(many, "_Worker", None)
    told = []
    result = make_packs(specs, told=told.append)
    assert result.published == tuple(packs.values())
    assert swept == [specs[0].workspace.root]  # what dead runs left goes, though nothing is made
    assert [(event.kind, event.done, event.total) for event in told] == [("published", n, 5) for n in range(1, 6)]


def test_with_fresh_no_pack_is_left_standing(specs, monkeypatch):
    monkeypatch.setattr(many.Receipts, "find", lambda _, __: pytest.fail("it was looked for"))
    monkeypatch.setattr(many, "_Worker", Worker)
    assert len(make_packs(specs[:1], limits=many.Limits(fresh=True), told=lambda _: None).published) == 1
