"""How much memory a kernel may take, so that one notebook fails in words and the machine does not run out."""

import importlib
import os
import sys

MEMORY_VARIABLE = "WORKBENCH_MEMORY"  # bytes


def limit_memory() -> None:
    """Hold this process to the memory that its environment names (Linux; elsewhere the system decides)."""
    told = os.environ.get(MEMORY_VARIABLE, "")
    if sys.platform == "linux" and told.isdigit():
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_DATA, (int(told), int(told)))
