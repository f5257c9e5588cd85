"""The first thing that the process loads from which notebooks are forked: it goes with the run that started it.

Loading the library takes seconds in which it hears of nothing; Linux ends it meanwhile.
"""

import os

from analysis.execution.signals import STARTER_VARIABLE, go_with_starter, leave_to_starter

go_with_starter(int(os.environ[STARTER_VARIABLE]) if STARTER_VARIABLE in os.environ else None)
leave_to_starter()
