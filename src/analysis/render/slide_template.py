"""The template of slides with a council's logo: on the master, so that every slide shows it at its foot."""

import io
import re
from pathlib import Path

from PIL import Image

from analysis.render.archive import EARLIEST, read_archive, write_archive

MASTER = "ppt/slideMasters/slideMaster1.xml"
RELATIONS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
TYPES = "[Content_Types].xml"
NAME = "ppt/media/image1"  # pandoc takes over what is called so, and numbers the pictures of slides after it
KEY = "rIdLogo"
HEIGHT, WIDEST = 320_040, 1_800_000  # of the logo, in English Metric Units: 0.35 inch, 1.97 inches
EDGE = 120_000  # from the right and the lower edge of the slide
SLIDE = (9_144_000, 5_143_500)
_MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="900" name="Logo" descr="Logo"/><p:cNvPicPr><a:picLocks noChangeAspect="1"/>'
    '</p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/>'
    '</a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
)
_RELATION = (
    '<Relationship Id="{key}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="../media/{name}"/>'
)


def add_logo(template: Path, logo: Path) -> None:
    """Put a picture (PNG or JPEG) at the foot of every slide of a template, in its own proportions."""
    ending = logo.suffix.lower()
    content = logo.read_bytes()
    with Image.open(io.BytesIO(content)) as picture:
        across, up = picture.size
    shrink = min(1.0, WIDEST / (HEIGHT * across / up))
    wide, high = round(HEIGHT * across / up * shrink), round(HEIGHT * shrink)
    drawn = _PICTURE.format(key=KEY, x=SLIDE[0] - EDGE - wide, y=SLIDE[1] - EDGE - high, cx=wide, cy=high)
    parts = read_archive(template)
    name = f"{NAME}{ending}"
    parts[name] = content
    parts[MASTER] = _before(parts[MASTER], "</p:spTree>", drawn)
    relation = _RELATION.format(key=KEY, name=name.rpartition("/")[2])
    parts[RELATIONS] = _before(parts[RELATIONS], "</Relationships>", relation)
    extension = ending.removeprefix(".")
    if not re.search(rf'<Default Extension="{extension}"', parts[TYPES].decode("utf-8"), re.IGNORECASE):
        kind = f'<Default Extension="{extension}" ContentType="{_MEDIA[ending]}"/>'
        parts[TYPES] = _before(parts[TYPES], "<Override", kind)
    write_archive(parts, template, EARLIEST)


def _before(part: bytes, mark: str, added: str) -> bytes:
    """Return a part with something added before the first place of a mark."""
    return part.decode("utf-8").replace(mark, f"{added}{mark}", 1).encode("utf-8")
