"""Finishing slides: alternative texts, one message a slide, what pack it is on each, the same bytes each time."""

import datetime as dt
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from analysis.render.archive import read_archive, write_archive
from analysis.render.pictures import fingerprint

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
FIRST = "ppt/slides/slide1.xml"
# A box of 22.9 by .7 cm at the foot of a slide of 25.4 by 14.3 cm, in letters of 9 points.
FOOT = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr><p:cNvPr id="{number}" name="Foot"/>'
    '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="457200" y="4860000"/>'
    '<a:ext cx="8229600" cy="252000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
    '<p:txBody><a:bodyPr wrap="square" lIns="0" rIns="0" tIns="0" bIns="0"/><a:lstStyle/><a:p><a:r>'
    '<a:rPr lang="en-GB" sz="900"/><a:t/></a:r></a:p></p:txBody></p:sp>'
)
_NUMBERED = re.compile(r"^(?:Figure|Table) \d+:\s*")
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})
_SLIDE = re.compile(r"ppt/slides/(slide\d+\.xml)")


def finish_slides(path: Path, alternatives: Mapping[str, str], day: dt.date) -> None:
    """Give every picture its alternative text instead of the name of its file, and date the parts.

    A caption that says no more than the title of its slide goes: the message stands once, above the picture. The first
    line below the title of the first slide, which says what pack it is and for whom, stands at the foot of the others.
    alternatives: text by fingerprint of the picture.
    """
    parts = read_archive(path)
    for name in list(parts):
        if match := _SLIDE.fullmatch(name):
            pictures = _pictures_of(parts, f"ppt/slides/_rels/{match[1]}.rels")
            texts = {key: alternatives.get(mark, "") for key, mark in pictures.items()}
            foot = "" if name == FIRST else _line_below_title(parts.get(FIRST))
            parts[name] = _described(parts[name], texts, foot)
    write_archive(parts, path, day)


def _pictures_of(parts: Mapping[str, bytes], relations: str) -> dict[str, str]:
    """Return the fingerprint of each picture of a slide by the key under which the slide names it."""
    found: dict[str, str] = {}
    for relation in etree.fromstring(parts[relations]) if relations in parts else ():
        target = posixpath.normpath(posixpath.join("ppt/slides", str(relation.get("Target"))))
        if target in parts and target.startswith("ppt/media/"):
            found[str(relation.get("Id"))] = fingerprint(parts[target])
    return found


def _line_below_title(slide: bytes | None) -> str:
    """Return the first line of a slide's subtitle; empty where it has none."""
    for shape in () if slide is None else etree.fromstring(slide).iter(f"{PRESENTATION}sp"):
        if _kind(shape) == "subTitle":
            said: list[str] = []
            for part in shape.iter(f"{DRAWING}t", f"{DRAWING}br"):
                if part.tag == f"{DRAWING}br":
                    break
                said.append(part.text or "")
            return "".join(said).strip()
    return ""


def _with_foot(slide: etree._Element, text: str) -> None:
    """Put a line at the foot of a slide, the last to be read."""
    shapes = slide.find(f".//{PRESENTATION}spTree")
    if not text or shapes is None:
        return
    number = max((int(found.get("id", "0")) for found in shapes.iter(f"{PRESENTATION}cNvPr")), default=1) + 1
    foot = etree.fromstring(FOOT.format(number=number))
    line = foot.find(f".//{DRAWING}t")
    if line is not None:
        line.text = text
    shapes.append(foot)


def _described(slide: bytes, texts: Mapping[str, str], foot: str) -> bytes:
    tree = etree.fromstring(slide)
    for picture in tree.iter(f"{PRESENTATION}pic"):
        about = picture.find(f".//{PRESENTATION}cNvPr")
        shown = picture.find(f".//{DRAWING}blip")
        if about is not None and shown is not None:
            about.set("descr", texts.get(str(shown.get(EMBED)), ""))
    _tell_once(tree)
    _with_foot(tree, foot)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _tell_once(slide: etree._Element) -> None:
    """Take out of a slide the text boxes that repeat its title, with or without the number of the picture."""
    shapes = list(slide.iter(f"{PRESENTATION}sp"))
    titles = {_words(shape) for shape in shapes if _kind(shape) in ("title", "ctrTitle")}
    for shape in shapes:
        around = shape.getparent()
        if _kind(shape) is None and _NUMBERED.sub("", _words(shape)) in titles and around is not None:
            around.remove(shape)


def _kind(shape: etree._Element) -> str | None:
    """Return which part of the layout a shape fills; null of a text box that fills none."""
    place = shape.find(f".//{PRESENTATION}ph")
    return None if place is None else place.get("type")


def _words(shape: etree._Element) -> str:
    text = "".join(run.text or "" for run in shape.iter(f"{DRAWING}t"))
    return " ".join(text.translate(_PLAIN).split())
