"""HTML of tables as notebooks write it, made ready for papers: colours on the cells, and no more than papers use.

Pandas' Styler keeps the colours of single cells in a style sheet; great_tables gives every cell names that only its own
page uses, which are two thirds of its letters. Each format of a paper reads them all.
"""

import re

_SHEET = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ID = re.compile(r"^#([\w-]+)$")
_TAG = re.compile(r'(<t[dh]\b[^>]*?\bid="([\w-]+)")')
_PART = re.compile(r"<(?:table|thead|tbody|tfoot|tr|td|th)\b[^>]*>")
_OF_ITS_OWN_PAGE = re.compile(r''' (?:id|headers|scope|valign|data-quarto-[\w-]+)="[^"]*"| (?:row|col)span="1"''')
_CLASSES = re.compile(r''' class="([^"]*)"''')
KEPT_CLASSES = frozenset(
    {"gt_left", "gt_right", "gt_center", "gt_stub", "row_heading"}
)  # those that `tables.lua` reads


def inline_styles(html: str) -> str:
    """Return the HTML with every rule for `#id` written as that element's `style`, and without style sheets."""
    styles: dict[str, str] = {}
    for sheet in _SHEET.findall(html):
        for selectors, body in _RULE.findall(sheet):
            declared = " ".join(body.split()).rstrip(";")
            for selector in selectors.split(","):
                match = _ID.match(selector.strip())
                if match and declared:
                    styles[match[1]] = f"{styles[match[1]]}; {declared}" if match[1] in styles else declared
    bare = _SHEET.sub("", html)
    return _TAG.sub(lambda tag: f'{tag[1]} style="{styles[tag[2]]}"' if tag[2] in styles else tag[1], bare)


def shorten(html: str) -> str:
    """Return the HTML of a table without names, places and classes of its parts that no paper uses."""
    return _PART.sub(lambda part: _CLASSES.sub(_kept_classes, _OF_ITS_OWN_PAGE.sub("", part[0])), html)


def _kept_classes(found: re.Match[str]) -> str:
    kept = [name for name in found[1].split() if name in KEPT_CLASSES]
    return f' class="{" ".join(kept)}"' if kept else ""
