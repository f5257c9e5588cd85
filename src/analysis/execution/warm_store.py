"""The store, opened in the process that notebooks are forked from: so that not each of them opens it again.

Only what stands beside the figures is looked up ahead: whose they are, and which vintage is the newest. Who reads which
figure is noted in the kernel that reads it, as ever. A store that is still to be built is left to the run that builds
it; and where received files have changed since, a kernel sees that by their hashes, and opens the store anew.
"""

import gc
import os
from contextlib import suppress
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.own import enter
from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE, Workspace
from analysis.present.disclosure.opening import open_for
from analysis.store.stamp import is_fresh


def open_ahead() -> int | None:
    """Open the store of the workspace that the environment names; return of how many areas it holds figures.

    None where there is no store that is as the received files are.
    """
    if ROOT_VARIABLE not in os.environ or DATA_VARIABLE not in os.environ:
        return None
    space = Workspace(Path(os.environ[ROOT_VARIABLE]), Path(os.environ[DATA_VARIABLE]))
    with suppress(WorkbenchError, OSError, ValueError):  # what is wrong, the run says itself
        enter(space)
        measures()
        if space.raw.is_dir() and is_fresh(space):
            index = open_for(space).index
            index.look_up_all()
            return len(index.areas)
    return None


open_ahead()
gc.collect()
gc.freeze()  # what is loaded stays: no copy of this process looks through it again for what can go
