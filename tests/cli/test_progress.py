"""What a run says of itself while it goes on."""

import json
from pathlib import Path

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.cli.progress import batch_progress, counting, plain, progress
from analysis.execution.failure import Failure, PackFailedError
from analysis.execution.spec import PackSpec
from analysis.packs.many import BatchEvent

SPEC = PackSpec(Workspace(Path("w"), Path("w/data")), areas().find("Torbay"), Month(2021, 5), None, (), ())
FAILED = PackFailedError.from_failures(
    SPEC.title, [Failure(SPEC.title, "04_care", "excepted", "KeyError", hint="Mend it.")]
)


def event(kind, result=None, **more):
    given = {"seconds": 12.0, "done": 1, "failed": 0, "running": 1, "total": 3, "left": 7200.0, "result": result}
    return BatchEvent(kind=kind, spec=SPEC, **(given | more))


def test_each_step_that_ended_has_a_line_with_its_seconds(capsys):
    with progress("Torbay, May 2021") as listen:
        listen("started", "04_care", 0.0)
        listen("finished", "04_care", 2.25)
        listen("started", "05_care", 0.0)
        listen("reused", "05_care", 0.0)
        listen("started", "notebooks", 0.0)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Torbay, May 2021"
    assert lines[1].split() == ["04_care", "2.2", "s"]
    assert lines[2].split() == ["05_care", "reused"]
    assert not [line for line in lines if "notebooks" in line]


def test_counting_says_nothing_where_nobody_watches(capsys):
    with counting("Reading") as tell:
        tell("card.csv", 1, 2)
    assert "card.csv" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("result", "said"),
    [(None, "Torbay, May 2021: published (12 s; 1 of 3 done, about 2 h 00 min left)"), (FAILED, "04_care: KeyError")],
)
def test_a_batch_has_a_line_for_each_pack_that_ended(capsys, result, said):
    with batch_progress(3, "text") as tell:
        tell(event("started"))
        tell(event("failed" if result else "published", result))
    told = capsys.readouterr().err
    assert said in told
    assert "started" not in told


@pytest.mark.parametrize(("left", "said"), [(20.0, "about 20 s left"), (600.0, "about 10 min left"), (None, "done)")])
def test_time_left_is_said_as_people_say_it(capsys, left, said):
    with batch_progress(3, "text") as tell:
        tell(event("published", left=left))
    assert said in capsys.readouterr().err


def test_a_log_for_programs_has_an_object_a_line_and_nothing_else(capsys):
    with batch_progress(3, "json") as tell:
        tell(event("started", left=None))
        tell(event("failed", FAILED))
    first, second = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (first["event"], first["pack"], first["seconds_left"], first["failures"]) == (
        "started",
        "torbay-2021-05",
        None,
        [],
    )
    assert second["failures"] == [{"kind": "excepted", "part": "04_care", "what": "KeyError", "hint": "Mend it."}]
    assert second["seconds_left"] == 7200


def test_names_of_files_are_shown_letter_by_letter(capsys):
    with counting("Reading") as tell:
        tell("[/red]\x1b[31m[link=x].csv", 1, 2)
    with progress("[/b]Torbay\x1b[31m") as listen:
        listen("started", "[/i]step", 0.0)
        listen("finished", "[/i]step", 1.0)
    said = capsys.readouterr().err
    assert "[/b]Torbay\ufffd[31m" in said
    assert "[/i]step" in said


def test_what_names_files_is_no_markup():
    assert plain("[red]x\x07") == "\\[red]x\ufffd"
