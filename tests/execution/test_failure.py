"""What went wrong with a pack, and whose it is to mend."""

import pickle

import pytest

from analysis.execution.failure import Failure, PackFailedError

THEIRS = Failure("Torbay, May 2021", "04_child_protection", "excepted", "KeyError: 'value'", "cell [5], line 3")
OURS = Failure("Torbay, May 2021", "briefing", "errored", "The disk is full.")


def test_a_failure_names_the_part_and_the_place():
    assert str(THEIRS) == "04_child_protection, cell [5], line 3: KeyError: 'value'"
    assert str(OURS) == "briefing: The disk is full."


@pytest.mark.parametrize(
    ("failures", "kind"), [([THEIRS], "excepted"), ([OURS], "errored"), ([THEIRS, OURS], "errored"), ([], "excepted")]
)
def test_where_anything_is_ours_to_mend_the_whole_is(failures, kind):
    assert PackFailedError.from_failures("Torbay", failures).kind == kind


def test_one_error_lists_everything_and_says_that_the_last_pack_stands():
    error = PackFailedError.from_failures("Torbay, May 2021", [THEIRS, OURS], "Mend and run again.")
    assert error.what.splitlines()[0] == "The pack was not published; the last good one stands as it was."
    assert f"  - {THEIRS}" in error.what
    assert f"  - {OURS}" in error.what
    assert (error.where, error.hint) == ("Torbay, May 2021", "Mend and run again.")


def test_it_comes_out_of_a_worker_with_its_failures():
    error = PackFailedError.from_failures("Torbay, May 2021", [THEIRS, OURS], "Mend.")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - what this test itself wrote
    assert (again.failures, str(again)) == (error.failures, str(error))
