"""What is installed, from the lock file: its licences, its bill of materials (CycloneDX), and known faults in it.

python .ci/dependencies.py licences     writes docs/licences.md
python .ci/dependencies.py sbom         writes build/sbom.cdx.json
python .ci/dependencies.py advisories   asks an advisory source about every locked package
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
LICENCES = ROOT / "docs" / "licences.md"
SBOM = ROOT / "build" / "sbom.cdx.json"
ELSEWHERE = "not installed on this system"
_PACKAGE = re.compile(
    r"^(?P<name>[A-Za-z0-9_.-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\n\\]+?))?(?: \\)?$"
    r"(?P<hashes>(?:\n {4}--hash=sha256:[0-9a-f]{64}(?: \\)?)*)",
    re.MULTILINE,
)
SOURCES = ("pypi", "osv")  # as pip-audit calls them
LEAST_SHARE = 0.9  # of the packages that must have been looked up where a source can be reached
HEAD = """# Licences of what is installed

Made by `make licences` from `requirements.lock` and from what each package says of itself; a test compares the two.
Packages for other systems or other versions of Python are named with the condition under which they are installed.

| package | version | licence | only where |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Package:
    """One line of the lock file. hashes: SHA-256 of its archives. marker: where it is installed, empty everywhere."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def key(self) -> str:
        """The name as package indexes compare it."""
        return re.sub(r"[-_.]+", "-", self.name).lower()

    @property
    def purl(self) -> str:
        """The package URL."""
        return f"pkg:pypi/{self.key}@{self.version}"


KNOWN_TO_BE_FAULTY = Package("PyYAML", "5.3", "", ())  # CVE-2020-1747: whoever does not know it is no source


def locked() -> list[Package]:
    """Return every package of the lock file."""
    found = _PACKAGE.finditer(LOCK.read_text(encoding="utf-8"))
    return [
        Package(m["name"], m["version"], (m["marker"] or "").strip(), tuple(re.findall(r"[0-9a-f]{64}", m["hashes"])))
        for m in found
    ]


def licence(package: Package) -> str:
    """Return what an installed package says of its licence: an SPDX expression, its classifiers, or its own words."""
    try:
        about = distribution(package.name).metadata
    except PackageNotFoundError:
        return ELSEWHERE
    classifiers = [
        line.rsplit(" :: ", 1)[-1] for line in about.get_all("Classifier") or [] if line.startswith("License")
    ]
    own = " ".join((about.get("License") or "").split())  # `[]` may raise: importlib_metadata replaces it
    said = about.get("License-Expression") or ", ".join(dict.fromkeys(classifiers)) or own[:60]
    return said.replace("|", "/") or "not stated"


def write_licences() -> str:
    """Return the page of licences. What cannot be asked on this system is taken from the page as it stands."""
    before = dict(_listed())
    rows = []
    for package in sorted(locked(), key=lambda each: (each.key, each.version)):
        said = licence(package)
        if said == ELSEWHERE:
            said = before.get((package.key, package.version), ELSEWHERE)
        marker = package.marker.replace("|", "/")
        rows.append(f"| {package.name} | {package.version} | {said} | {f'`{marker}`' if marker else ''} |")
    return HEAD + "\n".join(rows) + "\n"


def _listed() -> Iterator[tuple[tuple[str, str], str]]:
    if LICENCES.is_file():
        for line in LICENCES.read_text(encoding="utf-8").splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if len(cells) == 4 and cells[0] not in {"package", "---"}:
                yield (re.sub(r"[-_.]+", "-", cells[0]).lower(), cells[1]), cells[2]


def bill_of_materials() -> dict[str, object]:
    """Return the lock file as CycloneDX 1.6. The same lock file gives the same bill."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = sorted(locked(), key=lambda each: (each.key, each.version))
    serial = uuid.uuid5(uuid.NAMESPACE_URL, LOCK.read_text(encoding="utf-8"))
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "purl": own,
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [_component(package) for package in packages],
        "dependencies": [{"ref": own, "dependsOn": [package.purl for package in packages]}],
    }


def _component(package: Package) -> dict[str, object]:
    said = licence(package)
    known = {} if said in {ELSEWHERE, "not stated"} else {"licenses": [{"license": {"name": said}}]}
    where = {"properties": [{"name": "python:marker", "value": package.marker}]} if package.marker else {}
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        **known,
        **where,
    }


def advisories() -> int:
    """Look every locked package up with pip-audit; return the exit code, and say plainly where nobody could be asked.

    0: no known fault, or no source could be reached (which is said). 1: a fault is known, or a source was reached and
    hardly a package was looked up. That a source is one is tried with a package whose faults everybody knows.
    """
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pip-audit"]
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder) / "tools"
        got = subprocess.run([*command, "--target", str(tools)], capture_output=True, text=True, check=False)
        if got.returncode:
            print("No advisory source could be reached: pip-audit cannot be had here. Nothing was looked up.")
            return 0
        for source in SOURCES:
            if _faults(_look_up([KNOWN_TO_BE_FAULTY], tools, source)):
                return judge([_look_up(each, tools, source) for each in _rounds()], source, len(locked()))
    print(
        f"No advisory source could be reached: neither of {' and '.join(SOURCES)} knows the faults of an old package."
    )
    print(f"Nothing was looked up of {len(locked())} packages.")
    return 0


def _rounds() -> list[list[Package]]:
    """Return the locked packages in lists that name each package once: some are locked in two versions."""
    rounds: list[list[Package]] = []
    for package in locked():
        free = next((one for one in rounds if package.key not in {each.key for each in one}), None)
        if free is None:
            rounds.append([package])
        else:
            free.append(package)
    return rounds


def _look_up(packages: list[Package], tools: Path, source: str) -> list[dict[str, Any]]:
    """Return what pip-audit says of each package; nothing where it fails."""
    wanted = tools.with_name("locked.txt")
    wanted.write_text("\n".join(f"{each.name}=={each.version}" for each in packages), encoding="utf-8")
    asked = [sys.executable, "-m", "pip_audit", "--requirement", str(wanted), "--no-deps", "--disable-pip"]
    done = subprocess.run(
        [*asked, "--format", "json", "--progress-spinner", "off", "--vulnerability-service", source],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tools)},
        check=False,
    )
    try:
        answers: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return []
    return answers


def _faults(answers: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(each["name"], each["version"], fault["id"]) for each in answers for fault in each.get("vulns", [])]


def judge(said: list[list[dict[str, Any]]], source: str, packages: int) -> int:
    """Return the exit code for what a source that can be reached said of so many packages, and say it in words."""
    answers = [each for one in said for each in one]
    looked_up = [each for each in answers if "skip_reason" not in each]
    faults = _faults(looked_up)
    print(f"{len(looked_up)} of {packages} packages were looked up ({source}), {len(faults)} known faults.")
    for name, version, fault in faults:
        print(f"  {name} {version}: {fault}")
    return 1 if faults or len(looked_up) < packages * LEAST_SHARE else 0


def main() -> None:
    """Do what is asked."""
    match sys.argv[1:]:
        case ["licences"]:
            LICENCES.write_text(write_licences(), encoding="utf-8")
        case ["sbom"]:
            SBOM.parent.mkdir(exist_ok=True)
            SBOM.write_text(json.dumps(bill_of_materials(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            print(SBOM.relative_to(ROOT))
        case ["advisories"]:
            sys.exit(advisories())
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
