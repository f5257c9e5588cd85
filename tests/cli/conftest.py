from collections.abc import Callable
from dataclasses import dataclass

import pytest

from analysis.cli import main


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


@pytest.fixture
def workbench(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Type a command, as a user would after `workbench`."""

    def type_in(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as left:
            main(arguments)
        told = capsys.readouterr()
        return Said(int(left.value.code or 0), told.out, told.err)

    return type_in
