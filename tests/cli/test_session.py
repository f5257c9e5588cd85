"""What was said before the command."""

import json

from analysis.cli.session import Session, examples, say, say_json


def test_the_workspace_is_the_one_that_was_named_with_its_data(tmp_path):
    (tmp_path / "council.yml").write_text("version: 1\narea: Kirklees\n")
    data = tmp_path / "elsewhere"
    (data / "raw").mkdir(parents=True)
    found = Session(folder=tmp_path).workspace
    assert found.root == tmp_path
    assert Session(folder=tmp_path, data=data).workspace.data == data


def test_what_is_for_a_program_is_json_in_plain_letters(capsys, tmp_path):
    say_json({"name": "Sør-Trøndelag", "path": tmp_path})
    said = capsys.readouterr().out
    assert json.loads(said) == {"name": "Sør-Trøndelag", "path": str(tmp_path)}
    assert "Sør" in said


def test_examples_stand_a_line_each():
    assert examples("workbench a", "workbench b").splitlines()[1:] == ["Examples:", "  workbench a", "  workbench b"]


def test_what_is_printed_cannot_steer_the_terminal(capsys):
    say("Referrals\x1b[2J\u202e received")
    assert capsys.readouterr().out == "Referrals\ufffd[2J\ufffd received\n"


def test_what_is_for_a_program_keeps_its_signs_as_numbers(capsys):
    value = {"label": "a\u202eb\x9b\U000e0041"}
    say_json(value)
    said = capsys.readouterr().out
    assert json.loads(said) == value
    assert said.isascii()
