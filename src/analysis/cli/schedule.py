"""`workbench schedule`: what to put into the machine's own scheduler, so that the packs of a month make themselves."""

import datetime as dt
import shlex
import subprocess
import sys
from typing import Annotated, Literal

import typer

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.period import Month
from analysis.catalogue.working_day import nth_working_day
from analysis.cli.session import say, session

WORKING_DAY = 5
FIRST_DAY, LAST_DAY = 5, 15  # of the month: its fifth working day falls by the 12th, and may be missed
NAME = "workbench-monthly"

System = Literal["systemd", "cron", "windows"]


def schedule(
    system: Annotated[
        System | None, typer.Argument(help="The scheduler. Default: that of this system.", show_default=False)
    ] = None,
    *,
    areas: Annotated[str, typer.Option(help="Authorities with commas between them, or `all`.")] = "all",
    at: Annotated[str, typer.Option(help="The time of day, as 06:00.")] = "06:00",
    is_due: Annotated[
        bool, typer.Option("--is-due", help="Say nothing; end with 0 where last month's packs are to be made, else 1.")
    ] = False,
) -> None:
    """Print what makes last month's packs on the 5th working day of each month: nothing is installed.

    The scheduler asks every day from the 5th to the 15th; `workbench schedule --is-due` answers, bank holidays counted.
    Where the machine was off on the day, or nothing could be made, a later one is due too.
    """
    if is_due:
        raise typer.Exit(0 if _is_due(dt.date.today()) else 1)  # noqa: DTZ011 - where the machine is
    clock = _clock(at)
    chosen = system or ("windows" if sys.platform == "win32" else "systemd" if sys.platform == "linux" else "cron")
    say({"systemd": _systemd, "cron": _cron, "windows": _windows}[chosen](areas, clock))


def _is_due(today: dt.date) -> bool:
    """Whether it is the day, or a later one on which no pack of the last month is there yet."""
    day = nth_working_day(today.year, today.month, WORKING_DAY)
    if today <= day or today.day > LAST_DAY:
        return today == day
    from analysis.execution.spec import MANIFEST

    last_month = Month.of(today).plus(-1)
    return not any(session.workspace.build.glob(f"*/{last_month}*/{MANIFEST}"))


def _clock(text: str) -> dt.time:
    try:
        return dt.time.fromisoformat(text)
    except ValueError:
        raise ParametersError(f'"{text}" is not a time of day.', hint="Write it as 06:00.") from None


def _commands(areas: str) -> tuple[list[str], list[str]]:
    """Return the command that asks whether it is the day, and the one that makes the packs."""
    begin = [sys.executable, "-m", "analysis", "--workspace", str(session.workspace.root)]
    notice = str(session.workspace.build / "what-changed")
    batch = [*begin, "batch", "--areas", areas, "--months", "last", "--log-format", "json", "--notify", notice]
    return [*begin, "schedule", "--is-due"], batch


def _systemd(areas: str, at: dt.time) -> str:
    asks, makes = (shlex.join(command).replace("%", "%%").replace("$", "$$") for command in _commands(areas))
    return f"""# ~/.config/systemd/user/{NAME}.service
[Unit]
Description=Packs of the last month

[Service]
Type=oneshot
ExecCondition={asks}
ExecStart={makes}
TimeoutStopSec=10

# ~/.config/systemd/user/{NAME}.timer
[Unit]
Description=Packs of the last month, on the 5th working day

[Timer]
OnCalendar=*-*-{FIRST_DAY:02}..{LAST_DAY:02} {at:%H:%M}
Persistent=true

[Install]
WantedBy=timers.target

# Then: systemctl --user daemon-reload && systemctl --user enable --now {NAME}.timer
# What it said: journalctl --user -u {NAME}"""


def _cron(areas: str, at: dt.time) -> str:
    asks, makes = (shlex.join(command).replace("%", r"\%") for command in _commands(areas))
    line = f"{at.minute} {at.hour} {FIRST_DAY}-{LAST_DAY} * * {asks} && {makes}"
    return f"# Add this line with `crontab -e`:\n{line}"


def _windows(areas: str, at: dt.time) -> str:
    asks, makes = (subprocess.list2cmdline(command).replace("%", "%%") for command in _commands(areas))
    script = session.workspace.root / f"{NAME}.cmd"
    return f"""rem Save these two lines as {script}:
{asks} || exit /b 0
{makes}

rem Then type this once. The task asks every day whether they are to be made:
schtasks /Create /TN "{NAME}" /SC DAILY /ST {at:%H:%M} /TR "{subprocess.list2cmdline([str(script)])}" """.rstrip()
