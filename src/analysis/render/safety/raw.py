"""Code of one format within a paper (raw parts, HTML of notebooks): markup passes, what acts or fetches does not."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from analysis.catalogue.characters import visible

TAGS = frozenset({
    "a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
    "del", "details", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "s", "samp",
    "section", "small", "span", "strong", "style", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "u", "ul", "var", "wbr",
})  # fmt: skip
LINK = re.compile(r"(?:https?://|mailto:|#|(?![a-z][a-z0-9+.-]*:)(?!//))", re.IGNORECASE)
PICTURE = re.compile(
    r"(?:data:image/(?:png|jpeg|gif);base64,|(?![a-z][a-z0-9+.-]*:)(?![/\\])(?!.*\.\.))", re.IGNORECASE
)
ADDRESSES = {"href": LINK, "src": PICTURE, "cite": LINK}
ACTING = frozenset({"srcdoc", "srcset", "formaction", "action", "ping", "background", "xlink:href"})
_FETCHING_STYLE = re.compile(r"url\s*\(|@import|expression\s*\(|behavior\s*:|javascript:|\\", re.IGNORECASE)
_TYPST = re.compile(
    r"#?\b(?P<name>import|include|read|plugin|eval|csv|json|yaml|toml|xml|cbor)\b\s*[(\"]|(?P<package>@[a-z]+/)"
)
_WORD_TAG = re.compile(r"</?\s*([\w:]+)")
WORD_TAGS = frozenset({
    "w:p", "w:r", "w:t", "w:br", "w:tab", "w:pPr", "w:rPr", "w:b", "w:i", "w:u", "w:sz", "w:color", "w:jc",
    "w:pStyle", "w:rStyle", "w:spacing", "w:ind", "w:keepNext", "w:keepLines", "w:pageBreakBefore",
    "w:lastRenderedPageBreak", "w:sectPr", "w:pgSz", "w:pgMar", "w:cols", "w:type",
})  # fmt: skip


def unsafe_raw(form: str, text: str) -> Iterator[str]:
    """Yield what a raw part of a format must not hold."""
    if form.startswith("html"):
        yield from unsafe_html(text)
    elif form == "typst":
        yield from unsafe_typst(text)
    elif form == "openxml":
        yield from unsafe_openxml(text)


def unsafe_html(text: str) -> Iterator[str]:
    """Yield what HTML holds that runs, sends or fetches something, or hides behind a form of its own."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    yield from dict.fromkeys(reader.found)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        if tag not in TAGS:
            self.found.append(f"`<{visible(tag, 20)}>` in HTML")
        for name, value in attrs:
            self.found.extend(_unsafe_attribute(name, value or ""))

    def handle_data(self, data: str) -> None:
        if self.inside == "style" and _FETCHING_STYLE.search(data):
            self.found.append("a style that fetches or runs something")

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside


def _unsafe_attribute(name: str, value: str) -> Iterator[str]:
    pattern = ADDRESSES.get(name)
    bare = re.sub(r"[\x00-\x20]", "", value)
    if name.startswith("on") or name in ACTING:
        yield f"the attribute `{visible(name, 20)}` in HTML"
    elif pattern is not None and not pattern.match(bare):
        yield f"a link to `{visible(bare)}`"
    elif name == "style" and _FETCHING_STYLE.search(value):
        yield "a style that fetches or runs something"


def unsafe_typst(text: str) -> Iterator[str]:
    """Yield what Typst code holds that reads other files or fetches packages."""
    for match in _TYPST.finditer(text):
        yield f"`{visible(match[0], 20)}` in Typst, which reads other files"


def unsafe_openxml(text: str) -> Iterator[str]:
    """Yield what Word's own code holds beside text and its looks: fields, objects, links."""
    for tag in dict.fromkeys(_WORD_TAG.findall(text)):
        if tag not in WORD_TAGS:
            yield f"`<{visible(tag, 20)}>` in Word's own code"
