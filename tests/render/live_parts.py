"""What in a finished file would act, fetch or tell: looked for in every part, zip members and PDF objects included."""

import io
import re
import zipfile
from html.parser import HTMLParser

import pikepdf
import pypdf
from lxml import etree

ADDRESS = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
FIELDS = re.compile(
    r"^\s*(?:PAGE|NUMPAGES|TITLE|STYLEREF Subtitle|TOC\b|PAGEREF|HYPERLINK\s+\\l|REF\b|SEQ\b)", re.IGNORECASE
)
ACTING = {"script", "iframe", "object", "embed", "form", "base", "frame", "applet", "audio", "video", "svg", "link"}
PDF_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/GoToR",
    "/GoToE",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
    "/Movie",
    "/Named",
}


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.text = [], []

    def handle_starttag(self, tag, attrs):
        if tag in ACTING:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            bare = re.sub(r"[\x00-\x20]", "", value or "")
            if name.startswith("on") or name in {"srcdoc", "formaction"}:
                self.found.append(f"{name}={value}")
            if name in {"href", "cite"} and not ADDRESS.match(bare):
                self.found.append(f"{name}={value}")
            if name == "src" and not bare.startswith("data:image/"):
                self.found.append(f"{name}={value}")

    def handle_data(self, data):
        self.text.append(data)


def of_html(text):
    """What acts in a page, and its text."""
    page = _Page()
    page.feed(text)
    page.close()
    return page.found, "".join(page.text)


def of_office(content):
    """What acts in a docx, pptx or xlsx, and its text."""
    found, text = [], []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.search(r"embeddings|activeX|vbaProject|externalLink|afchunk", name, re.IGNORECASE):
                found.append(name)
            if not name.endswith((".xml", ".rels")):
                continue
            for element in etree.fromstring(archive.read(name)).iter(etree.Element):
                kind = element.tag.rpartition("}")[2]
                if kind == "Relationship" and element.get("TargetMode") == "External":
                    found += [] if ADDRESS.match(element.get("Target")) else [f"{name}: {element.get('Target')}"]
                instruction = (
                    element.text if kind == "instrText" else element.get(f"{element.tag.rpartition('}')[0]}}}instr")
                )
                if instruction and not FIELDS.match(instruction):
                    found.append(f"{name}: field {instruction}")
                if kind in {"altChunk", "object", "OLEObject", "control"}:
                    found.append(f"{name}: {kind}")
                text.append(element.text or "" if kind == "t" else "\n" if kind == "p" else "")
    return found, "".join(text)


def of_pdf(content):
    """What acts in a PDF, and its text."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            if not isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                continue
            if str(each.get("/S", "")) in PDF_ACTIONS or "/JS" in each or "/EmbeddedFiles" in each or "/EF" in each:
                found.append(str(each.get("/S", "a file inside")))
            if "/URI" in each and not ADDRESS.match(str(each.URI)):
                found.append(f"link {each.URI}")
            if "/OpenAction" in each or "/AA" in each:
                found.append("an action on opening")
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return found, text


def of_file(path):
    """What acts in a finished file, and its text."""
    if path.suffix == ".html":
        return of_html(path.read_text(encoding="utf-8"))
    return of_pdf(path.read_bytes()) if path.suffix == ".pdf" else of_office(path.read_bytes())
