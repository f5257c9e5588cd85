"""Figures as they are held are opened by few modules, each for something that prints none of them."""

import re

OPENS = re.compile(r"\b(?:open_store|build_store)\(")
# Which modules may, and what for. Whoever shows figures opens them by `present.disclosure.opening.open_for`.
ALLOWED = {
    "present/disclosure/opening.py": "makes what an audience may see",
    "present/disclosure/certification.py": "holds it against what is held",
    "packs/pack.py": "stops where nothing is held of an area",
    "packs/plan.py": "the names of the areas that are held",
    "packs/report_month.py": "the newest month that is held",
    "cli/commentary.py": "the measures that words are expected of",
    "cli/sources.py": "builds the store; small counts are said to be such (`sources.preview`)",
    "explore/add_figures.py": "the same in JupyterLab",
    "explore/controls.py": "the names of what can be asked",
}


def test_nothing_that_shows_figures_opens_them_before_disclosure_control(root):
    library = root / "src" / "analysis"
    found = {
        path.relative_to(library).as_posix()
        for path in library.rglob("*.py")
        if path.relative_to(library).parts[0] != "store" and OPENS.search(path.read_text(encoding="utf-8"))
    }
    assert found == set(ALLOWED)
