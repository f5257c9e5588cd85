"""Colours and alignment that pandas' Styler gives to single cells, moved from its style sheet onto the cells."""

import re

_SHEET = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_ID = re.compile(r"^#([\w-]+)$")
_TAG = re.compile(r'(<t[dh]\b[^>]*?\bid="([\w-]+)")')


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
