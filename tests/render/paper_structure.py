"""What a finished paper consists of, read back from its HTML, its PDF and its Word file."""

import re

import docx
import pypdf
from lxml import html


def words(element):
    return " ".join(element.text_content().split())


def of_html(path):
    main = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot().find(".//main")
    return list(_blocks(main))


def _blocks(parent):
    for element in parent:
        if not isinstance(element.tag, str):
            continue
        classes = (element.get("class") or "").split()
        if element.tag in {"h1", "h2", "h3", "h4"}:
            section = element.getparent()
            label = section.get("id") if section.tag == "section" else None
            yield {"heading": int(element.tag[1]), "text": words(element), "id": label}
        elif "quarto-float" in classes and element.get("id"):
            yield _float(element)
        elif "callout" in classes:
            yield _callout(element, classes)
        elif element.tag == "table":
            yield {"table": _table(element)}
        elif element.tag == "p":
            yield {"paragraph": words(element)}
        elif element.tag in {"ul", "ol"}:
            kind = "bullet" if element.tag == "ul" else "number"
            yield {"list": kind, "items": [words(item) for item in element]}
        elif element.tag == "pre":
            yield {"code": words(element)}
        elif element.get("id") != "refs" and "footnotes" not in classes:
            yield from _blocks(element)


def _float(element):
    figure = element.find(".//figure")
    kind = "table" if "quarto-float-tbl" in figure.get("class") else "figure"
    found = {"float": kind, "id": element.get("id"), "caption": words(figure.find(".//figcaption"))}
    if kind == "figure":
        return {**found, "alt": [image.get("alt") for image in element.iter("img")]}
    return {**found, "table": _table(element.find(".//table"))}


def _table(table):
    head = table.find("thead")
    return {
        "header": [[words(cell) for cell in row] for row in ([] if head is None else head)],
        "body": [[words(cell) for cell in row] for body in table.iter("tbody") for row in body],
    }


def _callout(element, classes):
    kind = next(name.removeprefix("callout-") for name in classes if name in {
        "callout-note", "callout-tip", "callout-important", "callout-caution", "callout-warning"
    })  # fmt: skip
    title = element.find(".//*[@class='callout-title-container']")
    body = element.find(".//*[@class='callout-body-container callout-body']")
    return {"callout": kind, "title": None if title is None else words(title), "text": words(body)}


def of_pdf(path):
    """All words of the PDF in reading order, without running lines, so that line breaks do not count."""
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return plain(text)


def plain(text):
    """Letters, digits and signs only: bullets, icons and spaces depend on fonts and line breaks."""
    return re.sub(r"[^\w.,:;%()?/\[\]–+-]", "", text)


def of_word(path):
    """Style name and text of every paragraph with text, also those in tables, in order."""
    document = docx.Document(path)
    styles = {style.style_id: style.style_id for style in document.styles}
    found = []
    for paragraph in document.element.body.iter(f"{{{W}}}p"):
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{{{W}}}t"))
        style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        if text.strip():
            found.append([None if style is None else styles[style.get(f"{{{W}}}val")], " ".join(text.split())])
    return found


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
