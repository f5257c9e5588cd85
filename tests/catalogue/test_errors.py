import pickle
import runpy

import pytest

from analysis.catalogue.errors import NoFiguresError, ParametersError, SourceError, UnknownNameError, WorkbenchError


def test_a_message_says_where_what_and_what_to_do():
    error = SourceError("It is empty.", where="card.csv", hint="Ask for it again.")
    assert str(error) == "card.csv: It is empty.\n\nHint: Ask for it again."
    assert str(WorkbenchError("It is empty.")) == "It is empty."


def test_a_gap_is_a_refusal_that_a_paper_can_print_and_that_survives_another_process():
    error = pickle.loads(pickle.dumps(NoFiguresError("No plans are held.", hint="Add them.")))  # noqa: S301 - our own
    assert isinstance(error, ParametersError)
    assert (error.what, error.hint) == ("No plans are held.", "Add them.")


@pytest.mark.parametrize(
    "error",
    [
        WorkbenchError("a", where="b", hint="c"),
        UnknownNameError.from_name_and_known("area", "Torbey", ["Torbay"]),
        ParametersError.from_problems(["one", "two"]),
    ],
)
def test_an_error_of_a_worker_reaches_the_operator_whole(error):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes, as a worker process sends them
    assert type(again) is type(error)
    assert str(again) == str(error)


def test_all_wrong_parameters_are_said_at_once():
    message = str(ParametersError.from_problems(["no such area", "no such month"]))
    assert message.startswith("2 parameters")
    assert "no such area" in message
    assert "no such month" in message


def test_a_notebook_shows_its_own_line_and_the_sentence_but_no_frames_of_the_library(tmp_path):
    cell = tmp_path / "cell.py"
    cell.write_text('from analysis.catalogue.measure import measures\n\nmeasures()["cp_rat"]\n', encoding="utf-8")
    with pytest.raises(UnknownNameError) as caught:
        runpy.run_path(str(cell))
    shown = "\n".join(caught.value._render_traceback_())
    assert '----> 3 measures()["cp_rat"]' in shown
    assert 'UnknownNameError: There is no measure called "cp_rat".' in shown
    assert "measure.py" not in shown
