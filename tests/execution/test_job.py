"""One notebook to run: everything said beforehand, and nothing changed on the way to its process."""

import dataclasses
import pickle
from pathlib import Path

import pytest

from analysis.execution.job import Job


def test_a_job_goes_to_its_process_as_it_is():
    paths = {name: Path(name) for name in ("source", "output", "record", "log", "folder")}
    job = Job(**paths, parameters={"month": "2021-05"}, environment={}, cell_seconds=5.0, warm=False)
    assert pickle.loads(pickle.dumps(job)) == job  # noqa: S301 - what this test itself wrote
    assert job.places == {}
    with pytest.raises(dataclasses.FrozenInstanceError):
        job.warm = True
