"""Write SOURCE.md: the front matter that says how files are read, and a line of prose for each."""

from pathlib import Path

import yaml

from analysis.sources.source_folder import NOTE, SourceNote, read_note


def add_to_note(path: Path, note: SourceNote, existing: SourceNote | None, line: str) -> None:
    """Write a new SOURCE.md, or add the files of `note` to the one that is there: whole or not at all."""
    merged = note
    prose = f"# {note.title}\n\nAdded with `workbench sources add`. What each file was recognised as, and why:\n\n"
    if existing is not None:
        files = {**existing.files, **note.files}
        if set(note.files) & set(existing.files):
            take_from_note(path, existing, next(iter(note.files)))
        merged = existing.model_copy(update={"files": files, "uncertain": (*existing.uncertain, *note.uncertain)})
        prose = path.read_text(encoding="utf-8-sig").split("---\n", 2)[2].strip("\n") + "\n"
    _write(path, merged, f"{prose.lstrip()}- {line}\n")


def note_version(raw: Path, file: str, version: str) -> None:
    """Write into a SOURCE.md which version of the statistics service a file is. file: relative to data/raw."""
    folder, _, name = file.partition("/")
    path = raw / folder / NOTE
    note = read_note(path, f"{folder}/{NOTE}")
    files = {**note.files, name: note.files[name].model_copy(update={"version": version})}
    prose = path.read_text(encoding="utf-8-sig").split("---\n", 2)[2].lstrip("\n")
    _write(path, note.model_copy(update={"files": files}), prose)


def take_from_note(path: Path, existing: SourceNote, name: str) -> bool:
    """Take a file out of a SOURCE.md, and the line that tells of it; return whether it still names a file."""
    files = {known: note for known, note in existing.files.items() if known != name}
    prose = path.read_text(encoding="utf-8-sig").split("---\n", 2)[2].lstrip("\n")
    kept = "".join(line for line in prose.splitlines(keepends=True) if not line.startswith(f"- `{name}`:"))
    uncertain = tuple(said for said in existing.uncertain if not said.startswith(f"{name}:"))
    _write(path, existing.model_copy(update={"files": files, "uncertain": uncertain}), kept)
    return bool(files)


def _write(path: Path, note: SourceNote, prose: str) -> None:
    front = yaml.dump(_plain(note), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=118)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(f"---\n{front}---\n\n{prose}", encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


class _Dumper(yaml.SafeDumper):
    """Writes a day that stands twice out twice."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 the signature is PyYAML's
        return True


def _plain(note: SourceNote) -> dict[str, object]:
    front = note.model_dump(mode="python", exclude={"files", "uncertain"})
    front["uncertain"] = list(note.uncertain)
    front["files"] = {name: file.model_dump(mode="python", exclude_none=True) for name, file in note.files.items()}
    return front
