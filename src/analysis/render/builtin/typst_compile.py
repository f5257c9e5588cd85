"""Typst as a program of its own, so that it can be ended: run with what to compile, as JSON, on standard input.

It needs nothing of ours. It writes the PDF to `made` and its warnings, as a JSON list, to standard output; what stops
it goes to standard error. Where the last page is not nearly full, the paper is set again a little closer, and
that is taken if it has a page less.
"""

import json
import sys
from pathlib import Path
from typing import Any, cast

import typst

NOT_FULL = 0.75  # of a page, its upper margin with it: beyond that no closer setting saves the page
END = "<end-of-paper>"  # where `document.typ` says on which page the paper ends, and how full that is
CLOSE = {"close": "yes"}  # what a theme looks for


def main() -> int:
    """Compile one document to PDF/UA-1; return 1 where Typst refuses it."""
    given = json.loads(sys.stdin.buffer.read())
    try:
        compiler = _compiler(given, {})
        last = _end(compiler)
        if last["page"] > 1 and last["filled"] < NOT_FULL:
            closer = _compiler(given, CLOSE)
            compiler = closer if _end(closer)["page"] < last["page"] else compiler
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=given["epoch"])
    except typst.TypstError as error:
        sys.stderr.buffer.write(str(error).encode())
        return 1
    Path(given["made"]).write_bytes(cast("bytes", pdf))  # one file, as PDF always is
    said = [str(getattr(warning, "message", warning)) for warning in warnings]
    sys.stdout.buffer.write(json.dumps(said).encode())
    return 0


def _compiler(given: dict[str, Any], inputs: dict[str, str]) -> typst.Compiler:
    fonts = given["fonts"]
    return typst.Compiler(
        given["source"], root=given["root"], font_paths=fonts, ignore_system_fonts=bool(fonts), sys_inputs=inputs
    )


def _end(compiler: typst.Compiler) -> dict[str, Any]:
    """Return the page that a paper ends on, and the share of it that is filled."""
    found: list[dict[str, Any]] = json.loads(compiler.query(END, field="value"))
    return found[0] if found else {"page": 1, "filled": 1}


if __name__ == "__main__":
    sys.exit(main())
