"""A whole pack of unpublished figures, made by the commands of a user: no hidden number stands anywhere in it.

The council's own rule hides counts up to 9,000, so that hidden numbers can be recognised wherever they turn up.
"""

import os
import re
import subprocess
import sys
import zipfile

import pypdf
import pytest

pytestmark = pytest.mark.end_to_end

HIDDEN = {"referrals": (4937, 6143), "cp_plans_started": (7351, 8219), "cla_started": (5813,)}
RULE = """
small_counts:
  hide_to: 9000
  decided_by: The data protection officer
  decided_on: 2021-04-01
  because: Numbers that can be recognised are looked for in everything that is made.
"""
NUMBERS = sorted(value for values in HIDDEN.values() for value in values)
DIGEST = r"\b[0-9a-f]{64}\b"  # of a file, in the manifest: four of its letters may be any number
TELLS = re.compile(
    r"(?<![\d.,])(" + "|".join(f"{value // 1000},?{value % 1000:03}" for value in NUMBERS) + r")(?![\d])"
)


def series():
    """Two years of months; the hidden ones stand among large ones that add up to years and years to date."""
    lines = ["Measure,Period end,Basis,Value,Unit"]
    for name, hidden in HIDDEN.items():
        label = {"referrals": "Referrals"}.get(name, name)
        values = [12_001 + 37 * month for month in range(14)]
        for place, value in zip((3, 12), hidden, strict=False):
            values[place] = value
        months = [(2020 + (month + 3) // 12, (month + 3) % 12 + 1) for month in range(14)]
        for (year, month), value in zip(months, values, strict=True):
            last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
            lines.append(f"{label},{year}-{month:02}-{last},month,{value},count")
        lines.append(f"{label},2021-03-31,year,{sum(values[:12])},count")
        lines.append(f"{label},2021-05-31,year_to_date,{sum(values[12:])},count")
    return "\n".join(lines) + "\n"


def type_in(folder, *command, **variables):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WORKBENCH_")}
    return subprocess.run(
        [sys.executable, "-m", "analysis", *command],
        cwd=folder,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A workspace with a pack for its Board, and all that was said while it was made."""
    root = tmp_path_factory.mktemp("small counts")
    folder = root / "rutland"
    said = [type_in(root, "new", str(folder), "--area", "Rutland")]
    council = folder / "council.yml"
    council.write_text(council.read_text(encoding="utf-8") + RULE, encoding="utf-8")
    (folder / "returns.csv").write_text(series(), encoding="utf-8")
    added = type_in(
        folder, "sources", "add", "returns.csv", "--area", "Rutland", "--published-on", "2021-06-15", "--yes"
    )
    assert added.returncode == 0, added.stdout + added.stderr
    said.append(type_in(folder, "run", "--area", "Rutland", "--month", "2021-05", "--renderer", "builtin"))
    assert said[-1].returncode == 0, said[-1].stdout + said[-1].stderr
    said += [type_in(folder, *command) for command in (("trend", "referrals"), ("summary",), ("why",), ("audit",))]
    offers = {"_PYTHON -M ANALYSIS_COMPLETE": "complete_bash", "COMP_WORDS": "workbench trend ref", "COMP_CWORD": "2"}
    said.append(type_in(folder, **offers))
    return folder, said


def parts(folder):
    """Yield every file of a folder with its name, and what is packed inside it, as text."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        yield str(path.relative_to(folder)), path.name
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                for name in packed.namelist():
                    yield f"{path.name}/{name}", packed.read(name).decode("utf-8", errors="replace")
        elif path.suffix == ".pdf":
            book = pypdf.PdfReader(path)
            yield f"{path.name}/info", str(book.metadata)
            for number, page in enumerate(book.pages):
                yield f"{path.name}/{number}", page.extract_text()
        elif path.suffix not in {".png", ".woff2", ".ttf", ".parquet"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            yield path.name, re.sub(rf"{DIGEST}|base64,[A-Za-z0-9+/=]+|\"image/png\": \"[^\"]*\"", "", text)


def test_no_hidden_number_stands_in_anything_that_a_run_leaves(made):
    folder, _ = made
    build = folder / "build"
    found = {(name, match[0]) for name, text in parts(build) for match in TELLS.finditer(text)}
    assert found == set()
    kinds = {path.suffix for path in build.rglob("*")}
    assert kinds >= {".html", ".pdf", ".docx", ".xlsx", ".json", ".ipynb", ".pptx"}


def test_no_hidden_number_is_said_by_a_command(made):
    _, said = made
    assert [match for done in said for match in TELLS.findall(done.stdout + done.stderr)] == []


@pytest.mark.parametrize("name", HIDDEN)
def test_no_sum_that_gives_a_hidden_number_away_is_left(made, name):
    """The year less its other eleven months, the year to date less its other month.

    Most months of the three rows are the same numbers: what one row shows may not fill a gap of another either.
    """
    folder, _ = made
    months = [12_001 + 37 * month for month in range(14)]
    for place, value in zip((3, 12), HIDDEN[name], strict=False):
        months[place] = value
    shown = "\n".join(text for _, text in parts(folder / "build"))

    def stands(value):
        return re.search(rf"(?<![\d.,]){value // 1000},?{value % 1000:03}(?!\d)", shown) is not None

    for period in (months[:12], months[12:]):
        unseen = [value for value in period if not stands(value)]
        assert not (stands(sum(period)) and len(unseen) < 2), unseen


def test_the_rule_and_who_decided_it_are_printed_and_the_check_is_on_record(made):
    folder, _ = made
    (manifest,) = (folder / "build").glob("*/*/manifest.json")
    assert "decided by The data protection officer on 1 April 2021" in manifest.read_text(encoding="utf-8")
    assert re.search(r'"checked": [1-9]', manifest.read_text(encoding="utf-8"))
    briefing = next((folder / "build").glob("*/*/papers/cib-briefing.html")).read_text(encoding="utf-8")
    assert "decided by The data protection officer" in briefing


def test_the_same_numbers_are_found_where_they_may_be_seen(made):
    """The search sees what it is there for: the team's own command says a number that the Board's does not."""
    folder, _ = made
    said = type_in(folder, "trend", "referrals", WORKBENCH_AUDIENCE="team")
    told = type_in(folder, "audit", "--help")
    assert told.returncode == 0
    assert TELLS.search(said.stdout + (folder / "returns.csv").read_text(encoding="utf-8"))
