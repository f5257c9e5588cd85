"""Documents made at random over every class, attribute and setting that the built-in renderer has a word on."""

import random
from dataclasses import dataclass

import yaml

from analysis.render.builtin.vocabulary import vocabulary

PLACES = {
    "Div": "::: {{#x{n} {words}}}\nBlock {n}.\n:::",
    "Span": "A [word {n}]{{{words}}} here.",
    "Header": "## Heading {n} {{#h{n} {words}}}",
    "Link": "A [link {n}](https://example.org/{n}){{{words}}} here.",
    "Image": '![Picture {n}](a.png){{fig-alt="Bars" {words}}}',
    "Table": "| a | b |\n|---|---|\n| {n} | 2 |\n\n: Table {n} {{{words}}}",
    "CodeBlock": "```{{{words}}}\ncode {n}\n```",
    "Code": "Some `code {n}`{{{words}}} here.",
}
UNHEARD_OF = ("zebra", "quokka-mode", "panel-of-mine", "x-y")
NEEDS_MORE = frozenset({"column", "columns"})  # of a shape of their own, held by the cases


@dataclass(frozen=True)
class Written:
    """A word in its place. standing: done, no_effect, refused, or unknown."""

    place: str
    word: str
    standing: str
    text: str
    without: str


def draw(chance: random.Random, number: int) -> Written:
    """Return one class or attribute, somewhere it may stand."""
    kind = chance.choice(list(PLACES))
    table, form = chance.choice((("classes", ".{}"), ("attributes", '{}="{}"')))
    lists = dict(vocabulary()[table][kind])
    if table == "classes":
        lists["refused"] = vocabulary()["classes"]["refused"]
    standing = chance.choice([name for name in ("done", "no_effect", "refused") if lists.get(name)] + ["unknown"])
    word = chance.choice(UNHEARD_OF if standing == "unknown" else lists[standing]).replace("*", "two")
    if word in NEEDS_MORE or word == "fig-alt":
        return draw(chance, number)
    value = chance.choice(vocabulary()["values"].get(word, ["en" if word == "lang" else "10"]))
    text = PLACES[kind].format(n=number, words=form.format(word, value))
    plain = PLACES[kind].format(n=number, words="")
    plain = plain.replace(f"[word {number}]{{}}", f"word {number}") if kind == "Span" else plain.replace("{}", "")
    return Written(kind, word, standing, text, plain)


def draw_setting(chance: random.Random) -> Written:
    """Return one setting of the front matter that is without effect, refused or unknown."""
    standing = chance.choice(("no_effect", "refused", "unknown"))
    lists = vocabulary()["settings"]
    word = chance.choice(UNHEARD_OF if standing == "unknown" else lists[standing]).replace("*", "two")
    if word in {"filters", "template", "execute"}:  # which can run something, and are held by tests of their own
        return draw_setting(chance)
    value = chance.choice(vocabulary()["values"].get(word, [True]))
    return Written("setting", word, standing, yaml.safe_dump({word: value}).strip(), "")


def document(chance: random.Random) -> tuple[list[Written], str, str]:
    """Return the words of a document, the document, and the same without those that are without effect."""
    settings = [draw_setting(chance)] if chance.random() < 0.25 else []
    drawn = [draw(chance, number) for number in range(chance.randint(1, 3))]
    if chance.random() < 0.6:  # most documents of one word or two that are not refused
        drawn = [each for each in drawn if each.standing in {"done", "no_effect"}]
        settings = [each for each in settings if each.standing == "no_effect"]
    front = "---\ntitle: A\nformat: html\n{}---\n\n## Start\n\nText.\n\n{}\n"
    whole = front.format("".join(f"{each.text}\n" for each in settings), "\n\n".join(each.text for each in drawn))
    kept = [each.without if each.standing == "no_effect" else each.text for each in drawn]
    return [*settings, *drawn], whole, front.format("", "\n\n".join(kept))
