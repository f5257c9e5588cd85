"""Writes the lists of SUBSET.md: `python tests/render/subset_page.py` after a change of the vocabulary or the cases."""

import re
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "src/analysis/render/builtin/SUBSET.md"
CASES = HERE / "subset_cases.yml"
STANDINGS = {"done": "done as Quarto does", "no_effect": "without effect", "refused": "refused"}


def page(text: str, vocabulary: dict, cases: list) -> str:
    """Return the page with its lists made anew."""
    for name, lines in (("words", words(vocabulary)), ("cases", refused(cases))):
        pattern = rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end of {name} -->)"
        made = "\n".join(lines)
        text = re.sub(pattern, lambda match, made=made: f"{match[1]}\n{made}\n\n{match[2]}", text, flags=re.DOTALL)
    return text


def words(vocabulary: dict) -> list[str]:
    """Return the table of settings, classes, attributes, shortcodes and files."""
    rows = ["| | |", "|---|---|"]
    kinds = {"settings": vocabulary["settings"], "shortcodes": vocabulary["shortcodes"]}
    kinds |= {f"classes of {kind}": lists for kind, lists in vocabulary["classes"].items() if kind != "refused"}
    kinds |= {"classes": {"refused": vocabulary["classes"]["refused"]}}
    kinds |= {f"attributes of {kind}": lists for kind, lists in vocabulary["attributes"].items()}
    for kind, lists in kinds.items():
        rows += [f"| {kind}, {STANDINGS[name]} | {_listed(lists[name])} |" for name in STANDINGS if lists.get(name)]
    for name, values in vocabulary["values"].items():
        rows.append(f"| values of `{name}` | {_listed(values)} |")
    rows.append(f"| options of `crossref` | {_listed(vocabulary['crossref'])} |")
    rows.append(f"| raw parts | {_listed(vocabulary['raw'])} |")
    rows.append(f"| files beside a paper, refused | {_listed(vocabulary['files_beside'])} |")
    return rows


def refused(cases: list) -> list[str]:
    """Return the table of what is refused, with what is said."""
    rows = ["| construct | written | named in the message |", "|---|---|---|"]
    for case in cases:
        written = case["written"].strip().replace("\n", " ⏎ ").replace("|", "\\|")
        rows.append(f"| {case['construct']} | ```` {written} ```` | {_escaped(case['said'])} |")
    return rows


def _listed(values: list) -> str:
    return ", ".join(f"`{str(value).lower() if isinstance(value, bool) else value}`" for value in values)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "\\<")


def main() -> None:
    """Write the page."""
    vocabulary = yaml.safe_load((PAGE.parent / "vocabulary.yml").read_text("utf-8"))
    made = page(PAGE.read_text("utf-8"), vocabulary, yaml.safe_load(CASES.read_text("utf-8")))
    PAGE.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
