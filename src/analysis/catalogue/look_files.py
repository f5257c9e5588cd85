"""What is wrong with the files of a council's look: a logo that is no picture, a template that is more than styles."""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
LONGEST = 4_000  # pixels of a side: a logo is printed 1.2 cm high
MEANT = {".png": _PNG, ".jpg": _JPEG, ".jpeg": _JPEG}
# Parts of a Word file that run or hold something: no paper of ours may carry them to a Board.
LIVE = {
    "vbaproject": "has macros",
    "vbadata": "has macros",
    "activex": "has controls that run",
    "embeddings": "holds other files",
    "attachedtoolbars": "has toolbars that run",
    "customui": "has buttons that run",
}
OUTSIDE = b'TargetMode="External"'
_BODY = "word/document.xml"
_UNPACKED = 50_000_000  # bytes of all parts of a template together


def problems_of_logo(path: Path) -> Iterator[str]:
    """Yield what is wrong with a logo, as the end of a sentence that begins with its name."""
    start = path.read_bytes()[:24]
    if not start.startswith(MEANT[path.suffix.lower()]):
        yield "is not the picture that its ending says; open it and save it as PNG"
    elif start.startswith(_PNG) and max(struct.unpack(">II", start[16:24].ljust(8, b"\0"))) > LONGEST:
        yield f"is more than {LONGEST:,} pixels wide or high; save it smaller"


def problems_of_template(path: Path) -> Iterator[str]:
    """Yield what is wrong with a Word template, as the end of a sentence that begins with its name."""
    if not zipfile.is_zipfile(path):
        yield "is not a Word document; save it in Word as .docx"
        return
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if _BODY not in names:
            yield "is not a Word document; save it in Word as .docx"
        elif sum(part.file_size for part in archive.infolist()) > _UNPACKED:
            yield f"is larger than {_UNPACKED // 1_000_000} MB when it is unpacked"
        else:
            for what in dict.fromkeys(says for name in names for part, says in LIVE.items() if part in name.lower()):
                yield f"{what}; save it in Word as a document without them (.docx)"
            if any(OUTSIDE in archive.read(name) for name in names if _leads_outside(name)):
                yield "takes something from outside itself (a linked picture or template); put it in, or take it out"


def _leads_outside(name: str) -> bool:
    """Whether a part may name what is outside. A link in the text is only followed by who clicks on it, and is lost."""
    return name.endswith(".rels") and name != "word/_rels/document.xml.rels"
