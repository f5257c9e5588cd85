"""What is printed for a scheduler is what it takes, and asks for the right day."""

import configparser
import datetime as dt
import io
import re
import shlex

import pytest

from analysis.cli import schedule


class Day(dt.date):
    """The day that the machine has."""

    now = dt.date(2026, 5, 8)

    @classmethod
    def today(cls):
        return cls.now


@pytest.fixture
def is_due(workbench, monkeypatch, tmp_path):
    """Ask on a day, in a workspace with packs of these months."""

    def ask(day, *packs):
        for month in packs:
            (tmp_path / "build" / "torbay" / month).mkdir(parents=True, exist_ok=True)
            (tmp_path / "build" / "torbay" / month / "manifest.json").write_text("{}", encoding="utf-8")
        (tmp_path / "council.yml").write_text("version: 1\narea: Torbay\n", encoding="utf-8")
        monkeypatch.setattr(Day, "now", dt.date.fromisoformat(day))
        monkeypatch.setattr(schedule.dt, "date", Day)
        return workbench("--workspace", str(tmp_path), "schedule", "--is-due").code == 0

    return ask


@pytest.mark.parametrize(
    ("day", "due"), [("2026-05-05", False), ("2026-05-07", False), ("2026-05-08", True), ("2027-05-10", True)]
)
def test_it_is_due_on_the_fifth_working_day_whatever_is_there(is_due, day, due):
    assert is_due(day, "2026-04", "2027-04") is due


def test_a_day_on_which_the_machine_was_off_is_made_up_for(is_due):
    assert is_due("2026-05-11", "2026-03")
    assert is_due("2026-05-15", "2026-03")
    assert not is_due("2026-05-16", "2026-03")
    assert not is_due("2026-05-11", "2026-04")


def test_signs_that_a_scheduler_would_fill_in_stay_as_they_are(workbench, tmp_path):
    space = tmp_path / "a%h $HOME"
    space.mkdir()
    (space / "council.yml").write_text("version: 1\narea: Torbay\n", encoding="utf-8")
    said = {name: workbench("--workspace", str(space), "schedule", name).out for name in ("systemd", "cron", "windows")}
    assert said["systemd"].count("a%%h $$HOME") == 3
    assert "a\\%h $HOME" in said["cron"]
    assert said["windows"].count('a%%h $HOME"') == 2


def test_systemd_gets_a_service_and_a_timer(workbench):
    said = workbench("schedule", "systemd", "--areas", "Torbay,Plymouth", "--at", "07:30").out
    service, timer = said.split("# ~/.config/systemd/user/workbench-monthly.timer")
    units = {}
    for name, text in (("service", service), ("timer", timer)):
        units[name] = configparser.ConfigParser(interpolation=None, comment_prefixes="#")
        units[name].optionxform = str
        units[name].read_file(io.StringIO(text))
    assert units["timer"]["Timer"]["OnCalendar"] == "*-*-05..15 07:30"
    assert shlex.split(units["service"]["Service"]["ExecCondition"])[-2:] == ["schedule", "--is-due"]
    makes = shlex.split(units["service"]["Service"]["ExecStart"])
    assert makes[makes.index("--areas") + 1] == "Torbay,Plymouth"
    assert makes[makes.index("--months") + 1] == "last"
    assert "--notify" in makes


def test_cron_gets_one_line_that_names_days_alone(workbench):
    (line,) = workbench("schedule", "cron", "--at", "06:05").out.splitlines()[1:]
    assert re.match(r"5 6 5-15 \* \* \S", line)  # a weekday too would mean either of the two
    assert " schedule --is-due && " in line


def test_windows_gets_a_script_and_a_task(workbench):
    said = workbench("schedule", "windows").out
    assert "schtasks /Create" in said
    assert "/SC DAILY /ST 06:00" in said
    assert "--is-due || exit /b 0" in said


def test_a_time_that_is_none_is_refused(workbench):
    told = workbench("schedule", "cron", "--at", "six")
    assert told.code == 2
    assert "Write it as 06:00" in told.err
