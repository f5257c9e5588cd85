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
        if isinstance(element.tag, str):
            block = _block(element, (element.get("class") or "").split())
            if block is not None:
                yield block
            elif element.get("id") != "refs" and "footnotes" not in (element.get("class") or ""):
                yield from _blocks(element)


def _block(element, classes):
    if "quarto-float" in classes and element.get("id"):
        return _float(element)
    if "callout" in classes:
        return _callout(element, classes)
    if element.tag in {"h1", "h2", "h3", "h4"}:
        section = element.getparent()
        label = section.get("id") if section.tag == "section" else None
        return {"heading": int(element.tag[1]), "text": words(element), "id": label}
    if element.tag in {"ul", "ol"}:
        return {"list": "bullet" if element.tag == "ul" else "ordered", "items": [words(item) for item in element]}
    if element.tag == "table":
        caption = element.find("caption")
        return {"table": _table(element) | ({} if caption is None else {"caption": words(caption)})}
    return {{"p": "paragraph", "pre": "code"}[element.tag]: words(element)} if element.tag in {"p", "pre"} else None


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
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    return plain(" ".join(re.sub(r"\s*\d+\s*$", "", page) for page in pages))


def plain(text):
    """Letters, digits and signs only: bullets, icons and spaces depend on fonts and line breaks."""
    return re.sub(r"[^\w.,:;%()?/\[\]\u2013+-]", "", text)


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
