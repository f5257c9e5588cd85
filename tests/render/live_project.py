"""What in a build folder Quarto would run, fill in or fetch, if somebody rendered it there by hand.

Looked for by its letters, without pandoc and without the program's own checks.
"""

import json
import re

import yaml

# What the papers and lists of a build folder may ask of Quarto; anything else is a text that somebody wrote.
OURS = re.compile(
    r"\{\{< (?:var [\w.-]+|include _[\w-]+\.md|embed notebooks/[\w.#-]+(?: [\w=]+)*|pagebreak|meta [\w.-]+) >\}\}"
)
SHORTCODE = re.compile(r"(?<!\\)\{\{[<%]")
CELL = re.compile(r"^[\s>*+-]*(?:`{3,}|~{3,})\s*\{", re.MULTILINE)
INLINE = re.compile(r"(?<!\\)`\s*\{[\w=]|`r[ #]")
RAW = re.compile(r"\{=\w+\}")


def of_text(text):
    """Yield what Quarto would act on in a text in Markdown."""
    bare = OURS.sub("", text)
    yield from (f"shortcode {bare[found.start() : found.start() + 40]!r}" for found in SHORTCODE.finditer(bare))
    for pattern in (CELL, INLINE, RAW):
        yield from (f"code {bare[found.start() : found.start() + 40]!r}" for found in pattern.finditer(bare))


def of_settings(text):
    """Yield tags of YAML, which knitr runs: every scalar is plain, so that none stands outside of quotes."""
    for token in yaml.scan(text):
        if isinstance(token, yaml.TagToken):
            yield f"tag {token.value}"


def of_notebook(path):
    """Yield what Quarto fills in within outputs and captions of an executed notebook."""
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        for option in re.findall(r"^#\| *([\w-]+): (.*)$", "".join(cell["source"]), re.MULTILINE):
            value = yaml.safe_load(option[1]) if cell["cell_type"] == "code" else ""
            yield from (f"{option[0]}: {what}" for what in of_text(str(value)))
        for output in cell.get("outputs", []):
            texts = [output.get("text", ""), *output.get("data", {}).values()]
            for text in ("".join(one) for one in texts if isinstance(one, (str, list))):
                yield from ("shortcode in an output" for _ in SHORTCODE.finditer(text))


def of_project(folder):
    """Return everything that acts in a build folder, each with its file."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix in {".qmd", ".md"}:
            text = path.read_text("utf-8")
            head, body = text.split("\n---\n", 1) if text.startswith("---\n") else ("", text)
            found += [f"{name}: {what}" for what in (*of_text(body), *of_settings(head), *of_text(head))]
        elif path.suffix in {".yml", ".yaml"}:
            text = path.read_text("utf-8")
            found += [f"{name}: {what}" for what in of_settings(text)]
            if name == "_variables.yml":
                values = (str(each) for group in yaml.safe_load(text).values() for each in group.values())
                found += [f"{name}: {what}" for value in values for what in of_text(value)]
        elif path.suffix == ".ipynb":
            found += [f"{name}: {what}" for what in of_notebook(path)]
    return found
