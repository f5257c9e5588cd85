"""What was said before the command, and shared by all of them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from analysis.catalogue.workspace import Workspace

Format = Literal["text", "json"]


@dataclass(slots=True)
class Session:
    """The options that stand before the command."""

    data: Path | None = None
    folder: Path | None = None
    debug: bool = False

    @property
    def workspace(self) -> Workspace:
        """The folder worked in, with its own catalogue taken into use. Raises WorkbenchError where there is none."""
        from analysis.catalogue.own import use

        found = Workspace.find(data=self.data, named=self.folder)
        use(found)
        return found


session = Session()


def say_json(value: object) -> None:
    """Print a value for a program to read."""
    typer.echo(json.dumps(value, indent=1, ensure_ascii=False, default=str))


def examples(*lines: str) -> str:
    """Return the end of a command's help: what to type, each on a line of its own."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
