"""Stop `quarto render` at the repository's root, where papers have neither notebooks nor numbers; say what to do."""  # noqa: INP001 - Quarto runs it as a script

import sys

sys.exit(
    "The papers in reports/ take their figures and numbers from a build folder.\n"
    "Run `workbench run --area Torbay --month 2021-05` first; then `quarto render build/torbay/2021-05` works."
)
