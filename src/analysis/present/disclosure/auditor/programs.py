"""Linear programs over a few unknowns, solved by HiGHS: a bounded number of steps each, counted and never timed."""

import highspy
import numpy as np
import numpy.typing as npt

from analysis.present.disclosure.auditor.settling import Rows

Floats = npt.NDArray[np.float64]

MOST = 1e6
PRIMAL = 4  # HiGHS's word for the simplex method that goes from one point that fits to the next
STEPS = 100_000  # of the simplex method, for one question


def program_of(rows: Rows, floor: Floats, most: Floats) -> highspy.Highs:
    """Return HiGHS with rows over unknowns between two limits."""
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = rows.matrix.shape
    program.row_lower_, program.row_upper_ = rows.low, rows.high
    program.col_lower_, program.col_upper_ = floor, most
    program.col_cost_ = np.zeros(rows.matrix.shape[1])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = rows.matrix.indptr, rows.matrix.indices
    program.a_matrix_.value_ = rows.matrix.data
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("simplex_iteration_limit", STEPS)
    highs.passModel(program)
    return highs


def least_at(highs: highspy.Highs, aim: Floats) -> Floats | None:
    """Return the point (a value for each unknown) at which a sum is least; None where none fits or was found in time.

    aim: what the sum multiplies each unknown by.
    """
    highs.changeColsCost(len(aim), np.arange(len(aim), dtype=np.int32), aim)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(highs.getSolution().col_value)
