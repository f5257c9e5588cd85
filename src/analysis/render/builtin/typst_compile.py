"""Typst as a program of its own, so that it can be ended: run with what to compile, as JSON, on standard input.

It needs nothing of ours. It writes the PDF to `made` and its warnings, as a JSON list, to standard output; what stops
it goes to standard error.
"""

import json
import sys
from pathlib import Path
from typing import cast

import typst


def main() -> int:
    """Compile one document to PDF/UA-1; return 1 where Typst refuses it."""
    given = json.loads(sys.stdin.buffer.read())
    fonts = given["fonts"]
    try:
        compiler = typst.Compiler(
            given["source"], root=given["root"], font_paths=fonts, ignore_system_fonts=bool(fonts)
        )
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=given["epoch"])
    except typst.TypstError as error:
        sys.stderr.buffer.write(str(error).encode())
        return 1
    Path(given["made"]).write_bytes(cast("bytes", pdf))  # one file, as PDF always is
    said = [str(getattr(warning, "message", warning)) for warning in warnings]
    sys.stdout.buffer.write(json.dumps(said).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
