"""The door to the process that runs a notebook.

Apart from `process`, because papermill and what it brings take seconds to load, and a pack whose notebooks all still
hold needs none of it.
"""

import importlib

from analysis.execution.job import Job


def work(job: Job) -> None:
    """Run the notebook in this process, which belongs to the job alone."""
    importlib.import_module("analysis.execution.light_schemas")
    importlib.import_module("analysis.execution.process").work(job)
