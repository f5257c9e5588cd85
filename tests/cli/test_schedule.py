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


@pytest.mark.parametrize(("day", "code"), [("2026-05-08", 0), ("2026-05-07", 1), ("2026-05-11", 1), ("2027-05-10", 0)])
def test_it_is_due_on_the_fifth_working_day_alone(workbench, monkeypatch, day, code):
    monkeypatch.setattr(Day, "now", dt.date.fromisoformat(day))
    monkeypatch.setattr(schedule.dt, "date", Day)
    assert workbench("schedule", "--is-due").code == code


def test_systemd_gets_a_service_and_a_timer(workbench):
    said = workbench("schedule", "systemd", "--areas", "Torbay,Plymouth", "--at", "07:30").out
    service, timer = said.split("# ~/.config/systemd/user/workbench-monthly.timer")
    units = {}
    for name, text in (("service", service), ("timer", timer)):
        units[name] = configparser.ConfigParser(interpolation=None, comment_prefixes="#")
        units[name].optionxform = str
        units[name].read_file(io.StringIO(text))
    assert units["timer"]["Timer"]["OnCalendar"] == "*-*-05..12 07:30"
    assert shlex.split(units["service"]["Service"]["ExecCondition"])[-2:] == ["schedule", "--is-due"]
    makes = shlex.split(units["service"]["Service"]["ExecStart"])
    assert makes[makes.index("--areas") + 1] == "Torbay,Plymouth"
    assert makes[makes.index("--months") + 1] == "last"
    assert "--notify" in makes


def test_cron_gets_one_line_that_names_days_alone(workbench):
    (line,) = workbench("schedule", "cron", "--at", "06:05").out.splitlines()[1:]
    assert re.match(r"5 6 5-12 \* \* \S", line)  # a weekday too would mean either of the two
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
