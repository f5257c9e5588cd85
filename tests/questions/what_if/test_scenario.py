import pytest

from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.questions.what_if.scenario import Assumption, find_scenario, read_scenario
from whole_answers import held_to_its_record


def test_every_example_can_be_read(root):
    examples = sorted((root / "data/scenarios").glob("*.yml"))
    assert len(examples) >= 3
    assert all(read_scenario(path).assumptions for path in examples)


def test_all_that_is_wrong_is_said_at_once(tmp_path):
    path = tmp_path / "bad.yml"
    path.write_text(
        "title: x\nyears: 40\nassumptions:\n  - {step: a, from: 2021-04-01, multiply: 2, add: 1}\n  - {step: b}\n"
        "spare: 1\n",
        encoding="utf-8",
    )
    with pytest.raises(WorkbenchError) as caught:
        read_scenario(path)
    message = str(caught.value)
    assert "years" in message
    assert "exactly one of multiply, add and set" in message
    assert "spare" in message


def test_text_that_is_not_yaml_names_the_file(tmp_path):
    path = tmp_path / "bad.yml"
    path.write_text("title: [", encoding="utf-8")
    with pytest.raises(WorkbenchError, match=r"bad\.yml"):
        read_scenario(path)


def test_a_misspelt_scenario_gets_near_matches(root):
    with pytest.raises(UnknownNameError, match="icpc-like-neighbours"):
        find_scenario("icpc-like-neighbour", root / "data/scenarios")


def test_no_example_is_tied_to_a_month_of_its_own(root):
    for path in (root / "data/scenarios").glob("*.yml"):
        assert all(assumption.since is None for assumption in read_scenario(path).assumptions), path.name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty"),
        ("- a\n", "should be names with their values"),
        ("assumptions: [{step: icpc_per_s47, from: 2021-13-01, multiply: 2}]\n", "Write dates as"),
        (
            "title: t\nassumptions: [{step: icpc_per_s47, from: 2021-05-01, multiply: -3}]\n",
            "assumptions, entry 1, multiply: should be more than 0, not -3",
        ),
        (
            "title: t\nassumptions: [{step: icpc_per_s47, from: 2021-05-01, multiply: 2, add: 1}]\n",
            "icpc_per_s47: give exactly one of multiply, add and set",
        ),
    ],
)
def test_a_file_that_is_no_scenario_is_said_in_words_with_its_full_path(tmp_path, text, said):
    path = tmp_path / "mine.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorkbenchError) as caught:
        find_scenario(str(path))
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(path))
    assert "Value error" not in str(caught.value)


def test_a_folder_in_place_of_a_scenario_is_said_to_be_one(tmp_path):
    with pytest.raises(WorkbenchError, match="This is a folder"):
        find_scenario(str(tmp_path))


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("what_if")


@pytest.mark.parametrize(
    ("verb", "becomes"),
    [({"multiply": 1.5}, 6.0), ({"add": -1.0}, 3.0), ({"set": 0.0}, 0.0), ({"set": "neighbours"}, "neighbours")],
)
def test_a_step_is_multiplied_added_to_or_set(verb, becomes):
    assert Assumption(step="icpc_per_s47", **verb).applied_to(4.0) == becomes
