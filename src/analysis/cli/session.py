"""What was said before the command, and shared by all of them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import typer

from analysis.catalogue.characters import printable
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


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a text: names and labels in it were written by many hands, and a terminal obeys some signs."""
    typer.echo(printable(text), err=err, nl=nl)


def say_json(value: object) -> None:
    """Print a value for a program to read; signs that a terminal would obey are written as their numbers."""
    written = json.dumps(value, indent=1, ensure_ascii=False, default=str)
    shown = printable(written)
    typer.echo(
        "".join(each if each == kept else json.dumps(each)[1:-1] for each, kept in zip(written, shown, strict=True))
    )


def examples(*lines: str) -> str:
    """Return the end of a command's help: what to type, each on a line of its own."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
