"""Correcting a pack that was signed and turned out wrong: the old one is kept, and the new one says what was wrong."""

import datetime as dt
import shutil
from pathlib import Path

from analysis.catalogue.errors import ParametersError, WorkbenchError
from analysis.catalogue.folder_copy import copy_folder
from analysis.execution.manifest_file import read_manifest
from analysis.execution.spec import MANIFEST, PackSpec
from analysis.packs.index import write_build_index
from analysis.packs.sign_off import SIGNED
from analysis.papers.corrections import (
    FILE,
    Correction,
    corrections_path,
    problems_of_words,
    read_corrections,
    write_corrections,
)
from analysis.present.disclosure.opening import Viewer, unpublished_folders
from analysis.present.disclosure.policy import policy
from analysis.present.disclosure.redaction import gives_small_count

TELLS = "it gives a small number of children, and stands in the papers of every audience. Say it without the number."
REPLACED = "-replaced-"  # in the name of the folder that a corrected pack is kept in, before its id


def correct(plan: PackSpec, *, what: str, why: str, since: dt.date, on: dt.date) -> Path:
    """Enter a correction of the published pack and keep the pack beside its place; return where it is kept.

    what was wrong, and why; since: the day from which people could read it; on: today. The next run makes the pack
    anew, a draft until it is signed, with the notice at its head. Raises ParametersError with everything wrong in the
    words, WorkbenchError where there is no pack that was signed.
    """
    manifest = read_manifest(plan.folder / MANIFEST)
    identity = str(manifest.get("id", ""))
    if not identity:
        raise WorkbenchError(
            f"There is no pack of {plan.title}.", hint="Nothing that people could read needs correcting."
        )
    if not str(manifest.get("mark", "")).startswith(SIGNED):
        raise WorkbenchError(
            f"The pack of {plan.title} is a draft.",
            hint="Mend it and run it again; only signed packs need a notice.",
        )
    _check(plan, what=what, why=why, since=since, on=on)
    path = corrections_path(plan.workspace, plan.area, plan.month)
    earlier = read_corrections(path)
    found = Correction(identity, what.strip(), why.strip(), since, on)
    kept = plan.folder.with_name(f"{plan.folder.name}{REPLACED}{identity}")
    if kept.exists() or any(correction.pack == identity for correction in earlier):
        raise WorkbenchError(f"Pack {identity} is corrected already.", hint="Run `workbench run`, and sign it.")
    arriving = kept.with_name(f".{kept.name}.new")
    shutil.rmtree(arriving, ignore_errors=True)
    copy_folder(plan.folder, arriving, copy=shutil.copy2)
    write_corrections(arriving / FILE, (*earlier, found))
    arriving.rename(kept)
    write_corrections(path, (*earlier, found))
    write_build_index(plan.workspace.build)
    return kept


def _check(plan: PackSpec, *, what: str, why: str, since: dt.date, on: dt.date) -> None:
    said = (("--what", what), ("--why", why))
    problems = [f"{name}: {problem}" for name, text in said for problem in problems_of_words(text)]
    if unpublished_folders(plan.workspace):
        rules = Viewer.of(plan.workspace, policy().default_audience).rules  # it stands in the papers of every audience
        problems += [f"{name}: {TELLS}" for name, text in said if gives_small_count(text, rules)]
    if since > on:
        problems.append(f"--since: {since} lies after the day of the correction, {on}.")
    if problems:
        raise ParametersError.from_problems(problems, hint="Say it in one or two sentences, without names of people.")
